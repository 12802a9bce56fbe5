"""Choose the paragraphs that can matter: only they are parsed, and parsing is most of the cost of reading."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reading.cast import Cast
from flows.reading.layout import Layout
from flows.reading.regions import Block
from flows.reading.topics import HINTED, Thread
from storage.domain.article import Article


def worth_parsing(layout: Layout, cast: Cast, thread: Thread, article: Article) -> tuple[Block, ...]:
    """Return the body blocks that name a subject of the codebook, or stand next to one that does, or are speech."""
    touched = {s.paragraph for s in thread.sentences if any(m.score >= HINTED for m in s.about.values())}
    quoting = {q.paragraph for q in layout.quotations}
    named = _naming(layout, cast)
    kept = []
    for number, block in enumerate(layout.body):
        near = {number - 1, number, number + 1} & touched
        if number in touched or (near and (number in quoting or number in named)):
            kept.append(block)
            while block.bullet and number and layout.body[number].bullet:
                number -= 1  # noqa: PLW2901 - walks up to the sentence that introduces the list
            if block.bullet and layout.body[number] not in kept:
                kept.append(layout.body[number])
    return tuple(sorted(kept, key=lambda b: b.span.start))


def _naming(layout: Layout, cast: Cast) -> set[int]:
    return {n for n, p in enumerate(layout.paragraphs) if any(m.span.overlaps(p) for m in cast.mentions)}


def parsed_share(layout: Layout, parsed: Sequence[Block]) -> float:
    """Return how much of a text is parsed, by characters."""
    return sum(b.span.end - b.span.start for b in parsed) / max(1, len(layout.text))
