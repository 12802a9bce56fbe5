"""What the names of a proposition ask of a text."""

from __future__ import annotations

import pytest

from flows.reading.propositions import codebook_of
from flows.reading.stemmed import stems_in
from flows.reading.vocabulary import whole_phrase
from storage.domain.sector import Proposition
from storage.domain.span import Span
from tests.flows.reading.harbour import harbours

TOLLS = harbours(
    propositions=(
        Proposition(
            "one-toll", 1, "one-toll", "england", "Carts should pay once.", "Wants it.", "Does not want it.",
            ("one-off toll",), ("too many clerks",), (), (), (), (),
        ),
    ),
    digest="tolls",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "is_about_it"),
    [
        ("We back the one-off toll.", True),
        ("We back the one-off cart tolls.", True),
        ("We back the river toll.", False),
        ("There are far too many clerks.", True),
        ("There are too many idle clerks.", True),
        ("There are not enough clerks.", False),
    ],
)
def test_a_name_of_which_one_word_carries_meaning_needs_its_other_words_too(said, is_about_it):
    found = codebook_of(TOLLS).matches(stems_in(said, [Span(0, len(said))]), said=said)

    assert any(match.term for match in found.values()) == is_about_it


def test_a_name_of_one_word_needs_no_others():
    assert whole_phrase("toll") is None


def test_inflected_words_are_words_of_the_name():
    phrase = whole_phrase("hollowed out")

    assert phrase is not None
    assert phrase.search("Years of it hollow them out.")
    assert not phrase.search("A hollow tree.")
