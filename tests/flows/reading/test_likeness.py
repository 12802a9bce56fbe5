"""A sentence is like a proposition by all the words that the pack has of it, also where it has no name of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flows.reading.folding import content_stems
from flows.reading.likeness import Likeness, words_of
from storage.domain.sector import CodedExample, Proposition
from storage.domain.stance import Stance

LIGHT = Proposition(
    "light", 1, "light", None, "Every quay should be lit at night.", "Wants quays lit.", "Wants them dark.",
    ("duty to light quays",), (), (), (), examples=(
        CodedExample("Nobody should moor in the dark, the pilot said.", Stance.SUPPORTS),
        CodedExample("The festival of lights was well attended.", None),
    ),
)  # fmt: skip
SALE = Proposition(
    "sale", 1, "sale", None, "The cranes should be sold.", "Wants the cranes sold.", "Wants to keep them.",
    ("sale of the cranes",), (), (), (),
)  # fmt: skip
BOTH = Likeness((LIGHT, SALE))


def like(text, among=BOTH):
    return among.of(content_stems(text))


def test_words_of_an_example_are_like_its_proposition_and_no_other():
    found = like("We moor in the dark every week")

    assert found["light"] > 0
    assert "sale" not in found


def test_sentences_of_either_side_are_like_it():
    heard = replace(SALE, said_for=("The gantries rust.",), said_against=("Stevedores need their gantries.",))
    among = Likeness((LIGHT, heard))

    assert like("rusting gantries", among)["sale"] > like("rust", among)["sale"] > 0


def test_words_of_a_near_miss_are_like_nothing():
    assert like("a festival that was well attended") == {}


def test_two_words_that_stand_together_are_more_like_it_than_the_same_two_apart():
    assert like("light quays")["light"] > like("light many old quays")["light"]


def test_a_word_that_both_have_says_less_than_one_that_one_has():
    lamps = Proposition("lamp", 1, "lamp", None, "Lamps on quays should be sold.", "", "", (), (), (), ())
    third = Likeness((LIGHT, SALE, lamps))

    assert like("lit on the quay", third)["light"] < like("lit on the quay")["light"]


@given(st.lists(st.sampled_from(["quay", "light", "crane", "sold", "week"]), max_size=12))
def test_a_word_counts_once_however_often_it_is_said(stems):
    assert list(words_of(stems)) == list(dict.fromkeys(words_of(stems)))
    assert all(weight > 0 for weight in BOTH.of(stems).values())
