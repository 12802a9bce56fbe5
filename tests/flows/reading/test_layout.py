"""A paragraph is cut into sentences, and no sentence is longer than one can be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.layout import LONGEST, Layout, sentences_of
from storage.domain.span import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentences_of(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is late. Go home; it rains.", ["It is late.", "Go home;", "it rains."]),
        ("Mr. Bell met J. K. Fox, Cllr. Orr and, approx. Ten, others.", None),
        ("They met at the annex. Bell left.", ["They met at the annex.", "Bell left."]),
    ],
)
def test_a_stop_ends_a_sentence_and_an_abbreviation_does_not(text, told):
    assert sentences(text) == (told or [text])


def test_what_never_stops_is_cut_between_words():
    text = "the union wants it, and " * 1_000
    cut = sentences(text)
    assert " ".join(cut).split() == text.split()
    assert max(map(len, cut)) <= LONGEST


def test_a_word_without_end_is_cut_all_the_same():
    assert "".join(sentences("a" * 3 * LONGEST)) == "a" * 3 * LONGEST


@given(st.text(alphabet='“”‘’"ab. \n', max_size=60), st.data())
def test_a_stretch_is_quoted_where_one_quotation_covers_it(text, data):
    layout = Layout.of(text, all_body=True)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    if start < end:
        span = Span(start, end)
        assert layout.quoted(span) == any(q.inner.covers(span) for q in layout.quotations)
    assert all(a.inner.start <= b.inner.start for a, b in pairwise(layout.quotations))
