"""What every part of the ledger stands on: one database, read as of an instant, written in short transactions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.chains import batches
from storage.database import Database
from storage.mapping import Values


class Shelf:
    """Some of the ledger's tables and what can be done with them."""

    def __init__(self, database: Database) -> None:
        self.database = database


def insert_new(connection: Connection, table: Table, rows: Sequence[Values]) -> list[Values]:
    """Insert the rows whose primary key is not there yet; return them. Call it while writing."""
    (key,) = table.primary_key.columns
    fresh = {row[key.name]: row for row in reversed(rows)}
    for batch in batches(sorted(fresh)):
        for known in connection.execute(select(key).where(key.in_(batch))).scalars():
            del fresh[known]
    chosen = [fresh[name] for name in sorted(fresh)]
    insert_or_leave(connection, table, chosen)
    return chosen


def upsert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; one whose primary key is there already takes the place of the older one."""
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table)
        keys = list(table.primary_key.columns)
        others = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def insert_or_leave(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; the database leaves out those that break one of its unique keys."""
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def next_seq(connection: Connection, table: Table) -> int:
    """Return a free `seq`. Nobody else can take it: there is one writer."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()) + 1
