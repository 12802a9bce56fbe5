"""The same ledger twice: every test that takes `ledger` or `address` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from storage.ledger import Ledger
from tests.postgres import Postgres, postgres_server

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with postgres_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database that holds an empty ledger."""
    url = postgres.fresh()
    Ledger.open(url, data=tmp_path_factory.mktemp("data")).close()
    return str(make_url(url).database)


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty ledger."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'volteface.db'}"
        return
    server, template = request.getfixturevalue("postgres"), request.getfixturevalue("template")
    url = server.fresh(template=template)
    yield url
    server.drop(url)


@pytest.fixture
def ledger(address: str, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(address, data=tmp_path) as opened:
        yield opened
