"""Ask many stretches of one text which of them reach over a place, without looking at each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence

from storage.domain.span import Span


class Reaching:
    """Spans by their numbers, as given; an answer takes a logarithm of how many there are for each span in it."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._order = sorted(range(len(spans)), key=lambda n: spans[n].start)
        self._starts = [spans[n].start for n in self._order]
        self._leaves = 1 << max(0, (len(spans) - 1).bit_length())
        # A tree in one list: the furthest end below each node, whose children are 2n and 2n + 1.
        self._furthest = [0] * (2 * self._leaves)
        self._furthest[self._leaves : self._leaves + len(spans)] = [spans[n].end for n in self._order]
        for node in range(self._leaves - 1, 0, -1):
            self._furthest[node] = max(self._furthest[2 * node], self._furthest[2 * node + 1])

    def covering(self, span: Span) -> Iterator[int]:
        return self.over(span.start, span.end)

    def overlapping(self, span: Span) -> Iterator[int]:
        return self.over(span.end - 1, span.start + 1)

    def covers(self, span: Span) -> bool:
        return next(self.covering(span), None) is not None

    def touches(self, span: Span) -> bool:
        return next(self.overlapping(span), None) is not None

    def over(self, first: int, last: int) -> Iterator[int]:
        """The spans that begin at `first` or before and end at `last` or after, in the order of their starts."""
        stop = bisect_right(self._starts, first)
        waiting = [(1, 0, self._leaves)]
        while waiting:
            node, begins, ends = waiting.pop()
            if begins >= stop or self._furthest[node] < last:
                continue
            if node >= self._leaves:
                yield self._order[begins]
                continue
            half = (begins + ends) // 2
            waiting += [(2 * node + 1, half, ends), (2 * node, begins, half)]


class Taken:
    """What has been taken of a text so far: stretches that are apart from one another."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def touches(self, spans: Iterable[Span]) -> bool:
        return any(self._after(span) > self._before(span) for span in spans)

    def take(self, span: Span) -> None:
        first, last = self._before(span), self._after(span)
        if last == first:
            insort(self._spans, span)
            return
        begins = min(span.start, self._spans[first].start)
        self._spans[first:last] = [Span(begins, max(span.end, self._spans[last - 1].end))]

    def _before(self, span: Span) -> int:
        """How many stretches end before `span` begins."""
        return bisect_right(self._spans, span.start, key=lambda one: one.end)

    def _after(self, span: Span) -> int:
        """How many stretches begin before `span` ends."""
        return bisect_left(self._spans, span.end, key=lambda one: one.start)
