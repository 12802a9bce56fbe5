"""What "it", "its" and "the charity" mean: the body that was just told of, and nothing else that was."""

from __future__ import annotations

import pytest

from flows.reading.attributing import attribute, load_weights, make_doc
from tests.flows.reading.attributing.parsed import employers, parser


def organisations(text):
    return [a.organisation for a in attribute(make_doc(text, parser()), weights=load_weights())]


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        (
            "The Night Nursery is full. The depot meets half the fees. Its manager, Iwan Prosser, is glad.",
            "Iwan Prosser",
            None,
        ),
        (
            "The Department for Travel came late. The department’s turn was short. Hugh Standish, its head, spoke.",
            "Hugh Standish",
            "Department for Travel",
        ),
    ],
)
def test_its_is_what_the_sentence_before_is_about(text, name, body):
    assert employers(text)[name] == body


def test_what_a_heading_names_is_it():
    text = (
        "The Ministry for Schools asked for views.\n\nSchool Caterers’ Alliance\n\n"
        "Workable but unfunded, says the summary. It endorses the limits on sugar."
    )
    assert organisations(text)[-1] == "School Caterers’ Alliance"


def test_the_charity_is_no_council():
    text = (
        "Stepwell Foundation runs the shelter with Dunwater Council.\n\n"
        "“We will stay,” said its head.\n\nThe charity promised to keep its doors open."
    )
    assert "Dunwater Council" not in organisations(text)[-1:]


def test_she_who_spoke_for_a_body_without_a_name_still_does():
    text = "A spokeswoman for Marram Capital blamed costs. She declined to say whether the site was for sale."
    assert organisations(text) == ["Marram Capital", "Marram Capital"]


def test_a_poll_is_of_who_released_it_and_a_memo_not_of_who_saw_it():
    assert organisations("A poll released by Marlin College found that 61 percent want a vote.") == ["Marlin College"]
    assert organisations("A memo seen by the Vet Journal says the clinic will close.") == [None]


def test_whose_members_are_those_of_the_body_just_named():
    text = "The Timber Board was cold. The Growers’ League, whose members expect a loss, was not."
    assert organisations(text)[-1:] == ["Growers’ League"]


def test_a_court_without_a_name_is_not_the_court_named_below():
    text = "A divided appeals court ruled that the count was void. The case may go to the Supreme Court."
    assert organisations(text)[0] == "divided appeals court"


def test_they_who_are_people_are_no_body():
    text = "The Timber Board met. Two former aides were there. They said that it was cold."
    assert organisations(text)[-1:] == [None]
