from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import back_up, restore
from storage.domain.errors import InputError, LedgerError
from storage.ledger import Ledger
from tests.storage.builders import an_article, hour
from tests.storage.sample import fill, print_of


@pytest.fixture
def full(ledger) -> Ledger:
    fill(ledger)
    return ledger


@pytest.fixture
def empty(tmp_path):
    with Ledger.open(data=tmp_path / "empty") as opened:
        yield opened


def test_a_backup_is_one_file_and_its_checksum(full, tmp_path):
    backup = back_up(full, tmp_path / "kept" / "monday.db")

    assert sorted(file.name for file in (tmp_path / "kept").iterdir()) == ["monday.db", "monday.db.sha256"]
    assert backup.sha256 == hashlib.sha256(backup.path.read_bytes()).hexdigest()
    assert Path(f"{backup.path}.sha256").read_text() == f"{backup.sha256}  monday.db\n"
    assert backup.copied.fingerprint == print_of(full)


def test_what_is_restored_is_what_was_backed_up(full, empty, tmp_path):
    path = back_up(full, tmp_path / "monday.db").path
    full.add_articles([an_article("tuesday")], seen_at=hour(9))
    restored = restore(path, empty)

    assert restored.fingerprint == print_of(empty)
    assert empty.article("tuesday") is None
    assert empty.held() == full.held()


def test_a_ledger_goes_back_to_its_backup_when_told(full, tmp_path):
    path = back_up(full, tmp_path / "monday.db").path
    before = print_of(full)
    full.add_articles([an_article("tuesday")], seen_at=hour(9))
    with pytest.raises(LedgerError, match="is not empty"):
        restore(path, full)
    assert full.article("tuesday") is not None

    restore(path, full, replace=True)
    assert print_of(full) == before


def test_restoring_does_not_touch_the_backup(full, empty, tmp_path):
    path = back_up(full, tmp_path / "monday.db").path
    content = path.read_bytes()
    restore(path, empty)

    assert path.read_bytes() == content


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_backup_with_one_wrong_byte_is_refused(full, empty, tmp_path, place):
    path = back_up(full, tmp_path / "monday.db").path
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)

    with pytest.raises(InputError, match=r"monday\.db is damaged: it is not what monday\.db\.sha256 says"):
        restore(path, empty)
    assert list(empty.articles()) == []


def test_a_backup_without_its_checksum_is_still_examined(full, empty, tmp_path):
    path = back_up(full, tmp_path / "monday.db").path
    Path(f"{path}.sha256").unlink()
    with sqlite3.connect(path) as vandal:
        vandal.execute("UPDATE statement SET stance = 7")

    with pytest.raises(InputError, match="does not say what its record says"):
        restore(path, empty)


def test_a_missing_backup_is_named(empty, tmp_path):
    with pytest.raises(InputError, match=r"There is no backup at .*sunday\.db"):
        restore(tmp_path / "sunday.db", empty)


def test_a_backup_that_cannot_be_written_leaves_the_older_one(full, tmp_path, monkeypatch):
    path = back_up(full, tmp_path / "monday.db").path
    content = path.read_bytes()
    monkeypatch.setattr("storage.backup.damage", lambda ledger: ["page 7 is missing"])
    with pytest.raises(LedgerError, match="came out damaged and was not kept: page 7 is missing"):
        back_up(full, path)

    assert path.read_bytes() == content
    assert sorted(file.name for file in tmp_path.glob("*monday*")) == ["monday.db", "monday.db.sha256"]


def test_a_folder_that_cannot_be_made_is_named(full, tmp_path):
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(LedgerError, match=r"kept/monday\.db cannot be written"):
        back_up(full, tmp_path / "kept" / "monday.db")


def test_what_a_killed_backup_left_is_cleared_away_by_the_next(full, tmp_path):
    shutil.copyfile(__file__, tmp_path / ".monday.db.partial")
    back_up(full, tmp_path / "monday.db")

    assert not (tmp_path / ".monday.db.partial").exists()


@pytest.mark.parametrize("content", [b"", b"not a database" * 400])
def test_what_is_no_backup_is_refused_and_takes_nothing_away(full, tmp_path, content):
    """SQLite takes an empty file for an empty database: put in the place of a ledger, everything would be gone."""
    (tmp_path / "monday.db").write_bytes(content)
    before = print_of(full)

    with pytest.raises(InputError, match=r"monday\.db is no backup"):
        restore(tmp_path / "monday.db", full, replace=True)
    assert print_of(full) == before


def test_a_database_of_something_else_is_no_backup(empty, tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")

    with pytest.raises(InputError, match=r"other\.db is no backup"):
        restore(tmp_path / "other.db", empty)


def test_a_backup_of_a_newer_release_is_refused_under_its_own_name(full, empty, tmp_path):
    path = back_up(full, tmp_path / "monday.db").path
    Path(f"{path}.sha256").unlink()
    with closing(sqlite3.connect(path)) as later, later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(InputError, match=rf"^The ledger {path} was written by a newer version"):
        restore(path, empty)


def test_an_empty_checksum_is_that_of_no_backup(full, empty, tmp_path):
    path = back_up(full, tmp_path / "monday.db").path
    Path(f"{path}.sha256").write_bytes(b"")

    with pytest.raises(InputError, match=r"is damaged: it is not what monday\.db\.sha256 says"):
        restore(path, empty)


def test_a_ledger_is_not_backed_up_onto_itself(empty):
    with pytest.raises(LedgerError, match="cannot be backed up onto itself"):
        back_up(empty, empty.database.path)


def test_a_backup_takes_the_place_of_no_folder_and_no_device(empty, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(LedgerError, match="something else than a file stands there"):
            back_up(empty, place)
    assert (tmp_path / "pipe").is_fifo()


def test_a_backup_killed_before_its_checksum_is_written_can_be_restored(full, empty, tmp_path, monkeypatch):
    path = back_up(full, tmp_path / "monday.db").path
    full.add_articles([an_article("tuesday")], seen_at=hour(9))
    whole = Path.replace

    def killed_at_the_checksum(self: Path, target: Path) -> Path:
        if target.name.endswith(".sha256"):
            raise KeyboardInterrupt
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", killed_at_the_checksum)
    with pytest.raises(KeyboardInterrupt):
        back_up(full, path)

    assert restore(path, empty).fingerprint == print_of(full)
