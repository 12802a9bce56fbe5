"""Which measure a sentence speaks of that does not name it in full."""

from __future__ import annotations

import pytest

from storage.domain.sector import Proposition
from tests.flows.reading.harbour import harbours, read_text


def measure(id_, proposition, terms, topic):
    return Proposition(
        id_, 1, id_, "england", proposition, "Wants it.", "Does not want it.", terms, (), (topic,), (), (), ()
    )


CAPS = harbours(
    propositions=(
        measure("fare-cap", "Bus fares should be capped.", ("cap on bus fares", "fare cap"), "bus fare"),
        measure("rent-cap", "Rents of moorings should be capped.", ("cap on mooring rents", "rent cap"), "mooring"),
        measure("boat-levy", "A levy on wide boats should pay for dredging.", ("levy on wide boats",), "wide boat"),
    ),
    digest="caps",
)
BOTH = (
    "Ministers have announced a cap on bus fares. They will also bring in a cap on mooring rents.\n\n"
    "The Guild of Harbour Masters has 400 members and a brass band. It plays on Sundays.\n\n"
    "{}\n\nThe Union of Dock Hands said that {} was the right answer.\n"
)


def supported(text):
    reading = read_text(text, registry=CAPS)
    return {s.proposition for s in reading.statements if s.speaker.stakeholder == "dockers-union" and s.stance.sign > 0}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Owners of boats have long hoped for a rent cap.", "rent-cap"),
        ("Passengers have long hoped for a fare cap.", "fare-cap"),
    ],
)
def test_the_noun_of_several_measures_is_the_one_that_was_named_last(said, meant):
    assert supported(BOTH.format(said, "the cap")) == {meant}


def test_a_noun_of_no_measure_of_the_text_is_none_of_them():
    text = "Ministers have announced a cap on bus fares.\n\nThe Union of Dock Hands praised the levy of 1911.\n"

    assert "boat-levy" not in supported(text)
