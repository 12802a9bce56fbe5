"""Which of many stretches reach over a place: the same answer as looking at each of them, and sooner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.reading.reaching import Reaching, Taken
from storage.domain.span import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 12))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_those_that_cover_and_those_that_overlap_are_all_found(spans, asked):
    reaching = Reaching(spans)
    assert sorted(reaching.covering(asked)) == [n for n, s in enumerate(spans) if s.covers(asked)]
    assert sorted(reaching.overlapping(asked)) == [n for n, s in enumerate(spans) if s.overlaps(asked)]
    assert reaching.covers(asked) is any(s.covers(asked) for s in spans)
    assert reaching.touches(asked) is any(s.overlaps(asked) for s in spans)


@given(st.lists(SPANS, max_size=20), SPANS)
def test_what_was_taken_is_touched_again_by_whatever_overlaps_any_of_it(spans, asked):
    taken = Taken()
    for span in spans:
        taken.take(span)
    assert taken.touches([asked]) is any(s.overlaps(asked) for s in spans)
