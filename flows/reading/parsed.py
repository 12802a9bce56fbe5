"""A parsed text with every word made once: spaCy makes a new object at each look, and reading looks a hundred times.

Tokens have the names that spaCy's have, so that what is written for one reads the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMED: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP"]
_NUMBERS: list[int | str] = ["IDX", "HEAD", "SENT_START", "IS_PUNCT", "IS_SPACE", "SPACY"]


class Token:
    """One word of a parsed text."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_space", "lemma_", "lower_", "pos_", "sent",
        "tag_", "text", "whitespace_",
    )  # fmt: skip
    head: Token
    sent: Sentence
    children: Sequence[Token]

    def __init__(self, doc: Parsed, i: int, printed: tuple[str, str], names: Sequence[str], numbers: list[int]) -> None:
        self.doc, self.i, self.idx = doc, i, numbers[0]
        self.text, self.whitespace_ = printed
        _, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_ = names
        self.is_punct, self.is_space = numbers[3] == 1, numbers[4] == 1
        self.children = ()

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def is_sent_start(self) -> bool:
        return self.sent.start == self.i

    @property
    def subtree(self) -> Iterator[Token]:
        """The word with all that hangs on it, in the order of the tree."""
        if not self.children:
            yield self
            return
        before = True
        for child in self.children:
            if before and child.i > self.i:
                before = False
                yield self
            yield from child.subtree
        if before:
            yield self

    @property
    def left_edge(self) -> Token:
        return min(self.subtree, key=lambda token: token.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def nbor(self, steps: int = 1) -> Token:
        return self.doc[self.i + steps]


class Sentence:
    """The words from `start` to `end`, the end exclusive."""

    __slots__ = ("_tokens", "end", "root", "start")

    def __init__(self, tokens: Sequence[Token], start: int, end: int) -> None:
        self.start, self.end, self._tokens = start, end, tokens[start:end]
        self.root = next((t for t in self._tokens if t.head is t), self._tokens[0])

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)


class Parsed:
    """All words of one text, in order."""

    def __init__(self, doc: Doc) -> None:
        numbers = doc.to_array(_NUMBERS).astype("int64").tolist() if len(doc) else []
        named = list(_names(doc))
        printed = [(names[0], " " if row[5] else "") for names, row in zip(named, numbers, strict=True)]
        self.text = "".join([part for word in printed for part in word])
        self._tokens = tokens = [
            Token(self, i, *columns) for i, columns in enumerate(zip(printed, named, numbers, strict=True))
        ]
        hanging: dict[int, list[Token]] = {}
        for token, (_, up, *_) in zip(tokens, numbers, strict=True):
            token.head = tokens[token.i + up] if token.dep_ else token  # nothing hangs in a line that is not parsed
            if token.head is not token:
                hanging.setdefault(token.i + up, []).append(token)
        for at, children in hanging.items():
            tokens[at].children = children
        starts = [i for i, row in enumerate(numbers) if i == 0 or row[2] == 1]
        for start, end in pairwise([*starts, len(tokens)]):
            sentence = Sentence(tokens, start, end)
            for token in tokens[start:end]:
                token.sent = sentence
        self._starts = [token.idx for token in tokens]

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        return self._tokens[at]

    def touching(self, start: int, end: int) -> Sequence[Token]:
        """The words of which some character stands from `start` to `end`, the end exclusive."""
        first, last = self._at(start), self._at(end - 1)
        if first < 0 or last < 0:
            return ()
        word = self._tokens[first]
        return self._tokens[first + (start >= word.idx + len(word.text)) : last + 1]

    def within(self, start: int, end: int) -> Sequence[Token]:
        """The words that stand wholly from `start` to `end`, the end exclusive."""
        first, last = self._at(start), self._at(end - 1)
        if first < 0 or last < 0:
            return ()
        ended = self._tokens[last].idx + len(self._tokens[last].text) <= end
        return self._tokens[first + (self._starts[first] < start) : last + ended]

    def _at(self, place: int) -> int:
        """The number of the word at a character, the space after it included; -1 outside of the text."""
        return bisect_right(self._starts, place) - 1 if 0 <= place < len(self.text) else -1


def _names(doc: Doc) -> Iterator[Sequence[str]]:
    """The six names of each word; a name is looked up once for all words that have it."""
    strings, named = doc.vocab.strings, list[list[str]]()
    columns: list[list[int]] = doc.to_array(_NAMED).T.tolist()
    for column in columns:
        known = {value: strings[value] if value else "" for value in set(column)}
        named.append([known[value] for value in column])
    return zip(*named, strict=True)
