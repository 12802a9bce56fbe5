"""How likely a side taken in some words is taken on a proposition: by the words, their place and the article.

A name of a measure may be mentioned in passing, and words that name nothing may be about what the article dwells on:
"The rules would push staff out". Each figure says it too seldom alone; trained weights add them up.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from operator import itemgetter, mul

NAMING = 0.4  # less likely than this, what the words name was said in passing
ENOUGH = 0.6  # so likely must be what is only pointed back to
BORNE_OUT = 0.7  # and so likely what no rule links
UNNAMED = 0.7  # and so likely what only the sentences around speak of
MOST_ODDS = 30.0
TOLD = 3  # figures on each side, in a trail

ARTICLE = (
    "dwelt", "near", "headed", "named", "named whole", "lately", "introduced", "subject", "on it", "on it odds",
)  # fmt: skip
WORDS = (
    "score", "lead", "foremost", "worded", "sided", "by head", "definite", "several words", "like", "like lead",
    "likest", "short",
)  # fmt: skip
CONTEXT = ("other", "before", "lent", "lent share", "lent lead", "lent most")
NOT_LINKED = "not linked"
FOLLOWED = "followed"
WAYS = ("says", "some of its words", "alone", "points back", "asked", "whole article", NOT_LINKED, FOLLOWED)
NAMED_BY = frozenset({"says", "some of its words", "alone"})
PAIRS = (
    ("dwelt", "near"), ("dwelt", "score"), ("several words", "score"), ("says", "dwelt"), ("says", "near"),
    ("points back", "dwelt"), ("points back", "near"), ("points back", "lent lead"), (NOT_LINKED, "dwelt"),
    (NOT_LINKED, "near"), (NOT_LINKED, "score"), (NOT_LINKED, "by head"),
    ("by head", "definite"), (FOLLOWED, "on it"), (FOLLOWED, "on it odds"),
)  # fmt: skip
# What a trail calls each: `volteface read` is for who has not read this module.
_TELLS = {
    "dwelt": "the words of the whole article", "near": "the sentences just before", "headed": "the headings",
    "named": "its name in the article", "named whole": "its whole name in the article",
    "lately": "how lately it was named", "introduced": "being introduced in full", "subject": "being the main subject",
    "on it": "what the sentences around are on", "on it odds": "the odds of what they are on",
    "score": "its own words here", "lead": "their lead over others", "foremost": "no other as strong here",
    "worded": "a term of the pack", "sided": "a term that takes a side", "by head": "one noun of its name alone",
    "definite": "a definite noun", "several words": "a term of several words",
    "like": "likeness to the words of the pack",
    "like lead": "the lead in likeness", "likest": "no other as alike", "short": "few words",
    "other": "the words of others here", "before": "what the speaker said before", "lent": "the context",
    "lent share": "its share of the context", "lent lead": "its lead in the context", "lent most": "most context",
    "says": "being named here", "some of its words": "some of its words", "alone": "words of no other",
    "points back": "being pointed back to", "asked": "being asked about", "whole article": "the article alone",
    NOT_LINKED: "no rule that links it", FOLLOWED: "the sentences around alone",
}  # fmt: skip
FIGURES = (*ARTICLE, *WORDS, *CONTEXT, *WAYS, *(f"{first} and {second}" for first, second in PAIRS))
TOLD_AS = (*(_TELLS[name] for name in FIGURES[: -len(PAIRS)]), *(f"{_TELLS[a]} with {_TELLS[b]}" for a, b in PAIRS))


_OF_FIGURES = itemgetter(*FIGURES[: -len(PAIRS)])
_OF_FIRST, _OF_SECOND = itemgetter(*(first for first, _ in PAIRS)), itemgetter(*(second for _, second in PAIRS))


@dataclass(frozen=True)
class Bearing:
    """What speaks for a link that was made in `way`, each of FIGURES about 0 to 1 (a lead -1 to 1)."""

    figures: tuple[float, ...]
    way: str

    @classmethod
    def of(cls, given: Mapping[str, float], way: str) -> Bearing:
        """Return the bearing of `given`, the figures of ARTICLE, WORDS and CONTEXT, on a link made in that way."""
        every = {**dict.fromkeys(WAYS, 0.0), **given, way: 1.0}
        return cls((*_OF_FIGURES(every), *map(mul, _OF_FIRST(every), _OF_SECOND(every))), way)

    @property
    def linked(self) -> bool:
        return self.way not in (NOT_LINKED, FOLLOWED)

    @property
    def least(self) -> float:
        """How likely it must be."""
        if self.way in NAMED_BY:
            return NAMING
        return UNNAMED if self.way == FOLLOWED else ENOUGH if self.linked else BORNE_OUT

    @cached_property
    def likely(self) -> float:
        """0 to 1: how likely somebody who takes a side in these words takes it on this proposition."""
        constant, weights = load_weights()
        odds = constant + math.fsum(map(float.__mul__, weights, self.figures))
        return 1 / (1 + math.exp(-max(-MOST_ODDS, min(MOST_ODDS, odds))))

    @property
    def meant(self) -> bool:
        return self.likely >= self.least

    def told(self) -> str:
        """For a trail: "meant 0.97 by its name in the article, no other as alike against the words of others here"."""
        parts = list(map(float.__mul__, load_weights()[1], self.figures))
        order = sorted(range(len(parts)), key=parts.__getitem__, reverse=True)
        by = [TOLD_AS[n] for n in order[:TOLD] if parts[n] > 0]
        against = [TOLD_AS[n] for n in reversed(order[-TOLD:]) if parts[n] < 0]
        return f"meant {self.likely:.2f} by {', '.join(by) or 'nothing'} against {', '.join(against) or 'nothing'}"


@lru_cache(maxsize=1)
def load_weights() -> tuple[float, tuple[float, ...]]:
    """The shipped constant and weights, in the order of FIGURES. `flows.fitting.meant` writes them."""
    text = files("flows.reading").joinpath("meant.json").read_text(encoding="utf-8")
    weights = json.loads(text)["weights"]
    return float(weights[""]), tuple(float(weights[name]) for name in FIGURES)
