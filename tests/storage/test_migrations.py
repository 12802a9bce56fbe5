from __future__ import annotations

import shutil
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from storage import migrations
from storage.database import Database
from storage.domain.errors import LedgerError, NewerLedger
from storage.ledger import Ledger
from tests.storage.builders import a_revision, an_article, hour
from tests.storage.children import child

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{previous}"


def upgrade() -> None:
    op.add_column("article", sa.Column("mood", sa.String(), nullable=False, server_default="calm"))
    op.create_table("mood", sa.Column("name", sa.String(), primary_key=True))
    op.execute("{last}")
"""


@pytest.fixture
def next_release(tmp_path, monkeypatch):
    """Call it to make this the release after: one more migration, whose last statement is given."""

    def release(last: str = "INSERT INTO mood VALUES ('calm')") -> None:
        folder = tmp_path / "versions"
        shutil.copytree(migrations.VERSIONS, folder, dirs_exist_ok=True)
        text = NEXT_STEP.format(previous=migrations.steps()[-1], last=last)
        (folder / "9001_moods.py").write_text(text)
        monkeypatch.setattr(migrations, "VERSIONS", folder)

    return release


def filled(address: str, folder: Path) -> None:
    with Ledger.open(address, data=folder) as ledger:
        ledger.add_articles([an_article(f"a{number}") for number in range(20)], seen_at=hour(0))
        ledger.add_revisions([a_revision(f"a{number}") for number in range(20)])


def one_value(address: str, folder: Path, query: str) -> object:
    database = Database(address, data=folder)
    with database.reading() as connection:
        found = connection.exec_driver_sql(query).scalar()
    database.close()
    return found


def test_the_migrations_build_exactly_the_tables_that_the_code_knows(ledger):
    with ledger.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_steps_are_numbered_without_gaps():
    assert migrations.steps() == [f"{number:04}" for number in range(1, len(migrations.steps()) + 1)]


def test_a_ledger_of_the_release_before_is_brought_up_with_its_data(own_address, tmp_path, next_release):
    filled(own_address, tmp_path)
    next_release()
    with Ledger.open(own_address, data=tmp_path) as ledger:
        assert len(list(ledger.revisions())) == 20

    assert one_value(own_address, tmp_path, "SELECT count(*) FROM article WHERE mood = 'calm'") == 20
    assert one_value(own_address, tmp_path, "SELECT version_num FROM alembic_version") == "9001"


def test_an_empty_database_climbs_all_steps(tmp_path, next_release):
    next_release()
    Ledger.open(data=tmp_path).close()

    assert one_value(f"sqlite:///{tmp_path / 'volteface.db'}", tmp_path, "SELECT name FROM mood") == "calm"


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(own_address, tmp_path, next_release, monkeypatch):
    filled(own_address, tmp_path)
    released = migrations.VERSIONS
    next_release(last="INSERT INTO nowhere VALUES (1)")
    with pytest.raises(LedgerError):
        Ledger.open(own_address, data=tmp_path)

    monkeypatch.setattr(migrations, "VERSIONS", released)
    with Ledger.open(own_address, data=tmp_path) as ledger:
        assert len(list(ledger.articles())) == 20


def test_going_back_to_the_release_before_is_refused(own_address, tmp_path, next_release, monkeypatch):
    released = migrations.VERSIONS
    next_release()
    filled(own_address, tmp_path)
    monkeypatch.setattr(migrations, "VERSIONS", released)

    with pytest.raises(NewerLedger, match="never taken back to an older form"):
        Ledger.open(own_address, data=tmp_path)


def test_several_processes_may_create_one_ledger_at_once(own_address, tmp_path):
    gate = get_context("fork").Barrier(4)

    def open_with_the_others() -> str:
        gate.wait()
        Ledger.open(own_address, data=tmp_path).close()
        return "opened"

    assert [each.answer() for each in [child(open_with_the_others) for _ in range(4)]] == ["opened"] * 4
