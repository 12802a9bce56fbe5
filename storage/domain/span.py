"""A stretch of text by code-point offsets, end exclusive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`. Never empty: `0 <= start < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


def envelope(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all of `spans`. Raises ValueError when there is none."""
    pieces = list(spans)
    if not pieces:
        raise ValueError("no spans to cover")
    if len(pieces) == 1:  # nine in ten
        return pieces[0]
    return Span(min(s.start for s in pieces), max(s.end for s in pieces))
