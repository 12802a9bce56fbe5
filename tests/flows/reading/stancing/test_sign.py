"""The side a passage takes follows from its structure: who favours what, what ends it, how often it is negated."""

from __future__ import annotations

import pytest

from flows.reading.stancing.features import evidence
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, STONE_LEVY, passage, read, sign

FOR = [
    "The residents' group supports a ban on night blasting.",
    "The residents' group wants night blasting banned.",
    "The council opposes the ministry's decision to drop its plan to ban night blasting.",
    "The council opposes the minister's decision to go back on the night blasting ban.",
    "We would still like ministers to revisit what was taken out of the bill about banning night blasting.",
    "There are no benefits to night blasting other than the profits it brings the owners.",
    "Nobody in the valley is against a ban on night blasting.",
    "There is nothing to be said against the night blasting ban, and we back it.",
    "The parish regrets the loss of the night blasting ban.",
    "Night blasting is cruel and has to end.",
]
AGAINST = [
    "The quarry owners oppose a ban on night blasting.",
    "The quarry owners welcome the decision to drop the night blasting ban.",
    "You can't say there needs to be a ban on night blasting.",
    "The owners reject the night blasting ban.",
    "A ban on night blasting would be a disaster, the owners said.",
    "The night blasting ban goes too far.",
    "The owners do not support the night blasting ban.",
    "Scrapping the night blasting ban was the right decision, the owners said.",
]


@pytest.mark.parametrize("text", FOR)
def test_support_is_read_through_negation_and_reversal(text):
    assert sign(text) == 1


@pytest.mark.parametrize("text", AGAINST)
def test_opposition_is_read_through_negation_and_reversal(text):
    assert sign(text) == -1


def test_this_points_at_what_came_before_and_to_reverse_it_is_to_want_the_measure_back():
    words = "This is a disgrace and it should be reversed, the residents' group said."

    shelved = evidence(passage(words, "Ministers have shelved the night blasting ban."), NIGHT_BLASTING)
    coming = evidence(passage(words, "Ministers are bringing in the night blasting ban."), NIGHT_BLASTING)

    assert (shelved.event, coming.event) == (-1.0, 1.0)
    assert sum(p.value for p in shelved.paths) > 0 > sum(p.value for p in coming.paths)


def test_welcoming_a_measures_end_is_opposition():
    words = "This is very welcome, the owners said."

    assert sign(words, "The stone levy has been scrapped.", on=STONE_LEVY) == -1
    assert sign(words, "The stone levy will come into force in April.", on=STONE_LEVY) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The timetable of lorry routes will be published on Friday, a spokeswoman said.",
        "How many quarries are there in the county, the clerk asked.",
    ],
)
def test_a_fact_or_a_reporters_question_is_no_position(text):
    assert read(text).stance is None


def test_the_chain_of_decisions_names_the_words_that_made_the_sign():
    path = " ".join(read("The council opposes the decision to drop the night blasting ban.").path)

    assert "ban (act +1)" in path
    assert "drop (reversal)" in path
    assert "opposes (-1.0)" in path


def test_mirrored_attitudes_give_mirrored_paths():
    supports = evidence(passage("The council supports the stone levy."), STONE_LEVY)
    opposes = evidence(passage("The council opposes the stone levy."), STONE_LEVY)

    assert sum(p.value for p in supports.paths) == -sum(p.value for p in opposes.paths) > 0


def test_the_thing_and_the_measure_have_opposite_signs():
    thing = evidence(passage("The council supports night blasting."), NIGHT_BLASTING)
    measure = evidence(passage("The council supports the curfew for quarries."), NIGHT_BLASTING)

    assert sum(p.value for p in thing.paths) < 0 < sum(p.value for p in measure.paths)
