"""The ledger against bare SQLite, against the object mapper, and against itself with twenty times the history."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import zstandard
from sqlmodel import Session, SQLModel, create_engine

from storage.codec import encode
from storage.domain.article import Revision
from storage.domain.statement import Reading, SeriesId, Statement
from storage.ledger import Ledger
from storage.mapping import statement_row
from storage.tables import StatementRow
from tests.bench import Part, Row
from tests.storage.builders import a_reading, a_revision, a_statement, an_article, hour

ROUNDS = 9
SMALL, LARGE = 500, 10_000  # articles of history, two statements each
_numbers = count()


def _in_a_folder(measure: Callable[[Path], Row | list[Row]]) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="volteface-bench-") as folder:
        found = measure(Path(folder))
    return found if isinstance(found, list) else [found]


def _against_bare_sqlite(folder: Path) -> Row:
    """500 articles with their revisions: to store them in the ledger, or just as bytes in one table."""
    bare = sqlite3.connect(folder / "bare.db")
    bare.execute("CREATE TABLE text (id TEXT PRIMARY KEY, text BLOB)")
    bare.execute("PRAGMA journal_mode=WAL")
    with Ledger.open(data=folder / "ours") as ledger:

        def ours() -> None:
            revisions = _revisions(500)
            ledger.add_articles([an_article(each.article) for each in revisions], seen_at=hour(0))
            ledger.add_revisions(revisions)

        def theirs() -> None:
            found = [(each.id, zstandard.compress(each.text.encode(), 6)) for each in _revisions(500)]
            with bare:
                bare.executemany("INSERT INTO text VALUES (?, ?)", found)

        mine, other = _alternately(ours, theirs, rounds=5)
    bare.close()
    return _row("store 500 articles and revisions", mine, other, "one bare SQLite table of bytes", "<= 6", 6)


def _against_the_mapper(folder: Path) -> Row:
    """1,000 statements: Core inserts inside the ledger against the object mapper's add_all, rows alone."""
    engine = create_engine(f"sqlite:///{folder / 'mapper.db'}")
    SQLModel.metadata.create_all(engine)
    with Ledger.open(data=folder / "core") as ledger:

        def read() -> list[Reading]:
            return [a_reading(each, *_statements(each, 2)) for each in _revisions(500)]

        def prepare() -> list[Reading]:
            revisions = _revisions(500)
            ledger.add_articles([an_article(each.article) for each in revisions], seen_at=hour(0))
            ledger.add_revisions(revisions)
            return [a_reading(each, *_statements(each, 2)) for each in revisions]

        ours, theirs = [], []
        for _ in range(5):
            ready, other = prepare(), read()
            ours.append(_seconds(lambda ready=ready: ledger.add_readings(ready, read_at=hour(1))))
            theirs.append(_seconds(lambda other=other: _map(engine, other)))
    engine.dispose()
    mine, mapper = statistics.median(ours), statistics.median(theirs)
    return _row("store 500 readings, 1,000 statements", mine, mapper, "SQLModel add_all of the statements", "<= 1", 1)


def _map(engine: object, readings: list[Reading]) -> None:
    with Session(engine) as session:
        found = [statement for reading in readings for statement in reading.statements]
        first = next(_numbers) * 10_000_000
        session.add_all(
            [StatementRow(**statement_row(each, reading=first + place, place=0)) for place, each in enumerate(found)]
        )
        session.commit()


def _against_history(folder: Path) -> list[Row]:
    """What a new statement costs must not depend on how much is known already."""
    with Ledger.open(data=folder / "small") as small, Ledger.open(data=folder / "large") as large:
        for ledger, size in ((small, SMALL), (large, LARGE)):
            _fill(ledger, size)
        against = f"the same with {SMALL:,} articles of history"
        adding = _alternately(lambda: _read_one(large), lambda: _read_one(small), rounds=21)
        asking = _alternately(lambda: _ask(large), lambda: _ask(small), rounds=21)
    return [
        _row(f"store one reading, {LARGE:,} articles of history", *adding, against, "<= 1.5", 1.5),
        _row(f"evidence of five series, {LARGE:,} articles of history", *asking, against, "<= 1.5", 1.5),
    ]


def _fill(ledger: Ledger, size: int) -> None:
    """As many statements a series in both: a large history is of more stakeholders, not of louder ones."""
    for start in range(0, size, 500):
        revisions = _revisions(500)
        ledger.add_articles([an_article(each.article) for each in revisions], seen_at=hour(0))
        ledger.add_revisions(revisions)
        found = [a_reading(each, *_statements(each, 2, of=start + place)) for place, each in enumerate(revisions)]
        ledger.add_readings(found, read_at=hour(1))
    ledger.append([], judged=ledger.pending())


def _read_one(ledger: Ledger) -> None:
    (revision,) = _revisions(1)
    ledger.add_articles([an_article(revision.article)], seen_at=hour(2))
    ledger.add_revisions([revision])
    ledger.add_readings([a_reading(revision, *_statements(revision, 2, of=next(_numbers)))], read_at=hour(2))
    ledger.append([], judged=ledger.pending())


def _ask(ledger: Ledger) -> None:
    wanted = [SeriesId(f"guild-{number}", "ban") for number in range(10, 15)]
    found = list(ledger.statements(wanted))
    assert len(found) >= 5, encode(tuple(found))


def _revisions(size: int) -> list[Revision]:
    text = "The guild backs the ban, and its members said so at length. " * 50
    return [a_revision(f"a{next(_numbers):07}", text=f"{text}{number}") for number in range(size)]


def _statements(revision: Revision, size: int, *, of: int = 0) -> list[Statement]:
    return [a_statement(revision, by=f"guild-{of // 10}", on=("ban", "cap")[place % 2]) for place in range(size)]


def _alternately(ours: Callable[[], None], theirs: Callable[[], None], *, rounds: int = ROUNDS) -> tuple[float, float]:
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds)]
    return statistics.median(mine for mine, _ in pairs), statistics.median(other for _, other in pairs)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _row(name: str, mine: float, other: float, against: str, target: str, most: float) -> Row:
    ratio = mine / other
    return Row(name, f"{mine * 1000:.1f} ms", f"{against}, {other * 1000:.1f} ms", ratio, target, ratio <= most)


PARTS = [
    Part("bare-sqlite", lambda: _in_a_folder(_against_bare_sqlite), seconds=10),
    Part("mapper", lambda: _in_a_folder(_against_the_mapper), seconds=10),
    Part("history", lambda: _in_a_folder(_against_history), seconds=25),
]
