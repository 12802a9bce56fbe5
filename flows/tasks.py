"""Prefect tasks: sleeves around the stage functions. Retries are for what may pass, never for what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from prefect import runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task, exponential_backoff

from flows import logs
from flows.desk import open_desk
from flows.settings import Settings, read_settings
from flows.stages import archive as archives
from flows.stages import batch as batches
from flows.stages import fetch, judge, take
from flows.stages.tally import Tally
from storage.domain.errors import FetchError, LedgerUnavailable
from storage.domain.run import Stage
from storage.domain.statement import SeriesId

if TYPE_CHECKING:
    from flows.stages.publish import Published, Scope

P = ParamSpec("P")
R = TypeVar("R")


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


def _logged(stage: Stage) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What a task logs says its stage and its run, in whatever process of whatever machine it runs."""

    def sleeve(act: Callable[P, R]) -> Callable[P, R]:
        @wraps(act)
        def acting(*args: P.args, **kwargs: P.kwargs) -> R:
            logs.set_up(read_settings())
            with logs.during(stage, run=runtime.flow_run.id):
                return act(*args, **kwargs)

        return acting

    return sleeve


@task(name="take in the seed set", **_sleeve)
@_logged(Stage.REVISE)
def take_seeds(settings: Settings, now: datetime) -> Tally:
    return take.take_seeds(open_desk(settings), now=now)


@task(name="poll the sources", **_sleeve)
@_logged(Stage.FETCH)
def poll_sources(settings: Settings, now: datetime, only: Sequence[str] | None) -> Tally:
    return fetch.poll_sources(open_desk(settings), now=now, only=only)


@task(name="take in the archive", **_sleeve)
@_logged(Stage.FETCH)
def take_archive(settings: Settings, now: datetime, archive: archives.Archive) -> Tally:
    return archives.take_archive(open_desk(settings), archive, now=now)


@task(name="read", **_sleeve)
@_logged(Stage.READ)
def read_pages(batch: batches.Batch) -> batches.Read:
    return batches.read_pages(batch)


@task(name="list what awaits judgement", **_sleeve)
@_logged(Stage.JUDGE)
def list_pending(settings: Settings) -> list[SeriesId]:
    return judge.pending(open_desk(settings))


@task(name="judge", **_sleeve)
@_logged(Stage.JUDGE)
def judge_series(settings: Settings, now: datetime, series: Sequence[SeriesId]) -> Tally:
    return judge.judge(open_desk(settings), series, now=now)


@task(name="write the digest", **_sleeve)
@_logged(Stage.REPORT)
def publish_digest(settings: Settings, now: datetime, scope: Scope) -> Published:
    # Processes that read import this module too: what draws pages would take each of them 30 MB.
    from flows.stages import publish  # noqa: PLC0415

    return publish.publish(open_desk(settings), scope, now=now)
