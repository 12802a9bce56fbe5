"""Cut what is said into stretches: the parts of one content that stand in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from flows.reading.layout import Layout
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span, envelope

LEAST_WORDS = 3
_GOES_ON = re.compile(r"(:| [–—-]) ")
_STOP = re.compile(r"[.!?](?:\s|$)")
_DASH_OR_STOP = re.compile(r" [–—-] |[.!?](?:\s|$)")
_NO_LIST = re.compile(r"(?:an?|the|which|who|and|but)\b")
_DOING = re.compile(r"\w+ing\b")


def stretches(attribution: Attribution, layout: Layout) -> Iterator[tuple[Span, ...]]:
    """Cut content into the parts of it that stand in one sentence."""
    text = layout.text
    pieces = [_extended(span, attribution, layout) for span in attribution.content]
    whole = envelope(pieces)
    first = bisect_right(layout.sentences, whole.start, key=lambda one: one[0].end)
    last = bisect_left(layout.sentences, whole.end, key=lambda one: one[0].start)
    for sentence, _, _ in layout.sentences[first:last]:
        inside = tuple(
            Span(max(p.start, sentence.start), min(p.end, sentence.end))
            for p in pieces
            if p.overlaps(sentence) and max(p.start, sentence.start) < min(p.end, sentence.end)
        )
        trimmed = tuple(t for span in inside if (t := _trimmed(span, text)) is not None)
        if sum(len(t.of(text).split()) for t in trimmed) >= LEAST_WORDS or (trimmed and len(pieces) == 1):
            yield trimmed


def _extended(span: Span, attribution: Attribution, layout: Layout) -> Span:
    """ "supports the reforms: investing in A", "wary of the plan - creating B -": what is spelt out belongs to it."""
    if attribution.directness in (Directness.QUOTED, Directness.MIXED):
        return span
    after = _GOES_ON.match(layout.text, span.end)
    here = layout.paragraph_at(span.start) if after is not None else None
    if after is None or here is None or not (paragraph := layout.paragraphs[here]).covers(span):
        return span
    dash = after.group(1) != ":"
    stop = (_DASH_OR_STOP if dash else _STOP).search(layout.text, after.end(), paragraph.end)
    if dash and _NO_LIST.match(layout.text, after.end()):
        return span
    end = stop.start() if stop else paragraph.end
    listed = _DOING.match(layout.text, after.end(), end) or ";" in layout.text[after.end() : end]
    return Span(span.start, end) if dash or listed else span


def _trimmed(span: Span, text: str) -> Span | None:
    """Drop outer quotation marks, final stops and white space; keep question marks and editorial brackets."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in "“”\"‘’'„«,;:.–—-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "“”\"‘’'»,;:.–—-"):
        end -= 1
    return Span(start, end) if start < end else None
