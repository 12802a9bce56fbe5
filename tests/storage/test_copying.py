from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel

from storage.copying import copy
from storage.domain.errors import LedgerError
from storage.ledger import Ledger
from tests.storage.builders import an_article, hour
from tests.storage.sample import fill, print_of


@pytest.fixture
def full(ledger) -> Ledger:
    fill(ledger)
    return ledger


@pytest.fixture
def another(tmp_path):
    with Ledger.open(data=tmp_path / "another") as opened:
        yield opened


def test_the_sample_has_something_in_every_table(full):
    with full.database.reading() as connection:
        empty = [
            table.name
            for table in SQLModel.metadata.sorted_tables
            if not connection.execute(select(func.count()).select_from(table)).scalar()
        ]

    assert empty == []


@pytest.mark.postgres
def test_a_ledger_goes_from_sqlite_to_postgresql_and_back_unchanged(postgres, another, tmp_path):
    fill(another)
    with (
        Ledger.open(postgres.fresh(), data=tmp_path) as server,
        Ledger.open(data=tmp_path / "back") as back,
    ):
        there = copy(another, server)
        again = copy(server, back)

        assert there == again
        assert print_of(another) == print_of(server) == print_of(back) == there.fingerprint
        assert [article.id for article in server.articles()] == ["a1", "zebra", "Écho"]
        assert server.held() == another.held() == back.held()


def test_a_copy_can_be_worked_on_like_the_original(full, another):
    copy(full, another)
    for ledger in (full, another):
        ledger.add_articles([an_article("a1", title="Guild hardens its view"), an_article("new")], seen_at=hour(9))

    assert print_of(full) == print_of(another)


def test_a_ledger_that_is_not_empty_is_not_copied_over_unless_told(full, another):
    another.add_articles([an_article("mine")], seen_at=hour(0))
    before = print_of(another)
    with pytest.raises(LedgerError, match=r"another/volteface\.db is not empty"):
        copy(full, another)
    assert print_of(another) == before

    copy(full, another, replace=True)
    assert print_of(another) == print_of(full)


def test_a_copy_that_fails_half_way_leaves_the_target_as_it_was(full, another, monkeypatch):
    another.add_articles([an_article("mine")], seen_at=hour(0))
    before = print_of(another)
    monkeypatch.setattr("storage.copying.fingerprint", lambda connection: None)
    with pytest.raises(LedgerError, match="came out different and was not kept"):
        copy(full, another, replace=True)

    assert print_of(another) == before


def test_a_ledger_is_not_copied_onto_itself(full, address, tmp_path):
    with Ledger.open(address, data=tmp_path) as same, pytest.raises(LedgerError, match="onto itself"):
        copy(full, same, replace=True)


def test_what_is_written_during_a_copy_is_not_half_in_it(full, another, monkeypatch):
    from storage import copying

    original = copying._copy_table

    def meanwhile(here, there, table, checksum):
        if there is not None and table.name == "revision":
            full.add_articles([an_article("late")], seen_at=hour(9))
        return original(here, there, table, checksum)

    monkeypatch.setattr(copying, "_copy_table", meanwhile)
    copy(full, another)

    assert another.article("late") is None
    assert full.article("late") is not None
