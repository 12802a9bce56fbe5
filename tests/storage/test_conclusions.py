from __future__ import annotations

from dataclasses import replace

import pytest

from storage.domain.finding import Admission, ChangeKind, Status
from storage.domain.record import Correction
from storage.domain.statement import SeriesId
from tests.storage.builders import a_finding, a_reading, a_revision, a_statement, an_article, concluded, hour

BAN, CAP = SeriesId("guild", "ban"), SeriesId("guild", "cap")


@pytest.fixture
def statement(ledger):
    """A statement on the ban, read and waiting to be judged."""
    ledger.add_articles([an_article()], seen_at=hour(0))
    ledger.add_revisions([a_revision()])
    made = a_statement(a_revision(), why="a verb of support")
    ledger.add_readings([a_reading(a_revision(), made)], read_at=hour(1))
    return made


def test_what_is_held_is_the_latest_conclusion_on_each_finding(ledger, statement):
    sure = a_finding(statement)
    unsure = replace(sure, status=Status.PROVISIONAL)
    ledger.append([concluded(unsure, hour(2))])
    ledger.append([concluded(sure, hour(3), ChangeKind.AMENDED, "more evidence")])

    assert ledger.held(as_of=hour(1)) == []
    assert ledger.held(as_of=hour(2)) == [unsure]
    assert ledger.held() == [sure]
    assert ledger.held([BAN]) == [sure]
    assert ledger.held([CAP]) == []


def test_a_retracted_finding_is_no_longer_held_but_still_told_of(ledger, statement):
    finding = a_finding(statement)
    ledger.append([concluded(finding, hour(2))])
    ledger.append([concluded(finding, hour(3), ChangeKind.RETRACTED, "the quotation was withdrawn")])

    assert ledger.held() == []
    assert ledger.held(as_of=hour(2)) == [finding]
    assert [conclusion.change for conclusion in ledger.conclusions()] == [ChangeKind.NEW, ChangeKind.RETRACTED]


def test_a_retracted_finding_can_come_back(ledger, statement):
    finding = a_finding(statement)
    for at, change in enumerate([ChangeKind.NEW, ChangeKind.RETRACTED, ChangeKind.NEW]):
        ledger.append([concluded(finding, hour(at), change, "because")])

    assert ledger.held() == [finding]
    assert len(ledger.conclusions()) == 3


def test_concluding_what_is_held_already_adds_nothing(ledger, statement):
    finding = a_finding(statement)
    assert ledger.append([concluded(finding, hour(2)), concluded(finding, hour(2))]) == 1
    assert ledger.append([concluded(finding, hour(4))]) == 0

    assert ledger.conclusions() == [concluded(finding, hour(2))]


def test_retracting_what_is_not_held_adds_nothing(ledger, statement):
    assert ledger.append([concluded(a_finding(statement), hour(2), ChangeKind.RETRACTED, "why")]) == 0
    assert ledger.conclusions() == []


def test_an_old_conclusion_keeps_its_evidence_when_the_statement_is_superseded(ledger, statement):
    ledger.append([concluded(a_finding(statement), hour(2))])
    ledger.add_readings([a_reading(a_revision(), reader="reader 2")], read_at=hour(3))

    (told,) = ledger.conclusions(until=hour(2))
    assert told.finding.evidence[0].statement == statement
    assert told.finding.evidence[0].statement.trail == statement.trail


def test_a_period_excludes_its_start_and_includes_its_end(ledger, statement):
    entries = [concluded(a_finding(statement, name=f"f{at}"), hour(at)) for at in (1, 2, 3)]
    ledger.append(entries)

    assert ledger.conclusions(since=hour(1), until=hour(2)) == entries[1:2]
    assert ledger.conclusions(until=hour(1)) + ledger.conclusions(since=hour(1)) == entries
    assert ledger.conclusions(until=hour(3), as_of=hour(2)) == entries[:2]


def test_conclusions_of_one_instant_come_by_series_and_finding(ledger, statement):
    cap = concluded(a_finding(statement, name="f0", on="cap"), hour(1))
    second, first = (concluded(a_finding(statement, name=name), hour(1)) for name in ("f2", "f1"))
    ledger.append([cap, second, first])

    assert ledger.conclusions() == [first, second, cap]
    assert ledger.held() == [first.finding, second.finding, cap.finding]


def test_judging_settles_its_series(ledger, statement):
    tokens = ledger.pending()
    assert tokens == {BAN: 1}
    assert ledger.append([concluded(a_finding(statement), hour(2))], judged=tokens) == 1

    assert ledger.pending() == {}


def test_a_judgement_on_evidence_that_has_changed_meanwhile_is_left_out_and_made_again(ledger, statement):
    tokens = ledger.pending()
    late = a_statement(a_revision(), said_on="2026-02-01")
    ledger.add_readings([a_reading(a_revision(), statement, late)], read_at=hour(2))

    assert ledger.append([concluded(a_finding(statement), hour(2))], judged=tokens) == 0
    assert ledger.held() == []
    assert ledger.pending() == {BAN: 2}
    assert ledger.append([concluded(a_finding(statement, late), hour(3))], judged=ledger.pending()) == 1
    assert ledger.pending() == {}


def test_all_series_can_be_reopened_when_the_rules_of_judging_change(ledger, statement):
    ledger.append([], judged=ledger.pending())
    ledger.reopen()
    assert ledger.pending() == {BAN: 2}

    ledger.append([], judged=ledger.pending())
    ledger.reopen([CAP])
    assert ledger.pending() == {CAP: 1}


def test_an_admission_is_stored_when_it_differs_from_the_latest(ledger, statement):
    refused = Admission(statement.id, admitted=False, reason="no date", gate="dated")
    admitted = Admission(statement.id, admitted=True, reason="")
    assert ledger.add_admissions([refused], judged_at=hour(1)) == 1
    assert ledger.add_admissions([refused], judged_at=hour(2)) == 0
    assert ledger.add_admissions([admitted], judged_at=hour(3)) == 1

    assert list(ledger.admissions()) == [admitted]
    assert list(ledger.admissions(as_of=hour(2))) == [refused]
    assert list(ledger.admissions([statement.id])) == [admitted]
    assert list(ledger.admissions(["absent"])) == []


def test_a_correction_is_kept_once_and_makes_the_series_pending(ledger, statement):
    ledger.append([], judged=ledger.pending())
    for _ in range(2):
        ledger.add_correction(statement.id, kind="withdraw", note="misread", at=hour(2))

    assert ledger.corrections() == [Correction(statement.id, "withdraw", "misread", hour(2))]
    assert ledger.corrections(as_of=hour(1)) == []
    assert list(ledger.pending()) == [BAN]


def test_a_correction_brings_the_statement_as_it_was_read_then(ledger, statement):
    ledger.add_correction(statement.id, kind="holder:ministry", note="misread", at=hour(2))

    (kept,) = ledger.corrections()
    assert (kept.action, kept.value, kept.said) == ("holder", "ministry", statement)
    assert ledger.statement(statement.id) == statement
    assert ledger.statement("absent") is None


def test_a_series_that_has_evidence_by_a_correction_only_is_reopened_with_the_others(ledger, statement):
    ledger.reopen([SeriesId("ministry", "ban")])
    ledger.append([], judged=ledger.pending())
    ledger.reopen()

    assert set(ledger.pending()) >= {SeriesId("ministry", "ban"), BAN}
