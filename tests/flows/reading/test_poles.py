"""Words lean to the pole of a proposition whose texts in the codebook have them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.reading.poles import ENOUGH, Poles
from flows.reading.weighing import Form, weigh
from storage.domain.attribution import Modality
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING

QUARRY = replace(
    NIGHT_BLASTING,
    supports_means="Wants people to sleep, speaks of cracked walls.",
    opposes_means="Speaks of jobs and of orders that must be met.",
    support_cues=("nobody can sleep",),
    oppose_cues=("orders will go abroad",),
)


HEARD = replace(
    QUARRY,
    said_for=("The noise must stop at night.",) * ENOUGH,
    said_against=("The noise does not carry to the village.",) * ENOUGH,
)


def leaning(content, of=QUARRY):
    return Poles([of]).leaning(of.id, content)


def test_words_of_one_pole_lean_to_it():
    assert leaning("My children cannot sleep at night.") > 0
    assert leaning("We would lose the orders.") < 0


def test_words_of_neither_pole_and_words_of_both_lean_nowhere():
    assert leaning("The parish wrote on Tuesday.") == 0
    assert abs(leaning("It speaks.")) < 0.1


def test_where_the_sectors_positions_were_counted_the_count_decides_and_not_the_poles():
    said = StanceVerdict(Stance.SUPPORTS, 0.6, Modality.ASSERTED, signed=0.9, none=0.05)
    leans = Form(certain=True, leaning=-0.9)

    assert weigh(said, leans).stance is Stance.OPPOSES
    assert weigh(said, leans, in_favour=0.93).stance is Stance.SUPPORTS


def test_what_a_clause_denies_is_another_word_there():
    assert leaning("It does not carry.", HEARD) < leaning("Does it carry?", HEARD) < 0


def test_a_codebook_with_many_sentences_of_either_side_is_well_heard():
    assert Poles([HEARD]).well_heard(HEARD.id)
    assert not Poles([replace(HEARD, said_against=HEARD.said_against[1:])]).well_heard(HEARD.id)


def test_a_codebook_that_is_well_heard_is_believed_also_where_positions_were_counted():
    said = StanceVerdict(Stance.SUPPORTS, 0.6, Modality.ASSERTED, signed=0.9, none=0.05)
    leans = Form(certain=True, leaning=-0.9, well_heard=True)

    assert weigh(said, leans, in_favour=0.93).stance is Stance.OPPOSES


@pytest.mark.parametrize("leaning", [-0.9, 0.9])
def test_the_words_of_a_view_that_is_rejected_tell_no_side(leaning):
    said = StanceVerdict(Stance.SUPPORTS, 0.6, Modality.ASSERTED, signed=0.9, none=0.05, odds=2.0)

    assert weigh(said, Form(certain=True, rejects=True, leaning=leaning)).stance is Stance.OPPOSES
