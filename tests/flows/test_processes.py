"""Processes that read: none outlives its run, and one that is killed is told in a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.processes import reading_processes
from flows.settings import read_settings
from storage.domain.errors import VoltefaceError

A_RUN = """
import os, time
from flows.processes import reading_processes
from flows.settings import read_settings
if __name__ == "__main__":
    with reading_processes(1, read_settings(), run=None) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(60)
"""


def test_a_run_that_is_killed_leaves_no_process_behind_that_waits_for_it(tmp_path: Path):
    (tmp_path / "run.py").write_text(A_RUN)
    run = subprocess.Popen([sys.executable, str(tmp_path / "run.py")], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    reading = int(run.stdout.readline())
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{reading}/cmdline").exists() and Path(f"/proc/{reading}/cmdline").read_bytes():
        assert time.monotonic() < deadline, "it waits for a batch that nobody will send"
        time.sleep(0.05)


def test_a_reading_process_that_is_killed_is_told_in_one_sentence():
    with pytest.raises(VoltefaceError, match=r"what was read is kept; run it again, with fewer VOLTEFACE_WORKERS"):
        _loses_its_process()


def _loses_its_process() -> None:
    with reading_processes(1, read_settings(), run=None) as pool:
        os.kill(pool.submit(os.getpid).result(), signal.SIGKILL)
        pool.submit(os.getpid).result(20)
