"""Find the feeds that a site names on a page. No address is guessed: what is not linked is not asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from flows.fetching import pages
from flows.fetching.client import Client
from flows.fetching.feeds import joined, read_feed
from storage.domain.errors import InputError
from storage.domain.polling import RequestRecord
from storage.domain.run import Failure, Stage

_FEED_TYPES = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/xml|application/(?:xml|json)", re.IGNORECASE
)
_FEED_LINK = re.compile(
    r"(?:/|\b)(?:rss|feeds?|atom)(?:\.xml|\.rss|\.atom|\.json|/|$|\?)|\.(?:rss|atom|rdf)$", re.IGNORECASE
)
MOST = 20


@dataclass(frozen=True, slots=True)
class FoundFeed:
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a page led to. `feeds` is empty, and `failure` says why, when there is none."""

    feeds: tuple[FoundFeed, ...]
    requests: tuple[RequestRecord, ...]
    failure: Failure | None = None


def discover(url: str, *, client: Client, run: Callable[..., Any] = lambda read, *a, **k: read(*a, **k)) -> Discovery:
    """Return the feed at `url`, or the feeds that the page at `url` links to, declared ones first.

    `run` calls a function, possibly elsewhere and within limits; it raises InputError where one is exceeded.
    """
    look = pages.fetch(url, client=client, purpose="discovery")
    if look.body is None:
        return Discovery((), look.requests, look.failure)
    try:
        document = run(read_feed, look.body.data, url=look.body.url, content_type=look.body.content_type)
        return Discovery((FoundFeed(look.home, document.title or url),), look.requests)
    except InputError:
        feeds = run(linked_feeds, look.body.data, url=look.body.url)
    fault = None if feeds else Failure(Stage.FETCH, url, f"{url} is no feed and links to none.")
    return Discovery(feeds, look.requests, fault)


def linked_feeds(raw: bytes, *, url: str) -> tuple[FoundFeed, ...]:
    """Return the feeds that a page names: `<link rel=alternate>` first, then links that look like feeds."""
    try:
        tree = html.document_fromstring(raw, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ()
    base = joined(url, next((b.get("href") for b in tree.iter("base")), None)) or url
    found: dict[str, FoundFeed] = {}
    for link in tree.iter("link"):
        declared = "alternate" in (link.get("rel") or "").lower() and _FEED_TYPES.match(link.get("type") or "")
        if declared and (target := joined(base, link.get("href"))):
            found.setdefault(target, FoundFeed(target, " ".join((link.get("title") or target).split())))
    for anchor in tree.iter("a"):
        href = anchor.get("href") or ""
        if _FEED_LINK.search(href) and (target := joined(base, href)):
            found.setdefault(
                target,
                FoundFeed(target, " ".join("".join(str(text) for text in anchor.itertext()).split())[:100] or target),
            )
    return tuple(found.values())[:MOST]
