"""What a stretch was linked to, and how we know."""

from __future__ import annotations

from dataclasses import dataclass

from flows.reading.dwelling import Bearing
from storage.domain.span import Span


@dataclass(frozen=True, slots=True)
class Topic:
    """A proposition that a stretch is about, how strongly, and how we know."""

    proposition: str
    score: float
    words: tuple[Span, ...]
    why: str
    carried: bool = False
    side: int = 0
    named: tuple[tuple[int, tuple[Span, ...]], ...] = ()
    distant: bool = False  # nothing in the words says so: only what the whole article is about
    bearing: Bearing | None = None  # how the article deals with it

    @property
    def says(self) -> bool:
        """True when the words themselves name the measure."""
        return self.why.startswith("says")

    @property
    def in_passing(self) -> bool:
        """True when the article deals with something else and the words are likelier to mean that."""
        return self.bearing is not None and self.bearing.in_passing

    def told(self, text: str) -> str:
        """For a trail: how we know, by which words, and how the article bears it out."""
        named = ", ".join(repr(span.of(text)) for span in self.words)
        bearing = f"; {self.bearing.told()}" if self.bearing else ""
        return f"{self.why}{': ' + named if named else ''} (score {self.score:.2f}{bearing})"
