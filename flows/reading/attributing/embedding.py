"""Embed a word once: what the parser starts from depends on the form of each word alone, and is a third of its work.

The model's own layers are asked for the words that have not been met; their answer for a word is the same, to the last
bit, whichever words are asked with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, chain

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TOK2VEC = "tok2vec"
_FORM: list[int | str] = ["ORTH", "NORM", "SPACY"]  # what all that the model looks at follows from
_REMEMBERED = 20_000  # forms, in 8 MB: an archive of one sector holds some thousands more
_PARTS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
Vectors = NDArray[np.float32]


class _Embedding:
    """The first part of a model, with what it said before."""

    def __init__(self, asked: Any) -> None:
        features, *rest = asked.layers
        self._features = features
        self._rest: Any = chain(*rest)
        self._alone = Lock()  # texts may be read in several threads
        self._places: dict[tuple[int, ...], int] = {}
        self._vectors: Vectors = np.zeros((0, asked.get_dim("nO")), dtype=np.float32)

    def __call__(self, _: object, docs: Sequence[Doc], is_train: bool) -> tuple[list[Vectors], Callable[..., None]]:
        assert not is_train, "what is remembered would no longer be what the model says"
        forms = [list(map(tuple, doc.to_array(_FORM).tolist())) for doc in docs]
        with self._alone:
            if len(self._places) > _REMEMBERED:
                self._places, self._vectors = {}, self._vectors[:0]
            self._learn(docs, forms)
            return [self._vectors[[self._places[form] for form in here]] for here in forms], _nothing_to_train

    def _learn(self, docs: Sequence[Doc], forms: Sequence[Sequence[tuple[int, ...]]]) -> None:
        new: dict[tuple[int, ...], NDArray[np.uint64]] = {}
        unmet = [n for n, here in enumerate(forms) if not self._places.keys() >= set(here)]
        for n, rows in zip(unmet, self._features.predict([docs[n] for n in unmet]), strict=True):
            new.update({form: row for form, row in zip(forms[n], rows, strict=True) if form not in self._places})
        if new:
            met = self._rest.predict([np.array(list(new.values()))])[0]
            self._places.update({form: len(self._places) + n for n, form in enumerate(new)})
            self._vectors = np.concatenate([self._vectors, met])


def remember_words(nlp: Language) -> None:
    """Let the parser of `nlp` embed each form of a word once; a model that is built otherwise stays as it is."""
    model: Any = nlp.get_pipe(_TOK2VEC).model if _TOK2VEC in nlp.pipe_names else None  # type: ignore[attr-defined]
    if model is None or [part.name.split("(")[0] for part in model.layers[0].layers] != _PARTS:
        return
    model.layers[0] = Model("remembered", _Embedding(model.layers[0]))


def _nothing_to_train(*_: object) -> None:
    """A model that remembers is only asked."""
