"""A sentence of the page ends at the end of its paragraph, whatever ends the line."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.page import page_of
from tests.flows.reading.attributing.parsed import parser


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n", "\u2028", "\x85", "\n\n"])
@pytest.mark.parametrize("before", ["The hall heard “yes.”", "It was led by the Gen. "])
def test_no_sentence_runs_on_over_the_end_of_a_line(before, newline):
    page = page_of(make_doc(f"{before}{newline}and Bell went home.", parser()))
    assert [page.text[page.start[first]] for first, _ in page.sentences] == [before[0], "a"]
