"""Look at each word among its neighbours with the model's own weights, in products small enough to be quick and alike.

spaCy's own products take three times as long as numpy's, half of the parse. Numpy's are cut small for two reasons: a
row's last digit hangs on how many rows are multiplied with it, so that each product has as many as every other, and
OpenBLAS puts all cores on a large one, where its threads wait for each other at more than the product costs.
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
_ROWS = 8  # in one product: 8 rows by 96 columns of 288 numbers are under the 262,144 from which OpenBLAS uses threads
_SMALL = np.float32(1e-8)  # as in thinc's own norm
Vectors = NDArray[np.float32]


class _Layer:
    """One look at a word and its neighbours on both sides."""

    def __init__(self, residual: Any) -> None:
        parts = {part.name: part for part in residual.walk()}
        maxout, norm = parts["maxout"], parts["layernorm"]
        # Each of its pieces, of which the largest counts, as one matrix of its own.
        self._pieces = np.ascontiguousarray(maxout.get_param("W").transpose(1, 2, 0))[None]
        self._bias = np.ascontiguousarray(maxout.get_param("b").T)[None, :, None]
        self._gain, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, seen: Vectors) -> Vectors:
        """Return what the layer makes of the windows `seen`, three words to a row."""
        products: Vectors = np.matmul(seen.reshape(-1, 1, _ROWS, seen.shape[1]), self._pieces)
        products += self._bias
        found: Vectors = products.max(axis=1).reshape(len(seen), -1)
        found -= found.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", found, found) / np.float32(found.shape[1]) + _SMALL
        found *= (spread ** np.float32(-0.5))[:, None]
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
        starts = np.cumsum([self._apart, *(len(words) + self._apart for words in docs)]).tolist()
        rows, width = -(-starts.pop() // _ROWS) * _ROWS, self._width
        told: Vectors = np.zeros((rows, width), dtype=np.float32)
        for start, words in zip(starts, docs, strict=True):
            told[start : start + len(words)] = words
        seen: Vectors = np.zeros((rows, 3 * width), dtype=np.float32)
        for layer in self._layers:
            seen[1:, :width] = told[:-1]
            seen[:, width : 2 * width] = told
            seen[:-1, 2 * width :] = told[1:]
            told += layer(seen)
        return [told[start : start + len(words)] for start, words in zip(starts, docs, strict=True)], _nothing_to_train


def encode_in_small_products(nlp: Language) -> None:
    """Let the parser of `nlp` encode with numpy; a model that is built otherwise stays as it is."""
    model: Any = nlp.get_pipe(_TOK2VEC).model if _TOK2VEC in nlp.pipe_names else None  # type: ignore[attr-defined]
    if model is None or len(model.layers) != 2 or not _fits(model.layers[1]):  # embeds, then encodes
        return
    model.layers[1] = Model("encoded", _Encoder(model.layers[1]))


def _fits(encoder: Any) -> bool:
    layers = [layer for stack in encoder.layers for layer in stack.layers]
    windows = [part.attrs["window_size"] for layer in layers for part in layer.walk() if part.name == "expand_window"]
    return all(layer.name == _LAYER for layer in layers) and set(windows) == {1} and "pad" in encoder.attrs


def _nothing_to_train(*_: object) -> None:
    """A model whose products are made here is only asked."""
