"""Poll many sources in one round: which are due, and at most eight hosts at once, one request a host."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.fetching import politeness
from flows.fetching.client import Client
from flows.fetching.feeds import read_feed
from flows.fetching.guard import place_of
from flows.fetching.poll import Outcome, Poll, ReadFeed, poll
from storage.domain.errors import RefusedAddress
from storage.domain.polling import SourceState
from storage.domain.source import Source, SourceKind

HOSTS_AT_ONCE = 8
FEWEST_SILENT = 3
OFFLINE = "no host could be reached; this machine seems to be offline"
OFFLINE_PAUSE = timedelta(minutes=10)
# A source that is due within this time is waited for: an hourly schedule must not slip to every second hour
# because the last poll took place a second after the hour.
SOON = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Intent:
    """A source to be asked, and its state as it must be saved before the request is made."""

    source: Source
    state: SourceState
    not_before: datetime | None = None
    remembered: SourceState | None = None  # the state before it was marked as asked
    condition: str = ""  # why its timer was passed over, when it was


@dataclass(frozen=True, slots=True)
class Waiting:
    source: Source
    until: datetime | None
    rule: str


@dataclass(frozen=True, slots=True)
class Round:
    intents: tuple[Intent, ...]
    waiting: tuple[Waiting, ...]


def plan(
    sources: Iterable[Source], states: Mapping[str, SourceState], *, now: datetime, soon: timedelta = SOON
) -> Round:
    """Decide which of `sources` to ask. Only enabled feeds are ever asked."""
    intents, waiting = [], []
    for source in sources:
        if source.kind is not SourceKind.FEED or not source.enabled or not source.url:
            continue
        state = politeness.at_address(states.get(source.id) or SourceState(source.id), source.url)
        due = politeness.is_due(state, now)
        shortly = not due.due and due.at is not None and due.at - now <= soon
        if due.due:
            told = f"{source.name}: {due.rule}." if due.jumped else ""
            intents.append(Intent(source, politeness.asked(state, now), remembered=state, condition=told))
        elif shortly and due.at:
            intents.append(Intent(source, politeness.asked(state, due.at), not_before=due.at, remembered=state))
        else:
            waiting.append(Waiting(source, due.at, due.rule))
    return Round(tuple(intents), tuple(waiting))


def poll_all(
    intents: Sequence[Intent],
    *,
    client: Client,
    now: datetime,
    read: ReadFeed = read_feed,
    advance: Callable[[int], None] = lambda _: None,
) -> tuple[Poll, ...]:
    """Poll all of `intents`, in their order of arrival per host; the answer is in the order of `intents`.

    `advance` is told of each that is done, from several threads.
    """
    queues: dict[str, list[Intent]] = defaultdict(list)
    for intent in sorted(intents, key=lambda i: i.not_before or now):
        queues[_host(intent)].append(intent)

    def serve(queue: list[Intent]) -> list[Poll]:
        served = []
        for intent in queue:
            served.append(_one(intent, client=client, now=now, read=read))
            advance(1)
        return served

    with ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE, thread_name_prefix="poll") as pool:
        polls = {found.source: found for served in pool.map(serve, queues.values()) for found in served}
    served = tuple(polls[intent.source.id] for intent in intents)
    return tuple(map(_forgiven, intents, served)) if _is_offline(served) else served


def _is_offline(polls: Sequence[Poll]) -> bool:
    """True when several hosts were tried and none answered anything: the fault is more likely ours."""
    silent = all(p.outcome is Outcome.FAILED and all(r.status is None for r in p.requests) for p in polls)
    return silent and len({record.origin for p in polls for record in p.requests}) >= FEWEST_SILENT


def _forgiven(intent: Intent, found: Poll) -> Poll:
    """No server saw a request, so none is counted against a source; a week without a network makes nothing dormant."""
    before = intent.remembered or SourceState(intent.source.id)
    asked_at = intent.state.asked_at
    again = asked_at + OFFLINE_PAUSE if asked_at else None
    state = replace(before, asked_at=asked_at, next_at=again, rule=OFFLINE, note=found.state.note)
    return replace(found, state=state, conditions=(*found.conditions, OFFLINE))


def _one(intent: Intent, *, client: Client, now: datetime, read: ReadFeed) -> Poll:
    if intent.not_before and (wait := (intent.not_before - client.clock()).total_seconds()) > 0:
        client.sleep(wait)
    return poll(intent.source, intent.state, client=client, now=intent.state.asked_at or now, read=read)


def _host(intent: Intent) -> str:
    url = intent.state.url or intent.source.url or ""
    try:
        return place_of(url).host
    except RefusedAddress:
        return url
