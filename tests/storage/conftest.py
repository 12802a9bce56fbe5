"""The same ledger twice: every test that takes `ledger` or `address` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import SQLModel

from storage.ledger import Ledger
from tests.postgres import Postgres, postgres_server

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def shared(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One PostgreSQL ledger that many tests use in turn: making a database costs more than most tests."""
    url = postgres.fresh()
    Ledger.open(url, data=tmp_path_factory.mktemp("data")).close()
    return url


@pytest.fixture
def postgres_address(shared: str, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty ledger on PostgreSQL. The test leaves its schema as it is."""
    yield shared
    with Ledger.open(shared, data=tmp_path) as used, used.database.writing() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(delete(table))


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty ledger. The test leaves its schema as it is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'volteface.db'}"
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture(params=BOTH)
def own_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any tables, which the test may do with as it likes."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'volteface.db'}"
        return
    server = request.getfixturevalue("postgres")
    url = server.fresh()
    yield url
    server.drop(url)


@pytest.fixture
def ledger(address: str, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(address, data=tmp_path) as opened:
        yield opened
