"""Where articles come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    FEED = "feed"  # RSS, Atom, RDF, JSON Feed, news sitemap: found out by looking
    PAGE = "page"  # a news page without a feed: listed, not polled
    FOLDER = "folder"
    SEEDS = "seeds"


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, site or folder. `outlet` groups sources of a publisher; `owner`: the stakeholder whose channel it is."""

    id: str
    name: str
    kind: SourceKind
    url: str | None
    owner: str | None = None  # stakeholder id: what it publishes there is its own channel
    outlet: str | None = None
    country: str = "GB"
    timezone: str = "Europe/London"
    expected_per_week: tuple[int, int] | None = None  # volume outside of it is worth a look
    seen: str | None = None  # how well the address is known: strong, medium, pattern, weak, unconfirmed
    enabled: bool = True
