"""Read many revisions where the settings say: in this process, in several of this machine, or on a Dask cluster."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows import tasks
from flows.server import one_server
from flows.settings import NO_DASK, Settings
from flows.stages.read import Batch, Read
from storage.domain.errors import InputError

AHEAD = 2  # batches a worker finds waiting when it is done with one; the rest stay in the ledger


def read_on_workers(batches: Iterator[Batch], settings: Settings) -> Iterator[Read]:
    """Yield what was read of each batch, in the order of the batches. Only a few of them are ever in memory.

    One batch is read here: a pool of processes takes seconds to start, and the hourly run has rarely more.
    """
    first = list(islice(batches, 2))
    if len(first) < 2:
        yield from (tasks.read_pages(batch) for batch in first)
        return
    with one_server(), choose_runner(settings) as runner:
        waiting: deque[Any] = deque()
        for batch in chain(first, batches):
            waiting.append(runner.submit(tasks.read_pages, {"batch": batch}))
            if len(waiting) > AHEAD * workers(settings):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def choose_runner(settings: Settings) -> TaskRunner[Any]:
    """Return the task runner of the settings. Raises InputError when Dask is chosen and not installed."""
    if settings.runner == "threads":
        return ThreadPoolTaskRunner(max_workers=workers(settings))
    # Before the processes start: each of them has one core, and should not fight for the others.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if settings.runner == "processes":
        return ProcessPoolTaskRunner(max_workers=workers(settings))
    return _dask(settings)


def _dask(settings: Settings) -> TaskRunner[Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  # an optional extra
    except ImportError as problem:
        raise InputError(NO_DASK) from problem
    logging.getLogger("distributed").setLevel(logging.WARNING)  # it tells of every connection
    if settings.dask:
        return DaskTaskRunner(address=settings.dask)
    local = {"n_workers": workers(settings), "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=local)


def workers(settings: Settings) -> int:
    """How many read at once. In this process one: threads would share its core, and the parser is not made for two."""
    if settings.runner == "threads":
        return 1
    return settings.workers or os.cpu_count() or 1
