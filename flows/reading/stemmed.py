"""The stems of one text, made in one pass and cut where they are asked for: each sentence is, several times over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from flows.reading.folding import opened_stems, placed_stems
from storage.domain.span import Span

Placed = Sequence[tuple[str, int, int]]  # stem, start, end


class Stemmed:
    """The words of `text` that carry meaning, but for those inside `without`."""

    def __init__(self, text: str, *, without: Sequence[Span] = ()) -> None:
        self.text = text
        names = sorted(without)
        self._named = [name.start for name in names]
        self._until = list(accumulate((name.end for name in names), max))  # the last end of those that began
        placed, starts, opened = _of_text(text)
        if without:
            gone = {n for name in without for n in range(*(bisect_left(starts, end) for end in (name.start, name.end)))}
            kept = [n for n in range(len(placed)) if n not in gone]
            placed, starts, opened = [placed[n] for n in kept], [starts[n] for n in kept], [opened[n] for n in kept]
        self._placed, self._starts, self._opened = placed, starts, opened

    def within(self, spans: Iterable[Span]) -> Placed:
        """The stems of `spans` in the text's own offsets, as if each of them were a text of its own."""
        found: list[tuple[str, int, int]] = []
        for span in spans:
            first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
            if self._cuts(span) or (first < last and self._opened[first] < span.start):
                found += self._alone(span)
            else:
                found += self._placed[first:last]
        return found

    def _cuts(self, span: Span) -> bool:
        """True where a word may go on over an end of `span`: "e|-bikes", "don'|t", "x_|e"."""
        before, after = self.text[max(0, span.start - 2) : span.start], self.text[span.end : span.end + 2]
        begun = before[-1:].isalnum() or before[-1:] == "_" or (before[:1].isalnum() and not before[-1].isspace())
        return begun or after[:1].isalnum() or (after[1:].isalnum() and not after[0].isspace())

    def _alone(self, span: Span) -> Placed:
        placed = [(stem, span.start + start, span.start + end) for stem, start, end in placed_stems(span.of(self.text))]
        return [one for one in placed if not self._left_out(one[1])]

    def _left_out(self, place: int) -> bool:
        begun = bisect_right(self._named, place)
        return begun > 0 and place < self._until[begun - 1]


@lru_cache(maxsize=2)
def _of_text(text: str) -> tuple[list[tuple[str, int, int]], list[int], list[int]]:
    """The placed stems of a whole text, where each begins, and where its "non-" does."""
    found = opened_stems(text)
    return [(stem, start, end) for stem, start, end, _ in found], [f[1] for f in found], [f[3] for f in found]


def stems_in(text: str, spans: Iterable[Span]) -> Placed:
    """The placed stems of `spans` of `text`, in the text's own offsets."""
    return Stemmed(text).within(spans)
