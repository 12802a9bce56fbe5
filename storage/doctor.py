"""Examine a ledger: is the file whole, does everything refer to something, is every record what it was?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row, Table, func, select
from zstandard import ZstdError

from storage.chains import NOTHING, batches
from storage.codec import decode, digest
from storage.columns import storable
from storage.conclusions import ADMISSION, ADMISSIONS, CONCLUSION, CONCLUSIONS, CORRECTION
from storage.domain.article import Article
from storage.domain.errors import LedgerError
from storage.domain.finding import Conclusion
from storage.domain.statement import Statement
from storage.mapping import Values, article_version, conclusion_row, revision, statement_row
from storage.observations import ARTICLE, BODY, REVISION, SIGHTING, SIGHTINGS, VERSION, VERSIONS
from storage.polls import CHANGE, ENTRY_KEY, PAGE_CHECK
from storage.readings import READING, READINGS, STATEMENT, records_of
from storage.series import SERIES

if TYPE_CHECKING:
    from storage.ledger import Ledger

_LINKS = (
    (REVISION.c.body, BODY.c.hash, "revisions refer to a body that was never stored"),
    (SIGHTING.c.body, BODY.c.hash, "sightings refer to a body that was never stored"),
    (ADMISSION.c.statement, STATEMENT.c.id, "admissions are of a statement that is not there"),
    (CORRECTION.c.statement, STATEMENT.c.id, "corrections are of a statement that is not there"),
    (ENTRY_KEY.c.article, ARTICLE.c.id, "names in feeds stand for an article that is not there"),
    (PAGE_CHECK.c.article, ARTICLE.c.id, "page checks are of an article that is not there"),
    (CHANGE.c.article, ARTICLE.c.id, "edits are of an article that is not there"),
)
_CHAINS = (VERSIONS, SIGHTINGS, READINGS, ADMISSIONS, CONCLUSIONS)


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong: where, and in one plain sentence what."""

    where: str
    message: str


def examine(ledger: Ledger) -> list[Ailment]:
    """Return all that is wrong with the ledger; it reads every row and changes nothing."""
    if broken := damage(ledger):
        return [Ailment("file", problem) for problem in broken]
    checks = (_orphans, _seriesless, _forks, _bodies, _revisions, _records)
    return [ailment for check in checks for ailment in _carried_out(check, ledger)]


def _carried_out(check: Callable[[Ledger], Iterator[Ailment]], ledger: Ledger) -> Iterator[Ailment]:
    """What cannot even be read is one more ailment, and no reason not to make the other checks."""
    try:
        yield from check(ledger)
    except LedgerError as problem:
        yield Ailment("ledger", str(problem))
    except (TypeError, ValueError, LookupError, ZstdError) as problem:
        what = check.__name__.removeprefix("_")
        yield Ailment("ledger", f"Some rows cannot be read, the check of {what} stopped there: {problem}.")


def damage(ledger: Ledger) -> list[str]:
    """Return what SQLite itself finds wrong with its file and its foreign keys. PostgreSQL looks after its own."""
    if ledger.database.path is None:
        return []
    with ledger.database.reading() as connection:
        told = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
        keys = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return told + [f"Row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there" for row in keys]


def _orphans(ledger: Ledger) -> Iterator[Ailment]:
    for column, target, what in _LINKS:
        query = select(func.count(), func.min(column)).where(column.is_not(None), column.not_in(select(target)))
        count, first = _one(ledger, query)
        if count:
            yield Ailment(column.table.name, f"{count} {what}: the first is {first}.")


def _seriesless(ledger: Ledger) -> Iterator[Ailment]:
    """A statement of a series that the ledger does not know would never be judged."""
    kept = (SERIES.c.stakeholder == STATEMENT.c.stakeholder) & (SERIES.c.proposition == STATEMENT.c.proposition)
    alone = ~select(SERIES.c.stakeholder).where(kept).exists()
    count, first = _one(ledger, select(func.count(), func.min(STATEMENT.c.id)).where(alone))
    if count:
        yield Ailment("statement", f"{count} statements are of a series that is not there: the first is {first}.")


def _forks(ledger: Ledger) -> Iterator[Ailment]:
    for chain in _CHAINS:
        subject, since = chain.table.c[chain.subject], chain.table.c[chain.since]
        follows = func.lead(since).over(partition_by=subject, order_by=(since, chain.table.c.seq))
        links = select(subject.label("subject"), chain.table.c.superseded_at, follows.label("follows")).subquery()
        wrong = links.c.superseded_at.is_distinct_from(links.c.follows)
        count, first = _one(ledger, select(func.count(), func.min(links.c.subject)).where(wrong))
        if count:
            yield Ailment(
                chain.table.name, f"{count} entries do not end where the next begins: the first is of {first}."
            )


def _bodies(ledger: Ledger) -> Iterator[Ailment]:
    for row in ledger.database.stream(select(BODY.c.hash, BODY.c.content).where(BODY.c.content.is_not(None))):
        if hashlib.sha256(row.content).hexdigest() != row.hash:
            yield Ailment("body", f"The bytes stored under {row.hash} are not those they were.")


def _revisions(ledger: Ledger) -> Iterator[Ailment]:
    for row in ledger.database.stream(select(REVISION)):
        if revision(row).id != row.id:
            yield Ailment("revision", f"The text of revision {row.id} is not what it was.")


def _records(ledger: Ledger) -> Iterator[Ailment]:
    """Every row must say what its record says, and every digest be of its record as it was written."""
    for row in ledger.database.stream(select(VERSION)):
        yield from _differ(VERSION, row, article_version(decode(Article, row.record), seen_at=row.seen_at))
        yield from _forged(VERSION, row, digest(row.record))
    for row in ledger.database.stream(select(CONCLUSION)):
        yield from _differ(CONCLUSION, row, conclusion_row(decode(Conclusion, row.record)))
        finding = orjson.dumps(orjson.loads(row.record)["finding"]).decode()
        yield from _forged(CONCLUSION, row, digest(finding) if row.held else NOTHING)
    for row in ledger.database.stream(_statements()):
        statement = decode(Statement, row.record)
        yield from _differ(STATEMENT, row, statement_row(statement, reading=row.reading, place=row.place))
        if statement.span.of(row.text.decode()) != statement.text:
            yield Ailment("statement", f"Statement {row.id} is not what revision {row.revision} says at its place.")
    for page in batches(ledger.database.stream(select(READING).order_by(READING.c.seq)), 200):
        with ledger.database.reading() as connection:
            found = records_of(connection, [row.seq for row in page])
        for row in page:
            statements = ",".join(found.get(row.seq, []))
            whole = digest(row.attributions.decode(), row.unknown_speakers, f"[{statements}]")
            yield from _forged(READING, row, whole)


def _statements() -> Any:
    return select(STATEMENT, REVISION.c.text).join(REVISION, REVISION.c.id == STATEMENT.c.revision)


def _differ(table: Table, row: Row[Any], expected: Values) -> Iterator[Ailment]:
    # The record itself is not compared: one of an earlier release lacks the fields that were added since.
    wrong = sorted(
        name for name in expected.keys() - {"record", "digest"} if getattr(row, name) != storable(expected[name])
    )
    if wrong:
        said = ", ".join(wrong)
        yield Ailment(table.name, f"Row {_key(table, row)} of {table.name} does not say what its record says: {said}.")


def _forged(table: Table, row: Row[Any], expected: str) -> Iterator[Ailment]:
    if row.digest != expected:
        yield Ailment(table.name, f"The record of row {_key(table, row)} of {table.name} is not what it was.")


def _key(table: Table, row: Row[Any]) -> str:
    return ", ".join(str(getattr(row, column.name)) for column in table.primary_key.columns)


def _one(ledger: Ledger, query: Any) -> tuple[int, Any]:
    with ledger.database.reading() as connection:
        count, first = connection.execute(query).one()
    return int(count), first
