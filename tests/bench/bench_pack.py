"""Loading the whole pack, checked, against reading its files as plain YAML."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from ruamel.yaml import YAML

from flows.settings import ROOT
from storage.registry import load_pack
from tests.bench import Part, Row


def rows() -> list[Row]:
    ours, theirs = [], []
    for _ in range(7):
        ours.append(_seconds(lambda: load_pack(ROOT / "seeds")))
        theirs.append(_seconds(_plain))
    loaded, parsed = statistics.median(ours), statistics.median(theirs)
    return [
        Row(
            name="load and check the pack against parsing its YAML",
            ours=f"{loaded * 1000:.0f} ms",
            theirs=f"{parsed * 1000:.0f} ms (ruamel.yaml, safe, C parser)",
            ratio=loaded / parsed,
            target="well under 1 s",
            met=loaded < 0.5,
        )
    ]


def _plain() -> None:
    for path in sorted((ROOT / "seeds").glob("*.yaml")):
        YAML(typ="safe").load(path)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


PARTS = [Part("load", rows, seconds=5)]
