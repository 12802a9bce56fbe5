"""Hear to which pole of a proposition words lean: to those that its codebook has for support or for opposition.

Naive Bayes over stems, as in Pang, Lee & Vaithyanathan (2002), from whom it also has the mark on the words of a clause
that denies something: "will not keep children safe" and "will keep children safe" share no more than what they are of.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from flows.reading.caseless import Caseless
from flows.reading.stancing.stems import stems_of
from storage.domain.sector import Proposition

UNHEARD = 0.5  # of a word that only the other pole has
AROUND = 10.0  # words that either pole could have had besides its own
FAR = 4.0  # log odds at which words lean three quarters of the way
ENOUGH = 10  # sentences for either side, from which the codebook knows how they talk
_CLAUSE = re.compile(r"[,;:.?!–—]|\b(?:but|because|and)\b", re.IGNORECASE)
_DENIES = Caseless(r"\b(?:not|no|never|nor|neither|without|cannot|nobody|nothing|hardly|little|less|fewer)\b|n['’]t\b")


class Poles:
    """How those for and those against each proposition talk."""

    def __init__(self, propositions: Iterable[Proposition]) -> None:
        self._odds: dict[str, Mapping[str, float]] = {}
        self._well_heard: set[str] = set()
        for proposition in propositions:
            self._odds[proposition.id] = _odds_of(proposition)
            if min(len(proposition.said_for), len(proposition.said_against)) >= ENOUGH:
                self._well_heard.add(proposition.id)

    def leaning(self, proposition: str, content: str) -> float:
        """Return -1 to 1: whether the words of `content` are rather those of opposition or of support."""
        odds = self._odds[proposition]
        return math.tanh(math.fsum([odds[word] for word in _words(content) if word in odds]) / FAR)

    def well_heard(self, proposition: str) -> bool:
        """Whether the codebook has enough of what either side says to tell them apart by their words."""
        return proposition in self._well_heard


def _odds_of(proposition: Proposition) -> Mapping[str, float]:
    """The log odds of each word: how much more often the texts for support have it than those for opposition."""
    said = {side: _words_for(proposition, side) for side in (1, -1)}
    rate = {side: math.log(said[side].total() + 1 + AROUND) for side in said}
    return {
        word: math.log((said[1][word] + UNHEARD) / (said[-1][word] + UNHEARD)) - rate[1] + rate[-1]
        for word in {*said[1], *said[-1]}
    }


def _words_for(proposition: Proposition, side: int) -> Counter[str]:
    means = proposition.supports_means if side > 0 else proposition.opposes_means
    cues = proposition.support_cues if side > 0 else proposition.oppose_cues
    examples = [one.text for one in proposition.examples if one.stance is not None and one.stance.sign == side]
    said = proposition.said_for if side > 0 else proposition.said_against
    return Counter(word for text in (means, *cues, *examples, *said) for word in _words(text))


@lru_cache(maxsize=4)  # of one stretch, and the same again for the next proposition
def _words(text: str) -> frozenset[str]:
    """Every stem, and again with a mark where its clause denies something."""
    found = stems_of(text)
    if _DENIES.search(text):
        for clause in _CLAUSE.split(text):
            if _DENIES.search(clause):
                found += [f"not {stem}" for stem in stems_of(clause)]
    return frozenset(found)
