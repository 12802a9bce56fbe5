"""Yes and no: an answer is read by its question, and a verdict that is spelt out is taken at its word."""

from __future__ import annotations

import pytest

from flows.reading.answering import verdict_given, yes_or_no
from tests.flows.reading.harbour import ArticleKind, held, read_text

TALK = """Orrin Vasey on the harbour at night

The president of the Guild of Harbour Masters talks about noise.

Has the summer been quiet?

It has not. I slept four nights in June and I wrote down each of them.

Some towns want a ban on night dredging. Do you agree?

{answer}

Where do you live now?

In the same house, with thicker curtains than before.
"""


@pytest.mark.parametrize(
    ("answer", "side"),
    [
        ("No, I don’t.", -1),
        ("Not while I am in this office.", -1),
        ("Of course not.", -1),
        ("Yes, and gladly.", 1),
        ("We do.", 1),
        ("Absolutely.", 1),
        ("So do we, and so do the ports.", 1),
        ("So do we all.", 0),
        ("So would you, at four in the morning.", 0),
        ("I am going to leave that to the towns.", 0),
        ("No doubt about it.", 0),
        ("Yesterday was worse.", 0),
        ("Nobody has asked me yet.", 0),
    ],
)
def test_an_answer_opens_with_yes_with_no_or_with_neither(answer, side):
    assert yes_or_no(answer) == side


@pytest.mark.parametrize(("answer", "side"), [("No, I don’t. It is too soon.", -1), ("Yes. It is time.", 1)])
def test_yes_and_no_are_about_what_was_asked(answer, side):
    reading = read_text(TALK.format(answer=answer), kind=ArticleKind.INTERVIEW)

    assert ("harbour-guild", "night-ban", side) in held(reading)
    assert ("harbour-guild", "night-ban", -side) not in held(reading)


def test_what_is_left_to_others_is_no_position():
    reading = read_text(TALK.format(answer="I am going to leave that to the towns."), kind=ArticleKind.INTERVIEW)

    assert held(reading) == set()


def test_a_question_about_something_else_ends_the_subject_before_it():
    reading = read_text(TALK.format(answer="Yes, I do, and I always have."), kind=ArticleKind.INTERVIEW)

    assert held(reading) == {("harbour-guild", "night-ban", 1)}


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("On the present terms the answer is no", -1),
        ("So for now it’s no", -1),
        ("It’s a firm yes from us", 1),
        ("It is no secret that the channel is full", 0),
        ("That is no reason to stop", 0),
        ("It said that the others should be made to do the same", 1),
        ("It said that the others should be asked to pay", 0),
    ],
)
def test_a_yes_or_no_that_is_spelt_out_is_told_from_the_other_uses_of_the_word(words, side):
    assert verdict_given(words) == side
