"""Follow what a text is on from sentence to sentence, where most sentences name nothing.

A hidden Markov model whose states are the propositions and none of them, as for the segmentation of news by topic
(Yamron, Carp, Gillick, Lowe & van Mulbregt 1998); what each sentence is on, given all of them, by the forward-backward
algorithm (Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.reading.links import Sentence

LIKE = 3.0  # log odds of likeness that count as one of the model: words of one sentence come together
HEADING = 9.0  # and those of the heading over it
NAMED = 2.0  # log odds of a sentence that names a measure
NONE = 1.0  # log odds of a sentence on none of them
STAYS = 0.85  # how likely the next sentence is on the same
HEADED = 0.5  # how much of what a text turns to is what its title speaks of
LEAST = 0.01

Evidence = Mapping[str, float]  # of each proposition, log odds or score


@dataclass(frozen=True, slots=True)
class Heard:
    """What one sentence says of each proposition: likeness of its words, names in it, likeness of its heading."""

    like: Evidence
    named: Evidence
    heading: Evidence


def heard(sentence: Sentence, like: Evidence, headings: Mapping[int, Evidence]) -> Heard:
    """What `sentence`, whose words are `like` those of each proposition, says under its heading."""
    named = {name: match.score for name, match in sentence.about.items() if match.term}
    return Heard(like, named, headings.get(sentence.heading, {}))


def followed(sentences: Sequence[Heard], title: Evidence) -> list[dict[str, float]]:
    """Return for each sentence how likely it is on each proposition, 0 to 1; what is hardly likely is left out.

    `title`: likeness of the words of the title, in log odds.
    """
    names = sorted({*title, *(name for one in sentences for name in (*one.like, *one.heading))})
    if not names or not sentences:
        return [{} for _ in sentences]
    at = {name: n for n, name in enumerate(names)}
    emitted = np.array([_emitted(one, at) for one in sentences])
    turned = _turned_to(title, at)
    on = _on_each(np.exp(emitted - emitted.max(axis=1, keepdims=True)), turned)
    return [{name: float(row[n]) for name, n in at.items() if row[n] >= LEAST} for row in on]


def _emitted(one: Heard, at: Mapping[str, int]) -> NDArray[np.float64]:
    """Log odds of the sentence, had it been on each proposition; the last is none of them."""
    odds = np.zeros(len(at) + 1)
    odds[-1] = NONE
    for given, worth in ((one.like, 1 / LIKE), (one.named, NAMED), (one.heading, 1 / HEADING)):
        for name, value in given.items():
            if name in at:
                odds[at[name]] += worth * value
    return odds


def _turned_to(title: Evidence, at: Mapping[str, int]) -> NDArray[np.float64]:
    """How likely a text begins with, or turns to, each: half by its title, half anything."""
    odds = np.zeros(len(at) + 1)
    for name, value in title.items():
        odds[at[name]] = value / LIKE
    by_title = np.exp(odds - odds.max())
    turned: NDArray[np.float64] = HEADED * by_title / by_title.sum() + (1 - HEADED) / len(odds)
    return turned


def _on_each(emitted: NDArray[np.float64], turned: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sentences x states: the posterior of each state, given all sentences."""
    forward, backward = np.empty_like(emitted), np.ones_like(emitted)
    come = turned
    for n, here in enumerate(emitted):
        reached = come * here
        forward[n] = reached / reached.sum()
        come = STAYS * forward[n] + (1 - STAYS) * turned
    for n in range(len(emitted) - 2, -1, -1):
        ahead = emitted[n + 1] * backward[n + 1]
        left = STAYS * ahead + (1 - STAYS) * (turned @ ahead)
        backward[n] = left / left.max()
    on: NDArray[np.float64] = forward * backward
    shares: NDArray[np.float64] = on / on.sum(axis=1, keepdims=True)
    return shares
