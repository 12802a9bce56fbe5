"""A run ends completed, partly completed under that name, or failed; and every failure is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.domain.run import Failure, RunReport, Stage

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def a_report(counts: tuple[tuple[str, int], ...] = (), *failures: Failure) -> RunReport:
    return RunReport("ingest", NOW, counts, failures)


@pytest.fixture(scope="module")
def final_state():
    from flows.conduct import final_state

    return final_state


def test_a_run_without_failures_is_completed_and_says_what_it_did(final_state):
    state = final_state(a_report((("new articles", 5),)))
    assert (state.name, state.message) == ("Completed", "5 new articles")


def test_a_run_in_which_something_failed_completes_partly_and_names_it(final_state):
    state = final_state(a_report((("new articles", 5),), Failure(Stage.FETCH, "the-beacon", "It did not answer.")))
    assert (state.type.value, state.name) == ("COMPLETED", "PartiallyCompleted")
    assert "the-beacon" in state.message


def test_sources_out_of_reach_alone_do_not_fail_a_run(final_state):
    assert final_state(a_report((), Failure(Stage.FETCH, "the-beacon", "It did not answer."))).is_completed()


def test_a_run_that_achieved_nothing_has_failed(final_state):
    assert final_state(a_report((), Failure(Stage.READ, "article", "It could not be read."))).is_failed()
