"""Whose people an article tells of."""

from __future__ import annotations

from tests.flows.reading.attributing.parsed import employers, speakers

BOARD = "Inspectors from the Prisons Board found rats at the Fell Trust.\n\n"


def test_an_inspector_told_of_later_is_of_the_body_that_sent_inspectors():
    assert employers(BOARD + "Lead inspector Greta Holm was appalled.")["Greta Holm"] == "Prisons Board"


def test_what_the_inspectors_say_is_said_for_that_body():
    assert speakers(BOARD + "The inspectors said that the kitchen must close.")[-1] == (None, "Prisons Board")


def test_a_body_s_own_scientist_is_its_scientist_also_when_he_is_named_later():
    text = "The Inshore Board met. She quoted the board’s own scientist.\n\nDr Alun Meare, the scientist, shrugged."
    assert employers(text)["Alun Meare"] == "Inshore Board"


def test_the_minister_is_no_inspector():
    text = BOARD + "Lead inspector Greta Holm was appalled. The minister agreed. The Ministry for Custody was silent."
    assert employers(text)["Greta Holm"] == "Prisons Board"


def test_they_are_the_inspectors_just_told_of_and_so_their_body():
    text = "Inspectors from the Prisons Board visited in May. They found that the kitchen was shut."
    assert speakers(text)[-1] == (None, "Prisons Board")
