from __future__ import annotations

from storage.domain.record import PublishedDigest, Quarantined
from storage.domain.run import Failure, RunReport, Stage
from tests.storage.builders import hour


def test_runs_come_newest_first_and_each_once(ledger):
    first = RunReport("ingest", hour(1), (("articles", 5),))
    second = RunReport("backfill", hour(2), failures=(Failure(Stage.FETCH, "gazette", "It is down.", transient=True),))
    for report in (first, second, first):
        ledger.add_run(report)

    assert ledger.runs() == [second, first]
    assert ledger.runs(last=1) == [second]


def test_a_failure_met_again_is_counted_with_its_newest_message(ledger):
    ledger.quarantine([Failure(Stage.READ, "r1", "Too long."), Failure(Stage.FETCH, "r1", "Gone.")], at=hour(1))
    ledger.quarantine([Failure(Stage.READ, "r1", "Still too long.")], at=hour(2))
    ledger.quarantine([], at=hour(3))

    assert ledger.quarantined() == [
        Quarantined(Failure(Stage.FETCH, "r1", "Gone."), hour(1), hour(1), 1),
        Quarantined(Failure(Stage.READ, "r1", "Still too long."), hour(1), hour(2), 2),
    ]


def test_what_succeeds_is_released_for_its_stage_only(ledger):
    ledger.quarantine([Failure(Stage.READ, "r1", "Too long."), Failure(Stage.FETCH, "r1", "Gone.")], at=hour(1))
    ledger.release(Stage.READ, ["r1", "never there"])

    assert [each.failure.stage for each in ledger.quarantined()] == [Stage.FETCH]


def test_digests_are_told_once_and_the_one_that_reaches_furthest_last(ledger):
    assert ledger.digests() == []
    early = PublishedDigest("digests/1.md", None, hour(1), hour(1), "ab")
    late = PublishedDigest("digests/2.md", hour(1), hour(5), hour(5), "cd")
    for published in (late, early, early):
        ledger.add_digest(published)

    assert ledger.digests() == [early, late]


def test_the_same_run_again_is_the_same_report_however_long_it_took(ledger):
    for seconds in (1.5, 2.5):
        ledger.add_run(RunReport("ingest", hour(0), (("new articles", 1),), seconds=seconds))
    assert [run.seconds for run in ledger.runs()] == [1.5]
