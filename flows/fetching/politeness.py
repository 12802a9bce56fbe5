"""When a source may be asked again, and the rule that says so. Pure: the time and the jitter are arguments."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from storage.domain.polling import SourceState, Standing

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SHORTEST_CONDITIONAL = HOUR
SHORTEST_UNCONDITIONAL = DAY
LONGEST_BACKOFF = DAY
# Longer wishes are cut: `max-age=31536000` on a feed is a mistake of the server's, not a wish to be forgotten.
LONGEST_FRESHNESS = timedelta(days=7)
LONGEST_RETRY_AFTER = timedelta(days=30)
DORMANT_FAILURES = 10
DORMANT_AFTER = timedelta(days=7)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a source may be asked, since or until when, and why."""

    due: bool
    at: datetime | None
    rule: str
    jumped: bool = False  # the stored times cannot be, so they were passed over


def is_due(state: SourceState, now: datetime) -> Due:
    """Decide from what is remembered alone."""
    if state.standing in (Standing.GONE, Standing.BLOCKED):
        return Due(False, None, state.rule or state.standing.value)
    if state.next_at is None:
        return Due(True, None, "never asked before")
    if now + timedelta(days=400) < state.next_at:
        # A clock that jumped ahead once must not silence a source for years.
        return Due(
            True, state.next_at, "the stored time lies more than a year ahead; the clock must have jumped", jumped=True
        )
    if state.asked_at and state.asked_at > now + DAY:
        return Due(
            True, state.next_at, "last asked in what is now the future; the clock must have jumped back", jumped=True
        )
    return Due(now >= state.next_at, state.next_at, state.rule)


def asked(state: SourceState, now: datetime) -> SourceState:
    """Return what to save before the request, so that a crash, a kill or a redeploy does not reset the timer."""
    conditional = bool(state.etag or state.modified) and not wants_probe(state, now)
    least = SHORTEST_CONDITIONAL if conditional else SHORTEST_UNCONDITIONAL
    rule = "asked and not heard the answer (the run ended early)"
    return replace(
        state,
        asked_at=now,
        unconditional_at=state.unconditional_at if conditional else now,
        next_at=now + least,
        rule=rule,
    )


def wants_probe(state: SourceState, now: datetime) -> bool:
    """True when a server has said "not modified" for longer than the feed's own rhythm: ask once without validators."""
    if state.changed_at is None or not (state.etag or state.modified):
        return False
    quiet = now - state.changed_at
    last = state.unconditional_at or state.changed_at
    return quiet > max(DAY, 3 * timedelta(seconds=state.rhythm)) and now - last >= DAY


def fraction(seed: int, name: str, count: int) -> float:
    """Return a number in [0, 1) that is the same for the same arguments."""
    digest = hashlib.sha256(f"{seed}:{name}:{count}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Read Retry-After as seconds or as an HTTP date. Anything else is as if it were absent."""
    raw = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", raw):
        return min(timedelta(seconds=int(raw)), LONGEST_RETRY_AFTER)
    moment = http_date(raw)
    return min(max(moment - now, timedelta(0)), LONGEST_RETRY_AFTER) if moment else None


def http_date(raw: str) -> datetime | None:
    if not raw or raw.isdigit():
        return None
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def freshness(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return how long an answer stays fresh by Cache-Control or Expires; zero when they do not say."""
    wishes = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(cache|store)\b", wishes):
        return timedelta(0)
    age = headers.get("age", "").strip()
    spent = timedelta(seconds=int(age)) if re.fullmatch(r"\d{1,8}", age) else timedelta(0)
    if match := re.search(r"\bmax-age\s*=\s*\"?(\d{1,10})", wishes):
        lifetime = timedelta(seconds=min(int(match[1]), 10**8))
    elif expires := http_date(headers.get("expires", "")):
        lifetime = expires - (http_date(headers.get("date", "")) or now)
    else:
        return timedelta(0)
    return min(max(lifetime - spent, timedelta(0)), LONGEST_FRESHNESS)


def backoff(failures: int, jitter: float) -> timedelta:
    """Double with full jitter, from one hour to a day."""
    ceiling = min(LONGEST_BACKOFF, timedelta(hours=2 ** min(failures, 10)))
    return max(SHORTEST_CONDITIONAL, ceiling * jitter)


def after_success(state: SourceState, headers: Mapping[str, str], *, at: datetime, changed: bool) -> SourceState:
    """Return the state after a 200 or 304: validators kept verbatim, the next time set by the longest wish."""
    quickest, slowest = 3600, int(min(max(state.rhythm / 2, 3600), 86400))
    interval = max(quickest, state.interval // 2) if changed else min(int(state.interval * 1.5), slowest)
    state = replace(
        state,
        standing=Standing.LIVE,
        failures=0,
        failing_since=None,
        answered_at=at,
        changed_at=at if changed or state.changed_at is None else state.changed_at,
        interval=max(quickest, interval),
    )
    wishes = [
        (timedelta(seconds=state.interval), "its own rhythm"),
        (freshness(headers, at), "Cache-Control or Expires"),
        (min(timedelta(seconds=state.ttl), DAY), "the feed's ttl"),
    ]
    if state.etag or state.modified:
        wishes.append((SHORTEST_CONDITIONAL, "at most once an hour"))
    else:
        since = at - state.unconditional_at if state.unconditional_at else timedelta(0)
        wishes.append((SHORTEST_UNCONDITIONAL - since, "no validator, so at most once a day"))
    wait, rule = max(wishes, key=lambda wish: wish[0])
    moment, skipped = beyond_skips(at + wait, state)
    return replace(state, next_at=moment, rule=f"{rule}, moved by skipHours or skipDays" if skipped else rule)


def after_failure(
    state: SourceState, headers: Mapping[str, str], *, at: datetime, jitter: float, why: str, reached: bool = True
) -> SourceState:
    """Return the state after an answer that brought nothing, or after none. `reached`: the server saw the request."""
    failures = state.failures + 1
    since = state.failing_since or at
    dormant = failures >= DORMANT_FAILURES and at - since >= DORMANT_AFTER
    wait, rule = (WEEK, "dormant, probed weekly") if dormant else (backoff(failures, jitter), f"backing off: {why}")
    asked_for = retry_after(headers, at)
    if asked_for is not None and asked_for > wait:
        wait, rule = asked_for, "Retry-After"
    if reached and not (state.etag or state.modified):
        first = state.unconditional_at or at
        if first + SHORTEST_UNCONDITIONAL > at + wait:
            wait, rule = first + SHORTEST_UNCONDITIONAL - at, "no validator, so at most once a day"
    return replace(
        state,
        standing=Standing.DORMANT if dormant else Standing.FAILING,
        failures=failures,
        failing_since=since,
        next_at=at + wait,
        rule=rule,
        note=why,
    )


def resumed(state: SourceState) -> SourceState:
    """Return the state of a source that a person wants asked again: at the pack's address, no sooner than allowed."""
    least = SHORTEST_CONDITIONAL if state.etag or state.modified else SHORTEST_UNCONDITIONAL
    return replace(
        state,
        url=None,
        standing=Standing.LIVE,
        failures=0,
        failing_since=None,
        next_at=state.asked_at + least if state.asked_at else None,
        rule="a person asked for it again",
        note="",
    )


def at_address(state: SourceState, url: str) -> SourceState:
    """Return what is remembered of a source that the pack lists at `url`: nothing but its name when that is new."""
    return replace(state if state.listed in (None, url) else SourceState(state.source), listed=url)


def ended(state: SourceState, standing: Standing, *, why: str) -> SourceState:
    """Return the state of a source that is not asked again until a person says so."""
    return replace(state, standing=standing, next_at=None, rule=why, note=why)


def beyond_skips(moment: datetime, state: SourceState) -> tuple[datetime, bool]:
    """Move `moment` to the first hour that skipHours and skipDays leave open; wishes that leave none are ignored."""
    hours, days = set(state.skip_hours), {day.capitalize() for day in state.skip_days}
    start = moment
    for _ in range(24 * 8):
        utc = moment.astimezone(UTC)
        if utc.hour not in hours and calendar.day_name[utc.weekday()] not in days:
            return moment, moment != start
        moment = utc.replace(minute=0, second=0, microsecond=0) + HOUR
    return start, False
