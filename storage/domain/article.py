"""A published item, and its text as we saw it at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.domain.hashing import content_id
from storage.domain.when import When


class ArticleKind(StrEnum):
    NEWS = "news"
    INTERVIEW = "interview"
    OPINION = "opinion"
    BLOG = "blog"
    RELEASE = "release"
    SUBMISSION = "submission"
    SPEECH = "speech"
    UNKNOWN = "unknown"


class Look(StrEnum):
    """Why a revision was fetched."""

    SEED = "seed"
    FEED = "feed"
    RECHECK = "recheck"
    BACKFILL = "backfill"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Dated:
    """A publication date with its provenance. `basis` says where it stands or why it is inferred."""

    when: When
    basis: str
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class SeedArticle:
    """One line of the pack's manifest: a document of the seed set."""

    id: str
    file: str
    title: str
    outlet: str
    kind: ArticleKind
    url: str | None
    published: Dated | None
    said: Dated | None = None  # the occasion (an interview, a speech) when it differs from publication
    author: str | None = None  # stakeholder id or plain name of a first-person text
    updated: When | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A published item. It has no text: its revisions do."""

    id: str
    source: str
    url: str | None
    title: str
    outlet: str
    kind: ArticleKind = ArticleKind.UNKNOWN
    published: Dated | None = None
    said: Dated | None = None
    updated: When | None = None
    author: str | None = None  # byline or first-person author, as printed
    owner: str | None = None  # stakeholder id when this is its own channel
    file: str | None = None  # for seeds and folders: the file's name

    @property
    def occasion(self) -> When | None:
        """When its current statements were made, as far as the article tells."""
        known = self.said or self.published
        return known.when if known else None


@dataclass(frozen=True, slots=True)
class Revision:
    """The text of an article as fetched at one instant. Immutable. Offsets everywhere point into `text`."""

    article: str
    text: str
    seen_at: datetime
    look: Look
    extractor: str  # name, version and options
    body: str | None = None  # hash of the stored bytes it was extracted from

    @property
    def id(self) -> str:
        return content_id("revision", self.article, self.text)


@dataclass(frozen=True, slots=True)
class Sighted:
    """That an article showed a revision from an instant on: a text that came back is sighted again."""

    article: str
    revision: str
    seen_at: datetime
    look: Look
    body: str | None = None
