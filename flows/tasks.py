"""Prefect tasks: sleeves around the stage functions. Retries are for what may pass, never for what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task, exponential_backoff

from flows.desk import open_desk
from flows.settings import Settings
from flows.stages import archive as archives
from flows.stages import fetch, judge, publish, read, take
from flows.stages.publish import Published, Scope
from flows.stages.tally import Tally
from storage.domain.errors import FetchError, LedgerUnavailable
from storage.domain.statement import SeriesId


def is_transient(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """True when trying again can help: a busy ledger, a network that did not answer."""
    problem = state.result(raise_on_failure=False)
    return isinstance(problem, LedgerUnavailable) or (isinstance(problem, FetchError) and problem.transient)


# The ledger's unique keys make every stage safe to repeat, so no orchestrator's cache is needed: it would be
# shared between tasks with equal inputs (one task returned another's value).
_sleeve: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(2),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": is_transient,
    "persist_result": False,
}


@task(name="take in the seed set", **_sleeve)
def take_seeds(settings: Settings, now: datetime) -> Tally:
    return take.take_seeds(open_desk(settings), now=now)


@task(name="poll the sources", **_sleeve)
def poll_sources(settings: Settings, now: datetime, only: Sequence[str] | None) -> Tally:
    return fetch.poll_sources(open_desk(settings), now=now, only=only)


@task(name="take in the archive", **_sleeve)
def take_archive(settings: Settings, now: datetime, archive: archives.Archive) -> Tally:
    return archives.take_archive(open_desk(settings), archive, now=now)


@task(name="read", **_sleeve)
def read_pages(batch: read.Batch) -> read.Read:
    return read.read_pages(batch)


@task(name="list what awaits judgement", **_sleeve)
def list_pending(settings: Settings) -> list[SeriesId]:
    return judge.pending(open_desk(settings))


@task(name="judge", **_sleeve)
def judge_series(settings: Settings, now: datetime, series: Sequence[SeriesId]) -> Tally:
    return judge.judge(open_desk(settings), series, now=now)


@task(name="write the digest", **_sleeve)
def publish_digest(settings: Settings, now: datetime, scope: Scope) -> Published:
    return publish.publish(open_desk(settings), scope, now=now)
