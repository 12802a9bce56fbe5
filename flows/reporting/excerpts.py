"""Cut a quotation out of the text it stands in, with the paragraph around it."""

from __future__ import annotations

import re

from storage.domain.digest import Excerpt, Mark, Piece
from storage.domain.span import Span
from storage.domain.statement import Statement

# A paragraph of a news page has about 40 words (250 characters); more than this on either side of a
# quotation is another thought, and a page of findings is no longer read.
ROOM = 320
_WORD_EDGE = re.compile(r"\s+")


def excerpt(statement: Statement, text: str | None) -> Excerpt:
    """Return the quotation in its paragraph. Without the text, or where it does not match, the quotation alone."""
    whole = statement.span
    if text is None or whole.of(text) != statement.text:
        return Excerpt((Piece(statement.text, Mark.QUOTE),))
    start = text.rfind("\n", 0, whole.start) + 1
    end = text.find("\n", whole.end)
    end = len(text) if end < 0 else end
    shown = Span(_shorten_left(text, start, whole.start), _shorten_right(text, whole.end, end))
    return Excerpt(
        pieces=tuple(_pieces(text, shown, statement.content)),
        cut_before=shown.start > start,
        cut_after=shown.end < end,
    )


def _shorten_left(text: str, start: int, quote: int) -> int:
    if quote - start <= ROOM:
        return start
    edge = _WORD_EDGE.search(text, quote - ROOM, quote)
    return edge.end() if edge else quote


def _shorten_right(text: str, quote: int, end: int) -> int:
    if end - quote <= ROOM:
        return end
    edges = [m.start() for m in _WORD_EDGE.finditer(text, quote, quote + ROOM)]
    return edges[-1] if edges else quote


def _pieces(text: str, shown: Span, quoted: tuple[Span, ...]) -> list[Piece]:
    """Alternate plain and quoted text. Overlapping or touching spans are one quotation."""
    pieces: list[Piece] = []
    at = shown.start
    for span in sorted(quoted):
        if span.end <= at:
            continue
        if span.start > at:
            pieces.append(Piece(text[at : span.start]))
        pieces.append(Piece(text[max(at, span.start) : span.end], Mark.QUOTE))
        at = span.end
    if at < shown.end:
        pieces.append(Piece(text[at : shown.end]))
    return pieces
