"""Compare words with all that a pack says of each proposition: its names, cues, poles and examples, as naive Bayes.

A name matches or does not; what a sentence is about shows in words that no name holds together. The weights are the
usual log ratios of a Bernoulli model (McCallum & Nigam 1998), of the words that are there and speak for a proposition.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from flows.reading.folding import content_stems
from storage.domain.sector import Proposition

SMOOTHING = 0.3  # of a text in which the word would have been
PAIR = 0.5  # two words in a row say again what each of them has said


class Likeness:
    """How much the words of a stretch are those of each proposition."""

    def __init__(self, propositions: Iterable[Proposition]) -> None:
        self._texts: dict[str, int] = {}
        self._having: dict[str, dict[str, int]] = {}
        for proposition in propositions:
            texts = list(_texts(proposition))
            self._texts[proposition.id] = len(texts)
            counted = Counter(chain.from_iterable(words_of(content_stems(text)) for text in texts))
            for word, times in counted.items():
                self._having.setdefault(word, {})[proposition.id] = times
        self._total = sum(self._texts.values())
        self._weights: dict[str, Mapping[str, float]] = {}  # of words that were asked for: a pack has many more

    def of(self, stems: Sequence[str]) -> dict[str, float]:
        """Return for each proposition that shares a word with `stems`, in the order of the text, how much it does."""
        found: dict[str, float] = defaultdict(float)
        for word in words_of(stems):
            if word in self._having:
                for name, weight in self._weight(word).items():
                    found[name] += weight
        return found

    def _weight(self, word: str) -> Mapping[str, float]:
        if word not in self._weights:
            of, share = self._having[word], PAIR if " " in word else 1.0
            texts = sum(of.values())
            ratios = {
                name: _ratio(there, self._texts[name], texts - there, self._total - self._texts[name])
                for name, there in of.items()
            }
            self._weights[word] = {name: share * ratio for name, ratio in ratios.items() if ratio > 0}
        return self._weights[word]


def words_of(stems: Sequence[str]) -> Iterator[str]:
    """Each stem and each two in a row, once, in the order of the text: sums of another order differ in the end."""
    yield from dict.fromkeys((*stems, *(f"{first} {second}" for first, second in pairwise(stems))))


def _ratio(there: int, texts: int, elsewhere: int, others: int) -> float:
    own = (there + SMOOTHING) / (texts + 2 * SMOOTHING)
    return math.log(own) - math.log((elsewhere + SMOOTHING) / (others + 2 * SMOOTHING))


def _texts(proposition: Proposition) -> Iterator[str]:
    yield from (proposition.label, proposition.proposition, proposition.supports_means, proposition.opposes_means)
    yield from (*proposition.measure_terms, *proposition.restricted_terms, *proposition.topic_terms)
    yield from (*proposition.support_cues, *proposition.oppose_cues)
    yield from (example.text for example in proposition.examples if example.stance is not None)
    yield from (*proposition.said_for, *proposition.said_against)
