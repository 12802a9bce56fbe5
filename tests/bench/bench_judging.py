"""Judging: one new statement in a small and a large ledger, a long series, and everything from scratch."""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from flows.desk import Desk
from flows.judging import find, load_calibration
from flows.judging.calibration import LEVELS
from flows.judging.model import emission, smooth
from flows.settings import Settings
from flows.stages.judge import judge
from storage.domain.article import Article, Look, Revision
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from storage.domain.statement import Reading, SeriesId, Statement
from storage.ledger import Ledger
from tests.bench import Part, Row, peak_megabytes
from tests.builders import ASSOCIATION, PROFIT_CAP, a_registry, a_statement

SMALL, LARGE, ROUNDS = 1_000, 1_000_000, 25
START = date(2015, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SERIES = SeriesId(ASSOCIATION, PROFIT_CAP)


def _said(place: int) -> Statement:
    """Supports for the first half, opposes for the second: something to find at every length."""
    stance = Stance.SUPPORTS if place % 40 < 20 else Stance.OPPOSES
    return a_statement(stance, str(START + timedelta(days=30 * (place % 130))), article=f"article {place}")


# -- one new statement --------------------------------------------------------------------------------------------


def _one_new_statement() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        desks = [_filled(Path(folder) / str(stored), stored) for stored in (SMALL, LARGE)]
        times: tuple[list[float], list[float]] = ([], [])
        for place in range(ROUNDS):
            for desk, took in zip(desks, times, strict=True):
                _take(desk, 100 + place)
                took.append(_seconds(lambda desk=desk: judge(desk, [SERIES], now=NOW + timedelta(hours=1))))
        small, large = (statistics.median(took[3:]) for took in times)
        for desk in desks:
            desk.ledger.close()
    return Row(
        name="judge one new statement: 1,000,000 statements stored against 1,000 (SQLite)",
        ours=f"{large * 1000:.1f} ms",
        theirs=f"{small * 1000:.1f} ms",
        ratio=large / small,
        target="<= 1.3",
        met=large / small <= 1.3,
    )


def _filled(folder: Path, stored: int) -> Desk:
    """A ledger whose other series hold `stored` statements, seven each, and ours sixteen."""
    folder.mkdir(parents=True)
    desk = Desk(Settings(data=folder), a_registry(), Ledger.open(None, data=folder))
    for place in range(16):
        _take(desk, place)
    judge(desk, [SERIES], now=NOW)
    path = next(folder.rglob("*.db"))
    with sqlite3.connect(path) as connection:
        _multiply(connection, stored)
    connection.close()
    return desk


def _take(desk: Desk, place: int) -> None:
    statement = _said(place)
    article = Article(statement.article, "bench", None, "Bench", statement.outlet)
    revision = Revision(article.id, f"{place} {statement.text}", NOW, Look.SEED, "bench")
    kept = a_statement(statement.stance, str(statement.said_on), article=article.id, text=statement.text)
    moved = _with_revision(kept, revision.id)
    desk.ledger.add_articles([article], seen_at=NOW)
    desk.ledger.add_revisions([revision])
    desk.ledger.add_readings([Reading(revision.id, "bench", "bench", (), (moved,))], read_at=NOW)


def _with_revision(statement: Statement, revision: str) -> Statement:
    from dataclasses import replace

    return replace(statement, revision=revision)


def _multiply(connection: sqlite3.Connection, stored: int) -> None:
    """Copy one statement into other series until `stored` are there: what matters is their number, not their words."""
    columns = [row[1] for row in connection.execute("PRAGMA table_info(statement)")]
    fresh = {
        "place": "1000 + n",
        "id": "printf('%016x', 1000000 + n)",
        "stakeholder": "printf('body %d', n / 7)",
    }
    picked = ", ".join(fresh.get(column, column) for column in columns)
    connection.execute("CREATE TEMP TABLE numbers AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
                       "WHERE n < ?) SELECT n FROM c", (stored,))  # fmt: skip
    template = "(SELECT * FROM statement LIMIT 1)"
    connection.execute(f"INSERT INTO statement ({', '.join(columns)}) SELECT {picked} FROM {template}, numbers")
    connection.execute(
        "INSERT INTO series (stakeholder, proposition, touched, judged) "
        f"SELECT DISTINCT printf('body %d', n / 7), proposition, 1, 1 FROM {template}, numbers"
    )
    connection.commit()


# -- one series ---------------------------------------------------------------------------------------------------


def _long_series() -> Row:
    calibration, registry = load_calibration(), a_registry()
    short, long = [_said(place) for place in range(100)], [_said(place) for place in range(1_000)]
    pairs = [
        (
            _seconds(lambda: find(long, registry=registry, calibration=calibration)) / 1_000,
            _seconds(lambda: find(short, registry=registry, calibration=calibration)) / 100,
        )
        for _ in range(7)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Row(
        name="judge a series of 1,000 statements against one of 100, per statement",
        ours=f"{ours * 1e6:.0f} µs",
        theirs=f"{theirs * 1e6:.0f} µs",
        ratio=ours / theirs,
        target="<= 1.5 (linear)",
        met=ours / theirs <= 1.5,
    )


def _model_alone() -> Row:
    calibration, registry = load_calibration(), a_registry()
    said = [_said(place) for place in range(16)]
    tables = [
        emission(s.stance, directness=Directness.QUOTED, modality=Modality.ASSERTED, calibration=calibration)
        for s in said
    ]
    days = list(range(0, 16 * 30, 30))
    whole, model = [], []
    for _ in range(50):
        whole.append(_seconds(lambda: find(said, registry=registry, calibration=calibration)))
        model.append(_seconds(lambda: smooth(tables, days, calibration=calibration)))
    ours, theirs = statistics.median(whole), statistics.median(model)
    return Row(
        name="judge a series of 16 statements against its forward-backward pass alone",
        ours=f"{ours * 1000:.2f} ms",
        theirs=f"{theirs * 1000:.2f} ms",
        ratio=ours / theirs,
        target="",
        met=None,
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# -- from scratch -------------------------------------------------------------------------------------------------


def _from_scratch() -> Row:
    few, many = (_scratch(series) for series in (1_000, 20_000))
    return Row(
        name="judge 20,000 series of seven from scratch against 1,000: peak memory",
        ours=f"{many['peak']:.0f} MB in {many['seconds']:.0f} s",
        theirs=f"{few['peak']:.0f} MB in {few['seconds']:.1f} s",
        ratio=many["peak"] / few["peak"],
        target="under 1,000 MB",
        met=many["peak"] < 1_000,
    )


def _scratch(series: int) -> dict[str, float]:
    code = f"from tests.bench.bench_judging import stream; stream({series})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def stream(series: int) -> None:
    """Judge one series after another, as a re-judging of the whole ledger does; print seconds and peak memory."""
    calibration, registry = load_calibration(), a_registry()
    started = time.perf_counter()
    found = sum(len(find(said, registry=registry, calibration=calibration)) for said in _histories(series))
    seconds = time.perf_counter() - started
    peak = peak_megabytes()
    print(json.dumps({"seconds": seconds, "peak": peak, "findings": found}))


def _histories(series: int) -> Iterator[list[Statement]]:
    random = np.random.default_rng(1)
    for _ in range(series):
        stances = random.integers(0, len(LEVELS), 7)
        yield [
            a_statement(LEVELS[int(level)], str(START + timedelta(days=50 * place)))
            for place, level in enumerate(stances)
        ]


PARTS = [
    Part("one-statement", lambda: [_one_new_statement()], seconds=60, long=True),
    Part("long-series", lambda: [_long_series()], seconds=5),
    Part("model-alone", lambda: [_model_alone()], seconds=2),
    Part("from-scratch", lambda: [_from_scratch()], seconds=70, long=True),
]
