"""When an article's page is looked at again: often while it is new, then ever less. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from flows.fetching.guard import place_of
from flows.fetching.pages import Page, PageOutcome
from flows.fetching.politeness import DAY, Due
from storage.domain.errors import RefusedAddress
from storage.domain.polling import PageCheck

RUNGS = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=30),
)
# A page that is gone for one look may be back at the next; gone twice, it is withdrawn.
GONE_LOOKS = 2
MOST_A_HOST = 20
LAST_LOOK = "looked at for the last time"


def is_due(check: PageCheck, now: datetime) -> Due:
    if check.next_at is None:
        return Due(False, None, check.rule or LAST_LOOK)
    return Due(now >= check.next_at, check.next_at, check.rule)


def is_beyond_sense(check: PageCheck, now: datetime) -> bool:
    """True when what is remembered lies in what is now the future: the clock stood ahead then, and has come back."""
    return max(check.first_seen, check.checked_at or check.first_seen) > now + DAY


def from_now_on(check: PageCheck, now: datetime) -> PageCheck:
    """Return the ladder begun again where a clock that jumped had left it; what has ended for good stays so."""
    is_over = check.next_at is None and check.rule != LAST_LOOK
    check = replace(check, first_seen=min(check.first_seen, now), checked_at=min(check.checked_at or now, now))
    return check if is_over else replace(check, rung=0, next_at=now, rule="looked at anew: the clock has jumped back")


def asked(check: PageCheck, now: datetime) -> PageCheck:
    """Return what to save before the request: a run that dies does not look again at once."""
    return _climbed(check, at=now)


def plan(checks: Iterable[PageCheck], *, now: datetime, per_host: int = MOST_A_HOST) -> tuple[PageCheck, ...]:
    """Return the checks to make now, the newest articles first, within each host's share of the run."""
    due = sorted((c for c in checks if is_due(c, now).due), key=lambda c: (c.first_seen, c.article), reverse=True)
    asked_of: Counter[str] = Counter()
    chosen = []
    for check in due:
        host = _host(check.url)
        asked_of[host] += 1
        if asked_of[host] <= per_host:
            chosen.append(check)
    return tuple(chosen)


def after(check: PageCheck, look: Page, *, at: datetime, page_updated: str | None = None) -> PageCheck:
    """Return the ladder after a look. A page gone twice is withdrawn; one that is back is not."""
    check = replace(_climbed(check, at=at), checked_at=at, status=look.status)
    match look.outcome:
        case PageOutcome.FETCHED if look.body is not None:
            body = look.body
            return replace(
                check,
                url=look.home,  # where permanent redirects have led
                etag=body.etag,
                modified=body.modified,
                body=body.hash,
                page_updated=page_updated or check.page_updated,
                failures=0,
                withdrawn_at=None,
            )
        case PageOutcome.NOT_MODIFIED:
            return replace(check, failures=0, withdrawn_at=None)
        case PageOutcome.WITHDRAWN:
            gone = look.status == 410 or check.failures + 1 >= GONE_LOOKS
            check = replace(check, failures=check.failures + 1)
            check = replace(check, withdrawn_at=check.withdrawn_at or (at if gone else None))
            return replace(check, next_at=None, rule="410 Gone is final") if look.status == 410 else check
        case PageOutcome.REFUSED:
            return replace(check, next_at=None, rule=look.failure.message if look.failure else "refused")
    return replace(check, failures=check.failures + 1)


def _climbed(check: PageCheck, *, at: datetime) -> PageCheck:
    """Set the next rung that lies ahead: rungs missed while nothing ran are passed over, not caught up."""
    age = at - check.first_seen
    for number, rung in enumerate(RUNGS):
        if rung > age:
            return replace(
                check, rung=number, next_at=check.first_seen + rung, rule=f"re-check {_words(rung)} after it came"
            )
    return replace(check, rung=len(RUNGS), next_at=None, rule=LAST_LOOK)


def _words(rung: timedelta) -> str:
    if rung < timedelta(hours=1):
        return f"{rung.seconds // 60} min"
    return f"{rung.seconds // 3600} h" if rung < timedelta(days=1) else f"{rung.days} d"


def _host(url: str) -> str:
    try:
        return place_of(url).host
    except RefusedAddress:
        return url
