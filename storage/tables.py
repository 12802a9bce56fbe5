"""The tables of the ledger. What matters to a query is a column; the whole domain object is the `record`.

Most tables are chains: at any instant a subject (an article, a revision, a finding) has one current entry.
An entry is never changed or deleted; it learns when it was superseded, which is what makes `as_of` an index lookup.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import Compressed, Instant, Key

_CURRENT = text("superseded_at IS NULL")
_PENDING = text("judged < touched")


def table(model: type[SQLModel]) -> Table:
    return model.metadata.tables[str(model.__tablename__)]


def _one_current(name: str, subject: str) -> Index:
    """The database itself refuses a chain that forks."""
    return Index(f"{name}_current", subject, unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT)


class ArticleRow(SQLModel, table=True):
    __tablename__ = "article"
    id: str = Field(primary_key=True, sa_type=Key)
    first_seen_at: datetime = Field(sa_type=Instant)


class ArticleVersionRow(SQLModel, table=True):
    """An article's title, date and so on as we knew them from one instant to the next."""

    __tablename__ = "article_version"
    __table_args__: ClassVar = (
        _one_current("article_version", "article"),
        Index("article_version_at", "article", "seen_at"),
    )
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article: str = Field(foreign_key="article.id", sa_type=Key)
    source: str = Field(sa_type=Key)
    url: str | None
    title: str
    outlet: str
    kind: str
    published_first: date | None
    published_last: date | None
    seen_at: datetime = Field(sa_type=Instant)
    superseded_at: datetime | None = Field(sa_type=Instant)
    digest: str
    record: str


class BodyRow(SQLModel, table=True):
    """Bytes as fetched. `content` is None once retention has removed them: what was read from them stays."""

    __tablename__ = "body"
    hash: str = Field(primary_key=True, sa_type=Key)
    url: str
    content_type: str
    etag: str | None
    modified: str | None
    size: int
    fetched_at: datetime = Field(sa_type=Instant, index=True)
    content: bytes | None = Field(sa_type=Compressed)


class RevisionRow(SQLModel, table=True):
    __tablename__ = "revision"
    __table_args__: ClassVar = (Index("revision_of_article", "article", "seen_at", "id"),)
    id: str = Field(primary_key=True, sa_type=Key)
    article: str = Field(foreign_key="article.id", sa_type=Key)
    seen_at: datetime = Field(sa_type=Instant, index=True)
    look: str
    extractor: str
    body: str | None = Field(sa_type=Key, index=True)
    text: bytes = Field(sa_type=Compressed)


class SightingRow(SQLModel, table=True):
    """Which revision an article showed, from when on: a text that comes back is seen again, not stored again."""

    __tablename__ = "sighting"
    __table_args__: ClassVar = (_one_current("sighting", "article"), Index("sighting_at", "article", "seen_at"))
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article: str = Field(foreign_key="article.id", sa_type=Key)
    digest: str = Field(foreign_key="revision.id", sa_type=Key)  # the revision: identical ones are not repeated
    seen_at: datetime = Field(sa_type=Instant)
    superseded_at: datetime | None = Field(sa_type=Instant)
    look: str
    body: str | None = Field(sa_type=Key)


class ReadingRow(SQLModel, table=True):
    __tablename__ = "reading"
    __table_args__: ClassVar = (_one_current("reading", "revision"), Index("reading_at", "revision", "read_at"))
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    revision: str = Field(foreign_key="revision.id", sa_type=Key)
    reader: str
    pack: str
    read_at: datetime = Field(sa_type=Instant)
    superseded_at: datetime | None = Field(sa_type=Instant)
    digest: str
    unknown_speakers: str
    attributions: bytes = Field(sa_type=Compressed)


class ReadingCheckRow(SQLModel, table=True):
    """That a reading is what this reader, with this pack, makes of the revision and its article."""

    __tablename__ = "reading_check"
    reading: int = Field(foreign_key="reading.seq", primary_key=True)
    reader: str = Field(primary_key=True, sa_type=Key)
    pack: str = Field(primary_key=True, sa_type=Key)
    article_version: int = Field(foreign_key="article_version.seq", primary_key=True)
    checked_at: datetime = Field(sa_type=Instant)


class StatementRow(SQLModel, table=True):
    __tablename__ = "statement"
    __table_args__: ClassVar = (
        UniqueConstraint("reading", "id"),
        Index("statement_of_series", "stakeholder", "proposition", "said_first", "id"),
    )
    reading: int = Field(foreign_key="reading.seq", primary_key=True)
    place: int = Field(primary_key=True)
    id: str = Field(sa_type=Key, index=True)
    revision: str = Field(foreign_key="revision.id", sa_type=Key, index=True)
    stakeholder: str = Field(sa_type=Key)
    person: str | None
    proposition: str = Field(sa_type=Key)
    version: int
    stance: int
    directness: str
    modality: str
    said_first: date | None
    said_last: date | None
    said_precision: str | None
    seen_at: datetime = Field(sa_type=Instant)
    record: str


class SeriesRow(SQLModel, table=True):
    """`touched` counts the changes to a series' evidence; judging has caught up when `judged` equals it."""

    __tablename__ = "series"
    __table_args__: ClassVar = (
        Index("series_pending", "stakeholder", "proposition", sqlite_where=_PENDING, postgresql_where=_PENDING),
    )
    stakeholder: str = Field(primary_key=True, sa_type=Key)
    proposition: str = Field(primary_key=True, sa_type=Key)
    touched: int
    judged: int


class AdmissionRow(SQLModel, table=True):
    __tablename__ = "admission"
    __table_args__: ClassVar = (_one_current("admission", "statement"), Index("admission_at", "statement", "judged_at"))
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    statement: str = Field(sa_type=Key)
    admitted: bool
    gate: str
    reason: str
    judged_at: datetime = Field(sa_type=Instant)
    superseded_at: datetime | None = Field(sa_type=Instant)
    digest: str


class ConclusionRow(SQLModel, table=True):
    """The record holds the whole finding with its evidence: it can be told again when its statements are superseded."""

    __tablename__ = "conclusion"
    __table_args__: ClassVar = (
        _one_current("conclusion", "finding"),
        Index("conclusion_at", "concluded_at"),
        Index("conclusion_of_finding", "finding", "concluded_at"),
        Index("conclusion_of_series", "stakeholder", "proposition"),
    )
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    finding: str = Field(sa_type=Key)
    stakeholder: str = Field(sa_type=Key)
    proposition: str = Field(sa_type=Key)
    kind: str
    status: str
    change: str
    held: bool
    concluded_at: datetime = Field(sa_type=Instant)
    superseded_at: datetime | None = Field(sa_type=Instant)
    digest: str
    record: str


class CorrectionRow(SQLModel, table=True):
    __tablename__ = "correction"
    __table_args__: ClassVar = (UniqueConstraint("statement", "kind", "note", "at"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    statement: str = Field(sa_type=Key, index=True)
    kind: str
    note: str
    at: datetime = Field(sa_type=Instant)


class RunRow(SQLModel, table=True):
    __tablename__ = "run"
    __table_args__: ClassVar = (UniqueConstraint("digest"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    flow: str
    started_at: datetime = Field(sa_type=Instant, index=True)
    digest: str
    record: str


class QuarantineRow(SQLModel, table=True):
    __tablename__ = "quarantine"
    stage: str = Field(primary_key=True, sa_type=Key)
    thing: str = Field(primary_key=True, sa_type=Key)
    message: str
    transient: bool
    first_at: datetime = Field(sa_type=Instant)
    last_at: datetime = Field(sa_type=Instant)
    times: int


class DigestRow(SQLModel, table=True):
    __tablename__ = "digest"
    __table_args__: ClassVar = (UniqueConstraint("path", "until", "as_of", "sha256"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    path: str
    since: datetime | None = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    as_of: datetime = Field(sa_type=Instant)
    sha256: str


class PackRow(SQLModel, table=True):
    """A sector pack as it was, so that a reading made with it can be understood later."""

    __tablename__ = "pack"
    digest: str = Field(primary_key=True, sa_type=Key)
    record: bytes = Field(sa_type=Compressed)


class SourceStateRow(SQLModel, table=True):
    __tablename__ = "source_state"
    source: str = Field(primary_key=True, sa_type=Key)
    standing: str
    next_at: datetime | None = Field(sa_type=Instant)
    record: str


class HostStateRow(SQLModel, table=True):
    __tablename__ = "host_state"
    origin: str = Field(primary_key=True, sa_type=Key)
    next_at: datetime | None = Field(sa_type=Instant)
    record: str


class RequestRow(SQLModel, table=True):
    __tablename__ = "request"
    __table_args__: ClassVar = (UniqueConstraint("digest"), Index("request_of_origin", "origin", "at"))
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant, index=True)
    origin: str = Field(sa_type=Key)
    source: str | None = Field(sa_type=Key)
    purpose: str
    status: int | None
    digest: str
    record: str


class EntryKeyRow(SQLModel, table=True):
    """A name under which a source listed an article. One name can come to mean several articles."""

    __tablename__ = "entry_key"
    source: str = Field(primary_key=True, sa_type=Key)
    key: str = Field(primary_key=True, sa_type=Key)
    article: str = Field(primary_key=True, sa_type=Key)


class PageCheckRow(SQLModel, table=True):
    __tablename__ = "page_check"
    article: str = Field(primary_key=True, sa_type=Key)
    next_at: datetime | None = Field(sa_type=Instant, index=True)
    record: str


class ChangeRow(SQLModel, table=True):
    """How an article's text changed, once for each time it was seen to change so."""

    __tablename__ = "change"
    article: str = Field(primary_key=True, sa_type=Key)
    seen_at: datetime = Field(primary_key=True, sa_type=Instant)
    before: str = Field(primary_key=True, sa_type=Key)
    after: str = Field(primary_key=True, sa_type=Key)
    kind: str
    stealth: bool
    record: str


class SyndicationRow(SQLModel, table=True):
    __tablename__ = "syndication"
    copy_: str = Field(primary_key=True, sa_type=Key, sa_column_kwargs={"name": "copy"})
    first: str = Field(sa_type=Key, index=True)
    similarity: float
    noted_at: datetime = Field(sa_type=Instant)


class NoticeRow(SQLModel, table=True):
    """A finding that was announced in a channel. One that is announced is never announced there again."""

    __tablename__ = "notice"
    finding: str = Field(primary_key=True, sa_type=Key)
    channel: str = Field(primary_key=True, sa_type=Key)
    at: datetime = Field(sa_type=Instant)
