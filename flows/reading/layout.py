"""Lay a text out: its body paragraphs, sentences and headings, and which paragraphs are worth parsing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flows.reading.attributing.quotations import Quotation, find_quotations
from flows.reading.regions import Block, Region, blocks
from storage.domain.span import Span

# Characters of a sentence, about 350 words. What is said in one is weighed with all else in it, and a sentence of
# 50 kB took 44 seconds, one of 200 kB twenty times that.
LONGEST = 2_000

_END = re.compile(r"(?:[.!?…]+[”\"’')\]]*|;)\s+(?=[\"“‘'(\[•]?[A-Z0-9a-z£])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sr|Jr|St|Prof|Rev|Cllr|Hon|No|vs|eg|e\.g|ie|i\.e|etc|approx|Inc|Ltd|Co)\.$"
)


@dataclass(frozen=True)
class Layout:
    """One text with its blocks."""

    text: str
    blocks: Sequence[Block]

    @classmethod
    def of(cls, text: str, *, all_body: bool = False) -> Layout:
        found = blocks(text)
        return cls(text, tuple(replace(b, kind=Region.BODY) for b in found) if all_body else found)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is Region.BODY)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return tuple(block.span for block in self.body)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return find_quotations(self.text, self.paragraphs)

    @cached_property
    def headings(self) -> dict[int, Span]:
        return {n: b.span for n, b in enumerate(self.blocks) if b.kind is Region.SUBHEADING}

    @cached_property
    def sentences(self) -> tuple[tuple[Span, int, int], ...]:
        """(sentence, number of its body paragraph, number of the heading above it or -1), in order."""
        found: list[tuple[Span, int, int]] = []
        heading, paragraph = -1, 0
        for number, block in enumerate(self.blocks):
            if block.kind is Region.SUBHEADING:
                heading = number
            elif block.kind is Region.BODY:
                found.extend((span, paragraph, heading) for span in sentences_of(self.text, block.span))
                paragraph += 1
        return tuple(found)

    def sentence_at(self, place: int) -> int | None:
        """The number of the sentence that a character stands in."""
        here = bisect_right(self.sentences, place, key=lambda one: one[0].start) - 1
        return here if here >= 0 and place < self.sentences[here][0].end else None

    def paragraph_at(self, place: int) -> int | None:
        """The number of the body paragraph that a character stands in."""
        here = bisect_right(self.paragraphs, place, key=lambda one: one.start) - 1
        return here if here >= 0 and place < self.paragraphs[here].end else None

    @cached_property
    def outside_comments(self) -> int:
        """Where reader comments begin: names before it may be resolved, names after it are readers'."""
        return next((b.span.start for b in self.blocks if b.kind is Region.COMMENTS), len(self.text))

    def quoted(self, span: Span) -> bool:
        """Whether `span` lies in one quotation. They are in order and apart."""
        before = bisect_right(self.quotations, span.start, key=lambda one: one.inner.start)
        return before > 0 and self.quotations[before - 1].inner.covers(span)

    def quotations_in(self, paragraph: int) -> Sequence[Quotation]:
        first = bisect_left(self.quotations, paragraph, key=lambda one: one.paragraph)
        return self.quotations[first : bisect_right(self.quotations, paragraph, key=lambda one: one.paragraph)]

    def in_body(self, span: Span) -> bool:
        return (number := self.paragraph_at(span.start)) is not None and self.paragraphs[number].covers(span)


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """Cut a paragraph at the ends of sentences and at semicolons."""
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        stop = match.group()[0]
        lower_next = match.end() < span.end and text[match.end()].islower()
        last_word = text[max(start, match.start() - 9) : match.start() + 1]
        if stop != ";" and (lower_next or _ABBREVIATION.search(last_word)):
            continue
        end = match.start() + len(match.group().rstrip())
        if end > start:
            yield from _short_enough(text, Span(start, end))
        start = match.end()
    if start < span.end:
        yield from _short_enough(text, Span(start, span.end))


def _short_enough(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what goes on for pages without a stop, at a space where there is one."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield Span(start, cut)
        start = cut + (space > 0)
    if start < sentence.end:
        yield Span(start, sentence.end)
