"""Run every benchmark and print one table; append the figures to a history, so that a regression shows."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import time
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

import tests.bench
from tests.bench import Row

HISTORY = Path(__file__).resolve().parents[2] / ".bench" / "history.jsonl"


def modules(chosen: list[str]) -> list[str]:
    names = sorted(m.name for m in pkgutil.iter_modules(tests.bench.__path__) if m.name.startswith("bench_"))
    return [name for name in names if not chosen or name.removeprefix("bench_") in chosen]


def verdict(row: Row) -> str:
    return {None: "", True: "met", False: "[bold]MISSED[/bold]"}[row.met]


def main(chosen: list[str]) -> None:
    console = Console()
    table = Table("benchmark", "ours", "compared with", "ratio", "target", "", title="Volteface benchmarks")
    collected: list[Row] = []
    for name in modules(chosen):
        with console.status(f"running {name}"):
            collected += importlib.import_module(f"tests.bench.{name}").rows()
    for row in collected:
        table.add_row(row.name, row.ours, row.theirs, f"{row.ratio:.3g}", row.target, verdict(row))
    console.print(table)
    HISTORY.parent.mkdir(exist_ok=True)
    with HISTORY.open("a", encoding="utf-8") as history:
        history.write(
            json.dumps({"at": time.strftime("%FT%TZ", time.gmtime()), "rows": [asdict(r) for r in collected]}) + "\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
