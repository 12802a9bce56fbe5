"""Backfills by the real command: 20,000 articles against 2,000, both cores against one, the flow against plain."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench import Part, Row, at_most
from tests.vessland import write_pack, write_pages

ROOT = Path(__file__).resolve().parents[2]
NOW = "2040-01-01T00:00:00+00:00"
SMALL, LARGE, FEW = 2_000, 20_000, 500
MOST_MEMORY = 1_000  # MB
BOUND = (
    "import ast, os, sys; os.sched_setaffinity(0, ast.literal_eval(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
)
PLAIN = """
import sys
from datetime import datetime
from pathlib import Path
from flows.desk import open_desk
from flows.settings import read_settings
from flows.stages import judge, publish, read
from flows.stages.archive import Archive, take_archive
desk, now = open_desk(read_settings(offline=True)), datetime.fromisoformat(sys.argv[2])
take_archive(desk, Archive(folder=sys.argv[1]), now=now)
for batch in read.unread(desk):
    read.read_batch(desk, batch, now=now)
judge.judge(desk, judge.pending(desk), now=now)
publish.publish(desk, publish.Scope(), now=now)
"""


@dataclass(frozen=True)
class Taken:
    """What one backfill took: seconds by the clock, and the most memory its processes held together, in MB.

    `resident` counts a page that several processes share once in each of them, `memory` once; `server` is the part
    of `memory` that is Prefect's own temporary server.
    """

    seconds: float
    resident: float
    memory: float
    server: float


class Archive:
    """Generated pages in a folder, and the pack they are about."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pack = write_pack(folder / "pack")
        self.runs = 0

    def pages(self, count: int) -> Path:
        place = self.folder / f"pages-{count}"
        place.mkdir(exist_ok=True)
        return place if any(place.iterdir()) else write_pages(place, count=count)

    def backfill(self, count: int, *, cores: int = 2, plain: bool = False) -> Taken:
        """Take in, read, judge and publish `count` articles, on so many cores, into a ledger of its own."""
        self.runs += 1
        data, pages = self.folder / f"run-{self.runs}", self.pages(count)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "VOLTEFACE_"))}
        settings = {"SEEDS": self.pack, "DATA": data, "RUNNER": "processes" if cores > 1 else "threads"}
        names = {f"VOLTEFACE_{name}": str(value) for name, value in settings.items()}
        flow = [sys.executable, "-m", "flows", "backfill", "--folder", str(pages), "--now", NOW]
        command = [sys.executable, "-c", PLAIN, str(pages), NOW] if plain else flow
        return _watched(command, {**kept, **names, "OMP_NUM_THREADS": "1"}, cores=cores)

    def beyond_start(self, count: int, *, cores: int = 2) -> float:
        """Seconds of a backfill less those of an empty one: the start of Prefect's server is not the work."""
        return self.backfill(count, cores=cores).seconds - self.backfill(0, cores=cores).seconds


def _watched(command: list[str], environment: dict[str, str], *, cores: int) -> Taken:
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    bound = [sys.executable, "-c", BOUND, repr(allowed), *command]
    started, most = time.perf_counter(), Held()
    with tempfile.TemporaryFile() as told:
        running = subprocess.Popen(bound, cwd=ROOT, env=environment, stdout=told, stderr=told)
        family = psutil.Process(running.pid)
        while running.poll() is None:
            most = max(most, _memory(family), key=lambda held: held.once)
            time.sleep(0.5)
        seconds = time.perf_counter() - started
        if running.returncode:
            told.seek(0)
            raise RuntimeError(f"the backfill failed: {told.read().decode(errors='replace')[-2000:]}")
    return Taken(seconds, most.resident / 1e6, most.once / 1e6, most.server / 1e6)


@dataclass(frozen=True)
class Held:
    """Bytes in memory at one moment: with shared pages in each process, with them once, and of that the server's."""

    resident: int = 0
    once: int = 0
    server: int = 0


def _memory(process: psutil.Process) -> Held:
    resident = once = server = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return Held()
    for member in family:
        try:
            held, is_server = member.memory_full_info(), any("create_app" in word for word in member.cmdline())
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue  # it has ended meanwhile
        resident, once = resident + held.rss, once + held.pss
        server += held.pss if is_server else 0
    return Held(resident, once, server)


def _in_a_folder(measure: Callable[[Archive], list[Row]]) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="volteface-bench-") as folder:
        return measure(Archive(Path(folder)))


def cores_row(archive: Archive) -> list[Row]:
    """The same backfill where only one core may be used and where both may: once each, a pair takes minutes."""
    one, both = archive.beyond_start(SMALL, cores=1), archive.beyond_start(SMALL)
    name, ratio = f"backfill of {SMALL:,} articles: both cores against one", one / both
    return [Row(name, f"{both:.0f} s", f"{one:.0f} s", ratio, ">= 1.7", ratio >= 1.7, more_is_better=True)]


def large_rows(archive: Archive) -> list[Row]:
    start = archive.backfill(0).seconds
    small = [archive.backfill(SMALL)]
    large = archive.backfill(LARGE)
    small.append(archive.backfill(SMALL))
    times = LARGE / SMALL
    mine, other = large.seconds - start, statistics.median(each.seconds for each in small) - start
    before = statistics.median(each.memory for each in small)
    name = f"backfill of {LARGE:,} articles"
    told = f"{large.memory:.0f} MB, {large.server:.0f} of it Prefect's temporary server"
    flat = large.memory < MOST_MEMORY
    return [
        at_most(
            f"{name}, beyond the start of {start:.0f} s",
            f"{mine:.0f} s, {LARGE / mine:.0f} a second",
            f"{times:.0f} x {SMALL:,}: {times * other:.0f} s",
            mine / (times * other),
            1.1,
        ),
        Row(
            f"{name}: most memory, all processes",
            told,
            f"{SMALL:,}: {before:.0f} MB",
            large.memory / before,
            "< 1,000 MB",
            flat,
        ),
    ]


def flow_row(archive: Archive) -> list[Row]:
    """The command with Prefect and its temporary server, against the same stages called one after the other."""
    pairs = [(archive.backfill(FEW, cores=1), archive.backfill(FEW, cores=1, plain=True)) for _ in range(2)]
    flow, plain = (statistics.median(taken.seconds for taken in side) for side in zip(*pairs, strict=True))
    name = f"flow of {FEW:,} articles against the plain functions, one core"
    return [Row(name, f"{flow:.0f} s", f"{plain:.0f} s", flow / plain, "< 45 s more", flow - plain < 45)]


PARTS = [
    Part("flow", lambda: _in_a_folder(flow_row), seconds=90, long=True),
    Part("cores", lambda: _in_a_folder(cores_row), seconds=150, long=True),
    Part("large", lambda: _in_a_folder(large_rows), seconds=370, long=True),
]
