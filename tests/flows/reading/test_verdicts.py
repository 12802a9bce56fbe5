"""How a body takes what is on the table: by what it calls it, by how it takes the news, by what it lets go."""

from __future__ import annotations

import pytest

from flows.reading.parsed import Parsed
from flows.reading.stancing.frame import frame_of
from flows.reading.verdicts import part_of
from storage.domain.sector import Proposition
from tests.flows.reading.harbour import harbours, held, read_text
from tests.flows.reading.stancing.quarry import parser

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


@pytest.mark.parametrize(
    "reaction",
    [
        "The Union of Dock Hands said that no vote would make a difference to the ban on night dredging.",
        "The Union of Dock Hands said that the vote would have no bearing on the ban on night dredging.",
        "The Union of Dock Hands said that the inquiry would not affect the ban on night dredging.",
    ],
)
def test_what_bears_on_a_measure_or_does_not_takes_no_side_on_it(reaction):
    assert of_the_ban(reaction) == set()


def test_a_ruinous_effect_on_what_the_measure_limits_is_a_side():
    said = "The Union of Dock Hands said that the ban on night dredging would have a ruinous effect on jobs."

    assert of_the_ban(said) == {("dockers-union", -1)}


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


@pytest.mark.parametrize(
    ("reaction", "side"),
    [
        ("The Union of Dock Hands said that the ban does not create a single berth.", {-1}),
        ("The Union of Dock Hands said that the ban could not come soon enough.", {1}),
        ("The Union of Dock Hands saw no case against a ban on night dredging.", {1}),
        ("The Union of Dock Hands puts the cost of the ban at 11 million crowns a year.", set()),
        ("The Union of Dock Hands granted 31 waivers of the ban on night dredging and refused 44.", set()),
        ("Figures from the Union of Dock Hands show that the ban on night dredging covers nine ports.", set()),
        ("The Union of Dock Hands said that it would invite the port to give evidence on the ban.", set()),
        ("“I want an end to night dredging as much as anybody,” said the Union of Dock Hands.", set()),
    ],
)
def test_what_is_denied_priced_or_granted_is_told_apart_from_what_is_held(reaction, side):
    assert {sign for _, sign in of_the_ban(reaction)} == side


def test_a_few_words_of_a_term_take_the_side_that_they_have_in_it():
    doc = Parsed(parser()("restriction"))
    restriction = Proposition(
        id="late-landing", version=1, label="Landing at night", nation=None,
        proposition="Boats should be free to land at night.",
        supports_means="Wants the night restriction gone.", opposes_means="Wants it kept.",
        measure_terms=("lifting the night restriction",), restricted_terms=("night restriction",),
        topic_terms=(), near_misses=(),
    )  # fmt: skip

    assert part_of([0], 1, frame_of(restriction), doc) == -1
    assert part_of([0], -1, frame_of(restriction), doc) == -1


def test_who_owns_up_to_a_mistake_does_not_call_the_measure_one():
    for owned in ("“We were wrong about this,” it said.", "The union told ministers that it had been wrong."):
        assert ("dockers-union", -1) not in of_the_ban(f"The Union of Dock Hands has changed its mind. {owned}")


DUES = Proposition(
    "dues-relief", 1, "Unpaid dues forgiven", "england", "The unpaid mooring dues of small boats should be cancelled.",
    "Wants the dues cancelled.", "Wants the dues collected.",
    ("cancelling mooring dues", "cancelling unpaid dues", "writing off dues", "amnesty on dues"),
    ("collecting dues", "chasing dues"), ("unpaid dues", "mooring dues"), (),
)  # fmt: skip
BILL = "A plan to cancel the mooring dues of small boats is before the harbour towns this week.\n\n"


@pytest.mark.parametrize(
    ("told", "never"),
    [
        ("Owners will have their dues cancelled, the Union of Dock Hands decided on Monday.", -1),
        ("The Union of Dock Hands said that dues of that sort had to be cancelled.", -1),
        ("The Union of Dock Hands would cancel a third of the dues.", -1),
        ("The Union of Dock Hands did not favour cancelling dues wholesale.", 1),
        ("The Union of Dock Hands said that the amnesty on dues must be cancelled.", 1),
        ("The Union of Dock Hands said that collecting dues must be stopped.", -1),
    ],
)
def test_a_verb_that_is_part_of_the_measure_does_not_end_it(told, never):
    reading = read_text(BILL + told, registry=harbours(propositions=(DUES,), digest="dues"))

    assert ("dockers-union", "dues-relief", never) not in held(reading)
