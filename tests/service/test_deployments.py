"""Deploy everything to a real server, and let a real worker run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.service.installation import ROOT, Installation

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service"), pytest.mark.timeout(600)]
CONFIRMED_EVENT = "volteface.finding.confirmed"
NOW = "2026-03-01T06:00:00+00:00"


def test_every_flow_is_deployed_with_its_schedule_and_its_way_of_meeting_itself(installation: Installation):
    seen = {}
    for name in ("ingest/hourly", "digest/daily", "backfill/by-hand", "reread/by-hand"):
        deployment = installation.deployment(name)
        crons = [schedule["schedule"]["cron"] for schedule in deployment["schedules"]]
        seen[name] = (crons, deployment["concurrency_options"]["collision_strategy"])
    assert seen == {
        "ingest/hourly": (["7 * * * *"], "CANCEL_NEW"),
        "digest/daily": (["30 6 * * *"], "CANCEL_NEW"),
        "backfill/by-hand": ([], "ENQUEUE"),
        "reread/by-hand": ([], "ENQUEUE"),
    }


def test_cron_runs_get_scheduled(installation: Installation):
    ingest = installation.deployment("ingest/hourly")["id"]

    def scheduled() -> bool:
        found = installation.api.post(
            "/flow_runs/filter",
            json={"flow_runs": {"deployment_id": {"any_": [ingest]}, "state": {"type": {"any_": ["SCHEDULED"]}}}},
        )
        return len(found.json()) >= 2

    installation.until(scheduled, 120, "the scheduler creates hourly runs")


def test_a_backfill_deployment_completes_and_leaves_its_artifact_and_its_digest(installation: Installation):
    with installation.worker("first"):
        run = installation.start_run("backfill/by-hand", sources=["seeds"], now=NOW)
        state = installation.finished(run)
    assert state["type"] == "COMPLETED", state
    artifacts = installation.api.post("/artifacts/filter", json={"artifacts": {"flow_run_id": {"any_": [run]}}}).json()
    assert {artifact["key"] for artifact in artifacts} == {"volteface-run", "volteface-digest"}
    assert list((installation.data / "digests").rglob("*.md"))


def test_a_confirmed_finding_is_one_event_that_automations_can_act_on(installation: Installation, tmp_path: Path):
    with installation.worker("herald"):
        run = installation.start_run("backfill/by-hand", sources=["seeds"], now=NOW, data=str(tmp_path))
        assert completed(installation.finished(run))
    findings = [json.loads(line) for line in volteface_export("findings", tmp_path).splitlines()]
    confirmed = sorted(finding["id"] for finding in findings if finding["status"] == "confirmed")
    assert confirmed

    def told() -> list[str]:
        found = installation.api.post("/events/filter", json={"filter": {"event": {"name": [CONFIRMED_EVENT]}}}).json()
        mine = [event for event in found["events"] if f"prefect.flow-run.{run}" in json.dumps(event["related"])]
        return sorted(event["payload"]["finding"] for event in mine)

    installation.until(lambda: told() == confirmed, 60, "one event a finding")


def volteface_export(what: str, data: Path) -> str:
    command = [sys.executable, "-m", "flows", "export", what, "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def completed(state: dict[str, Any]) -> bool:
    assert state["type"] == "COMPLETED", state["message"]
    return True
