"""A parsed text with every word made once: spaCy makes a new object at each look, and reading looks a hundred times.

Tokens have the names that spaCy's have, so that what is written for one reads the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, overload

from flows.reading.attributing.columns import columns_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOTHING: frozenset[str] = frozenset()


class Token:
    """One word of a parsed text. `lemma_lower` is asked for so often that it is made with the word."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_space", "lemma_", "lemma_lower", "lower_",
        "pos_", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip
    head: Token
    sent: Sentence
    children: Sequence[Token]

    def __init__(self, doc: Parsed, i: int, names: Sequence[str], stands: tuple[str, int, int, int]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.lemma_lower = names
        self.whitespace_, self.idx, is_punct, is_space = stands
        self.is_punct, self.is_space = is_punct == 1, is_space == 1
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
        return self.subtree_without(_NOTHING)

    def subtree_without(self, labels: frozenset[str]) -> Iterator[Token]:
        """`subtree`, but for what hangs below it by one of these labels, with all that hangs on that.

        No recursion: the words of "of a of a of a ..." hang on each other more deeply than Python calls.
        """
        waiting = [(self, not self.children)]
        while waiting:
            token, told = waiting.pop()
            if told:
                yield token
                continue
            below = [(child, not child.children) for child in token.children if child.dep_ not in labels]
            after = [child for child in below if child[0].i > token.i]
            waiting += [*reversed(after), (token, True), *reversed(below[: len(below) - len(after)])]

    @property
    def left_edge(self) -> Token:
        first, below = self, [*self.children]
        while below:
            token = below.pop()
            first = token if token.i < first.i else first
            below += token.children
        return first

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
        told = columns_of(doc)
        self.text = told.whole
        names = zip(told.text, told.lower, told.lemma, told.pos, told.tag, told.dep, told.lemma_lower, strict=True)
        stands = zip(told.space, told.place, told.is_punct, told.is_space, strict=True)
        self._tokens = tokens = list(map(Token, repeat(self), range(len(doc)), names, stands))
        hanging: dict[int, list[Token]] = {}
        for token, steps in zip(tokens, told.up, strict=True):
            if steps and token.dep_:  # nothing hangs in a line that is not parsed
                token.head = tokens[token.i + steps]
                hanging.setdefault(token.i + steps, []).append(token)
            else:
                token.head = token
        for at, children in hanging.items():
            tokens[at].children = children
        starts = [i for i, starts in enumerate(told.starts) if i == 0 or starts == 1]
        for start, end in pairwise([*starts, len(tokens)]):
            sentence = Sentence(tokens, start, end)
            for token in tokens[start:end]:
                token.sent = sentence
        self._starts = told.place

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

    def first_from(self, place: int) -> int:
        """The number of the first word that begins at a character or after it, or how many words there are."""
        return bisect_left(self._starts, place)

    def _at(self, place: int) -> int:
        """The number of the word at a character, the space after it included; -1 outside of the text."""
        return bisect_right(self._starts, place) - 1 if 0 <= place < len(self.text) else -1
