"""A timeline claims no order that the dates do not give, and one occasion votes once."""

from __future__ import annotations

import numpy as np
import pytest

from flows.judging.order import Placement, apart, occasions, placed, voice
from flows.judging.utterances import Utterance
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from storage.domain.statement import Speaker
from storage.domain.when import When
from tests.builders import a_statement
from tests.flows.judging.harbour import ADA, CALM, CORA


def timeline(*said):
    return occasions([Utterance(s, s.said_on) for s in said], calibration=CALM)


def test_five_sentences_of_one_interview_weigh_as_much_as_one():
    said = [a_statement(Stance.OPPOSES, article="interview", start=100 * n) for n in range(5)]
    (together,) = timeline(*said)
    (alone,) = timeline(said[0])
    assert len(together.utterances) == 5
    assert together.likelihood == pytest.approx(alone.likelihood)


def test_sentences_of_one_interview_that_disagree_weigh_less():
    said = [
        a_statement(stance, article="interview", start=n) for n, stance in enumerate((Stance.OPPOSES, Stance.SUPPORTS))
    ]
    (torn,) = timeline(*said)
    assert torn.likelihood.max() / torn.likelihood.sum() < 0.5


def test_two_voices_on_one_day_are_two_occasions():
    assert len(timeline(a_statement(person=ADA), a_statement(person=CORA))) == 2


def test_two_papers_of_one_day_are_one_occasion_two_of_one_year_are_two():
    assert len(timeline(a_statement(article="a"), a_statement(article="b"))) == 1
    assert len(timeline(a_statement(said_on="2024", article="a"), a_statement(said_on="2024", article="b"))) == 2


def test_an_imprecise_date_is_placed_first_or_last():
    yearly, daily = a_statement(said_on="2024"), a_statement(said_on="2024-06-10")
    line = timeline(yearly, daily)
    assert [str(o.said_on) for o in placed(line, Placement.EARLIEST)] == ["2024", "2024-06-10"]
    assert [str(o.said_on) for o in placed(line, Placement.LATEST)] == ["2024-06-10", "2024"]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("2024-01-01", "2024-01-11", 10, 10),
        ("2024-01-11", "2024-01-01", 10, 10),
        ("2024-01", "2024-02", 1, 59),
        ("2024", "2024-06-10", 0, 204),
        ("2023", "2024", 1, 730),
    ],
)
def test_two_dates_lie_between_least_and_most_days_apart(one, other, least, most):
    early, late = (timeline(a_statement(said_on=day))[0] for day in (one, other))
    assert apart(early, late) == (least, most)


def test_a_document_speaks_for_the_body_itself():
    assert voice(Speaker("Harbour Masters", "harbour-masters", document="its response", person=ADA)) == ""
    assert voice(Speaker("Harbour Masters", "harbour-masters")) == ""
    assert voice(Speaker(ADA, "harbour-masters", person=ADA)) == ADA


def test_own_words_are_quoted_or_published_and_not_hedged():
    told = {
        Directness.PUBLISHED: True,
        Directness.QUOTED: True,
        Directness.MIXED: True,
        Directness.PARAPHRASED: False,
        Directness.NARRATED: False,
    }
    for directness, own in told.items():
        (occasion,) = timeline(a_statement(Stance.OPPOSES, directness=directness))
        assert occasion.own_words() is own
        assert occasion.own_words(sign=1) is False
    (hedged,) = timeline(a_statement(modality=Modality.HEDGED))
    assert not hedged.own_words()
    assert hedged.stances == (Stance.LEANS_FOR,)


def test_occasions_come_in_order_of_date_and_id():
    line = timeline(a_statement(said_on="2024-05-01"), a_statement(said_on="2023-05-01"), a_statement(said_on="2024"))
    assert [o.said_on for o in line] == [When.parse(day) for day in ("2023-05-01", "2024", "2024-05-01")]
    assert np.isfinite([o.likelihood for o in line]).all()
