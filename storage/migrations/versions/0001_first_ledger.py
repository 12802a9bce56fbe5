"""The first ledger."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Key

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "admission",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", Key, nullable=False),
        sa.Column("admitted", sa.Boolean(), nullable=False),
        sa.Column("gate", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("judged_at", Instant, nullable=False),
        sa.Column("superseded_at", Instant, nullable=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("admission_at", "admission", ["statement", "judged_at"], unique=False)
    op.create_index(
        "admission_current",
        "admission",
        ["statement"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "article",
        sa.Column("id", Key, nullable=False),
        sa.Column("first_seen_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "body",
        sa.Column("hash", Key, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("content_type", sa.String, nullable=False),
        sa.Column("etag", sa.String, nullable=True),
        sa.Column("modified", sa.String, nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("fetched_at", Instant, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index(op.f("ix_body_fetched_at"), "body", ["fetched_at"], unique=False)
    op.create_table(
        "change",
        sa.Column("article", Key, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("before", Key, nullable=False),
        sa.Column("after", Key, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("stealth", sa.Boolean(), nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("article", "seen_at", "before", "after"),
    )
    op.create_table(
        "conclusion",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finding", Key, nullable=False),
        sa.Column("stakeholder", Key, nullable=False),
        sa.Column("proposition", Key, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("change", sa.String, nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("concluded_at", Instant, nullable=False),
        sa.Column("superseded_at", Instant, nullable=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("conclusion_at", "conclusion", ["concluded_at"], unique=False)
    op.create_index(
        "conclusion_current",
        "conclusion",
        ["finding"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_index("conclusion_of_finding", "conclusion", ["finding", "concluded_at"], unique=False)
    op.create_index("conclusion_of_series", "conclusion", ["stakeholder", "proposition"], unique=False)
    op.create_table(
        "correction",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", Key, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("statement", "kind", "note", "at"),
    )
    op.create_index(op.f("ix_correction_statement"), "correction", ["statement"], unique=False)
    op.create_table(
        "digest",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("since", Instant, nullable=True),
        sa.Column("until", Instant, nullable=False),
        sa.Column("as_of", Instant, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("path", "until", "as_of", "sha256"),
    )
    op.create_table(
        "entry_key",
        sa.Column("source", Key, nullable=False),
        sa.Column("key", Key, nullable=False),
        sa.Column("article", Key, nullable=False),
        sa.PrimaryKeyConstraint("source", "key", "article"),
    )
    op.create_table(
        "host_state",
        sa.Column("origin", Key, nullable=False),
        sa.Column("next_at", Instant, nullable=True),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("origin"),
    )
    op.create_table(
        "pack",
        sa.Column("digest", Key, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "page_check",
        sa.Column("article", Key, nullable=False),
        sa.Column("next_at", Instant, nullable=True),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_index(op.f("ix_page_check_next_at"), "page_check", ["next_at"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("stage", Key, nullable=False),
        sa.Column("thing", Key, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("transient", sa.Boolean(), nullable=False),
        sa.Column("first_at", Instant, nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stage", "thing"),
    )
    op.create_table(
        "request",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("origin", Key, nullable=False),
        sa.Column("source", Key, nullable=True),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index(op.f("ix_request_at"), "request", ["at"], unique=False)
    op.create_index("request_of_origin", "request", ["origin", "at"], unique=False)
    op.create_table(
        "run",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("flow", sa.String, nullable=False),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index(op.f("ix_run_started_at"), "run", ["started_at"], unique=False)
    op.create_table(
        "series",
        sa.Column("stakeholder", Key, nullable=False),
        sa.Column("proposition", Key, nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stakeholder", "proposition"),
    )
    op.create_index(
        "series_pending",
        "series",
        ["stakeholder", "proposition"],
        unique=False,
        sqlite_where=sa.text("judged < touched"),
        postgresql_where=sa.text("judged < touched"),
    )
    op.create_table(
        "source_state",
        sa.Column("source", Key, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("next_at", Instant, nullable=True),
        sa.Column("record", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "syndication",
        sa.Column("copy", Key, nullable=False),
        sa.Column("first", Key, nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("noted_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("copy"),
    )
    op.create_index(op.f("ix_syndication_first"), "syndication", ["first"], unique=False)
    op.create_table(
        "article_version",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", Key, nullable=False),
        sa.Column("source", Key, nullable=False),
        sa.Column("url", sa.String, nullable=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("outlet", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("superseded_at", Instant, nullable=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("article_version_at", "article_version", ["article", "seen_at"], unique=False)
    op.create_index(
        "article_version_current",
        "article_version",
        ["article"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "revision",
        sa.Column("id", Key, nullable=False),
        sa.Column("article", Key, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("look", sa.String, nullable=False),
        sa.Column("extractor", sa.String, nullable=False),
        sa.Column("body", Key, nullable=True),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_revision_body"), "revision", ["body"], unique=False)
    op.create_index(op.f("ix_revision_seen_at"), "revision", ["seen_at"], unique=False)
    op.create_index("revision_of_article", "revision", ["article", "seen_at", "id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", Key, nullable=False),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("pack", sa.String, nullable=False),
        sa.Column("read_at", Instant, nullable=False),
        sa.Column("superseded_at", Instant, nullable=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("unknown_speakers", sa.String, nullable=False),
        sa.Column("attributions", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["revision"],
            ["revision.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("reading_at", "reading", ["revision", "read_at"], unique=False)
    op.create_index(
        "reading_current",
        "reading",
        ["revision"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "sighting",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", Key, nullable=False),
        sa.Column("digest", Key, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("superseded_at", Instant, nullable=True),
        sa.Column("look", sa.String, nullable=False),
        sa.Column("body", Key, nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["digest"],
            ["revision.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("sighting_at", "sighting", ["article", "seen_at"], unique=False)
    op.create_index(
        "sighting_current",
        "sighting",
        ["article"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "reading_check",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("reader", Key, nullable=False),
        sa.Column("pack", Key, nullable=False),
        sa.Column("article_version", sa.Integer(), nullable=False),
        sa.Column("checked_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_version"],
            ["article_version.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["reading.seq"],
        ),
        sa.PrimaryKeyConstraint("reading", "reader", "pack", "article_version"),
    )
    op.create_table(
        "statement",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", Key, nullable=False),
        sa.Column("revision", Key, nullable=False),
        sa.Column("stakeholder", Key, nullable=False),
        sa.Column("person", sa.String, nullable=True),
        sa.Column("proposition", Key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Integer(), nullable=False),
        sa.Column("directness", sa.String, nullable=False),
        sa.Column("modality", sa.String, nullable=False),
        sa.Column("said_first", sa.Date(), nullable=True),
        sa.Column("said_last", sa.Date(), nullable=True),
        sa.Column("said_precision", sa.String, nullable=True),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["reading.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["revision"],
            ["revision.id"],
        ),
        sa.PrimaryKeyConstraint("reading", "place"),
        sa.UniqueConstraint("reading", "id"),
    )
    op.create_index(op.f("ix_statement_id"), "statement", ["id"], unique=False)
    op.create_index(op.f("ix_statement_revision"), "statement", ["revision"], unique=False)
    op.create_index(
        "statement_of_series", "statement", ["stakeholder", "proposition", "said_first", "id"], unique=False
    )
