"""What an article mentions in passing is no subject of a position; what it deals with is."""

from __future__ import annotations

from flows.reading.dwelling import Dwelling, Place
from flows.reading.meant import FIGURES
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


def place(here, **known):
    given = {"since": 0, "own": {}, "context": {}, "said_before": {}, "like": {}, "words": 9, **known}
    return Place(here, **given)


def bearing(article, proposition, here, **known):
    return article.bearing(proposition, place(here, **known), way="says")


def figure(bearing, name):
    return bearing.figures[FIGURES.index(name)]


def test_what_most_sentences_have_words_of_is_dwelt_on():
    article = dwelling(LAMPS)

    assert figure(bearing(article, "lamp-duty", 2), "dwelt") == 1.0
    assert figure(bearing(article, "crane-sale", 2), "dwelt") < 0.6


def test_the_sentences_just_before_bear_on_what_is_meant_and_those_of_another_turn_do_not():
    article = dwelling(LAMPS)

    assert figure(bearing(article, "lamp-duty", 2), "near") == 1.0
    assert figure(bearing(article, "lamp-duty", 2, since=2), "near") == 0.0


def test_what_is_dwelt_on_is_likelier_meant_than_what_is_mentioned():
    article = dwelling(LAMPS)

    assert bearing(article, "lamp-duty", 1).likely > bearing(article, "crane-sale", 1).likely
    assert not bearing(article, "crane-sale", 1).meant


def test_a_crane_that_lifts_a_lamp_makes_no_position_on_the_cranes():
    text = (
        "{}\n\n{}\n\nThe Union of Dock Hands welcomed the duty to light quays. Light on a quay, it said, "
        "is worth more than any heavy lifting by a minister's speeches on lamps.\n"
    ).format(*LAMPS[:2])
    reading = read_text(text, registry=QUAYS)

    assert {s.proposition for s in reading.statements if s.speaker.stakeholder} == {"lamp-duty"}
