"""Benchmarks: every row is a ratio measured in one run. `make bench` prints the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio` is ours / theirs of medians measured alternately in this run."""

    name: str
    ours: str  # e.g. "12.3 ms"
    theirs: str  # what it is compared with, and its figure
    ratio: float
    target: str  # e.g. "<= 1.25", or "" when there is none
    met: bool | None  # None when there is no target
    command: str = "make bench"
