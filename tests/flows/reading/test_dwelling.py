"""What an article mentions in passing is no subject of a position; what it deals with is."""

from __future__ import annotations

import pytest

from flows.reading.dwelling import FIGURES, Bearing, Dwelling, Link, load_weights
from flows.reading.propositions import codebook_of
from flows.reading.stemmed import stems_in
from storage.domain.sector import Proposition
from storage.domain.span import Span
from tests.flows.reading.harbour import harbours, read_text


def measure(id_, proposition, terms, topics=()):
    return Proposition(
        id_, 1, id_, "england", proposition, "Wants it.", "Does not want it.", terms, (), topics, (), (), ()
    )


QUAYS = harbours(
    propositions=(
        measure("lamp-duty", "Every quay should be lit by lamps at night.", ("duty to light quays", "quay lamps")),
        measure("crane-sale", "The town's cranes should be sold.", ("sale of the cranes",), ("crane", "heavy lifting")),
    ),
    digest="quays",
)
LAMPS = (
    "Every quay must be lit at night from May. The duty to light quays comes with money for 600 lamps.",
    "Quay lamps are cheap, said the Guild of Harbour Masters, and a dark quay kills.",
    "The old crane stands idle.",
)


def dwelling(sentences):
    book = codebook_of(QUAYS)
    placed = [stems_in(text, [Span(0, len(text))]) for text in sentences]
    return Dwelling(book, placed=placed, about=[book.matches(words) for words in placed], front=())


def link(proposition, here, **known):
    given = {"says": False, "since": 0, "own": {}, "context": {}, "said_before": {}, **known}
    return Link(proposition, here=here, **given)


def figure(bearing, name):
    return bearing.figures[FIGURES.index(name)]


def test_what_most_sentences_have_words_of_is_dwelt_on():
    article = dwelling(LAMPS)

    assert figure(article.bearing(link("lamp-duty", 2)), "dwelt") == 1.0
    assert figure(article.bearing(link("crane-sale", 2)), "dwelt") < 0.6


def test_the_sentences_just_before_bear_on_what_is_meant_and_those_of_another_turn_do_not():
    article = dwelling(LAMPS)

    assert figure(article.bearing(link("lamp-duty", 2)), "near") == 1.0
    assert figure(article.bearing(link("lamp-duty", 2, since=2)), "near") == 0.0


def test_what_is_dwelt_on_is_likelier_meant_than_what_is_mentioned():
    article = dwelling(LAMPS)

    assert article.bearing(link("lamp-duty", 1)).likely > article.bearing(link("crane-sale", 1)).likely
    assert article.bearing(link("crane-sale", 1)).in_passing


def test_words_that_are_of_nothing_else_are_never_in_passing():
    bearing = Bearing(tuple(1.0 if name == "near" else 0.0 for name in FIGURES))

    assert bearing.likely < 0.01
    assert not bearing.in_passing


@pytest.mark.parametrize("figures", [(0.0,) * len(FIGURES), tuple(n / 8 for n in range(len(FIGURES)))])
def test_a_trail_tells_what_speaks_for_a_link_and_it_can_be_read_back(figures):
    told = Bearing(figures).told()
    back = Bearing.read_back(f"says 'quay lamps': 'quay' (score 1.05; {told})")

    assert back is not None
    assert back.figures == pytest.approx(figures, abs=0.006)


def test_a_trail_without_a_bearing_tells_none():
    assert Bearing.read_back("what was asked (score 0.67)") is None


def test_every_figure_has_a_shipped_weight():
    assert set(load_weights()) == {"", *FIGURES}


def test_a_crane_that_lifts_a_lamp_makes_no_position_on_the_cranes():
    text = (
        "{}\n\n{}\n\nThe Union of Dock Hands welcomed the duty to light quays. Light on a quay, it said, "
        "is worth more than any heavy lifting by a minister's speeches on lamps.\n"
    ).format(*LAMPS[:2])
    reading = read_text(text, registry=QUAYS)

    assert {s.proposition for s in reading.statements if s.speaker.stakeholder} == {"lamp-duty"}
