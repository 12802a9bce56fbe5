"""Words lean to the pole of a proposition whose texts in the codebook have them."""

from __future__ import annotations

from dataclasses import replace

from flows.reading.poles import leaning
from flows.reading.weighing import Form, weigh
from storage.domain.attribution import Modality
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING

POLES = replace(
    NIGHT_BLASTING,
    supports_means="Wants people to sleep, speaks of cracked walls.",
    opposes_means="Speaks of jobs and of orders that must be met.",
    support_cues=("nobody can sleep",),
    oppose_cues=("orders will go abroad",),
)


def test_words_of_one_pole_lean_to_it():
    assert leaning(POLES, "My children cannot sleep at night.") > 0
    assert leaning(POLES, "We would lose the orders.") < 0


def test_words_of_neither_pole_and_words_of_both_lean_nowhere():
    assert leaning(POLES, "The parish wrote on Tuesday.") == 0
    assert abs(leaning(POLES, "It speaks.")) < 0.1


def test_where_the_sectors_positions_were_counted_the_count_decides_and_not_the_poles():
    said = StanceVerdict(Stance.SUPPORTS, 0.6, Modality.ASSERTED, signed=0.9, none=0.05)
    leans = Form(certain=True, leaning=-0.9)

    assert weigh(said, leans).stance is Stance.OPPOSES
    assert weigh(said, leans, in_favour=0.93).stance is Stance.SUPPORTS
