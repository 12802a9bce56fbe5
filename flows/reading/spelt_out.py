"""Know a proposition by its own sentence: "no company should own more than fifty surgeries" names the limit in full."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.reading.folding import content_stems
from storage.domain.sector import Proposition

LEAST_SHARE = 0.6  # of the sentence's words, by their rarity, that must be there
LEAST_WORDS = 3

Rarity = Callable[[str], float]


class SpeltOut:
    """The sentences of all propositions, by their words."""

    def __init__(self, propositions: Sequence[Proposition], rarity: Rarity) -> None:
        self._rarity = rarity
        self._words = {p.id: tuple(dict.fromkeys(content_stems(p.proposition))) for p in propositions}
        self._mass = {name: math.fsum(map(rarity, stems)) for name, stems in self._words.items()}
        self._with: dict[str, list[str]] = defaultdict(list)
        for name, stems in self._words.items():
            for stem in stems:
                self._with[stem].append(name)

    def found(self, at: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, float, tuple[int, ...]]]:
        """Return each proposition that the stems `at` their places spell out, how far, and where its words are."""
        shared: dict[str, int] = {}
        for stem in at:
            for name in self._with.get(stem, ()):
                shared[name] = shared.get(name, 0) + 1
        for name, count in shared.items():
            if count < LEAST_WORDS:
                continue
            there = [stem for stem in self._words[name] if stem in at]
            share = math.fsum(map(self._rarity, there)) / self._mass[name]
            if share >= LEAST_SHARE:
                yield name, share, tuple(sorted(at[stem][0] for stem in there))
