"""How a body takes what is on the table: by what it calls it, by how it takes the news, by what it lets go."""

from __future__ import annotations

import pytest

from tests.flows.reading.harbour import held, read_text

LEAD = "Ministers have published a plan for a ban on night dredging in every harbour from next spring.\n\n"


def of_the_ban(reaction: str) -> set[tuple[str | None, int]]:
    reading = read_text(LEAD + reaction)
    return {(body, sign) for body, topic, sign in held(reading) if topic == "night-ban" and body == "dockers-union"}


@pytest.mark.parametrize(
    ("reaction", "side"),
    [
        ("The Union of Dock Hands called it a disgrace.", -1),
        ("The Union of Dock Hands called it a triumph for common sense.", 1),
        ("The Union of Dock Hands said that it was astonished.", -1),
        ("The Union of Dock Hands said that it was delighted.", 1),
        ("The Union of Dock Hands said that the suggestion was foolish.", -1),
        ("The Union of Dock Hands backs the plan.", 1),
        ("The Union of Dock Hands said that the ban would undo years of good work.", -1),
        ("The Union of Dock Hands said that the ban ought to go.", -1),
    ],
)
def test_what_is_said_of_the_plan_is_said_of_the_measure(reaction, side):
    assert of_the_ban(reaction) == {("dockers-union", side)}


@pytest.mark.parametrize(
    "reaction",
    [
        "The Union of Dock Hands declined to say whether it approved of the ban on night dredging.",
        "The Union of Dock Hands would not say whether the ban on night dredging was welcome.",
    ],
)
def test_who_will_not_say_has_said_nothing(reaction):
    assert of_the_ban(reaction) == set()


def test_what_speakers_thought_then_is_not_what_they_think():
    text = LEAD + "“We were against the ban on night dredging in March,” said the Union of Dock Hands."

    assert {str(s.modality) for s in read_text(text).statements if s.speaker.stakeholder == "dockers-union"} == {
        "recalled"
    }


def test_a_plan_that_is_not_to_happen_is_no_plan_for_it():
    text = "The Union of Dock Hands announced that a ban on night dredging would not be introduced."

    assert {
        sign for body, topic, sign in held(read_text(text)) if body == "dockers-union" and topic == "night-ban"
    } <= {-1}
