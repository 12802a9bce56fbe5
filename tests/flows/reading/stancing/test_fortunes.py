"""Good or ill for those it touches: the verb, what it acts on, how much of it, and whether it is denied."""

from __future__ import annotations

import pytest

from flows.reading.stancing.fortunes import clause_value, phrase_value, vocabulary
from tests.flows.reading.stancing.quarry import passage

GOOD = [
    "It would save hundreds of jobs.",
    "It pays for itself in two winters.",
    "The gate costs nothing.",
    "Queues fell by half.",
    "It lets a mother ring her daughter.",
    "It stops accidents.",
    "There were fewer accidents.",
    "Nobody was hurt.",
    "The lamp makes the lane safer.",
    "It will make the market fairer for everyone.",
]
ILL = [
    "It would push small firms out of business.",
    "Families will lose the one shop they have.",
    "It leaves patients waiting.",
    "Three pilots quit.",
    "The office would have longer queues.",
    "It costs jobs.",
    "It would close four shops.",
    "He could not buy bread.",
    "They have to sell the house.",
    "It means more paperwork.",
    "Prices have doubled.",
    "Nobody was saved.",
    "No jobs were created.",
    "It would make things worse.",
]
NEITHER = ["The meeting began at nine.", "You can't see it from here.", "The box holds paper."]


def value(text: str) -> float:
    root = next(token for token in passage(text).judged if token.dep_ == "ROOT")
    return clause_value(root, set())


@pytest.mark.parametrize("text", GOOD)
def test_who_gains_what_people_want_or_is_spared_what_they_fear_is_well_off(text):
    assert value(text) > 0


@pytest.mark.parametrize("text", ILL)
def test_who_loses_what_people_want_or_gets_what_they_fear_is_badly_off(text):
    assert value(text) < 0


@pytest.mark.parametrize("text", NEITHER)
def test_what_touches_nobody_has_no_value(text):
    assert value(text) == 0


@pytest.mark.parametrize(
    ("phrase", "sign"),
    [("the loss of jobs", -1), ("fewer nurses", -1), ("a rise in crime", -1), ("an end to delays", 1), ("no delay", 1)],
)
def test_loss_of_what_is_wanted_is_ill_and_an_end_to_what_is_feared_is_good(phrase, sign):
    tokens = passage(f"It was {phrase}.").judged

    assert phrase_value(next(t for t in tokens if t.dep_ == "attr")) * sign > 0


def test_no_word_is_both_good_and_ill():
    words = vocabulary()

    assert not [entry for entry, groups in words.nouns.items() if {"good", "evil"} <= groups]
    assert not [entry for entry, groups in words.adjectives.items() if {"good", "bad"} <= groups]
