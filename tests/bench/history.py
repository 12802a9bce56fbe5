"""What was measured before, and whether a row is worse now than its own noise explains. Pure but for two functions."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench import Row

# Ratios of two medians of one run still differ by so much from run to run on a shared machine.
LEAST_NOISE = 0.15
REMEMBERED = 8


@dataclass(frozen=True)
class Worse:
    """A row that is worse than last time by more than it varies anyway."""

    name: str
    before: float
    now: float
    noise: float
    at: str
    commit: str

    def __str__(self) -> str:
        when = f"{self.at} ({self.commit})"
        return f"{self.name}: {self.now:.3g}, was {self.before:.3g} on {when}; noise is about {self.noise:.0%}"


def regressions(rows: Iterable[Row], earlier: Sequence[Mapping[str, Any]], *, machine: str) -> list[Worse]:
    """Return the rows that are worse than their last measurement on `machine`. `earlier` is oldest first."""
    found = []
    for row in rows:
        known = [
            (run, told["ratio"])
            for run in earlier
            if run.get("machine") == machine
            for told in run["rows"]
            if told["name"] == row.name
        ]
        if not known:
            continue
        last, before = known[-1]
        noise = _noise([ratio for _, ratio in known[-REMEMBERED:]])
        grown = (before / row.ratio if row.more_is_better else row.ratio / before) if before and row.ratio else 1.0
        if grown > 1 + noise:
            found.append(Worse(row.name, before, row.ratio, noise, last["at"], last.get("commit", "?")))
    return found


def _noise(ratios: Sequence[float]) -> float:
    """How much the measurements of one row differ from each other: three times their median deviation."""
    middle = statistics.median(ratios)
    if not middle:
        return LEAST_NOISE
    return max(LEAST_NOISE, 3 * statistics.median(abs(ratio - middle) for ratio in ratios) / middle)


def seconds_of(earlier: Sequence[Mapping[str, Any]], *, machine: str) -> dict[str, float]:
    """Return how long each part took when it was last run on `machine`."""
    return {name: taken for run in earlier if run.get("machine") == machine for name, taken in run["seconds"].items()}


def this_machine() -> str:
    return f"{platform.node()}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [{"seconds": {}, **json.loads(line)} for line in path.read_text("utf-8").splitlines() if line]


def append(path: Path, rows: Iterable[Row], *, seconds: Mapping[str, float]) -> None:
    told = {
        "at": time.strftime("%FT%TZ", time.gmtime()),
        "machine": this_machine(),
        "commit": _commit(path.parent.parent),
        "load": os.getloadavg()[0],
        "seconds": {name: round(taken, 1) for name, taken in seconds.items()},
        "rows": [asdict(row) for row in rows],
    }
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as history:
        history.write(json.dumps(told) + "\n")


def _commit(root: Path) -> str:
    """Return the commit of the tree, with a mark when it was changed since; "?" outside a checkout."""
    told = subprocess.run(
        ["git", "-C", str(root), "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "?"
