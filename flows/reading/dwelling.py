"""Tell what an article dwells on from what it mentions in passing.

"He would have to look hard at every single order" shares a word with a single fare; the article is about depots.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.reading.meant import Bearing
from flows.reading.propositions import Codebook, Match
from flows.reading.stemmed import Placed

NAMED = 0.6  # a sentence that names a measure this surely has named it
NEAR = (1.0, 0.7, 0.5)  # how much the sentence, the one before it and the one before that bear on what is meant
LATELY = 8.0  # sentences
FILLED = 2.0  # weight of words at which a sentence is about two thirds full of a proposition
LIKE, LIKE_LEAD = 20.0, 10.0  # log odds that count as 1
MOST_LEAD = 0.6  # a codebook that has much to say of each proposition has leads many times as large
HARDLY, ODDS = 0.001, 5.0  # a likelihood that counts as none, and log odds that count as 1
SHORT = 6  # words


@dataclass(frozen=True)
class Place:
    """Where a stretch stands and what its words, and those before it, are about."""

    here: int  # the sentence it stands in; -1 before the first
    since: int  # the first sentence that belongs to the same turn
    own: Mapping[str, Match]
    context: Mapping[str, float]
    said_before: Mapping[str, float]
    like: Mapping[str, float]  # log odds, by all that the pack says of each proposition
    words: int
    definite: Collection[str] = ()  # named by "the", "this", "their"

    @cached_property
    def scores(self) -> Mapping[str, float]:
        return {name: match.score for name, match in self.own.items()}


class Dwelling:
    """How much one article speaks of each proposition: what each sentence names, and whose words it has."""

    def __init__(
        self,
        codebook: Codebook,
        *,
        placed: Sequence[Placed],
        about: Sequence[Mapping[str, Match]],
        front: Iterable[Mapping[str, Match]],
        introduced: Collection[str] = (),
        subject: str | None = None,
        followed: Sequence[Mapping[str, float]] = (),
    ) -> None:
        self._introduced = introduced
        self._subject = subject
        self._followed = followed
        self._nearby: dict[tuple[int, int], dict[str, float]] = {}
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

    def bearing(self, proposition: str, place: Place, *, way: str) -> Bearing:
        """How far the article bears out that what stands at `place` is about `proposition`, linked in that way."""
        return Bearing.of(
            {
                **self._of_article(proposition, place),
                **_of_words(proposition, place),
                **_of_context(proposition, place),
            },
            way,
        )

    def on(self, place: Place) -> Mapping[str, float]:
        """How likely the sentence is on each proposition, given all that the text says around it."""
        return self.likely(max(0, place.here))

    def likely(self, sentence: int) -> Mapping[str, float]:
        return self._followed[sentence] if self._followed else {}

    def _of_article(self, name: str, place: Place) -> dict[str, float]:
        return {
            "dwelt": self._dwelt.get(name, 0.0),
            "near": self._near(place).get(name, 0.0),
            "headed": self._front.get(name, 0.0),
            "named": self._best.get(name, 0.0),
            "named whole": self._whole.get(name, 0.0),
            "lately": self._lately(name, place),
            "introduced": float(name in self._introduced),
            "subject": float(name == self._subject),
            "on it": (on := self.on(place).get(name, 0.0)),
            "on it odds": math.log((on + HARDLY) / (1 - on + HARDLY)) / ODDS,
        }

    def _near(self, place: Place) -> dict[str, float]:
        """Whose words the sentence and those before it have, the one that has most as 1."""
        if place.here < 0:
            return {}
        if (key := (place.here, place.since)) not in self._nearby:
            found: dict[str, float] = defaultdict(float)
            for back, share in enumerate(NEAR):
                if place.here - back >= 0 and (back == 0 or place.here - back >= place.since):
                    for name, weight in self._echoes[place.here - back].items():
                        found[name] += share * weight
            self._nearby[key] = _shares(found)
        return self._nearby[key]

    def _lately(self, name: str, place: Place) -> float:
        if place.here < 0:
            return 0.0
        named = self._named.get(name, [])
        at = bisect_right(named, place.here) - 1
        return math.exp(-(place.here - named[at]) / LATELY) if at >= 0 else 0.0


def _of_words(name: str, place: Place) -> dict[str, float]:
    match = place.own.get(name)
    score, other = _lead(place.scores, name)
    like, likest = _lead(place.like, name)
    return {
        "score": score,
        "lead": score - other,
        "foremost": float(score > other),
        "worded": float(match is not None and bool(match.term)),
        "sided": float(match is not None and match.side != 0),
        "by head": float(match is not None and match.by_head),
        "definite": float(name in place.definite),
        "several words": float(match is not None and len(match.words) > 1),
        "other": other,
        "like": like / LIKE,
        "like lead": max(-MOST_LEAD, min(MOST_LEAD, (like - likest) / LIKE_LEAD)),
        "likest": float(like > likest),
        "short": float(place.words < SHORT),
    }


def _of_context(name: str, place: Place) -> dict[str, float]:
    lent, others = _lead(place.context, name)
    most = max(lent, others)
    return {
        "before": place.said_before.get(name, 0.0),
        "lent": lent,
        "lent share": lent / most if most else 0.0,
        "lent lead": lent - others,
        "lent most": float(lent > others),
    }


def _lead(values: Mapping[str, float], name: str) -> tuple[float, float]:
    """The value of `name`, and the highest of the others."""
    return values.get(name, 0.0), max([value for other, value in values.items() if other != name], default=0.0)


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    most = max(weights.values(), default=0.0)
    return {name: weight / most for name, weight in weights.items()} if most else {}
