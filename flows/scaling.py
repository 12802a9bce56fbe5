"""Read many revisions where the settings say: in this process, in several of this machine, or on a Dask cluster."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from prefect import runtime
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import tasks
from flows.processes import read_in_process, reading_processes
from flows.server import one_server
from flows.settings import NO_DASK, Settings
from flows.stages.batch import Batch, Read
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
    with _elsewhere(settings) as submit:
        waiting: deque[Any] = deque()
        for batch in chain(first, batches):
            waiting.append(submit(batch))
            if len(waiting) > AHEAD * workers(settings):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _elsewhere(settings: Settings) -> Iterator[Callable[[Batch], Any]]:
    """Yield what hands over a batch and returns its future."""
    # Before any process starts: each of them has one core, and should not fight for the others.
    if settings.runner != "threads":
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    if settings.runner == "processes":
        # Prefect's own pool of processes would import Prefect and the ledger into each: 180 MB more.
        with reading_processes(workers(settings), settings, run=runtime.flow_run.id) as pool:
            yield lambda batch: pool.submit(read_in_process, batch)
        return
    with one_server(), choose_runner(settings) as runner:
        yield lambda batch: runner.submit(tasks.read_pages, {"batch": batch})


def choose_runner(settings: Settings) -> TaskRunner[Any]:
    """Return Prefect's task runner for threads or for Dask. Raises InputError when Dask is chosen and not installed."""
    if settings.runner == "threads":
        return ThreadPoolTaskRunner(max_workers=workers(settings))
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
