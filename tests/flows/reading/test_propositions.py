"""The words of a term are taken where they stand closest together, however often each of them is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.reading.propositions import nearest


@given(st.lists(st.integers(0, 60), min_size=1, unique=True).map(sorted), st.integers(0, 60))
def test_the_nearest_place_is_that_of_a_search_through_all_and_the_earlier_of_two(places, anchor):
    assert nearest(places, anchor) == min(places, key=lambda place: (abs(place - anchor), place))
