"""Copy a whole ledger into another, SQLite to PostgreSQL or back, and prove that both say the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Connection,
    Insert,
    LargeBinary,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from storage.columns import Compressed
from storage.domain.errors import LedgerError

if TYPE_CHECKING:
    from storage.ledger import Ledger

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows were copied, and the fingerprint of all that they say: equal on both sides."""

    rows: int
    fingerprint: str


def copy(source: Ledger, target: Ledger, *, replace: bool = False) -> Copied:
    """Copy everything that `source` says now; it may be written to meanwhile.

    Raises LedgerError when `target` is not empty, unless `replace`: then it says afterwards what `source` says.
    It happens in one transaction: others see the target as it was, or whole.
    """
    if source.database.name == target.database.name:
        raise LedgerError(f"The ledger {source.database.name} cannot be copied onto itself.")
    with source.database.reading() as here, target.database.writing() as there:
        _make_room(there, target.database.name, replace=replace)
        checksum, rows = hashlib.sha256(), 0
        for table in _tables():
            rows += _copy_table(here, there, table, checksum)
        copied = Copied(rows, checksum.hexdigest())
        if fingerprint(there) != copied:
            raise LedgerError(f"The copy in {target.database.name} came out different and was not kept.")
        return copied


def fingerprint(connection: Connection) -> Copied:
    """Read everything that a ledger says. Two ledgers with one fingerprint tell the same, whatever keeps them."""
    checksum, rows = hashlib.sha256(), 0
    for table in _tables():
        rows += _copy_table(connection, None, table, checksum)
    return Copied(rows, checksum.hexdigest())


def _tables() -> list[Table]:
    """All tables, those that others refer to first."""
    return SQLModel.metadata.sorted_tables


def _make_room(there: Connection, name: str, *, replace: bool) -> None:
    for table in reversed(_tables()):
        if replace:
            there.execute(delete(table))
        elif there.execute(select(exists().select_from(table))).scalar():
            raise LedgerError(f"The ledger {name} is not empty: have it replaced (--replace), or name another.")


def _copy_table(here: Connection, there: Connection | None, table: Table, checksum: hashlib._Hash) -> int:
    checksum.update(table.name.encode())
    count = 0
    for page in here.execute(_as_stored(table), execution_options={"yield_per": _PAGE}).mappings().partitions():
        for row in page:
            checksum.update(repr(tuple(row.values())).encode())
        if there is not None:
            there.execute(_insert(table), [dict(row) for row in page])
        count += len(page)
    return count


def _raw(column: Column[Any]) -> TypeEngine[Any]:
    """Compressed bytes are copied as they are: to compress them again would take most of the time."""
    return LargeBinary() if isinstance(column.type, Compressed) else column.type


def _as_stored(table: Table) -> Select[Any]:
    columns = [type_coerce(column, _raw(column)).label(column.name) for column in table.columns]
    return select(*columns).order_by(*table.primary_key.columns)


def _insert(table: Table) -> Insert:
    return insert(table).values({column.name: bindparam(column.name, type_=_raw(column)) for column in table.columns})
