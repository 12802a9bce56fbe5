"""Work out, for each word, what it adds to each state of the parser, with the parser's own weights in small products.

A state adds up what its eight words are worth in their places; the parser has that for all words before its first step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

from flows.reading.attributing.encoding import Vectors

if TYPE_CHECKING:
    from spacy.language import Language

_PARSER = "parser"
_LAYERS = ["precomputable_affine", "linear"]  # after that which looks at the words
_WORDS, _WEIGHTS = 8, 64  # in one product: see `encoding`; of eight words, all are multiplied alike
_SIZES = ("nF", "nO", "nP", "nI")  # places in a state, numbers of each, pieces of a number, numbers of a word


class _Worth:
    """What words are worth in each place; the first row is that of a place without a word."""

    def __init__(self, asked: Any) -> None:
        *self._of_a_word, width = (asked.get_dim(size) for size in _SIZES)
        parts = asked.get_param("W").reshape(-1, _WEIGHTS, width)
        self._weights = np.ascontiguousarray(parts.transpose(0, 2, 1))[None]
        self._nobody = asked.get_param("pad")[0]

    def __call__(self, _: object, words: Vectors, is_train: bool) -> tuple[Vectors, Callable[..., None]]:
        assert not is_train, "these are products of weights that stay as they are"
        blocks, (_, parts, width, _) = len(words) // _WORDS + 1, self._weights.shape
        rows: Vectors = np.zeros((blocks * _WORDS, width), dtype=np.float32)
        rows[1 : len(words) + 1] = words
        worth: Vectors = np.empty((len(rows), parts * _WEIGHTS), dtype=np.float32)
        into = worth.reshape(blocks, _WORDS, parts, _WEIGHTS).transpose(0, 2, 1, 3)
        np.matmul(rows.reshape(blocks, 1, _WORDS, width), self._weights, out=into)
        found = worth[: len(words) + 1].reshape(-1, *self._of_a_word)
        found[0] = self._nobody
        return found, _nothing_to_train


def step_in_small_products(nlp: Language) -> None:
    """Let the parser of `nlp` prepare its steps with numpy; a model that is built otherwise stays as it is."""
    model: Any = nlp.get_pipe(_PARSER).model if _PARSER in nlp.pipe_names else None  # type: ignore[attr-defined]
    if model is None or [layer.name for layer in model.layers[1:]] != _LAYERS:
        return
    asked = model.layers[1]
    if asked.get_param("W").size % (_WEIGHTS * asked.get_dim("nI")) == 0:
        params = {name: asked.get_param(name) for name in asked.param_names}
        dims = {size: asked.get_dim(size) for size in _SIZES}
        model.layers[1] = Model(asked.name, _Worth(asked), dims=dims, params=params)


def _nothing_to_train(*_: object) -> None:
    """A model whose products are made here is only asked."""
