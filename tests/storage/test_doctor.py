from __future__ import annotations

import sqlite3

import pytest

from storage.doctor import damage, examine
from storage.ledger import Ledger
from tests.storage.builders import a_reading, a_revision, a_statement, an_article, hour
from tests.storage.sample import HASH, fill


@pytest.fixture
def full(ledger) -> Ledger:
    fill(ledger)
    return ledger


def spoil(ledger: Ledger, statement: str) -> None:
    with ledger.database.writing() as connection:
        connection.exec_driver_sql(statement)


def test_a_ledger_in_order_has_no_ailments(full):
    assert examine(full) == []


def test_a_statement_that_a_reading_names_twice_is_no_ailment(full):
    revision = a_revision("zebra", text="The guild says so twice.")
    twice = a_statement(revision)
    full.add_revisions([revision])
    full.add_readings([a_reading(revision, twice, twice)], read_at=hour(9))

    assert examine(full) == []


def test_a_record_that_was_altered_is_named(full):
    spoil(
        full,
        """UPDATE conclusion SET record = replace(record, '"confidence":0.875', '"confidence":0.975') WHERE held""",
    )

    assert any("of conclusion is not what it was" in ailment.message for ailment in examine(full))


def test_records_of_a_release_that_knew_fewer_fields_are_no_ailment(full, monkeypatch):

    from storage import codec

    original = codec.encode

    def with_a_new_field(thing):
        return original(thing).replace('"trail":', '"mood":null,"trail":')

    monkeypatch.setattr("storage.mapping.encode", with_a_new_field)
    assert examine(full) == []


def test_an_empty_ledger_has_no_ailments(ledger):
    assert examine(ledger) == []


@pytest.mark.parametrize(
    ("done", "where", "says"),
    [
        ("DELETE FROM body", "revision", f"1 revisions refer to a body that was never stored: the first is {HASH}."),
        ("UPDATE admission SET statement = 'x'", "admission", "2 admissions are of a statement that is not there"),
        ("UPDATE page_check SET article = 'x'", "page_check", "1 page checks are of an article that is not there"),
        ("UPDATE statement SET stance = 0 WHERE stance = 2", "statement", "does not say what its record says: stance"),
        ("UPDATE article_version SET title = 'x' WHERE seq = 1", "article_version", "what its record says: title"),
        (
            "UPDATE reading SET digest = 'x' WHERE seq = 1",
            "reading",
            "The record of row 1 of reading is not what it was",
        ),
        ("UPDATE conclusion SET status = 'contested' WHERE seq = 1", "conclusion", "its record says: status"),
        (
            "UPDATE reading SET superseded_at = read_at WHERE seq = 1",
            "reading",
            "entries do not end where the next begins",
        ),
        ("DELETE FROM conclusion WHERE seq = 2", "conclusion", "1 entries do not end where the next begins"),
    ],
)
def test_what_is_wrong_is_named(full, done, where, says):
    spoil(full, done)

    assert [ailment for ailment in examine(full) if ailment.where == where and says in ailment.message]


def test_bytes_that_have_changed_are_named(full):
    from sqlalchemy import update

    from storage.observations import BODY, REVISION

    with full.database.writing() as connection:
        connection.execute(update(BODY).values(content=b"other"))
        connection.execute(update(REVISION).where(REVISION.c.article == "a1").values(text=b"No guild backs the ban."))
    messages = " ".join(ailment.message for ailment in examine(full))

    assert f"The bytes stored under {HASH} are not those they were." in messages
    assert "The text of revision" in messages
    assert "is not what revision" in messages


def test_what_sqlite_finds_wrong_with_its_file_is_told(tmp_path):
    with Ledger.open(data=tmp_path) as ledger:
        fill(ledger)
    with sqlite3.connect(tmp_path / "volteface.db") as vandal:
        vandal.execute("PRAGMA foreign_keys=OFF")
        vandal.execute("DELETE FROM article WHERE id = 'a1'")
    with Ledger.open(data=tmp_path) as ledger:
        assert any("of revision refers to a row of article that is not there" in problem for problem in damage(ledger))
        assert {ailment.where for ailment in examine(ledger)} == {"file"}


def test_examining_changes_nothing(full):
    from tests.storage.sample import print_of

    before = print_of(full)
    examine(full)
    assert print_of(full) == before


def test_a_body_emptied_by_retention_is_no_ailment(full):
    assert full.drop_bodies(before=hour(99)) == 1
    assert examine(full) == []


def test_a_ledger_worked_on_by_late_arrivals_stays_in_order(full):
    full.add_articles([an_article("a1", title="As first seen")], seen_at=hour(0))
    full.add_articles([an_article("a1", title="In between")], seen_at=hour(3))

    assert examine(full) == []


def test_a_statement_whose_series_was_lost_would_never_be_judged_and_is_told(full):
    spoil(full, "DELETE FROM series")

    assert any("of a series that is not there" in ailment.message for ailment in examine(full))


def test_rows_that_cannot_be_read_are_an_ailment_beside_the_others(full):
    from sqlalchemy import text

    with full.database.writing() as connection:
        connection.execute(text("UPDATE revision SET text = :spoilt"), {"spoilt": b"no longer what was compressed"})
    spoil(full, "DELETE FROM series")

    told = [ailment.message for ailment in examine(full)]
    assert any(message.startswith("Some rows cannot be read, the check of revisions stopped") for message in told)
    assert any("of a series that is not there" in message for message in told)
