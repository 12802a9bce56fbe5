"""Speakers who are described or called by a title, and never named in full."""

from __future__ import annotations

import pytest

from tests.flows.reading.harbour import held, read_text


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Lady Quaintance said that the ban on night dredging was right.", "harbour-guild"),
        ("Here is the minister. Lanyon says that the ban on night dredging is right.", "ports-ministry"),
        ("Some harbours are noisy. Lanyon says that the ban on night dredging is right.", None),
        ("A spokesman for the ministry said that the ban on night dredging was right.", "ports-ministry"),
        (
            "The Union of Dock Hands met on Monday. A spokesman for the union said that the ban on night dredging was"
            " right.",
            "dockers-union",
        ),
        (
            "The Guild of Harbour Masters met on Monday. A spokesman for the council said that the ban on night"
            " dredging was right.",
            None,
        ),
    ],
)
def test_a_title_or_a_description_means_the_one_it_can_mean(text, holder):
    found = {body for body, topic, _ in held(read_text(text)) if topic == "night-ban"}

    assert {body for body in found if body} == ({holder} if holder else set())


@pytest.mark.parametrize(
    ("told", "holder"),
    [
        ("Wexley Town Council met on Monday. Councillors voted for a ban on night dredging.", "wexley-council"),
        ("Town councillors agreed to back a ban on night dredging. Wexley Town Council met late.", "wexley-council"),
        (
            "The board of the Guild of Harbour Masters met. The board agreed to back a night dredging ban.",
            "harbour-guild",
        ),
        ("The Guild of Harbour Masters met. The board agreed to back a ban on night dredging.", None),
        ("Wexley Town Council met on Monday. Some councillors voted for a ban on night dredging.", None),
        ("A council met on Monday. Town councillors agreed to back a ban on night dredging.", None),
        ("Wexley Town Council met on Monday. A third of councillors voted for a night dredging ban.", None),
    ],
)
def test_a_decision_of_councillors_or_a_board_is_that_of_the_body_they_decide_for(told, holder):
    found = {body for body, topic, _ in held(read_text(told)) if topic == "night-ban"}

    assert {body for body in found if body} == ({holder} if holder else set())


def test_a_statement_is_that_of_all_who_signed_it():
    text = (
        "The statement, signed by the Union of Dock Hands and by Wexley Town Council, says that the ban on night"
        " dredging is wrong."
    )

    assert {("dockers-union", "night-ban", -1), ("wexley-council", "night-ban", -1)} <= held(read_text(text))
