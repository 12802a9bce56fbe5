"""The command's start-up against an empty interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from tests.bench import Part, Row


def rows() -> list[Row]:
    ours, theirs = [], []
    for _ in range(7):
        ours.append(_seconds([sys.executable, "-m", "flows", "--help"]))
        theirs.append(_seconds([sys.executable, "-c", "pass"]))
    help_time, bare = statistics.median(ours), statistics.median(theirs)
    return [
        Row(
            name="volteface --help against python -c pass",
            ours=f"{help_time * 1000:.0f} ms",
            theirs=f"{bare * 1000:.0f} ms",
            ratio=help_time / bare,
            target="help well under 500 ms",
            met=help_time < 0.5,
        )
    ]


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


PARTS = [Part("help", rows, seconds=3)]
