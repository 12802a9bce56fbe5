"""A measure is known by its proposition's own sentence, and by what its name says it is about."""

from __future__ import annotations

import pytest

from flows.reading.propositions import codebook_of
from flows.reading.stemmed import stems_in
from storage.domain.sector import Proposition
from storage.domain.span import Span
from tests.flows.reading.harbour import harbours, read_text


def measure(id_, proposition, terms, topic):
    return Proposition(
        id_, 1, id_, "england", proposition, "Wants it.", "Does not want it.", terms, (), (topic,), (), (), ()
    )


MARKETS = harbours(
    propositions=(
        measure(
            "stall-limit", "No trader should be allowed to rent more than four stalls.", ("stall limit",), "pitches"
        ),
        measure(
            "bell-duty", "Every market should have to ring a bell before it shuts.", ("duty to ring a bell",), "bell"
        ),
        measure("awning-grant", "Traders should be paid to buy awnings.", ("grant for awnings",), "awning"),
    ),
    digest="markets",
)  # fmt: skip


def about(text, *, spelt_out=True):
    found = codebook_of(MARKETS).matches(stems_in(text, [Span(0, len(text))]), spelt_out=spelt_out)
    return {name for name, match in found.items() if match.score >= 0.72 and match.term}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("A trader would no longer be allowed to rent more than four stalls.", {"stall-limit"}),
        ("More than four stalls, the rules now say, no one trader may rent.", {"stall-limit"}),
        ("Some traders rent stalls by the day.", set()),
        ("The market rings a bell at six.", {"bell-duty"}),
        ("A bell was found in the river.", set()),
        ("Traders buy their awnings in spring.", {"awning-grant"}),
    ],
)
def test_a_sentence_that_says_what_the_proposition_says_is_about_it(said, meant):
    assert about(said) == meant


def test_without_the_rule_only_names_count():
    assert about("A trader would no longer be allowed to rent more than four stalls.", spelt_out=False) == set()


def test_who_says_what_the_proposition_says_is_for_it():
    text = "No trader should be allowed to rent more than four stalls, the Guild of Harbour Masters says in a paper.\n"

    found = {
        (s.speaker.stakeholder, s.proposition, s.stance.sign) for s in read_text(text, registry=MARKETS).statements
    }

    assert found == {("harbour-guild", "stall-limit", 1)}


def test_who_asks_whether_has_not_answered():
    text = (
        "Ministers have announced a ban on night dredging.\n\n"
        "The Guild of Harbour Masters asked whether the ban on night dredging would help small boats.\n"
    )

    assert [s for s in read_text(text).statements if s.speaker.stakeholder == "harbour-guild"] == []
