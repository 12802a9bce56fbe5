"""Reading on workers: a few batches in memory at a time, and plain words when Dask is missing."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from flows.settings import read_settings
from storage.domain.errors import InputError


@pytest.fixture(scope="module")
def scaling() -> Any:
    from flows import scaling

    return scaling


class Here:
    """A task runner that reads at once, and says how many batches it has taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to stop."""

    def submit(self, _task: object, parameters: dict[str, Any]) -> Any:
        self.taken += 1
        return SimpleNamespace(result=lambda: parameters["batch"])


def test_batches_are_taken_only_a_few_ahead_of_what_is_done(scaling, monkeypatch):
    runner, settings = Here(), read_settings(runner="dask", workers=2)
    monkeypatch.setattr(scaling, "choose_runner", lambda _: runner)
    ahead = 0
    for done, found in enumerate(scaling.read_on_workers(iter(range(100)), settings)):
        assert found == done, "in their order"
        ahead = max(ahead, runner.taken - done)
    assert runner.taken == 100
    assert ahead == 2 * scaling.AHEAD + 1


def test_one_batch_is_read_here(scaling, monkeypatch):
    monkeypatch.setattr(scaling, "choose_runner", lambda _: 1 / 0)
    monkeypatch.setattr(scaling.tasks, "read_pages", lambda batch: f"read {batch}")
    monkeypatch.setattr(scaling, "reading_processes", lambda *_, **__: 1 / 0)
    assert list(scaling.read_on_workers(iter(["one"]), read_settings())) == ["read one"]
    assert list(scaling.read_on_workers(iter(["one"]), read_settings(runner="processes"))) == ["read one"]
    assert list(scaling.read_on_workers(iter([]), read_settings())) == []


def test_this_process_reads_one_batch_at_a_time_and_processes_are_one_a_core(scaling):
    assert scaling.workers(read_settings(workers=4)) == 1
    assert scaling.workers(read_settings(runner="processes")) == os.cpu_count()
    assert scaling.workers(read_settings(runner="dask", workers=3)) == 3


def test_dask_that_is_not_installed_is_asked_for_in_one_sentence(scaling, monkeypatch):
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(InputError, match=r"install the extra, pip install '\.\[dask\]'"):
        scaling.choose_runner(read_settings(runner="dask"))


def test_a_runner_that_does_not_exist_is_named():
    with pytest.raises(InputError, match="VOLTEFACE_RUNNER cannot be used"):
        read_settings(runner="threats")
