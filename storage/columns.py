"""Column types that behave alike on SQLite and PostgreSQL: instants, keys, compressed documents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import zstandard
from sqlalchemy import DateTime, Dialect, LargeBinary, String, TypeDecorator
from sqlalchemy.types import TypeEngine

# SQLite compares text by bytes; PostgreSQL by the database's locale unless told. Without this, "Éire" sorts
# differently on the two and exports stop being identical (test_copying).
Key = String().with_variant(String(collation="C"), "postgresql")

_ISO = "%Y-%m-%dT%H:%M:%S.%fZ"


def as_utc(instant: datetime) -> datetime:
    """Raises ValueError for a naive datetime: an instant without an offset is a guess."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {instant.isoformat()}")
    return instant.astimezone(UTC)


def storable(value: Any) -> Any:
    """PostgreSQL has no character for NUL, and one in a feed's title must not cost the feed: both keep U+FFFD."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value


class Instant(TypeDecorator[datetime]):
    """A UTC-aware datetime. SQLite has no such type: there it is fixed-width text, which sorts as time does."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        native = dialect.name == "postgresql"
        return dialect.type_descriptor(DateTime(timezone=True) if native else String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        instant = as_utc(value)
        if dialect.name == "postgresql":
            return instant
        return f"{instant.year:04d}{instant.strftime(_ISO)[-23:]}"  # %Y does not pad years below 1000

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else datetime.fromisoformat(value)


class Compressed(TypeDecorator[bytes]):
    """Bytes, compressed with Zstandard on the way in."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zstandard.compress(value, 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zstandard.decompress(value)
