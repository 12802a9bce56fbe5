"""Take the parser's steps for all paragraphs at once, with the parser's own weights in small products.

A state adds up what its eight words are worth in their places, which is known of all words before the first step.
spaCy lets Python's lock go for its steps and, as each of these sums might fail, takes it back after every one of them:
146,000 times for the five seeds, two fifths of what all its steps cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc

from flows.reading.attributing.encoding import Vectors

if TYPE_CHECKING:
    from spacy.language import Language

PARSER = "parser"
_LAYERS = ["precomputable_affine", "linear"]  # after that which looks at the words
_AT_ONCE = 8  # words, or states, in one product: see `encoding`; of eight, all are multiplied alike
_TOGETHER = 64  # paragraphs that take their steps together, those of a length: as many as spaCy takes


class Steps:
    """The steps of one parser, from words to the ends of its states."""

    def __init__(self, nlp: Language) -> None:
        self._parser = cast("Any", nlp.get_pipe(PARSER))
        self._seen, lower, upper = self._parser.model.layers
        self._places, self._numbers, self._pieces, _ = lower.get_param("W").shape
        self._weights = np.ascontiguousarray(lower.get_param("W").transpose(0, 2, 3, 1))[None]
        self._nobody = lower.get_param("pad").transpose(1, 0, 3, 2).reshape(self._places, -1)
        self._bias = lower.get_param("b").T
        self._classes = np.ascontiguousarray(upper.get_param("W").T)[None]
        self._of_classes = upper.get_param("b")
        self._words_of = self._parser.model.predict([Doc(nlp.vocab, words=[" "])]).get_token_ids

    @classmethod
    def fits(cls, nlp: Language) -> bool:
        """True for a parser that takes the best step each time, and is built as the default one is."""
        if PARSER not in nlp.pipe_names:
            return False
        parser = cast("Any", nlp.get_pipe(PARSER))
        layers = [layer.name for layer in parser.model.layers[1:]]
        return layers == _LAYERS and parser.cfg["beam_width"] == 1 and not parser.model.attrs["unseen_classes"]

    def parse(self, docs: Sequence[Doc]) -> None:
        """Set heads and dependencies of `docs`, whose words the model has looked at."""
        by_length = sorted(docs, key=len)
        for first in range(0, len(by_length), _TOGETHER):
            together = by_length[first : first + _TOGETHER]
            self._parser.set_annotations(together, self._ends(together))

    def _ends(self, docs: Sequence[Doc]) -> list[Any]:
        ends: list[Any] = self._parser.moves.init_batch(docs)
        worth = self.worth(self._seen.predict(docs))
        first_at = np.arange(self._places, dtype=np.int32) * worth.shape[1] + 1  # of each place, after nobody
        worth = worth.reshape(-1, worth.shape[2])
        under_way = [state for state in ends if not state.is_final()]
        while under_way:
            words = self._words_of(under_way)  # -1 where a place has none
            words += first_at
            under_way = self._parser.transition_states(under_way, self.scores(worth.take(words, axis=0).sum(axis=1)))
        return ends

    def worth(self, words: Vectors) -> Vectors:
        """What `words` are worth in each place; before the first comes what a place without a word is."""
        blocks = len(words) // _AT_ONCE + 1
        rows: Vectors = np.zeros((blocks * _AT_ONCE, words.shape[1]), dtype=np.float32)
        rows[1 : len(words) + 1] = words
        worth: Vectors = np.empty((self._places, len(rows), self._pieces * self._numbers), dtype=np.float32)
        into = worth.reshape(self._places, blocks, _AT_ONCE, self._pieces, self._numbers).transpose(1, 0, 3, 2, 4)
        np.matmul(rows.reshape(blocks, 1, 1, _AT_ONCE, -1), self._weights, out=into)
        worth[:, 0] = self._nobody
        return worth

    def scores(self, added: Vectors) -> Vectors:
        """What the model thinks of each step for states of which this is the sum."""
        states = len(added)
        pieces = added.reshape(states, self._pieces, self._numbers)
        pieces += self._bias
        hidden: Vectors = np.zeros((-(-states // _AT_ONCE) * _AT_ONCE, self._numbers), dtype=np.float32)
        pieces.max(axis=1, out=hidden[:states])
        products = np.matmul(hidden.reshape(-1, _AT_ONCE, self._numbers), self._classes)
        scores: Vectors = products.reshape(len(hidden), -1)[:states]
        scores += self._of_classes
        return scores


_STEPS: WeakKeyDictionary[Language, Steps] = WeakKeyDictionary()


def steps_of(nlp: Language) -> Steps | None:
    """The steps of a model's parser, made ready once, or None where its own loop has to do."""
    if nlp not in _STEPS and Steps.fits(nlp):
        _STEPS[nlp] = Steps(nlp)
    return _STEPS.get(nlp)
