"""Findings as Atom feeds, so that a person can follow a stakeholder or a proposition in any feed reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.reporting.templating import render_part
from storage.domain.digest import Digest, Flag
from storage.domain.hashing import content_id

# Ids must never change, whoever publishes the files and wherever: RFC 4151, on a name that nobody can own.
AUTHORITY = "volteface.invalid,2026"
LONGEST = 200  # entries; what is older stays on the pages
# A feed must say when it was last updated. One in which nothing has happened yet says the oldest there is.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed file. `path` is its place in the site, and part of its identity."""

    title: str
    path: str
    page: str  # the page that tells the same, from the top of the site


def render(digest: Digest) -> str:
    """Return the findings of one digest as a feed."""
    feed = Feed(f"Volteface: {digest.sector}", "feeds/all.atom", "index.html")
    return write(feed, digest.findings)


def write(feed: Feed, flags: Iterable[Flag]) -> str:
    """Return `feed` with the newest of `flags`, newest first. Links are relative to the file."""
    newest = sorted(flags, key=lambda f: f.finding.id)
    newest.sort(key=lambda f: f.concluded_at, reverse=True)
    return render_part(
        "feed.xml",
        feed=feed,
        flags=newest[:LONGEST],
        updated=newest[0].concluded_at if newest else _NEVER,
        root="../" * feed.path.count("/"),
        feed_id=f"tag:{AUTHORITY}:feed/{content_id('feed', feed.path)}",
        entry_id=lambda flag: f"tag:{AUTHORITY}:finding/{flag.finding.id}",
    )
