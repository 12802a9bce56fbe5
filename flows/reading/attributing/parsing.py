"""Parse a text paragraph by paragraph into one whole-text Doc whose offsets are those of the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from spacy.tokens import Doc

from flows.reading.attributing.tagging import LEMMATIZER, RULER, tagger_of
from flows.reading.attributing.transitions import PARSER, steps_of
from flows.reading.reaching import Reaching
from storage.domain.span import Span

if TYPE_CHECKING:
    from spacy.language import Language

NEWLINES = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_PARAGRAPH = re.compile(f"[^{NEWLINES}]+")
# Longer pieces bring nothing to the parse of a sentence, and the tokeniser is quadratic in the length
# of a run without spaces: 10,000 quotation marks in a row took it minutes.
_LONGEST_PIECE = 3_000
_LONGEST_WORD = 160
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}")
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+")
_ATTRIBUTES: list[int | str] = ["TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD"]
_COLUMNS: list[int | str] = ["ORTH", "SPACY", *_ATTRIBUTES]
# Names come from the sector pack and from the article's own full mentions: statistical entities found
# 9 of 34 mentions of a sector body and cost more than the rest of the pipeline together.
_UNUSED = ("ner", "entity_linker", "entity_ruler", "senter")


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Return the lines of `text` that hold anything but white space."""
    return tuple(Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if not m[0].isspace())


def make_doc(text: str, nlp: Language, paragraphs: Collection[Span] | None = None) -> Doc:
    """Return a Doc over the whole of `text` with sentences cut at newlines.

    With `paragraphs` given, only pieces that overlap one of them are parsed; the rest is tokenised and
    each line of it stands as one sentence without structure. A paragraph's parse never depends on
    which others are parsed.
    """
    pieces = list(_pieces(text))
    chosen = Reaching(list(paragraphs)) if paragraphs is not None else None
    wanted = [chosen is None or chosen.touches(piece) for piece in pieces]
    docs = [nlp.make_doc(piece.of(text)) for piece in pieces]
    to_parse = [doc for doc, parse in zip(docs, wanted, strict=True) if parse and len(doc)]
    parsed = iter(_parsed(to_parse, nlp))
    finished = [next(parsed) if parse and len(doc) else doc for doc, parse in zip(docs, wanted, strict=True)]
    return _joined(finished, nlp)


def _parsed(docs: Sequence[Doc], nlp: Language) -> Sequence[Doc]:
    """All that the model says of `docs`, by our own ways where there are any: they are quicker."""
    steps, tagger = steps_of(nlp), tagger_of(nlp)
    unused = {*_UNUSED, *((PARSER,) if steps else ()), *((RULER, LEMMATIZER) if tagger else ())}
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in unused]):
        done = list(nlp.pipe(docs))
    if steps is not None:
        steps.parse(done)
    if tagger is not None:
        tagger.tag(done)
    return done


def _pieces(text: str) -> Iterator[Span]:
    """Cut at the end of each run of newlines, and inside lines that are too long to be prose."""
    start = 0
    for match in re.finditer(f"[{NEWLINES}]+\\s*", text):
        if match.end() > start:
            yield from _short_enough(text, Span(start, match.end()))
            start = match.end()
    if start < len(text):
        yield from _short_enough(text, Span(start, len(text)))


def _short_enough(text: str, piece: Span) -> Iterator[Span]:
    if piece.end - piece.start <= _LONGEST_WORD:
        yield piece
        return
    cuts = [piece.start, *(m.end() for m in _LONG_WORD.finditer(text, piece.start, piece.end)), piece.end]
    for begin, end in pairwise(cuts):
        start = begin
        while end - start > _LONGEST_PIECE:
            ends = [m.end() for m in _SENTENCE_END.finditer(text, start + _LONGEST_PIECE // 2, start + _LONGEST_PIECE)]
            cut = ends[-1] if ends else start + _LONGEST_PIECE
            yield Span(start, cut)
            start = cut
        if end > start:
            yield Span(start, end)


def _joined(docs: Iterable[Doc], nlp: Language) -> Doc:
    read = [_columns(doc) for doc in docs]
    if not read:
        return Doc(nlp.vocab)
    rows = np.concatenate(read)
    forms, spaces = rows[:, 0].tolist(), rows[:, 1].astype(bool).tolist()
    whole = Doc(nlp.vocab, words=forms, spaces=spaces)
    whole.from_array(_ATTRIBUTES, rows[:, 2:])  # type: ignore[arg-type]  # any integer array will do
    return whole


def _columns(doc: Doc) -> np.ndarray:
    array: np.ndarray = doc.to_array(_COLUMNS).reshape(-1, len(_COLUMNS))
    if not doc.has_annotation("DEP"):
        array[:, -1] = (-np.arange(len(doc))).astype(np.int64).view(np.uint64)
    return array
