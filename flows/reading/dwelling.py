"""Tell what an article dwells on from what it mentions in passing, and so how likely a link to a proposition is meant.

"He would have to look hard at every single order" shares a word with a single fare; the article is about depots.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from flows.reading.propositions import Codebook, Match
from flows.reading.stemmed import Placed

NAMED = 0.6  # a sentence that names a measure this surely has named it
NEAR = (1.0, 0.7, 0.5)  # how much the sentence, the one before it and the one before that bear on what is meant
LATELY = 8.0  # sentences
FILLED = 2.0  # weight of words at which a sentence is about two thirds full of a proposition
MOST_ODDS = 30.0
FOREMOST = 0.995  # no other proposition has more of the words here
PASSING = 0.25  # less likely than this it was said in passing; each sector left out: 3 of 23 such, none of 472 others
FIGURES = ("dwelt", "near", "headed", "named", "named whole", "says", "lately", "other", "before", "context")
_TOLD = re.compile(r"\bmeant \d\.\d\d by ")
_FIGURE = re.compile(r"([a-z][a-z ]*) (\d+\.\d\d)")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What speaks for a link, each of FIGURES from 0 to little above 1."""

    figures: tuple[float, ...]

    @property
    def likely(self) -> float:
        """0 to 1: how likely somebody who takes a side in these words takes it on this proposition."""
        weights = load_weights()
        odds = math.fsum((weights[""], *(weights[n] * f for n, f in zip(FIGURES, self.figures, strict=True))))
        return 1 / (1 + math.exp(-max(-MOST_ODDS, min(MOST_ODDS, odds))))

    @property
    def in_passing(self) -> bool:
        """True when the article deals with something else, and the words here are more another's."""
        return self.likely < PASSING and self.figures[FIGURES.index("near")] < FOREMOST

    def told(self) -> str:
        """For a trail: "meant 0.97 by dwelt 0.82, near 1.00"."""
        there = ", ".join(f"{name} {figure:.2f}" for name, figure in zip(FIGURES, self.figures, strict=True) if figure)
        return f"meant {self.likely:.2f} by {there or 'nothing'}"

    @classmethod
    def read_back(cls, told: str) -> Bearing | None:
        """The bearing that `told` in a trail tells of, to two decimals; None where it tells of none."""
        start = _TOLD.search(told)
        if start is None:
            return None
        figures = {name: float(figure) for name, figure in _FIGURE.findall(told[start.end() :])}
        return cls(tuple(figures.get(name, 0.0) for name in FIGURES))


@dataclass(frozen=True, slots=True)
class Link:
    """One stretch linked to one proposition: where it stands, and what its words and what came before are about."""

    proposition: str
    says: bool  # its own words name the measure
    here: int | None  # the sentence it stands in
    since: int  # the first sentence that belongs to the same turn
    own: Mapping[str, Match]
    context: Mapping[str, float]
    said_before: Mapping[str, float]


class Dwelling:
    """How much one article speaks of each proposition: what each sentence names, and whose words it has."""

    def __init__(
        self,
        codebook: Codebook,
        *,
        placed: Sequence[Placed],
        about: Sequence[Mapping[str, Match]],
        front: Iterable[Mapping[str, Match]],
    ) -> None:
        self._echoes = [codebook.echoes(stem for stem, _, _ in words) for words in placed]
        dwelt: dict[str, float] = defaultdict(float)
        for echo in self._echoes:
            for name, weight in echo.items():
                dwelt[name] += 1 - math.exp(-weight / FILLED)
        self._dwelt = _shares(dwelt)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._best: dict[str, float] = {}
        self._whole: dict[str, float] = {}
        for number, matches in enumerate(about):
            for name, match in matches.items():
                if match.term:
                    self._note(name, match)
                    if match.score >= NAMED:
                        self._named[name].append(number)
        self._front: dict[str, float] = {}
        for matches in front:
            for name, match in matches.items():
                if match.term:
                    self._front[name] = max(self._front.get(name, 0.0), match.score)
                    self._note(name, match)

    def _note(self, name: str, match: Match) -> None:
        self._best[name] = max(self._best.get(name, 0.0), match.score)
        if len(match.words) > 1:
            self._whole[name] = max(self._whole.get(name, 0.0), match.score)

    def bearing(self, link: Link) -> Bearing:
        return Bearing(self._figures(link))

    def _figures(self, link: Link) -> tuple[float, ...]:
        name = link.proposition
        lent = max(link.context.values(), default=0.0)
        return (
            self._dwelt.get(name, 0.0),
            self._near(link).get(name, 0.0),
            self._front.get(name, 0.0),
            self._best.get(name, 0.0),
            self._whole.get(name, 0.0),
            float(link.says),
            self._lately(link),
            max((match.score for other, match in link.own.items() if other != name), default=0.0),
            link.said_before.get(name, 0.0),
            link.context.get(name, 0.0) / lent if lent else 0.0,
        )

    def _near(self, link: Link) -> dict[str, float]:
        """Whose words the sentence and those before it have, the one that has most as 1."""
        found: dict[str, float] = defaultdict(float)
        if link.here is None:
            return {}
        for back, share in enumerate(NEAR):
            if link.here - back >= 0 and (back == 0 or link.here - back >= link.since):
                for name, weight in self._echoes[link.here - back].items():
                    found[name] += share * weight
        return _shares(found)

    def _lately(self, link: Link) -> float:
        if link.here is None:
            return 0.0
        named = self._named.get(link.proposition, [])
        at = bisect_right(named, link.here) - 1
        return math.exp(-(link.here - named[at]) / LATELY) if at >= 0 else 0.0


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    most = max(weights.values(), default=0.0)
    return {name: weight / most for name, weight in weights.items()} if most else {}


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """The shipped weights, one for each of FIGURES; "" is the constant. `flows.fitting.dwelling` writes them."""
    text = files("flows.reading").joinpath("dwelling.json").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text)["weights"].items()}
