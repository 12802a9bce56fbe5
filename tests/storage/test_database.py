from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from storage.database import Database, _write_ahead
from storage.domain.errors import InputError, LedgerError, LedgerUnavailable, NewerLedger
from storage.domain.run import RunReport
from storage.ledger import Ledger
from tests.storage.builders import START, an_article, hour
from tests.storage.children import child


def test_a_ledger_is_a_file_in_the_data_folder_unless_told_otherwise(tmp_path):
    Ledger.open(data=tmp_path / "var" / "data").close()

    assert (tmp_path / "var" / "data" / "volteface.db").is_file()


def test_what_is_written_is_there_when_the_ledger_is_opened_again(address, tmp_path):
    with Ledger.open(address, data=tmp_path) as ledger:
        ledger.add_articles([an_article()], seen_at=hour(0))
    with Ledger.open(address, data=tmp_path) as ledger:
        assert ledger.article("a1") == an_article()


def test_sqlite_writes_ahead_checks_foreign_keys_and_waits(tmp_path):
    database = Database(None, data=tmp_path, patience=7)
    with database.reading() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]

    assert settings == ["wal", 1, 7000]


def test_a_write_that_fails_half_way_leaves_nothing(ledger):
    with pytest.raises(InputError, match="cannot be stored"):
        ledger.add_articles([an_article("a1"), an_article("a2", title="\ud800")], seen_at=hour(0))

    assert list(ledger.articles()) == []


def test_a_process_that_ends_leaves_one_file(tmp_path):
    script = (
        f"from pathlib import Path; from storage.ledger import Ledger; kept = Ledger.open(data=Path({str(tmp_path)!r}))"
    )
    subprocess.run([sys.executable, "-c", f"{script}; kept.reopen()"], check=True)

    assert [file.name for file in tmp_path.iterdir()] == ["volteface.db"]


def test_what_is_written_together_is_there_whole_or_not_at_all(ledger):
    def interrupted() -> None:
        with ledger.together():
            ledger.add_articles([an_article("a1")], seen_at=hour(0))
            ledger.add_run(RunReport("ingest", START))
            assert ledger.article("a1") == an_article("a1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert ledger.article("a1") is None

    with ledger.together():
        ledger.add_articles([an_article("a1")], seen_at=hour(0))
        for article in ledger.articles():
            ledger.add_articles([an_article(f"{article.id}-again")], seen_at=hour(0))
    assert [article.id for article in ledger.articles()] == ["a1", "a1-again"]


def test_other_threads_see_nothing_of_what_is_written_together_until_it_is_done(ledger):
    seen = []
    with ledger.together():
        ledger.add_articles([an_article("a1")], seen_at=hour(0))
        other = threading.Thread(target=lambda: seen.append(ledger.article("a1")))
        other.start()
        other.join()

    assert seen == [None]
    assert ledger.article("a1") == an_article("a1")


@pytest.mark.parametrize("content", [b"this is not a database at all " * 200, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path, content):
    file = tmp_path / "volteface.db"
    file.write_bytes(content)
    with pytest.raises(LedgerError, match=r"volteface\.db is damaged or is not a database") as caught:
        Ledger.open(data=tmp_path)

    assert "\n" not in str(caught.value)
    assert file.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["volteface.db"]


def test_a_database_of_somebody_else_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "volteface.db") as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerError, match="holds something else than a ledger: recipes"):
        Ledger.open(data=tmp_path)

    with sqlite3.connect(tmp_path / "volteface.db") as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_ledger_of_a_newer_version_is_left_alone(own_address, tmp_path):
    ledger = Ledger.open(own_address, data=tmp_path)
    with ledger.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    ledger.close()

    with pytest.raises(NewerLedger, match=r"newer version of Volteface \(schema 9999") as caught:
        Ledger.open(own_address, data=tmp_path)
    assert "\n" not in str(caught.value)


def test_a_file_where_the_data_folder_should_be_is_named(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(LedgerError, match="data cannot be made"):
        Ledger.open(data=tmp_path / "data")


def as_nobody(folder: Path) -> str:
    if os.geteuid() == 0:
        os.setuid(65534)
    with pytest.raises(LedgerError) as caught:
        Ledger.open(data=folder)
    return str(caught.value)


@pytest.mark.parametrize("with_ledger", [False, True])
def test_a_read_only_folder_is_named_and_nothing_is_left_in_it(with_ledger):
    folder = Path(tempfile.mkdtemp(prefix="volteface-"))
    if with_ledger:
        Ledger.open(data=folder).close()
        (folder / "volteface.db").chmod(0o444)
    before = sorted(folder.iterdir())
    folder.chmod(0o555)
    answer = child(lambda: as_nobody(folder)).answer()  # root may write everywhere
    after = sorted(folder.iterdir())
    folder.chmod(0o755)
    shutil.rmtree(folder)

    assert answer == f"{folder} is read-only: Volteface keeps its ledger there."
    assert after == before


def test_a_locked_ledger_says_so_when_patience_ends(tmp_path):
    Ledger.open(data=tmp_path).close()
    holder = sqlite3.connect(tmp_path / "volteface.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with Ledger.open(data=tmp_path, patience=0.2) as ledger:
        with pytest.raises(LedgerUnavailable, match="is in use by another process that does not let go"):
            ledger.add_run(RunReport("ingest", START))
        holder.execute("ROLLBACK")
        ledger.add_run(RunReport("ingest", START))
    holder.close()


@pytest.mark.postgres
def test_a_locked_postgresql_ledger_says_so_when_patience_ends(postgres, postgres_address, tmp_path):
    url = postgres_address
    first, second = Ledger.open(url, data=tmp_path), Ledger.open(url, data=tmp_path, patience=0.2)
    with first.database.writing(), pytest.raises(LedgerUnavailable, match="is in use by another process"):
        second.add_run(RunReport("ingest", START))
    second.add_run(RunReport("ingest", START))
    first.close()
    second.close()


def test_a_writer_waits_for_its_turn(ledger):
    with ledger.database.writing() as connection:
        other = threading.Thread(target=ledger.add_run, args=(RunReport("ingest", START),))
        other.start()
        other.join(timeout=0.2)
        assert other.is_alive()
        assert connection.exec_driver_sql("SELECT count(*) FROM run").scalar() == 0
    other.join(timeout=10)

    assert ledger.runs() == [RunReport("ingest", START)]


def test_a_ledger_that_is_removed_while_in_use_is_missed_and_nothing_new_appears(tmp_path):
    with Ledger.open(data=tmp_path) as ledger:
        for file in tmp_path.iterdir():
            file.unlink()
        with pytest.raises(LedgerUnavailable, match="has been removed while it was in use"):
            ledger.add_run(RunReport("ingest", START))

    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_is_replaced_while_in_use_is_used_as_it_now_is(tmp_path):
    with Ledger.open(data=tmp_path / "other") as other:
        other.add_articles([an_article("theirs")], seen_at=hour(0))
    with Ledger.open(data=tmp_path) as ledger:
        ledger.add_articles([an_article("ours")], seen_at=hour(0))
        for file in tmp_path.glob("volteface.db*"):
            file.unlink()
        (tmp_path / "other" / "volteface.db").rename(tmp_path / "volteface.db")
        ledger.add_run(RunReport("ingest", START))

        assert [article.id for article in ledger.articles()] == ["theirs"]
        assert ledger.runs() == [RunReport("ingest", START)]


@pytest.mark.postgres
def test_a_server_that_restarts_loses_nothing(postgres, postgres_address, tmp_path):
    url = postgres_address
    with Ledger.open(url, data=tmp_path) as ledger:
        ledger.add_run(RunReport("ingest", START))
        postgres.cut_connections(url)
        ledger.add_run(RunReport("backfill", START))

        assert [run.flow for run in ledger.runs()] == ["backfill", "ingest"]


@pytest.mark.postgres
def test_a_connection_lost_in_the_middle_of_a_write_undoes_it(postgres, postgres_address, tmp_path):
    url = postgres_address
    with Ledger.open(url, data=tmp_path) as ledger:

        def interrupted() -> None:
            with ledger.database.writing() as connection:
                connection.exec_driver_sql("INSERT INTO article VALUES ('a1', now())")
                postgres.cut_connections(url)
                connection.exec_driver_sql("INSERT INTO article VALUES ('a2', now())")

        with pytest.raises(LedgerUnavailable, match="cannot be reached"):
            interrupted()
        assert ledger.add_articles([an_article("a1"), an_article("a2")], seen_at=hour(0)) == 2


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://root@localhost/news", "lives in SQLite or PostgreSQL, not in mysql"),
        ("not a url", "is not a URL"),
        ("postgresql://reader:secret@127.0.0.1:1/news", "cannot be reached"),
    ],
)
def test_an_address_that_cannot_work_is_refused_in_one_sentence_without_its_password(tmp_path, url, says):
    with pytest.raises(LedgerError, match=says) as caught:
        Ledger.open(url, data=tmp_path)

    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.postgres
def test_a_database_that_does_not_exist_is_not_waited_for(postgres, tmp_path):
    url = postgres.fresh()
    postgres.drop(url)
    with pytest.raises(LedgerError, match="refuses the connection: check its name, user and password") as caught:
        Ledger.open(url, data=tmp_path)

    assert not isinstance(caught.value, LedgerUnavailable)


def test_a_full_disk_says_so_and_leaves_the_ledger_as_it_was(tmp_path):
    with Ledger.open(data=tmp_path) as ledger:
        ledger.add_articles([an_article("a1")], seen_at=hour(0))

        def as_large_as_it_gets(connection, _record, _proxy):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 2}")

        from sqlalchemy import event

        event.listen(ledger.database.engine, "checkout", as_large_as_it_gets)
        with pytest.raises(LedgerUnavailable, match="the disk is full"):
            ledger.add_articles([an_article(f"b{number}") for number in range(300)], seen_at=hour(1))
        event.remove(ledger.database.engine, "checkout", as_large_as_it_gets)

        assert [article.id for article in ledger.articles()] == ["a1"]


class Refusing:
    """A cursor on a new ledger that another process is setting up: its log is refused so many times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def execute(self, sentence: str) -> Refusing:
        if sentence.endswith("=WAL") and self.times:
            self.times -= 1
            raise sqlite3.OperationalError("database is locked")
        return self

    def fetchone(self) -> tuple[str]:
        return ("delete",)


def test_of_two_that_open_a_new_ledger_at_once_the_second_waits_for_the_first():
    refused = Refusing(times=3)
    _write_ahead(refused, until=time.monotonic() + 10)
    assert refused.times == 0

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        _write_ahead(Refusing(times=1_000), until=time.monotonic())
