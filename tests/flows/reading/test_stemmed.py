"""Stems are made once for a text and cut for each span as if the span were a text of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.reading.folding import placed_stems
from flows.reading.stemmed import Stemmed, stems_in
from storage.domain.span import Span

PIECES = st.sampled_from(["non", "-", "direct", "e", "-bikes", " ", "'s", "’t", "_", "3", ".5", "levy", ".", "—", "n"])


@given(st.lists(PIECES, min_size=1, max_size=12), st.data())
def test_a_span_has_the_stems_of_its_own_words_wherever_it_is_cut(pieces, data):
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    alone = [(stem, span.start + a, span.start + b) for stem, a, b in placed_stems(span.of(text))]
    assert list(stems_in(text, [span])) == alone


def test_words_inside_a_name_are_left_out():
    text = "The Ferry Guild wants a ferry levy."
    left = Stemmed(text, without=[Span(4, 15)]).within([Span(0, len(text))])
    assert [text[start:end] for _, start, end in left] == ["wants", "ferry", "levy"]


def test_a_stretch_cut_within_a_word_leaves_out_the_names_in_it_too():
    text = "The Ferry Guild and the Dock Union’s Ferry Guild want a ferry levy."
    names = [Span(24, 48), Span(37, 48), Span(4, 15)]  # in no order, and one inside another
    left = Stemmed(text, without=names).within([Span(1, len(text))])
    assert [text[start:end] for _, start, end in left] == ["want", "ferry", "levy"]
