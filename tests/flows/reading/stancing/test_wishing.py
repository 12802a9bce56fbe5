"""What is to be, is never to be, or is forbidden outright."""

from __future__ import annotations

import pytest

from flows.reading.stancing.features import evidence
from tests.flows.reading.stancing.quarry import STONE_LEVY, leaning, passage


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The stone levy is not going to happen.", -1),
        ("There is no prospect of a stone levy.", -1),
        ("If the stone levy does not happen, we shall see.", 0),
        ("Please don't bring in the stone levy.", -1),
        ("Don't scrap the stone levy.", 1),
        ("They don't bring in the stone levy.", 0),
        ("The guild warned ministers not to water down the stone levy.", 1),
        ("The guild warned that the stone levy would hurt masons.", -1),
        ("It would be a mistake to abandon the stone levy.", 1),
        ("You need no expert to see that the stone levy would help.", 1),
        ("You need no stone levy.", -1),
        ("We need the stone levy now, not in ten years.", 1),
        ("We do not need the stone levy now.", -1),
        ("We will keep pressing until they agree to the stone levy.", 1),
        ("We will keep pressing until they drop the stone levy.", -1),
        ("The stone levy should not go ahead until the costs are known.", -1),
        ("The money for the stone levy would be better spent on roads.", -1),
        ("The money for the stone levy has been spent on roads.", 0),
        ("The stone levy will cost money, but it is worth every penny.", 1),
        ("The stone levy will cost money, and it is late.", -1),
        ("We should guard against jumping to the conclusion that the stone levy would hurt masons.", 1),
        ("Who could object to the stone levy?", 1),
        ("Who objects to the stone levy?", -1),
        ("The guild asked why masons should pay for the stone levy.", -1),
        ("The guild asked that masons should pay for the stone levy.", 1),
        ("The guild has threatened to strike if ministers go ahead with the stone levy.", -1),
        ("Masons could ill afford the stone levy.", -1),
        ("The guild warned against the notion that the stone levy would hurt masons.", 1),
    ],
)
def test_wishes_pleas_and_refusals_take_a_side(text, side):
    told = leaning(text)

    assert (told > 0) - (told < 0) == side


@pytest.mark.parametrize(
    ("before", "event"),
    [
        ("Ministers have yet to decide on the stone levy.", 1),
        ("The consultation on the stone levy closes on Friday.", 1),
        ("The budget sets aside money for the stone levy.", 1),
        ("The guild was not consulted on the stone levy.", 1),
        ("Ministers have decided against the stone levy.", -1),
        ("The budget sets aside the stone levy.", -1),
    ],
)
def test_what_is_still_open_is_on_the_table(before, event):
    assert evidence(passage("It was discussed.", before), STONE_LEVY).event == event


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Doing nothing would cost lives.", 1),
        ("The cost of doing nothing would be huge.", 1),
        ("Ministers did nothing.", 0),
        ("Something that works is wanted.", 0),
        ("It is a plan that works.", 1),
    ],
)
def test_doing_nothing_is_to_go_without_the_measure(text, side):
    told = leaning(text, "Ministers may bring in a stone levy.")

    assert (told > 0) - (told < 0) == side


def test_a_phrase_of_consent_that_is_denied_consents_to_nothing():
    denied = evidence(passage("The guild could not live with the stone levy."), STONE_LEVY).signed

    assert "turn:consent" not in denied
    assert evidence(passage("The guild could live with the stone levy."), STONE_LEVY).signed["turn:consent"] > 0
