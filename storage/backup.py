"""Back up a ledger while it is in use, and restore it: one plain SQLite file, whichever database it comes from."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
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
    """Write everything the ledger says to `path`, verified, or leave `path` as it was."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        copied = _write(ledger, partial)
        checksum = _sha256(partial)
        partial.replace(path)
        _beside(path).write_text(f"{checksum}  {path.name}\n", encoding="utf-8")
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
    _verify(path)
    with tempfile.TemporaryDirectory(prefix="volteface-restore-") as folder:
        own = Path(folder) / "backup.db"  # opening migrates: the backup itself stays as it is
        shutil.copyfile(path, own)
        with _open(own, ledger) as backup:
            if ailments := examine(backup):
                raise InputError(f"The backup {path} is damaged: {ailments[0].message}")
            return copy(backup, ledger, replace=replace)


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


def _verify(path: Path) -> None:
    if not path.is_file():
        raise InputError(f"There is no backup at {path}.")
    if _beside(path).exists() and _beside(path).read_text(encoding="utf-8").split()[0] != _sha256(path):
        raise InputError(f"The backup {path} is damaged: it is not what {_beside(path).name} says.")


def _open(path: Path, like: Ledger) -> Ledger:
    return type(like).open(URL.create("sqlite", database=str(path)).render_as_string(), data=path.parent)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
