"""Several processes, a Dask cluster, several workers, runs at once: what is left is what one process leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.postgres import Postgres, postgres_server
from tests.service.installation import Installation
from tests.service.outcome import BACKFILL, INGEST, NOW, SECTOR, Outcome, left, unlike

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service"), pytest.mark.timeout(600)]


@pytest.mark.parametrize("runner", ["processes", "dask"])
def test_reading_in_two_processes_leaves_what_one_leaves_and_each_loads_the_parser_once(
    installation: Installation, undisturbed: Outcome, tmp_path: Path, data: Path, runner: str
):
    how = {"VOLTEFACE_RUNNER": runner, "VOLTEFACE_WORKERS": "2", "VOLTEFACE_BATCH": "4"}
    loud = {"VOLTEFACE_LOG_LEVEL": "DEBUG"}
    run = installation.volteface(*BACKFILL, "--data", str(data), log=tmp_path / "log", **how, **loud)
    assert run.wait(240) == 0, (tmp_path / "log").read_text()
    loaded = re.findall(r"is loaded in process (\d+)", (tmp_path / "log").read_text())
    assert 1 <= len(loaded) == len(set(loaded)) <= 2, "each that reads loads it once"
    assert str(run.pid) not in loaded, "the one that reads and writes the ledger needs none"
    assert unlike(left(data), undisturbed) == []


def test_two_workers_on_one_pool_and_the_command_line_write_at_once_nothing_twice_and_nothing_lost(
    installation: Installation, undisturbed: Outcome, tmp_path: Path, data: Path
):
    """An hourly ingest and a backfill, each taken by a worker that takes one run at a time, and an ingest by hand."""
    with ExitStack() as stack:
        for name in ("east", "west"):
            stack.enter_context(installation.worker(name, "--limit", "1"))
        installation.until(lambda: installation.workers() >= {"east", "west"}, 120, "both workers wait for runs")
        where = {"now": NOW, "data": str(data), "seeds": str(SECTOR)}
        runs = [
            installation.start_run("ingest/hourly", offline=True, **where),
            installation.start_run("backfill/by-hand", sources=["seeds"], **where),
        ]
        by_hand = installation.volteface(*INGEST, "--data", str(data), log=tmp_path / "log")
        assert [installation.finished(run)["name"] for run in runs] == ["Completed"] * 2
        assert by_hand.wait(180) == 0, (tmp_path / "log").read_text()
    assert unlike(left(data), undisturbed) == []


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as server:
        yield server


@pytest.mark.postgres
def test_two_ingests_and_a_backfill_at_once_on_postgresql_leave_what_one_run_leaves(
    installation: Installation, undisturbed: Outcome, postgres: Postgres, tmp_path: Path, data: Path
):
    url = postgres.fresh()
    ledger = {"VOLTEFACE_DATABASE_URL": url, "VOLTEFACE_BATCH": "4"}
    runs = [
        installation.volteface(*flow, "--data", str(data), log=tmp_path / "log", **ledger)
        for flow in (INGEST, BACKFILL, INGEST)
    ]
    assert [run.wait(240) for run in runs] == [0, 0, 0], (tmp_path / "log").read_text()
    assert unlike(left(data, url), undisturbed) == []
