"""What we remember of the sites we ask: when we may ask again, what they answered, and what an entry was called."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.domain.article import Look


class Standing(StrEnum):
    """How a source stands. GONE and BLOCKED end polling until a person says otherwise; DORMANT is probed weekly."""

    LIVE = "live"
    FAILING = "failing"
    DORMANT = "dormant"
    GONE = "gone"  # 410: its articles are withdrawn
    BLOCKED = "blocked"  # 401, 403, 451 or robots.txt: no disguise, tell the operator


@dataclass(frozen=True, slots=True)
class SourceState:
    """Where polling of one source stands. Saved before a request (`asked_at`) and again after it.

    `url` is where permanent redirects have led. `etag` and `modified` are the newest validators, byte for
    byte. `rule` names what set `next_at`, in words that `volteface why` prints.
    """

    source: str
    url: str | None = None
    standing: Standing = Standing.LIVE
    asked_at: datetime | None = None
    unconditional_at: datetime | None = None  # when it was last asked without a validator
    answered_at: datetime | None = None
    changed_at: datetime | None = None  # when it last brought other bytes
    next_at: datetime | None = None
    rule: str = ""
    etag: str | None = None
    modified: str | None = None
    body: str | None = None  # hash of the newest stored feed body
    failures: int = 0
    failing_since: datetime | None = None
    interval: int = 3600  # seconds between polls, adapted to the feed's own rhythm
    rhythm: int = 604800  # seconds between its articles, as its own dates tell
    ttl: int = 0  # seconds the feed itself asks for (ttl, sy:updatePeriod)
    skip_hours: tuple[int, ...] = ()  # GMT
    skip_days: tuple[str, ...] = ()  # Monday ... Sunday, GMT
    taken: int = 0  # how far into a feed too long for one reading we have come; 0: all of it
    listed: str | None = None  # the address the pack gave when it was last asked
    note: str = ""  # the last condition worth telling, one plain sentence


@dataclass(frozen=True, slots=True)
class HostState:
    """What holds for every address of one origin (`https://example.org`): its robots.txt and its next allowed time."""

    origin: str
    next_at: datetime | None = None
    rule: str = ""
    robots_at: datetime | None = None  # when robots.txt was last asked for
    robots_status: int | None = None  # None: never answered
    robots: str = ""  # its text, cut at 512 KB
    free_at: datetime | None = None  # until then a process asks it, or keeps the pause after its request


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request as it was made. `status` None: no answer. `rule` and `next_at`: what the answer set for the next."""

    at: datetime
    origin: str
    url: str
    purpose: str  # feed, page, robots, sitemap, discovery
    source: str | None
    conditional: bool
    status: int | None
    size: int  # bytes on the wire
    seconds: float
    next_at: datetime | None = None
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredBody:
    """Bytes as received, decoded from their transfer coding only. `hash` is their address."""

    hash: str
    data: bytes
    url: str
    fetched_at: datetime
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item of a feed as it stands there. Everything may be missing; dates are raw strings."""

    guid: str | None
    link: str | None
    title: str | None
    summary: str | None = None  # markup as found, never shown unsanitised
    content: str | None = None  # the full text, when the feed has it
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    position: int = 0  # place in the document, from 0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class EntryKey:
    """One name under which a source listed an article (`guid:...`, `link:...`, `title:...`, `content:...`)."""

    source: str
    key: str
    article: str


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Where the re-checking of one article's page stands. `rung` counts the checks made on the ladder."""

    article: str
    url: str
    first_seen: datetime
    checked_at: datetime | None = None
    next_at: datetime | None = None
    rung: int = 0
    rule: str = ""
    etag: str | None = None
    modified: str | None = None
    body: str | None = None  # hash of the newest body
    page_updated: str | None = None  # the page's own "updated", raw
    status: int | None = None
    failures: int = 0
    withdrawn_at: datetime | None = None


class ChangeKind(StrEnum):
    """What an edit changed. Ordered from nothing to most telling; one change can be several kinds."""

    NONE = "none"
    FURNITURE = "furniture"
    TYPOGRAPHIC = "typographic"
    WORDING = "wording"
    DELETION = "deletion"
    HEADLINE = "headline"
    NUMERIC = "numeric"
    ATTRIBUTION = "attribution"
    QUOTE = "quote"
    CORRECTION = "correction_notice"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Edit:
    """One contiguous edit between two texts, by code-point offsets into each."""

    kind: ChangeKind
    before: tuple[int, int]
    after: tuple[int, int]
    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class Change:
    """How one revision differs from the one before. `stealth`: text changed, the page's own "updated" did not."""

    article: str
    before: str  # revision id
    after: str  # revision id
    kinds: tuple[ChangeKind, ...]
    edits: tuple[Edit, ...] = ()
    stealth: bool = False
    touched_only: bool = False  # the reverse: "updated" moved, the text did not
    look: Look = Look.RECHECK
    note: str = ""

    @property
    def kind(self) -> ChangeKind:
        """The most telling kind."""
        order = list(ChangeKind)
        return max(self.kinds, key=order.index, default=ChangeKind.NONE)


@dataclass(frozen=True, slots=True)
class SyndicationGroup:
    """Articles that carry the same text. `first` is the earliest seen; the others are kept, and count once."""

    first: str
    copies: tuple[str, ...] = field(default=())
    similarity: float = 1.0
