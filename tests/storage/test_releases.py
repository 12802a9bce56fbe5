"""A ledger of every earlier release opens in this one and tells what it told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from storage.doctor import examine
from storage.ledger import Ledger
from tests.storage.builders import an_article, hour
from tests.storage.releases import FOLDER, expected, releases, told, told_of_bodies
from tests.storage.sample import PAGE


@pytest.fixture(params=releases())
def release(request):
    return request.param


def load(address: str, release: str) -> None:
    """Make the database as that release left it."""
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            connection.executescript((FOLDER / f"{release}.sqlite.sql").read_text(encoding="utf-8"))
    else:
        with psycopg.connect(address.replace("+psycopg", "")) as connection:
            connection.execute((FOLDER / f"{release}.postgresql.sql").read_text(encoding="utf-8"))


def test_there_is_a_dump_of_the_first_release():
    assert "0.1.0" in releases()


def test_a_ledger_of_an_earlier_release_tells_what_it_told(release, own_address, tmp_path):
    load(own_address, release)
    with Ledger.open(own_address, data=tmp_path) as ledger:
        assert list(told(ledger)) == expected(release)
        assert told_of_bodies(ledger) == PAGE
        assert examine(ledger) == []


def test_a_ledger_of_an_earlier_release_can_be_worked_on(release, own_address, tmp_path):
    load(own_address, release)
    with Ledger.open(own_address, data=tmp_path) as ledger:
        ledger.add_articles([an_article("a1", title="A title of today")], seen_at=hour(100))
        ledger.reopen()
        ledger.append([], judged=ledger.pending())

        assert ledger.pending() == {}
        assert ledger.article("a1").title == "A title of today"
        assert examine(ledger) == []


def test_dumps_hold_nothing_of_the_machine_they_were_made_on():
    for file in sorted(FOLDER.glob("*.sql")):
        assert "/tmp" not in file.read_text(encoding="utf-8"), Path(file).name
