"""Logs on standard error: plain for people, or one JSON object a line for machines, with the run and the stage."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from pythonjsonlogger.json import JsonFormatter

from storage.domain.errors import VoltefaceError

if TYPE_CHECKING:
    from flows.settings import Settings
    from storage.domain.run import Stage

OURS = "volteface"
PLAIN = logging.Formatter("%(asctime)s.%(msecs)03d | %(levelname)-7s | %(name)s - %(message)s", "%H:%M:%S")
_run: ContextVar[str | None] = ContextVar("run", default=None)
_stage: ContextVar[str | None] = ContextVar("stage", default=None)


class JsonLines(JsonFormatter):
    """`time`, `level`, `logger`, `message`, `run` and `stage` in every line; an `exception` and tasks where known."""

    def __init__(self, **_prefects_own: Any) -> None:
        super().__init__(
            ["levelname", "name", "message", "run", "stage"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
            reserved_attrs=[],
            timestamp="time",
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        said: dict[str, Any] = {}
        super().add_fields(said, record, message_dict)
        run = getattr(record, "flow_run_id", None) or _run.get()
        known = {"run": run if run != "<unknown>" else None, "stage": _stage.get()}
        if task := getattr(record, "task_run_name", None):
            known["task"] = task
        wanted = ("time", "level", "logger", "message")
        log_data.update({name: said[name] for name in wanted} | known)
        if record.exc_info or record.exc_text:
            log_data["exception"] = message_dict.get("exc_info") or record.exc_text


class OneSentence(logging.Filter):
    """An error that we foresaw is told in its one sentence; the way to it through libraries is for DEBUG alone.

    Prefect logs whatever ends a run with all of its traceback: of a full disk that was sixty lines.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        problem = record.exc_info[1] if record.exc_info else None
        if isinstance(problem, VoltefaceError) and not logging.getLogger("flows").isEnabledFor(logging.DEBUG):
            record.msg, record.args, record.exc_info = str(problem), (), None
        return True


_ONE_SENTENCE = OneSentence()


def set_up(settings: Settings) -> None:
    """Let the loggers of this process say what the settings want. Saying it again changes nothing."""
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.set_name(OURS)
        handler.setFormatter(PLAIN)
        root.addHandler(handler)
    for name in ("flows", "storage", "prefect", "prefect.client", "prefect.extra", "prefect.infrastructure"):
        logging.getLogger(name).setLevel(settings.log_level)
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_ONE_SENTENCE)
    if settings.log_json:
        logging.captureWarnings(True)
        for logger in (root, logging.getLogger("prefect._internal")):
            for each in logger.handlers:
                each.setFormatter(JsonLines())


def before_prefect(settings: Settings) -> None:
    """Make way for Prefect's handlers, which also reach its server; in JSON they take our formatter."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if each.get_name() == OURS]:
        root.removeHandler(handler)
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", settings.log_level)
    if settings.log_json:
        # How Prefect's file of log settings is overridden: the key `formatters: standard: ()`, made a name.
        os.environ.setdefault("PREFECT_LOGGING_FORMATTERS_STANDARD_", f"{__name__}.{JsonLines.__name__}")
        os.environ.setdefault("PREFECT_LOGGING_COLORS", "false")


@contextmanager
def during(stage: Stage, run: str | None = None) -> Iterator[None]:
    """What is logged inside belongs to `stage`, and to `run` when it is told."""
    tokens = [(_stage, _stage.set(stage.value))] + ([(_run, _run.set(run))] if run else [])
    try:
        yield
    finally:
        for variable, token in tokens:
            variable.reset(token)


def belongs_to(run: str | None) -> None:
    """All that this process logs from here on belongs to `run`."""
    _run.set(run)


def is_json() -> bool:
    """True when this process logs in JSON."""
    return any(isinstance(handler.formatter, JsonLines) for handler in logging.getLogger().handlers)
