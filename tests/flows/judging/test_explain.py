"""A finding explains itself: evidence, gates, belief over time, and what would change it."""

from __future__ import annotations

import pytest

from flows.judging import explain, find
from storage.domain.attribution import Modality
from storage.domain.finding import Kind
from storage.domain.stance import Stance
from tests.builders import a_statement
from tests.flows.judging.harbour import ADA, CALM, CAP, CORA, CREW, HARBOURS

SAID = [
    a_statement(Stance.SUPPORTS, "2022-01-10", on=CAP, person=ADA),
    a_statement(Stance.SUPPORTS, "2022-03-10", on=CAP, person=ADA),
    a_statement(Stance.OPPOSES, "2023-01-10", on=CAP, person=ADA),
    a_statement(Stance.OPPOSES, "2023-03-10", on=CAP, modality=Modality.QUESTION),
]
ELSEWHERE = [a_statement(Stance.OPPOSES, "2023-01-10", on=CREW)]


@pytest.fixture
def explained():
    (finding,) = find(SAID, registry=HARBOURS, calibration=CALM)
    return explain(finding, SAID + ELSEWHERE, registry=HARBOURS, calibration=CALM)


def test_every_statement_of_the_series_has_its_gate_and_no_other(explained):
    assert sorted(a.statement for a in explained.gates) == sorted(s.id for s in SAID)
    assert [s.id for s in explained.statements] == [a.statement for a in explained.gates]
    assert [a.reason for a in explained.gates if not a.admitted] == ["modality is question"]


def test_the_belief_is_told_at_every_date_that_counts(explained):
    assert [str(m.when) for m in explained.timeline] == ["2022-01-10", "2022-03-10", "2023-01-10"]
    for moment in explained.timeline:
        assert sum(p for _, p in moment.posterior) == pytest.approx(1, abs=0.01)
    first, *_, last = explained.timeline
    assert dict(first.posterior)[Stance.SUPPORTS] > 0.9
    assert dict(last.posterior)[Stance.OPPOSES] > 0.5


def test_what_would_change_it_is_tried_and_not_guessed(explained):
    agreeing, opposing, *carried = explained.would_change
    assert agreeing.startswith("with one more quotation for opposition, a month after the last: reversal, confirmed")
    assert opposing == ("with one more quotation for support, a month after the last: it would no longer be found")
    assert carried == ["had the words of Ada Quill of 2023-01-10 been misread: it would no longer be found"]


def test_a_finding_that_no_one_article_carries_says_so():
    said = [a_statement(Stance.SUPPORTS, f"2022-0{month}-10", on=CAP) for month in (1, 2, 3, 4)]
    said += [a_statement(Stance.OPPOSES, f"2023-0{month}-10", on=CAP) for month in (1, 2, 3, 4)]
    (finding,) = find(said, registry=HARBOURS, calibration=CALM)
    *_, last = explain(finding, said, registry=HARBOURS, calibration=CALM).would_change
    assert last.startswith("no one article carries it")


def test_the_evidence_is_that_of_the_finding(explained):
    assert explained.evidence == explained.finding.evidence


def test_an_observation_says_what_would_undo_it():
    said = [
        a_statement(Stance.SUPPORTS, "2022-05-02", document="its response"),
        a_statement(Stance.OPPOSES, "2022-05-20", person=CORA),
    ]
    (finding,) = find(said, registry=HARBOURS, calibration=CALM)
    assert finding.kind is Kind.DIVERGENCE
    record, *carried = explain(finding, said, registry=HARBOURS, calibration=CALM).would_change
    assert "misread" in record
    assert sorted(carried) == [
        "had the words of Cora Flint of 2022-05-20 been misread: it would no longer be found",
        "had the words of its response of 2022-05-02 been misread: it would no longer be found",
    ]


def test_how_sure_is_said_in_plain_words_and_its_number_once(explained):
    said = [
        a_statement(Stance.SUPPORTS, "2022-05-02", document="its response"),
        a_statement(Stance.OPPOSES, "2022-05-20", person=CORA),
    ]
    (divergence,) = find(said, registry=HARBOURS, calibration=CALM)

    assert explained.finding.why[0] == "that the position changed, from 2 occasions before and 1 occasion after"
    assert divergence.why == ("that the two voices differ, from all that each says in those weeks",)
