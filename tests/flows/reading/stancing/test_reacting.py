"""How somebody takes what was told before, where no word of theirs names it."""

from __future__ import annotations

import pytest

from flows.reading.stancing.features import evidence
from tests.flows.reading.stancing.quarry import STONE_LEVY, passage

COMING, GONE = "Ministers announced a stone levy.", "Ministers have abandoned the stone levy."


def takes(text: str, before: str) -> float:
    return evidence(passage(text, before), STONE_LEVY).signed.get("takes", 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "Our members are furious, the chair said.",
        "The guild accused ministers of letting masons down.",
        "Councillors had made a terrible mistake, the owners said.",
        "The risks clearly outweigh the benefits, the owners said.",
        "The costs would be too high, the owners said.",
        "The guild urged ministers to think again.",
        "They have got this wrong.",
    ],
)
def test_anger_blame_and_a_wish_for_second_thoughts_are_against_what_was_told(text):
    assert takes(text, COMING) < 0 < takes(text, GONE)


@pytest.mark.parametrize(
    "text",
    [
        "We are delighted, the chair said.",
        "The guild praised ministers.",
        "The council was right to do so, he said.",
    ],
)
def test_joy_and_praise_are_for_what_was_told(text):
    assert takes(text, COMING) > 0 > takes(text, GONE)


def test_what_names_the_measure_is_left_to_its_path():
    assert takes("We are delighted with the stone levy.", COMING) == 0


@pytest.mark.parametrize("text", ["The chair was born in Ainsty.", "If the costs are too high, we shall see."])
def test_what_judges_nothing_is_no_reaction(text):
    assert takes(text, COMING) == 0


def test_calls_that_were_rejected_undo_what_they_called_for():
    assert evidence(passage("A sad day.", "Ministers have rejected calls for a stone levy."), STONE_LEVY).event < 0
    assert evidence(passage("A sad day.", "Ministers have backed calls for a stone levy."), STONE_LEVY).event > 0


@pytest.mark.parametrize("before", [COMING, GONE])
def test_yes_and_no_are_said_to_the_measure_whatever_has_become_of_it(before):
    assert takes("They should just say yes.", before) > 0
    assert takes("Masons cannot wait any longer.", before) > 0
    assert takes("Masons can wait.", before) == 0
    assert takes("The cash would be better spent on roads.", before) < 0
    assert takes("The guild recommended a no vote.", before) < 0
    assert takes("The guild held a vote.", before) == 0
