"""Turns of phrase are found whatever their capitals, at their place in the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.caseless import Caseless

WORDED = r"\b(?:no|not) (?:\w+ ){0,2}?levy\b"


@given(st.text(alphabet="NnOoTt LlEeVvYy’.É", max_size=40))
def test_it_finds_what_a_pattern_that_ignores_case_finds(text):
    found, expected = Caseless(WORDED).search(text), re.compile(WORDED, re.IGNORECASE).search(text)
    assert (found and found.span()) == (expected and expected.span())


def test_a_letter_that_is_two_in_lower_case_moves_nothing():
    found = Caseless(r"\blevy").search("İzmir: the LEVY")
    assert found is not None
    assert found.start() == 11


def test_capitals_in_a_pattern_would_never_be_met():
    with pytest.raises(ValueError, match="capitals"):
        Caseless(r"\W*Levy\b")
