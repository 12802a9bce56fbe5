"""Logs: plain lines for people; for machines one JSON object a line, with the run and the stage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ["time", "level", "logger", "message", "run", "stage"]

# A process of its own: what a logger does is a setting of the whole process.
SPEAKER = """
import logging
from flows import logs
from flows.settings import read_settings
from storage.domain.run import Stage
logs.set_up(read_settings())
log = logging.getLogger("flows.stages.read")
log.debug("a detail")
log.info("of no run")
logs.belongs_to("run-1")
with logs.during(Stage.READ):
    try:
        {}["missing"]
    except KeyError:
        log.exception("article %s could not be read", "a1")
with logs.during(Stage.JUDGE, run="run-2"):
    log.warning("two\\nlines")
"""


def said(script: str, *arguments: str, **settings: str) -> list[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "VOLTEFACE_"))}
    command = [sys.executable, "-c", script] if script else [sys.executable, "-m", "flows", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**environment, **settings}, capture_output=True, text=True, check=False
    )
    return done.stderr.splitlines()


def test_a_line_of_json_tells_time_level_logger_message_run_and_stage():
    lines = [json.loads(line) for line in said(SPEAKER, VOLTEFACE_LOG_JSON="true")]
    assert [list(line)[:6] for line in lines] == [FIELDS] * 3
    assert [(line["level"], line["message"], line["run"], line["stage"]) for line in lines] == [
        ("INFO", "of no run", None, None),
        ("ERROR", "article a1 could not be read", "run-1", "read"),
        ("WARNING", "two\nlines", "run-2", "judge"),
    ]
    assert lines[1]["exception"].startswith("Traceback")
    assert lines[0]["time"].endswith("+00:00")


def test_people_get_plain_lines():
    assert said(SPEAKER)[0].endswith("| INFO    | flows.stages.read - of no run")


@pytest.mark.parametrize(("level", "count"), [("debug", 4), ("INFO", 3), ("warning", 2), ("ERROR", 1)])
def test_the_level_decides_what_is_logged(level: str, count: int):
    assert len(said(SPEAKER, VOLTEFACE_LOG_LEVEL=level, VOLTEFACE_LOG_JSON="1")) == count


def test_an_error_of_the_command_line_is_json_too(tmp_path: Path):
    (line,) = said("", "runs", "--data", str(tmp_path), VOLTEFACE_LOG_JSON="1")
    told = json.loads(line)
    assert (told["level"], told["run"]) == ("ERROR", None)
    assert told["message"].startswith("there is no ledger in")


def test_a_level_that_is_none_is_named():
    (line,) = said("", "runs", VOLTEFACE_LOG_LEVEL="loud")
    assert line.startswith("volteface: the setting VOLTEFACE_LOG_LEVEL cannot be used")


def test_what_prefect_logs_of_a_flow_is_json_of_that_run(tmp_path: Path):
    script = """
from flows.settings import prepare_prefect, read_settings
prepare_prefect(read_settings())
from prefect.logging import get_logger
from flows import logs
logs.set_up(read_settings())
get_logger("engine").info("Beginning", extra={"flow_run_id": "run-3", "task_run_name": "read-1"})
"""
    (line,) = said(script, VOLTEFACE_LOG_JSON="1", VOLTEFACE_DATA=str(tmp_path))
    told = json.loads(line)
    assert (told["message"], told["run"], told["task"]) == ("Beginning", "run-3", "read-1")


FORESEEN = """
import logging
from flows import logs
from flows.settings import read_settings
from storage.domain.errors import LedgerUnavailable
logs.set_up(read_settings())
try:
    raise LedgerUnavailable("The disk is full.") from OSError("somewhere deep")
except LedgerUnavailable as problem:
    logging.getLogger("prefect.flow_runs").exception("Encountered exception during execution: %r", problem)
"""


def test_an_error_that_was_foreseen_is_one_line_of_prefects_log():
    assert [line.rpartition(" - ")[2] for line in said(FORESEEN)] == ["The disk is full."]


def test_its_traceback_is_there_for_who_looks_for_details():
    assert any("somewhere deep" in line for line in said(FORESEEN, VOLTEFACE_LOG_LEVEL="DEBUG"))
