"""Benchmarks: every row is a ratio measured in one run. `make bench` prints the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio` is ours / theirs of medians measured alternately in this run."""

    name: str
    ours: str  # e.g. "12.3 ms"
    theirs: str  # what it is compared with, and its figure
    ratio: float
    target: str  # e.g. "<= 1.25", or "" when there is none
    met: bool | None  # None when there is no target
    command: str = ""  # what repeats this row alone; the table fills it in
    more_is_better: bool = False


@dataclass(frozen=True)
class Part:
    """Some rows that are measured together, under a name that repeats them; `seconds` on two quiet cores."""

    name: str
    rows: Callable[[], list[Row]]
    seconds: float
    long: bool = False  # left out of a quick run


def alternated(
    *jobs: Callable[[], object], rounds: int = 5, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """Medians of each job's time, run in turn so that a busy machine slows them alike. The first round warms up."""
    taken: list[list[float]] = [[] for _ in jobs]
    for number in range(rounds + 1):
        for job, times in zip(jobs, taken, strict=True):
            started = clock()
            job()
            if number:
                times.append(clock() - started)
    return [statistics.median(times) for times in taken]


def apart(measure: Callable[[], Found]) -> Found:
    """What `measure` returns in a copy of this process: whatever it warms or leaves behind is gone the next time."""
    forking = get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=lambda: there.send(measure()))
    process.start()
    there.close()  # so that a copy that dies ends the waiting with an error
    found: Found = here.recv()
    process.join()
    return found


def peak_megabytes() -> float:
    """The most memory that this process has held; getrusage would begin with the peak of the one that started it."""
    told = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) / 1024


def at_most(name: str, ours: str, theirs: str, ratio: float, most: float) -> Row:
    return Row(name, ours, theirs, ratio, f"<= {most:g}", ratio <= most)


def parts_of(module: str, parts: Sequence[Part]) -> list[tuple[str, Part]]:
    """The parts by the name that a command line gives them: "judging.long-series"."""
    return [(f"{module}.{part.name}", part) for part in parts]
