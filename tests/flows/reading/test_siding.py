"""How news reports a side: the plain sentences of a reaction paragraph, after a measure has been announced."""

from __future__ import annotations

import pytest

from storage.domain.attribution import Modality
from tests.flows.reading.harbour import read_text

ANNOUNCED = (
    "Ministers have published a bill that would bring in a ban on night dredging from next year. The Guild of Harbour"
    " Masters has 400 members.\n\n"
)
FOR = [
    "The Guild of Harbour Masters said that the ban was long overdue.",
    "The Guild of Harbour Masters is for it.",
    "The Guild of Harbour Masters will vote for the bill.",
    "The Guild of Harbour Masters welcomed the news.",
    "The Guild of Harbour Masters had no objection to a ban.",
    "The Guild of Harbour Masters refused to rule out a ban on night dredging.",
    "The Guild of Harbour Masters asked ministers to press ahead with the plan.",
    "The Guild of Harbour Masters joined calls for a ban.",
    "“We are delighted,” said the Guild of Harbour Masters. “We have asked for this for ten years.”",
    "The Guild of Harbour Masters said that the ban must not be watered down.",
    "The Guild of Harbour Masters said that it was time for a law against night dredging.",
    "The Guild of Harbour Masters has dropped its opposition to a ban on night dredging.",
    "A ban on night dredging, long sought by the Guild of Harbour Masters, will start in May.",
    "The Guild of Harbour Masters said that it will legislate for a ban on night dredging.",
    "Supporters of the ban include the Guild of Harbour Masters.",
    "The Guild of Harbour Masters spoke in favour at the meeting.",
]
AGAINST = [
    "The Guild of Harbour Masters is against it.",
    "The Guild of Harbour Masters was not in favour of the ban.",
    "The Guild of Harbour Masters saw no need for a ban.",
    "The Guild of Harbour Masters warned that a ban would cost jobs.",
    "The Guild of Harbour Masters called for it to be withdrawn.",
    "The Guild of Harbour Masters asked ministers to abandon the plan.",
    "The Guild of Harbour Masters urged ministers to think again.",
    "The Guild of Harbour Masters reacted with dismay.",
    "The Guild of Harbour Masters said that it remained opposed.",
    "“We cannot support this,” said the Guild of Harbour Masters.",
    "The Guild of Harbour Masters said that night dredging should be allowed to continue.",
    "The Guild of Harbour Masters is threatening legal action over the ban.",
    "Opponents of the ban include the Guild of Harbour Masters.",
    "The Guild of Harbour Masters has so far refused to restrict night dredging.",
    "“We will fight it all the way,” said the Guild of Harbour Masters.",
]
NEITHER = [
    "The Guild of Harbour Masters has a grant for a new roof.",
    "The Guild of Harbour Masters found no need of a second boat.",
    "The Guild of Harbour Masters spoke in the hall at the meeting.",
    "The Guild of Harbour Masters is meeting behind the customs house.",
]


def sides(sentence: str) -> set[int]:
    reading = read_text(ANNOUNCED + sentence + "\n")
    return {
        s.stance.sign
        for s in reading.statements
        if s.speaker.stakeholder == "harbour-guild" and s.proposition == "night-ban"
    }


@pytest.mark.parametrize("sentence", FOR)
def test_a_reaction_for_what_was_announced_is_support(sentence):
    assert sides(sentence) == {1}


@pytest.mark.parametrize("sentence", AGAINST)
def test_a_reaction_against_what_was_announced_is_opposition(sentence):
    assert sides(sentence) == {-1}


@pytest.mark.parametrize("sentence", NEITHER)
def test_what_is_for_or_behind_something_else_is_no_reaction(sentence):
    assert sides(sentence) == set()


def test_support_that_is_dropped_is_of_an_earlier_day():
    text = ANNOUNCED + "The Guild of Harbour Masters has dropped its support for a ban on night dredging.\n"
    told = {(s.stance.sign, s.modality is Modality.RECALLED) for s in read_text(text).statements}

    assert told == {(1, True), (-1, False)}
