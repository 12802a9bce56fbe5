"""Processes of this machine that read and do nothing else: they import the parser, neither Prefect nor the ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread

from flows import logs
from flows.settings import Settings
from flows.stages.batch import Batch, Read, read_pages
from storage.domain.errors import VoltefaceError
from storage.domain.run import Stage

KILLED = (
    "a process that reads was killed, perhaps for want of memory: what was read is kept; run it again, "
    "with fewer VOLTEFACE_WORKERS if that does not help"
)


@contextmanager
def reading_processes(count: int, settings: Settings, *, run: str | None) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool for `read_in_process`. What it logs belongs to `run`; what has not begun when it ends is dropped.

    Raises VoltefaceError when one of the processes was killed.
    """
    # Not forked: the process that keeps the ledger has threads and connections, which a fork would tear.
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(settings, run))
    try:
        yield pool
    except BrokenProcessPool as problem:
        raise VoltefaceError(KILLED) from problem
    finally:
        pool.shutdown(cancel_futures=True)


def read_in_process(batch: Batch) -> Read:
    with logs.during(Stage.READ):
        return read_pages(batch)


def _begin(settings: Settings, run: str | None) -> None:
    Thread(target=_end_with_the_run, daemon=True).start()
    logs.set_up(settings)
    logs.belongs_to(run)


def _end_with_the_run() -> None:
    """A run that is killed cannot tell its processes: they would wait for the next batch for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
