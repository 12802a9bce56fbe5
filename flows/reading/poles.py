"""Hear to which pole of a proposition words lean: to those that its codebook has for support or for opposition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from flows.reading.stancing.stems import stems_of
from storage.domain.sector import Proposition

UNHEARD = 0.5  # of a word that only the other pole has
AROUND = 10.0  # words that either pole could have had besides its own
FAR = 4.0  # log odds at which words lean three quarters of the way


def leaning(proposition: Proposition, content: str) -> float:
    """Return -1 to 1: whether the words of `content` are rather those of opposition or of support."""
    odds = _odds_of(proposition)
    return math.tanh(math.fsum(odds.get(stem, 0.0) for stem in sorted(set(stems_of(content)))) / FAR)


@lru_cache(maxsize=4096)
def _odds_of(proposition: Proposition) -> Mapping[str, float]:
    """The log odds of each stem: how much more often the texts for support have it than those for opposition."""
    said = {side: _stems_for(proposition, side) for side in (1, -1)}
    rate = {side: math.log(said[side].total() + 1 + AROUND) for side in said}
    return {
        stem: math.log((said[1][stem] + UNHEARD) / (said[-1][stem] + UNHEARD)) - rate[1] + rate[-1]
        for stem in {*said[1], *said[-1]}
    }


def _stems_for(proposition: Proposition, side: int) -> Counter[str]:
    means = proposition.supports_means if side > 0 else proposition.opposes_means
    cues = proposition.support_cues if side > 0 else proposition.oppose_cues
    examples = [one.text for one in proposition.examples if one.stance is not None and one.stance.sign == side]
    return Counter(stem for text in (means, *cues, *examples) for stem in set(stems_of(text)))
