"""Tell by its near misses what a proposition is not: of "car parking charges" a charge for charging a car is one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

SHARE = 0.75  # of the words that tell a near miss apart, by their rarity, that must be there
LEAST = 0.5  # and so much of them in all

Rarity = Callable[[str], float]


class NearMisses:
    """The near misses of every proposition, found by words without which they are none."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._of: dict[str, list[tuple[frozenset[str], float]]] = defaultdict(list)
        self._warned: dict[str, set[str]] = defaultdict(set)

    def add(self, proposition: str, told_apart: Iterable[frozenset[str]]) -> None:
        for wrong in told_apart:
            mass = math.fsum(map(self._rarity, wrong))
            self._of[proposition].append((wrong, mass))
            for stem in self._telling(wrong, mass):
                self._warned[stem].add(proposition)

    def _telling(self, wrong: Iterable[str], mass: float) -> list[str]:
        """The rarest of the words without which too few are there, or all words where there is no such."""
        ranked = sorted(wrong, key=lambda stem: (-self._rarity(stem), stem))
        needed = [stem for stem in ranked if mass - self._rarity(stem) < (SHARE - 1e-6) * mass]
        return needed[:1] or ranked

    def possible(self, stems: Iterable[str]) -> set[str]:
        """The propositions of which `stems` may be a near miss: nearly always none, or one."""
        return {name for stem in stems if stem in self._warned for name in self._warned[stem]}

    def met(self, proposition: str, stems: Collection[str]) -> bool:
        """True when the words that tell a near miss apart are among `stems`."""
        for wrong, mass in self._of[proposition]:
            there = math.fsum([self._rarity(stem) for stem in wrong if stem in stems])
            if there > LEAST and there / mass >= SHARE:
                return True
        return False
