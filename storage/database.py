"""One database, SQLite or PostgreSQL: how it is opened, read, written by one writer at a time, and how it fails."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Row, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from storage.columns import storable
from storage.domain.errors import InputError, LedgerError, LedgerUnavailable
from storage.migrations import upgrade

FILE = "volteface.db"
PATIENCE = 60.0  # seconds a writer waits for its turn; a write of a batch takes well under one
_AGAIN = 0.02  # seconds until a new ledger's log is asked for once more
_PAGE = 500
_WRITER = 5_417_202_611  # the advisory lock that makes PostgreSQL's writers queue as SQLite's do
_Sentences = tuple[tuple[tuple[str, ...], str], ...]
_PASSING: _Sentences = (
    (("locked", "busy", "lock timeout"), "is in use by another process that does not let go"),
    (("full", "no space left", "disk i/o error"), "cannot grow: the disk is full or failing"),
    (("connection", "server closed", "terminating", "could not translate host"), "cannot be reached"),
)
_LASTING: _Sentences = (
    (("readonly", "read-only", "permission denied"), "cannot be written: it is read-only"),
    (("not a database", "malformed", "corrupt"), "is damaged or is not a database: restore a backup"),
    (("unable to open",), "cannot be opened: its folder is missing or read-only"),
    (
        ("password", "authentication failed", 'database "', 'role "'),
        "refuses the connection: check its name, user and password",
    ),
)


class Database:
    """An engine that knows its own name, migrates itself and speaks in plain sentences when it fails."""

    def __init__(self, url: str | None, *, data: Path, patience: float = PATIENCE) -> None:
        address = _address(url, data)
        self.path = Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None
        self.name = str(self.path) if self.path else address.render_as_string(hide_password=True)
        if self.path:
            _usable(self.path)
        self.engine = _engine(address, patience)
        # The last to leave folds SQLite's write-ahead file into the ledger: then one file is all there is to copy.
        weakref.finalize(self, self.engine.dispose)
        self._here = threading.local()
        self._file: tuple[int, int] | None = None
        level = {} if self.path else {"isolation_level": "REPEATABLE READ"}  # SQLite's are snapshots anyway
        event.listen(self.engine, "before_cursor_execute", _storable, retval=True)
        self._readers = self.engine.execution_options(**level)
        try:
            with self._plainly():
                upgrade(self)
            self._file = self._identity()
        except BaseException:
            self.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot: what others write meanwhile is not seen. Inside `writing`, what was written so far is."""
        if writer := self._writer():
            yield writer
            return
        self._look_again()
        with self._plainly(), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer. Everything done inside is committed together or not at all, at the end of the outermost."""
        if writer := self._writer():
            yield writer
            return
        self._look_again()
        with self._plainly(), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            if self.path is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER})
            self._here.writer = connection
            try:
                yield connection
            finally:
                self._here.writer = None

    def stream(self, query: Executable) -> Iterator[Row[Any]]:
        """Yield rows page by page: a million statements never stand in memory together."""
        with self.reading() as connection:
            if connection is self._writer():  # it may write between two rows: what is read is read before
                yield from connection.execute(query).all()
            else:
                yield from connection.execute(query, execution_options={"yield_per": _PAGE})

    def _writer(self) -> Connection | None:
        """The transaction that this thread has open for writing."""
        return getattr(self._here, "writer", None)

    def shrink(self) -> None:
        """Give the space of what was removed back to the disk. PostgreSQL does so by itself."""
        if self.path is not None:
            with self._plainly(), self.engine.connect() as connection:
                connection.connection.cursor().execute("VACUUM")

    def close(self) -> None:
        self.engine.dispose()

    def _look_again(self) -> None:
        """Notice that the file is no longer the one that was opened: what is written to a removed file is lost."""
        if self._file is None or self._file == (now := self._identity()):
            return
        self.engine.dispose()
        self._file = now
        with self._plainly():
            upgrade(self)

    def _identity(self) -> tuple[int, int] | None:
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError as error:
            raise LedgerUnavailable(f"The ledger {self.name} has been removed while it was in use.") from error
        return found.st_dev, found.st_ino

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise _sentence(error, self.name) from error


def _address(url: str | None, data: Path) -> URL:
    if url is None:
        return URL.create("sqlite", database=str(data / FILE))
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise LedgerError("The database address is not a URL (write postgresql://user@host/name).") from error
    match address.get_backend_name():
        case "sqlite" if address.database:
            return address.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+psycopg")
        case other:
            raise LedgerError(f"The ledger lives in SQLite or PostgreSQL, not in {other}.")


def _usable(path: Path) -> None:
    """Say that a folder is read-only before anything is tried: nothing is left behind half-made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"The data folder {path.parent} cannot be made: {error.strerror or error}.") from error
    for place in (path.parent, path):
        if place.exists() and not os.access(place, os.W_OK):
            raise LedgerError(f"{place} is read-only: Volteface keeps its ledger there.")


def _engine(address: URL, patience: float) -> Engine:
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": patience})
        event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite(connection, patience))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    options = {
        "options": f"-c timezone=UTC -c lock_timeout={int(patience * 1000)}",
        "connect_timeout": 10,
        "application_name": "volteface",
    }
    return create_engine(address, pool_pre_ping=True, connect_args=options)


def _storable(
    _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
) -> tuple[str, Any]:
    if many:
        return statement, [_storable_row(row) for row in parameters]
    return statement, _storable_row(parameters)


def _storable_row(row: Any) -> Any:
    if isinstance(row, dict):
        return {name: storable(value) for name, value in row.items()}
    return tuple([storable(value) for value in row])


def _prepare_sqlite(connection: Any, patience: float) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: Python's driver begins too late and without a lock
    cursor = connection.cursor()
    try:
        _write_ahead(cursor, time.monotonic() + patience)
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=FULL")  # a digest must not tell what a power cut takes back
    finally:
        cursor.close()


def _write_ahead(cursor: Any, until: float) -> None:
    """Two that open a new ledger at once both ask for its log: SQLite refuses the second one without waiting."""
    while True:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another wrote in between,
    # whatever the busy timeout; one that asks for the lock first waits its turn.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _sentence(error: SQLAlchemyError, name: str) -> LedgerError | InputError:
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    words = cause.lower()
    for signs, says in _LASTING:
        if any(sign in words for sign in signs):
            return LedgerError(f"The ledger {name} {says}.")
    for signs, says in _PASSING:
        if any(sign in words for sign in signs):
            return LedgerUnavailable(f"The ledger {name} {says}.")
    if isinstance(error, DBAPIError):
        return LedgerError(f"The ledger {name} refused: {cause}.")
    return InputError(f"The ledger {name} cannot hold this: {cause}.")
