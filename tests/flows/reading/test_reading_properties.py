"""What must hold of a reading whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.reading.folding import lower, placed_stems
from tests.flows.reading.harbour import read_text

PIECES = [
    "The Guild of Harbour Masters",
    "GHM",
    "Orrin Vasey",
    "Vasey",
    "the ministry",
    "It",
    "its response",
    "he",
    "said",
    "opposes",
    "a ban on night dredging",
    "night dredging",
    "the pilot levy",
    "this",
    "“",
    "”",
    "‘",
    "’",
    ".",
    ",",
    ":",
    "•",
    "\n\n",
    "\n",
    "–",
    "does not",
    "2 Responses to",
    "In 2019",
    "according to",
    "its decision to go back on",
    "In Wexley, we",
    "\xa0",
    "é",
    "…",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_statement_is_verbatim_and_inside_the_text(pieces):
    text = " ".join(pieces)
    reading = read_text(text)

    for statement in reading.statements:
        assert text[statement.span.start : statement.span.end] == statement.text
        assert statement.speaker.name
    for attribution in reading.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "“", "•", ".", "2 Responses to", "a" * 5000, "“" * 300])
def test_a_text_without_an_article_in_it_says_nothing(text):
    assert read_text(text).statements == ()


def test_a_sentence_without_end_is_read_in_time_linear_in_its_length():
    def cpu(times: int) -> float:
        text = (
            "Orrin Vasey said that the Guild opposes a ban on night dredging, and she thinks the levy fair, and "
            * times
        )
        before = time.process_time()
        assert read_text(text).statements
        return time.process_time() - before

    cpu(5)
    assert cpu(320) < 8 * cpu(80) + 1  # 32 kB; linear is 4


@given(st.text(max_size=120))
def test_folding_keeps_every_offset(text):
    assert len(lower(text)) == len(text)
    assert all(0 <= start < end <= len(text) for _, start, end in placed_stems(text))
