"""A near miss is known by the words that tell it apart."""

from __future__ import annotations

from flows.reading.folding import placed_stems
from flows.reading.near_misses import NearMisses
from flows.reading.propositions import Codebook
from storage.domain.sector import Proposition
from tests.flows.reading.harbour import harbours


def _berths() -> NearMisses:
    near = NearMisses({"sleeper": 0.9, "train": 0.8, "the": 0.1}.get)
    near.add("berth-levy", [frozenset({"sleeper", "train"}), frozenset({"the"})])
    return near


def test_most_of_its_words_must_be_there():
    assert _berths().met("berth-levy", {"sleeper", "train", "levy"})
    assert not _berths().met("berth-levy", {"sleeper", "levy"})


def test_common_words_alone_make_none():
    assert not _berths().met("berth-levy", {"the", "levy"})


def test_only_what_has_its_rarest_word_is_asked_about():
    assert _berths().possible({"sleeper"}) == {"berth-levy"}
    assert not _berths().possible({"train", "levy"})


def test_what_has_no_near_miss_is_none():
    assert not _berths().met("mooring-levy", {"sleeper", "train"})


def test_a_full_name_of_several_words_is_refused_for_no_near_miss_beside_it():
    learning = Proposition(
        "induction", 1, "induction", None, "Pilots should learn for two years.", "Wants it.", "Does not.",
        ("two-year induction",), ("probation",), (), ("the pilots' apprenticeship",),
    )  # fmt: skip
    book = Codebook(harbours(propositions=(learning,), digest="induction"))

    def about(text):
        return set(book.matches(placed_stems(text), said=text))

    assert about("The pilots' apprenticeship gives way to a two-year induction.") == {"induction"}
    assert about("The pilots' apprenticeship begins with an induction and no probation.") == set()
