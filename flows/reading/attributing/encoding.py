"""Look at each word among its neighbours with the model's own weights, in products small enough to be quick and alike.

spaCy's own products take three times as long as numpy's, half of the parse. Numpy's are cut small for two reasons: a
word's last digit hangs on how many words are multiplied with it, so that each product has as many as every other, and
OpenBLAS puts all cores on a large one, where its threads wait for each other at more than the product costs. In here
words stand side by side, each with its numbers below it: 16 of them are one step of the product, and so all alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.language import Language

_TOK2VEC = "tok2vec"
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"
# In one product: by 288 numbers to a window these are under the 262,144 from which OpenBLAS uses threads.
_WORDS, _WEIGHTS = 16, 48
_SMALL = np.float32(1e-8)  # as in thinc's own norm
Vectors = NDArray[np.float32]


class _Layer:
    """One look at a word and its neighbours on both sides."""

    def __init__(self, residual: Any) -> None:
        parts = {part.name: part for part in residual.walk()}
        maxout, norm = parts["maxout"], parts["layernorm"]
        pieces = maxout.get_param("W").transpose(1, 0, 2)  # of which the largest counts
        self._pieces, self._inside = pieces.shape[:2], pieces.shape[2]
        self._weights = np.ascontiguousarray(pieces).reshape(1, -1, _WEIGHTS, self._inside)
        self._bias = maxout.get_param("b").T.reshape(-1, 1)
        self._gain, self._shift = norm.get_param("G")[:, None], norm.get_param("b")[:, None]

    def __call__(self, seen: Vectors) -> Vectors:
        """Return what the layer makes of the windows `seen`, three words to each."""
        words, parts = seen.shape[1], self._weights.shape[1]
        products: Vectors = np.empty((parts * _WEIGHTS, words), dtype=np.float32)
        blocks = seen.reshape(self._inside, -1, 1, _WORDS).transpose(1, 2, 0, 3)
        np.matmul(self._weights, blocks, out=products.reshape(parts, _WEIGHTS, -1, _WORDS).transpose(2, 0, 1, 3))
        products += self._bias
        found: Vectors = products.reshape(*self._pieces, words).max(axis=0)
        found -= found.mean(axis=0)
        spread = np.square(found).mean(axis=0) + _SMALL
        found *= spread ** np.float32(-0.5)
        found *= self._gain
        found += self._shift
        return found


class _Encoder:
    """The second part of a model, which sees each word in its surroundings; paragraphs do not see each other."""

    def __init__(self, asked: Any) -> None:
        (stack,) = asked.layers
        self._layers = [_Layer(residual) for residual in stack.layers]
        self._apart = asked.attrs["pad"]
        self._width = stack.layers[0].get_dim("nO")

    def __call__(self, _: object, docs: Sequence[Vectors], is_train: bool) -> tuple[list[Vectors], Callable[..., None]]:
        assert not is_train, "these are products of weights that stay as they are"
        starts = np.cumsum([self._apart, *(len(here) + self._apart for here in docs)]).tolist()
        words, width = -(-starts.pop() // _WORDS) * _WORDS, self._width
        told: Vectors = np.zeros((width, words), dtype=np.float32)
        for start, here in zip(starts, docs, strict=True):
            told[:, start : start + len(here)] = here.T
        seen: Vectors = np.zeros((3 * width, words), dtype=np.float32)
        for layer in self._layers:
            seen[:width, 1:] = told[:, :-1]
            seen[width : 2 * width] = told
            seen[2 * width :, :-1] = told[:, 1:]
            told += layer(seen)
        found = np.ascontiguousarray(told.T)
        return [found[start : start + len(here)] for start, here in zip(starts, docs, strict=True)], _nothing_to_train


def encode_in_small_products(nlp: Language) -> None:
    """Let the parser of `nlp` encode with numpy; a model that is built otherwise stays as it is."""
    model: Any = nlp.get_pipe(_TOK2VEC).model if _TOK2VEC in nlp.pipe_names else None  # type: ignore[attr-defined]
    if model is None or len(model.layers) != 2 or not _fits(model.layers[1]):  # embeds, then encodes
        return
    model.layers[1] = Model("encoded", _Encoder(model.layers[1]))


def _fits(encoder: Any) -> bool:
    layers = [layer for stack in encoder.layers for layer in stack.layers]
    if any(layer.name != _LAYER for layer in layers) or "pad" not in encoder.attrs:
        return False
    parts = [part for layer in layers for part in layer.walk()]
    windows = {part.attrs["window_size"] for part in parts if part.name == "expand_window"}
    return windows == {1} and all(p.get_param("b").size % _WEIGHTS == 0 for p in parts if p.name == "maxout")


def _nothing_to_train(*_: object) -> None:
    """A model whose products are made here is only asked."""
