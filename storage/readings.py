"""What was read in each revision, by which reader with which pack, and which of it is current."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, insert, or_, select

from storage.chains import Chain, batches
from storage.codec import decode
from storage.domain.attribution import Attribution
from storage.domain.statement import Reading, SeriesId, Statement
from storage.mapping import attributions, distinct, pack_row, reading, reading_row, statement_row
from storage.observations import REVISION, VERSION, in_order
from storage.series import of_series, series_batches, told_in, touch
from storage.shelf import Shelf, insert_new, insert_or_leave
from storage.tables import PackRow, ReadingCheckRow, ReadingRow, StatementRow, table

READING = table(ReadingRow)
CHECK = table(ReadingCheckRow)
STATEMENT = table(StatementRow)
PACK = table(PackRow)
READINGS = Chain(READING, "revision", "read_at")


class Readings(Shelf):
    """Readings with their attributions and statements. The newest reading of a revision is the current one."""

    def unread(self, reader: str, pack: str, *, after: str | None = None, limit: int | None = None) -> list[str]:
        """Return the revisions whose current reading is not what this reader, with this pack, would make of them.

        That is so when there is none, when another reader or pack made it and nobody confirmed it for these,
        and when the article's title, date or owner changed since. At most `limit`, those behind the one `after`.
        """
        with self.database.reading() as connection:
            query = in_order(connection, _waiting(REVISION.c.id, reader, pack), after=after, limit=limit)
            return list(connection.execute(query).scalars())

    def unread_by_anybody(
        self, reader: str, pack: str, *, after: str | None = None, limit: int | None = None
    ) -> list[str]:
        """Return those of `unread` that no other reader, and nobody with another pack, has read."""
        with self.database.reading() as connection:
            query = _waiting(REVISION.c.id, reader, pack).where(~_made_by_others(reader, pack))
            return list(connection.execute(in_order(connection, query, after=after, limit=limit)).scalars())

    def count_unread(self, reader: str, pack: str) -> int:
        """Return how many `unread` returns, all in all."""
        with self.database.reading() as connection:
            return int(connection.execute(_waiting(func.count(), reader, pack)).scalar_one())

    def read_by_others(self, reader: str, pack: str) -> int:
        """Return how many of `unread` another reader has read, or this one with another pack."""
        with self.database.reading() as connection:
            query = _waiting(func.count(), reader, pack).where(_made_by_others(reader, pack))
            return int(connection.execute(query).scalar_one())

    def add_readings(self, readings: Iterable[Reading], *, read_at: datetime) -> int:
        """Store readings; return how many say something else than the current reading of their revision.

        The series whose evidence changes become pending (see `pending`), in the same transaction.
        """
        new = 0
        for batch in batches(readings, 100):
            with self.database.writing() as connection:
                verdicts = READINGS.append(connection, [reading_row(each, read_at=read_at) for each in batch])
                fresh = [(verdict.seq, each) for verdict, each in zip(verdicts, batch, strict=True) if verdict.fresh]
                _insert_statements(connection, fresh)
                for (reader, pack), revisions in _by_reader(batch):
                    _check(connection, revisions, reader=reader, pack=pack, at=read_at)
                touch(connection, told_in(connection, _articles(connection, [each.revision for _, each in fresh])))
            new += len(fresh)
        return new

    def confirm_readings(self, revisions: Iterable[str], *, reader: str, pack: str, read_at: datetime) -> None:
        """Note that the current readings of `revisions` are what this reader, with this pack, would make of them."""
        for batch in batches(sorted(set(revisions))):
            with self.database.writing() as connection:
                _check(connection, batch, reader=reader, pack=pack, at=read_at)

    def statements(
        self, series: Iterable[SeriesId] | None = None, *, as_of: datetime | None = None
    ) -> Iterator[Statement]:
        """Yield what the current readings found, by series, day and id; of every revision, not only the latest."""
        columns = STATEMENT.c
        query = select(columns.record).join(READING, READING.c.seq == columns.reading).where(READINGS.current(as_of))
        if as_of is not None:
            query = query.where(columns.seen_at <= as_of)
        query = query.order_by(
            columns.stakeholder, columns.proposition, columns.said_first.is_(None), columns.said_first, columns.id
        )
        for part in self._parts(query, series):
            yield from (decode(Statement, row.record) for row in self.database.stream(part))

    def series(self, *, as_of: datetime | None = None) -> set[SeriesId]:
        """Return the series that statements of the current readings name."""
        columns = STATEMENT.c
        query = select(columns.stakeholder, columns.proposition).distinct()
        query = query.join(READING, READING.c.seq == columns.reading).where(READINGS.current(as_of))
        if as_of is not None:
            query = query.where(columns.seen_at <= as_of)
        return {SeriesId(*row) for row in self.database.stream(query)}

    def statement(self, name: str) -> Statement | None:
        """Return the statement of this id, of a superseded reading too."""
        with self.database.reading() as connection:
            query = select(STATEMENT.c.record).where(STATEMENT.c.id == name).limit(1)
            record = connection.execute(query).scalar_one_or_none()
        return None if record is None else decode(Statement, record)

    def attributions(self, *, as_of: datetime | None = None) -> Iterator[tuple[str, Attribution]]:
        """Yield (revision id, attribution) of the current readings, by revision, in the reader's order."""
        query = self._current(as_of).order_by(READING.c.revision)
        for row in self.database.stream(query):
            for attribution in attributions(row):
                yield row.revision, attribution

    def readings(self, revisions: Iterable[str], *, as_of: datetime | None = None) -> Iterator[Reading]:
        """Yield the current readings of `revisions`, by revision."""
        for batch in batches(sorted(set(revisions)), 100):
            query = self._current(as_of).where(READING.c.revision.in_(batch)).order_by(READING.c.revision)
            with self.database.reading() as connection:
                rows = connection.execute(query).all()
                found = records_of(connection, [row.seq for row in rows])
            yield from (reading(row, [decode(Statement, record) for record in found.get(row.seq, [])]) for row in rows)

    def read_by_anybody(self, revisions: Iterable[str], *, as_of: datetime | None = None) -> set[str]:
        """Return those of `revisions` that had a reading at `as_of`, or have one."""
        found: set[str] = set()
        for batch in batches(sorted(set(revisions))):
            query = select(READING.c.revision).where(READINGS.current(as_of), READING.c.revision.in_(batch))
            found |= {row.revision for row in self.database.stream(query)}
        return found

    def series_of(self, revisions: Iterable[str]) -> set[SeriesId]:
        """Return the series that any reading of `revisions`, superseded ones too, has evidence for."""
        with self.database.reading() as connection:
            return _series_of(connection, revisions)

    def add_pack_snapshot(self, name: str, snapshot: Mapping[str, Any]) -> None:
        """Keep a pack under its digest."""
        with self.database.writing() as connection:
            insert_new(connection, PACK, [pack_row(name, snapshot)])

    def pack_snapshot(self, name: str) -> dict[str, Any] | None:
        with self.database.reading() as connection:
            record = connection.execute(select(PACK.c.record).where(PACK.c.digest == name)).scalar_one_or_none()
        return None if record is None else dict(orjson.loads(record))

    @staticmethod
    def _current(as_of: datetime | None) -> Select[Any]:
        query = select(READING).where(READINGS.current(as_of))
        if as_of is None:
            return query
        return query.join(REVISION, REVISION.c.id == READING.c.revision).where(REVISION.c.seen_at <= as_of)

    @staticmethod
    def _parts(query: Select[Any], series: Iterable[SeriesId] | None) -> Iterator[Select[Any]]:
        if series is None:
            yield query
            return
        for batch in series_batches(series):
            yield query.where(of_series(STATEMENT, batch))


def _waiting(what: Any, reader: str, pack: str) -> Select[Any]:
    """Revisions whose current reading nobody has checked for this reader and pack, and the article as it is now."""
    checked = exists().where(
        CHECK.c.reading == READING.c.seq,
        CHECK.c.reader == reader,
        CHECK.c.pack == pack,
        VERSION.c.seq == CHECK.c.article_version,
        VERSION.c.superseded_at.is_(None),
    )
    current = and_(READING.c.revision == REVISION.c.id, READINGS.current(None))
    return select(what).select_from(REVISION).outerjoin(READING, current).where(~checked)


def _made_by_others(reader: str, pack: str) -> ColumnElement[bool]:
    """True for a revision that has a reading, made with another reader or pack."""
    return and_(READING.c.seq.is_not(None), or_(READING.c.reader != reader, READING.c.pack != pack))


def _insert_statements(connection: Connection, readings: Iterable[tuple[int, Reading]]) -> None:
    rows = [
        statement_row(statement, reading=seq, place=place)
        for seq, each in readings
        for place, statement in enumerate(distinct(each.statements))
    ]
    if rows:
        connection.execute(insert(STATEMENT), rows)


def _by_reader(readings: Iterable[Reading]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    ordered = sorted(readings, key=lambda each: (each.reader, each.pack, each.revision))
    for key, group in groupby(ordered, key=lambda each: (each.reader, each.pack)):
        yield key, [each.revision for each in group]


def _check(connection: Connection, revisions: Iterable[str], *, reader: str, pack: str, at: datetime) -> None:
    query = (
        select(READING.c.seq, VERSION.c.seq)
        .join(REVISION, REVISION.c.id == READING.c.revision)
        .join(VERSION, and_(VERSION.c.article == REVISION.c.article, VERSION.c.superseded_at.is_(None)))
        .where(READINGS.current(None), READING.c.revision.in_(sorted(set(revisions))))
    )
    rows = [
        {"reading": found, "reader": reader, "pack": pack, "article_version": version, "checked_at": at}
        for found, version in connection.execute(query)
    ]
    insert_or_leave(connection, CHECK, rows)


def _articles(connection: Connection, revisions: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(sorted(set(revisions))):
        found |= set(connection.execute(select(REVISION.c.article).where(REVISION.c.id.in_(batch))).scalars())
    return found


def _series_of(connection: Connection, revisions: Iterable[str]) -> set[SeriesId]:
    found: set[SeriesId] = set()
    for batch in batches(sorted(set(revisions))):
        query = select(STATEMENT.c.stakeholder, STATEMENT.c.proposition).distinct()
        found |= {SeriesId(*row) for row in connection.execute(query.where(STATEMENT.c.revision.in_(batch)))}
    return found


def records_of(connection: Connection, readings: list[int]) -> dict[int, list[str]]:
    """Return the statements of each reading, as they were written, in the reader's order."""
    columns = STATEMENT.c
    query = select(columns.reading, columns.record).where(columns.reading.in_(readings))
    found: dict[int, list[str]] = {}
    for row in connection.execute(query.order_by(columns.reading, columns.place)):
        found.setdefault(row.reading, []).append(row.record)
    return found
