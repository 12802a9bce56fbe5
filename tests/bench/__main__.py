"""Run the benchmarks and print one table; append the figures to a history, and say what is worse than last time.

python -m tests.bench                       everything, as `make bench` does
python -m tests.bench quick                 without the long ones
python -m tests.bench judging reading.news  these modules, or these parts of them
python -m tests.bench --list                what there is, and how long it takes
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

import tests.bench
from tests.bench import Part, Row, history, parts_of

HISTORY = Path(__file__).resolve().parents[2] / ".bench" / "history.jsonl"
COMMAND = "python -m tests.bench"


def all_parts() -> dict[str, Part]:
    """Every part by name, in the order in which they run: the short modules first, the long ones last."""
    names = sorted(m.name for m in pkgutil.iter_modules(tests.bench.__path__) if m.name.startswith("bench_"))
    found: list[tuple[str, Part]] = []
    for name in names:
        module = importlib.import_module(f"tests.bench.{name}")
        found += parts_of(name.removeprefix("bench_"), module.PARTS)
    return dict(sorted(found, key=lambda pair: pair[1].long))


def chosen(parts: dict[str, Part], wanted: list[str]) -> dict[str, Part]:
    """Return the parts that `wanted` names; nothing named is everything. Ends the command for an unknown name."""
    if not wanted:
        return parts
    if wanted == ["quick"]:
        return {name: part for name, part in parts.items() if not part.long}
    unknown = [name for name in wanted if not any(name in (key, key.split(".")[0]) for key in parts)]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}; `{COMMAND} --list` names them.")
    return {key: part for key, part in parts.items() if {key, key.split(".")[0]} & set(wanted)}


def measure(parts: dict[str, Part], *, expected: dict[str, float]) -> tuple[list[Row], dict[str, float]]:
    """Run the parts one after the other; progress goes to stderr, so that the table can be piped."""
    told = Console(stderr=True, highlight=False)
    left = sum(expected[name] for name in parts)
    told.print(
        f"{len(parts)} benchmarks, about {left / 60:.0f} min on a quiet machine; load now {os.getloadavg()[0]:.1f}"
    )
    rows: list[Row] = []
    seconds: dict[str, float] = {}
    for number, (name, part) in enumerate(parts.items(), start=1):
        told.print(
            f"[{number}/{len(parts)}] {name}, about {expected[name]:.0f} s ({left / 60:.0f} min left)", markup=False
        )
        started = time.perf_counter()
        rows += [replace(row, command=f"{COMMAND} {name}") for row in part.rows()]
        seconds[name] = time.perf_counter() - started
        left -= expected[name]
    return rows, seconds


def table_of(rows: Iterable[Row]) -> Table:
    table = Table("benchmark", "ours", "compared with", "ratio", "target", "", "again", title="Volteface benchmarks")
    table.caption = f"again: {COMMAND} NAME repeats the row alone"
    for row in rows:
        verdict = {None: "", True: "met", False: "[bold]MISSED[/bold]"}[row.met]
        again = row.command.removeprefix(f"{COMMAND} ")
        table.add_row(row.name, row.ours, row.theirs, f"{row.ratio:.3g}", row.target, verdict, again)
    return table


def main(wanted: list[str]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 180)
    if {"--help", "-h"} & set(wanted):
        console.print(__doc__, markup=False)
        return
    parts, earlier, machine = all_parts(), history.read(HISTORY), history.this_machine()
    known = history.seconds_of(earlier, machine=machine)
    expected = {name: known.get(name, part.seconds) for name, part in parts.items()}
    if "--list" in wanted:
        for name, part in parts.items():
            console.print(f"{name:32} about {expected[name]:4.0f} s{'  long' if part.long else ''}", highlight=False)
        return
    rows, seconds = measure(chosen(parts, wanted), expected=expected)
    console.print(table_of(rows))
    worse = history.regressions(rows, earlier, machine=machine)
    for each in worse:
        console.print(f"WORSE than last time on this machine: {each}", markup=False)
    if earlier and not worse:
        console.print("No row is worse than when it was last measured on this machine.")
    history.append(HISTORY, rows, seconds=seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
