"""Back up a ledger while it is in use, and restore it: one plain SQLite file, whichever database it comes from."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL

from storage.copying import Copied, copy
from storage.doctor import damage, examine
from storage.domain.errors import InputError, LedgerError

if TYPE_CHECKING:
    from storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read back. `sha256` stands beside it too, as `sha256sum --check` wants it."""

    path: Path
    copied: Copied
    sha256: str


def back_up(ledger: Ledger, path: Path) -> Backup:
    """Write everything the ledger says to `path`, verified, or leave `path` as it was.

    Raises LedgerError when it cannot be written there; a folder, a device and the ledger itself are left alone.
    """
    _refuse_what_is_no_backup(path, ledger)
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        copied = _write(ledger, partial)
        checksum = _sha256(partial)
        # Killed in between, the new backup stands without a checksum, never beside that of the one before it.
        _beside(path).unlink(missing_ok=True)
        partial.replace(path)
        partial.write_text(f"{checksum}  {path.name}\n", encoding="utf-8")
        partial.replace(_beside(path))
    except OSError as error:
        raise LedgerError(f"The backup {path} cannot be written: {error.strerror or error}.") from error
    finally:
        if partial.exists():
            partial.unlink()
    return Backup(path, copied, checksum)


def restore(path: Path, ledger: Ledger, *, replace: bool = False) -> Copied:
    """Make the ledger say what the backup says. A backup of an earlier release is brought up to date on the way.

    Raises InputError for a backup that is missing or damaged, LedgerError when the ledger is not empty and
    not to be replaced. Those who use the ledger meanwhile see it as it was, or restored.
    """
    verify(path)
    with tempfile.TemporaryDirectory(prefix="volteface-restore-") as folder:
        own = Path(folder) / "backup.db"  # opening migrates: the backup itself stays as it is
        try:
            shutil.copyfile(path, own)
            backup = _open(own, ledger)
        except OSError as error:
            raise InputError(f"The backup {path} cannot be read: {error.strerror or error}.") from error
        except LedgerError as error:
            raise InputError(str(error).replace(str(own), str(path))) from error
        with backup:
            if ailments := examine(backup):
                raise InputError(f"The backup {path} is damaged: {ailments[0].message}")
            return copy(backup, ledger, replace=replace)


def verify(path: Path) -> None:
    """Raise InputError unless `path` is a backup, and what its checksum says where one stands beside it.

    An empty file would be an empty ledger to SQLite: restored, it would take everything away.
    """
    if not path.is_file():
        raise InputError(f"There is no backup at {path}.")
    try:
        told = _beside(path).read_text(encoding="utf-8", errors="replace").split() if _beside(path).exists() else None
        if told is not None and told[:1] != [_sha256(path)]:
            raise InputError(f"The backup {path} is damaged: it is not what {_beside(path).name} says.")
        if not _holds_a_ledger(path):
            raise InputError(f"{path} is no backup: it is not a file that holds a ledger.")
    except OSError as error:
        raise InputError(f"The backup {path} cannot be read: {error.strerror or error}.") from error


def _refuse_what_is_no_backup(path: Path, ledger: Ledger) -> None:
    if path.exists() and not path.is_file():
        raise LedgerError(f"The backup {path} cannot be written: something else than a file stands there.")
    if path.exists() and ledger.database.path is not None and path.samefile(ledger.database.path):
        raise LedgerError(f"The ledger {ledger.database.name} cannot be backed up onto itself.")


def _holds_a_ledger(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("SELECT version_num FROM alembic_version").fetchone())
    except sqlite3.DatabaseError:  # no such table, or pages that are none
        return False


def _write(ledger: Ledger, partial: Path) -> Copied:
    with _open(partial, ledger) as target:
        copied = copy(ledger, target)
        if problems := damage(target):
            raise LedgerError(f"The backup came out damaged and was not kept: {problems[0]}.")
        with target.database.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    return copied


def _open(path: Path, like: Ledger) -> Ledger:
    return type(like).open(URL.create("sqlite", database=str(path)).render_as_string(), data=path.parent)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
