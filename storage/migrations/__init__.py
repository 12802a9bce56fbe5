"""The ledger's schema, one numbered step at a time; up only."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, inspect, text

from storage.domain.errors import LedgerError, NewerLedger


class Migratable(Protocol):
    """A database that can be asked where it stands, and changed by one at a time."""

    name: str

    def reading(self) -> AbstractContextManager[Connection]: ...
    def writing(self) -> AbstractContextManager[Connection]: ...


HOME = Path(__file__).parent
VERSIONS = HOME / "versions"
_STEP = re.compile(r"(\d{4})_\w+\.py")


def steps() -> list[str]:
    """Return the numbers of all migrations, oldest first."""
    return sorted(match[1] for file in VERSIONS.iterdir() if (match := _STEP.fullmatch(file.name)))


def upgrade(database: Migratable) -> None:
    """Bring the schema up to date. Two processes may do so at once: the second finds nothing left to do."""
    with database.reading() as connection:
        if _version(connection, database.name) == steps()[-1]:
            return
    with database.writing() as connection:
        if _version(connection, database.name) != steps()[-1]:
            _climb(connection)


def _version(connection: Connection, name: str) -> str | None:
    """Return the step the database stands at; None when it is empty. A database we do not know is left alone."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise LedgerError(
                f"The database {name} holds something else than a ledger: {', '.join(sorted(tables)[:3])}."
            )
        return None
    stands_at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if stands_at is not None and stands_at not in steps():
        raise NewerLedger(
            f"The ledger {name} was written by a newer version of Volteface (schema {stands_at}, this version knows "
            f"{steps()[-1]}): upgrade Volteface; a ledger is never taken back to an older form."
        )
    return None if stands_at is None else str(stands_at)


def _climb(connection: Connection) -> None:
    # Alembic takes 0.1 s to import: only those who migrate pay for it.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HOME).replace("%", "%%"))
    config.set_main_option("version_locations", str(VERSIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    command.upgrade(config, "head")
