"""The words of a parsed text as plain columns, read from spaCy once for all that look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_NAMED: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP"]
_NUMBERS: list[int | str] = ["IDX", "HEAD", "SENT_START", "IS_PUNCT", "IS_SPACE", "SPACY"]


_REMEMBERED = 200_000  # names: more than an archive of one sector holds
_SPACES = ("", " ")
_names: dict[int, str] = {0: ""}


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a word. `up`: how many words further its head stands; `starts`: 1 where a sentence does."""

    whole: str  # the text
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    lemma_lower: list[str]
    space: list[str]  # what stands between it and the next
    place: list[int]
    up: list[int]
    starts: list[int]
    is_punct: list[int]
    is_space: list[int]


@lru_cache(maxsize=1)  # of one text: attribution reads it, and so does what comes after
def columns_of(doc: Doc) -> Columns:
    """Return the columns of `doc`, to which nothing is done any more."""
    numbers = doc.to_array(_NUMBERS).astype("int64").reshape(-1, len(_NUMBERS)).T
    place, up, starts, is_punct, is_space, spaced = (column.tolist() for column in numbers)
    named = doc.to_array(_NAMED).reshape(-1, len(_NAMED)).T
    text, lower, lemma, pos, tag, dep = (_named(column.tolist(), doc.vocab.strings) for column in named)
    lowered = {one: one.lower() for one in set(lemma)}
    space = [_SPACES[one] for one in spaced]
    return Columns(
        "".join(map(add, text, space)), text, lower, lemma, pos, tag, dep, [lowered[one] for one in lemma], space,
        place, up, starts, is_punct, is_space,
    )  # fmt: skip


def _named(values: Sequence[int], strings: StringStore) -> list[str]:
    """The names of `values`: these are hashes of them, so that a name that has been met is the same in every text."""
    if len(_names) > _REMEMBERED:
        _names.clear()
        _names[0] = ""
    for value in set(values):
        if value not in _names:  # a difference of the two would go through all the names
            _names[value] = strings[value]
    return list(map(_names.__getitem__, values))
