"""A server, a worker or a database lost in the middle of a run: running again ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres, postgres_server
from tests.service.installation import Installation, descendants
from tests.service.outcome import BACKFILL, NOW, SECTOR, Outcome, left, unlike

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service"), pytest.mark.timeout(600)]
SMALL = {"VOLTEFACE_BATCH": "2"}  # ten batches: there is a middle to be hit


def begun(log: Path) -> bool:
    """Some of it is read and saved, most of it is not."""
    return log.exists() and "read: batch 2" in log.read_text(errors="replace")


def test_a_prefect_server_restarted_and_killed_in_the_middle_of_a_run_loses_nothing(
    installation: Installation, undisturbed: Outcome, tmp_path: Path, data: Path
):
    log = tmp_path / "log"
    run = installation.volteface(*BACKFILL, "--data", str(data), log=log, **SMALL)
    installation.until(lambda: begun(log) or run.poll() is not None, 120, "the run is in its middle")
    for how in (signal.SIGTERM, signal.SIGKILL):
        assert run.poll() is None, log.read_text()
        installation.stop_server(how)
        installation.start_server()
    if run.wait(240) != 0:  # Prefect may give the run up: then it is run again, as an operator would
        again = installation.volteface(*BACKFILL, "--data", str(data), log=log)
        assert again.wait(180) == 0, log.read_text()
    assert unlike(left(data), undisturbed) == []


def test_a_worker_killed_in_the_middle_leaves_nothing_that_running_again_does_not_mend(
    installation: Installation, undisturbed: Outcome, data: Path
):
    where = {"sources": ["seeds"], "now": NOW, "data": str(data), "seeds": str(SECTOR)}
    with installation.worker("second") as worker:
        run = installation.start_run("backfill/by-hand", **where)
        installation.until((data / "volteface.db").exists, 120, "the run has begun to write")
        kill_family(worker)
    again = installation.start_run("backfill/by-hand", **where)
    # The killed run still holds the deployment's one place; an operator frees it by cancelling that run.
    installation.api.post(f"/flow_runs/{run}/set_state", json={"state": {"type": "CANCELLED"}, "force": True})
    with installation.worker("third"):
        state = installation.finished(again)
        assert state["type"] == "COMPLETED", state["message"]
    assert unlike(left(data), undisturbed) == []


def kill_family(worker: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and to the flow runs it started, which are in sessions of their own."""
    for pid in sorted({worker.pid} | descendants(worker.pid)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    """A server of its own: it is going to be lost."""
    with postgres_server() as server:
        yield server


@pytest.mark.postgres
def test_a_database_lost_in_the_middle_of_a_run_and_found_again_is_as_if_it_had_never_been_away(
    installation: Installation, undisturbed: Outcome, postgres: Postgres, tmp_path: Path, data: Path
):
    url, log = postgres.fresh(), tmp_path / "log"
    settings = {"VOLTEFACE_DATABASE_URL": url, **SMALL}
    run = installation.volteface(*BACKFILL, "--data", str(data), log=log, **settings)
    installation.until(lambda: begun(log) or run.poll() is not None, 120, "the run is in its middle")
    assert run.poll() is None, log.read_text()
    postgres.crash()
    installation.until(lambda: "Trying again" in log.read_text() or run.poll() is not None, 120, "the run notices")
    postgres.start_again()
    if run.wait(180) != 0:  # the database came back too late for this run
        again = installation.volteface(*BACKFILL, "--data", str(data), log=log, **settings)
        assert again.wait(180) == 0, log.read_text()
    assert unlike(left(data, url), undisturbed) == []
