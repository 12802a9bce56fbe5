"""Which measure a sentence speaks of that does not name it in full."""

from __future__ import annotations

import pytest

from flows.reading.layout import Layout
from flows.reading.links import POINTS
from flows.reading.propositions import codebook_of
from flows.reading.topics import Thread
from storage.domain.sector import Proposition
from storage.domain.span import Span
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


def pointed_to(text, said):
    """The measures of `text` to which its words `said` point back."""
    start = text.index(said)
    found = Thread(text, Layout.of(text), codebook_of(CAPS)).candidates([Span(start, start + len(said))])
    return {topic.proposition for topic in found if topic.why == POINTS}


TWO = "Ministers have announced a cap on bus fares. They will also bring in a cap on mooring rents.\n\n"


@pytest.mark.parametrize(
    ("told", "said", "meant"),
    [
        ("The union backs both.", "backs both", {"fare-cap", "rent-cap"}),
        ("Both Ely and Wye are angry.", "Both Ely and Wye are angry", set()),
        ("Every town should have one, it said.", "Every town should have one", {"fare-cap", "rent-cap"}),
        ("It said that one in ten had one boat.", "one in ten had one boat", set()),
        ("It objects to the rent cap, which it says will empty the quays.", "will empty the quays", {"rent-cap"}),
        ("It runs a boat on which, it says, people sing.", "people sing", set()),
    ],
)
def test_both_are_the_two_told_of_last_and_what_which_hangs_on_is_what_it_is_said_of(told, said, meant):
    assert pointed_to(f"{TWO}{told}\n", said) == meant


def test_who_is_delighted_with_nothing_else_near_is_delighted_with_the_headline():
    text = (
        "{}\n\n12 June 2024\n\nThey announced a cap on bus fares. There will be a levy on wide boats. The levy on "
        "wide boats is new.\n\nA cap on mooring rents was mentioned. The cap on mooring rents begins in May.\n\nIt "
        "is quiet.\n\nThe band played.\n\nThe mayor left.\n\nIt rained.\n\nA dog barked.\n\nThe union was delighted.\n"
    )

    assert pointed_to(text.format("Ministers to cap bus fares"), "was delighted") == {"fare-cap"}
    assert (
        pointed_to(text.format("Ministers to cap bus fares and bring in a levy on wide boats"), "was delighted")
        == set()
    )


def test_a_test_that_the_text_has_named_in_full_goes_on_as_the_test():
    tests = harbours(
        propositions=(
            measure("street-test", "Drivers should pass a street test.", ("street test",), "streets"),
            measure("sight-test", "Drivers should have a sight test each year.", ("sight test",), "eyesight"),
        ),
        digest="tests",
    )

    def stands_for(named):
        text = (
            f"Ministers spoke of {named} for drivers.\n\nThe Union of Dock Hands said that the test was long overdue.\n"
        )
        return {s.proposition for s in read_text(text, registry=tests).statements}

    assert stands_for("a street test") == {"street-test"}
    assert stands_for("a sight test") == {"sight-test"}
    assert stands_for("a street party") == set()
