"""What all evidence for a side adds up to."""

from dataclasses import replace

from flows.reading.weighing import Form, weigh
from storage.domain.attribution import Modality
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict

SIGNED = StanceVerdict(Stance.SUPPORTS, 0.6, Modality.ASSERTED, signed=0.9, none=0.05, odds=0.0)


def stance_of(odds, *, in_favour, form=None):
    return weigh(replace(SIGNED, odds=odds), form or Form(certain=True), in_favour=in_favour).stance


def test_where_nobody_counted_the_words_alone_decide():
    assert stance_of(0.5, in_favour=0.5) is Stance.SUPPORTS
    assert stance_of(-0.5, in_favour=0.5) is Stance.OPPOSES


def test_where_nothing_tells_one_side_from_the_other_no_side_is_given():
    assert stance_of(0.1, in_favour=0.5) is None
    assert stance_of(-0.1, in_favour=0.5) is None


def test_where_the_words_say_little_the_base_rate_of_the_sector_decides():
    assert stance_of(-0.2, in_favour=0.93) is Stance.SUPPORTS
    assert stance_of(0.2, in_favour=0.07) is Stance.OPPOSES


def test_words_stronger_than_the_base_rate_stand():
    assert stance_of(-3.0, in_favour=0.93) is Stance.OPPOSES


def test_what_agrees_with_the_base_rate_keeps_its_side():
    assert stance_of(3.0, in_favour=0.93) is stance_of(3.0, in_favour=0.5) is Stance.SUPPORTS
    assert stance_of(-3.0, in_favour=0.07) is stance_of(-3.0, in_favour=0.5) is Stance.OPPOSES


def test_what_the_reporter_says_of_the_plan_weighs_more_than_what_it_is_in_a_speakers_own_words():
    spoken = Form(pointed=1.0, carried=True)

    assert stance_of(-0.4, in_favour=0.5, form=replace(spoken, taken=True)) is Stance.SUPPORTS
    assert stance_of(-0.4, in_favour=0.5, form=spoken) is None


def test_to_which_side_all_that_its_speaker_says_leans_decides_for_words_that_say_little():
    said_against = Form(carried=True, overall=-0.6, tone=0.5)

    assert stance_of(0.3, in_favour=0.5, form=said_against) is Stance.OPPOSES
    assert stance_of(0.3, in_favour=0.5, form=replace(said_against, overall=0.0)) is Stance.SUPPORTS


def test_what_else_the_speaker_says_is_no_evidence_of_these_words():
    leaning = weigh(SIGNED, Form(overall=0.9), in_favour=0.5)
    silent = Form(distant=True, carried=True, overall=0.9)

    assert leaning.odds == 0.0
    assert stance_of(0.0, in_favour=0.5, form=silent) is None
