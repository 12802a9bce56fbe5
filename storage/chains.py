"""Append to chains: what was current from one instant to the next, per subject, without repetition.

A chain is a table with `seq`, a subject, an instant, `superseded_at` and a `digest` of what the entry says.
An entry that says what its predecessor says is not stored; one that arrives late takes its place in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, func, insert, select, update

T = TypeVar("T")
NOTHING = ""  # the digest of an entry that ends what went before: as the first of a chain it says nothing
BATCH = 400  # well inside every database's limit on parameters in one query


def batches(things: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


@dataclass(frozen=True, slots=True)
class Appended:
    """Where an entry stands: in place `seq`, `fresh` when it was not there before."""

    seq: int
    fresh: bool


@dataclass(frozen=True)
class Chain:
    """A table, the column that names the subject and the column that says since when."""

    table: Table
    subject: str
    since: str

    def current(self, as_of: datetime | None) -> ColumnElement[bool]:
        """True for the one entry of each subject that was current at `as_of` (None: now)."""
        columns = self.table.c
        if as_of is None:
            return columns.superseded_at.is_(None)
        ended = columns.superseded_at
        return (columns[self.since] <= as_of) & (ended.is_(None) | (ended > as_of))

    def append(self, connection: Connection, entries: Sequence[dict[str, Any]]) -> list[Appended]:
        """Store what is new in `entries`, in their order; return one verdict for each. Call it while writing."""
        heads = self._heads(connection, {entry[self.subject] for entry in entries})
        free = connection.execute(select(func.coalesce(func.max(self.table.c.seq), 0))).scalar_one() + 1
        verdicts: list[Appended] = []
        fresh: dict[int, dict[str, Any]] = {}
        ended: list[dict[str, Any]] = []
        for entry in entries:
            head = heads.get(entry[self.subject])
            if head and entry[self.since] < head[self.since]:
                self._flush(connection, fresh, ended)
                verdict = self._insert_between(connection, {**entry, "seq": free})
            elif entry["digest"] == (head["digest"] if head else NOTHING):
                verdict = Appended(head["seq"] if head else 0, fresh=False)
            else:
                if head and head["seq"] in fresh:
                    head["superseded_at"] = entry[self.since]
                elif head:
                    ended.append({"ended": head["seq"], "at": entry[self.since]})
                heads[entry[self.subject]] = fresh[free] = {**entry, "seq": free, "superseded_at": None}
                verdict = Appended(free, fresh=True)
            free += verdict.fresh
            verdicts.append(verdict)
        self._flush(connection, fresh, ended)
        return verdicts

    def _heads(self, connection: Connection, subjects: set[str]) -> dict[str, dict[str, Any]]:
        columns = self.table.c
        wanted = [columns.seq, columns[self.subject], columns[self.since], columns.digest]
        heads: dict[str, dict[str, Any]] = {}
        for batch in batches(sorted(subjects)):
            query = select(*wanted).where(columns[self.subject].in_(batch), columns.superseded_at.is_(None))
            heads |= {row[1]: dict(row._mapping) for row in connection.execute(query)}
        return heads

    def _flush(self, connection: Connection, fresh: dict[int, dict[str, Any]], ended: list[dict[str, Any]]) -> None:
        if ended:
            columns = self.table.c
            statement = update(self.table).where(columns.seq == bindparam("ended"))
            connection.execute(statement.values(superseded_at=bindparam("at")), ended)
        if fresh:
            connection.execute(insert(self.table), list(fresh.values()))
        fresh.clear()
        ended.clear()

    def _insert_between(self, connection: Connection, entry: dict[str, Any]) -> Appended:
        """`entry` is older than the newest of its chain: a backfill, or a clock that was set back."""
        columns = self.table.c
        query = select(columns.seq, columns[self.since], columns.digest)
        query = query.where(columns[self.subject] == entry[self.subject]).order_by(columns[self.since], columns.seq)
        older: Row[Any] | None = None
        newer: Row[Any] | None = None
        for row in connection.execute(query):
            if row[1] > entry[self.since]:
                newer = row
                break
            older = row
        if older and older.digest == entry["digest"]:
            return Appended(older.seq, fresh=False)
        assert newer is not None  # the caller has seen a newer one
        connection.execute(insert(self.table), {**entry, "superseded_at": newer[1]})
        if older:
            statement = update(self.table).where(columns.seq == older.seq)
            connection.execute(statement.values(superseded_at=entry[self.since]))
        return Appended(entry["seq"], fresh=True)
