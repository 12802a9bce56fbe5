"""What a site's robots.txt lets us do (RFC 9309), read with protego."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from protego import Protego

from storage.domain.polling import HostState

TOKEN = "Volteface"  # noqa: S105 - the product token robots.txt addresses us by, not a secret
SIZE_LIMIT = 512_000  # RFC 9309 asks for at least 500 KiB
KEPT = timedelta(hours=24)
# A server error is soon over, and until then the whole host is off limits.
KEPT_UNREAD = timedelta(hours=1)
# A run's clock starts at a whole second: what the last run read a moment ago may lie a moment ahead.
SLACK = timedelta(minutes=5)
DELAY_LIMIT = 600.0


@lru_cache(maxsize=16)
def _rules(text: str) -> Protego:
    """Parsed once for all pages of a host: half a megabyte of rules takes a third of a second."""
    return Protego.parse(text)


def is_fresh(host: HostState, now: datetime) -> bool:
    unread = host.robots_status is None or host.robots_status >= 500
    return host.robots_at is not None and -SLACK <= now - host.robots_at < (KEPT_UNREAD if unread else KEPT)


def text_of(body: bytes) -> str:
    """Return what of robots.txt is read: the first 512 KB, cut at a line's end."""
    head = body[:SIZE_LIMIT]
    if len(body) > SIZE_LIMIT:
        head = head[: head.rfind(b"\n") + 1]
    return head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\x00", "")


def refusal(host: HostState, url: str) -> str | None:
    """Return why `url` may not be fetched, or None. 4xx: no rules; 5xx or no answer: everything is off limits."""
    status = host.robots_status
    if status is None or status >= 500:
        return f"robots.txt of {host.origin} could not be read, so nothing there may be fetched for now"
    if status != 200 or not host.robots.strip():
        return None
    return None if _rules(host.robots).can_fetch(url, TOKEN) else f"robots.txt of {host.origin} disallows it"


def delay(host: HostState) -> float:
    """Return the Crawl-delay in seconds, 0 when there is none."""
    if host.robots_status != 200 or "crawl-delay" not in host.robots.lower():
        return 0.0
    asked = _rules(host.robots).crawl_delay(TOKEN)
    return min(float(asked), DELAY_LIMIT) if asked and asked > 0 else 0.0
