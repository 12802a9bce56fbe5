"""Poll one source: ask with its validators, read what came, and say when it may be asked again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

import httpcore

from flows.fetching import politeness
from flows.fetching.client import Answer, Client, Deferred, Disallowed, Validators, jitter
from flows.fetching.feeds import MOST_ENTRIES, FeedDocument, read_feed
from flows.mishap import named
from storage.domain.errors import FetchError, InputError, RefusedAddress
from storage.domain.polling import FeedEntry, RequestRecord, SourceState, Standing, StoredBody
from storage.domain.run import Failure, Stage
from storage.domain.source import Source

ReadFeed = Callable[..., FeedDocument]
_STOPPED = {401: "asks for a login", 403: "forbids it", 451: "is barred from showing it for legal reasons"}


class Outcome(StrEnum):
    CHANGED = "changed"
    SAME_BYTES = "same bytes"
    NOT_MODIFIED = "not modified"
    FAILED = "failed"
    GONE = "gone"
    BLOCKED = "blocked"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll brought. `state` is to be saved whatever the outcome; `failure` is None when all went well."""

    source: str
    outcome: Outcome
    state: SourceState
    entries: tuple[FeedEntry, ...] = ()
    requests: tuple[RequestRecord, ...] = ()
    failure: Failure | None = None
    body: StoredBody | None = None
    conditions: tuple[str, ...] = field(default=())
    rest_from: int = 0  # the next item of a feed that is too long for one reading; 0: there is no rest


def body_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class _Visit:
    """What stays the same during one poll."""

    source: Source
    client: Client
    now: datetime
    read: ReadFeed

    def failed(
        self, state: SourceState, why: str, *, headers: Mapping[str, str], reached: bool = True, transient: bool = True
    ) -> Poll:
        shaken = jitter(self.client, self.source.id, state.failures)
        state = politeness.after_failure(state, headers, at=self.now, jitter=shaken, why=why, reached=reached)
        return Poll(self.source.id, Outcome.FAILED, state, failure=self._fault(why, transient=transient))

    def ended(self, state: SourceState, outcome: Outcome, *, why: str) -> Poll:
        standing = Standing.GONE if outcome is Outcome.GONE else Standing.BLOCKED
        state = politeness.ended(state, standing, why=why)
        return Poll(self.source.id, outcome, state, failure=self._fault(why, transient=False))

    def _fault(self, why: str, *, transient: bool) -> Failure:
        return Failure(Stage.FETCH, self.source.id, why, transient)


def poll(source: Source, state: SourceState, *, client: Client, now: datetime, read: ReadFeed = read_feed) -> Poll:
    """Ask `source` once. Never raises for what a server does: the outcome says it.

    `state` is as `politeness.asked` returned it and the caller saved it, or as remembered from the last poll.
    """
    if state.asked_at != now:
        state = politeness.asked(state, now)
    visit = _Visit(source, client, now, read)
    log: list[RequestRecord] = []
    validators = None if state.unconditional_at == now else Validators(state.etag, state.modified)
    try:
        url = state.url or source.url or ""
        answer = client.get(url, purpose="feed", source=source.id, validators=validators, log=log)
        found = _judged(visit, state, answer)
    except Deferred as later:
        waiting = replace(state, next_at=later.until, rule=str(later))
        found = Poll(source.id, Outcome.DEFERRED, waiting, conditions=(str(later),))
    except Disallowed as refused:
        found = visit.failed(state, str(refused), headers={}, reached=False)
        if not refused.transient:  # looked at again when robots.txt is
            held = replace(found.state, next_at=now + politeness.DAY, rule=str(refused), standing=Standing.LIVE)
            found = replace(found, outcome=Outcome.BLOCKED, state=held)
    except FetchError as error:
        unseen = isinstance(error, RefusedAddress) or isinstance(
            error.__cause__, httpcore.ConnectError | httpcore.ConnectTimeout
        )
        reached = bool(log) and log[-1].purpose == "feed" and not unseen
        found = visit.failed(state, str(error), headers={}, reached=reached, transient=error.transient)
    except Exception as problem:  # noqa: BLE001 - logged and named: a mistake of ours over one answer ends no run
        found = visit.failed(state, named(Stage.FETCH, source.id, problem).message, headers={}, transient=False)
    return replace(found, requests=_told(log, found.state))


def _told(log: list[RequestRecord], state: SourceState) -> tuple[RequestRecord, ...]:
    """The last record carries what the answer set for the next request."""
    return (*log[:-1], replace(log[-1], next_at=state.next_at, rule=state.rule)) if log else ()


def _judged(visit: _Visit, state: SourceState, answer: Answer) -> Poll:
    source, status = visit.source, answer.reply.status
    if status in (200, 203, 226):
        return _received(visit, state, answer)
    if status == 304:
        return _not_modified(visit, _moved(visit, state, answer), answer)
    if status == 410:
        why = f"{source.name} answered 410 Gone; it is not polled any more and its articles are withdrawn."
        return visit.ended(state, Outcome.GONE, why=why)
    if status in _STOPPED:
        until = f"until you say `volteface sources resume {source.id}`"
        why = f"{source.name} {_STOPPED[status]} (HTTP {status}); polling stopped {until}."
        return visit.ended(state, Outcome.BLOCKED, why=why)
    why = f"{source.name} answered {status} for {answer.url}."
    failed = visit.failed(state, why, headers=answer.reply.headers)
    if status == 429:
        wait = politeness.retry_after(answer.reply.headers, visit.now) or politeness.HOUR
        visit.client.hold(answer.url, until=visit.now + wait, rule=f"429 answered to {source.id}")
    return failed


def _moved(visit: _Visit, state: SourceState, answer: Answer) -> SourceState:
    """A permanent redirect counts where it led to a feed: old feeds are often sent to a front page or an error."""
    return state if answer.home == (state.url or visit.source.url) else replace(state, url=answer.home)


def _not_modified(visit: _Visit, state: SourceState, answer: Answer) -> Poll:
    headers = answer.reply.headers
    etag, modified = headers.get("etag") or state.etag, headers.get("last-modified") or state.modified
    state = replace(state, etag=etag, modified=modified, note="")
    state = politeness.after_success(state, headers, at=visit.now, changed=False)
    return Poll(visit.source.id, Outcome.NOT_MODIFIED, state, rest_from=state.taken)


def _received(visit: _Visit, state: SourceState, answer: Answer) -> Poll:
    source, headers, data = visit.source, answer.reply.headers, answer.reply.body
    digest = body_hash(data)
    etag, modified = headers.get("etag"), headers.get("last-modified")
    if digest == state.body:
        state = replace(_moved(visit, state, answer), etag=etag, modified=modified, note="")
        state = politeness.after_success(state, headers, at=visit.now, changed=False)
        return Poll(source.id, Outcome.SAME_BYTES, state, rest_from=state.taken)
    kind = headers.get("content-type", "")
    try:
        document = visit.read(data, url=answer.url, content_type=kind)
    except (InputError, FetchError) as error:
        return visit.failed(replace(state, etag=None, modified=None), f"{source.name}: {error}", headers=headers)
    rest_from = state.taken if document.listed > MOST_ENTRIES else 0
    state = replace(
        _moved(visit, state, answer),
        etag=etag,
        modified=modified,
        body=digest,
        taken=rest_from or (MOST_ENTRIES if document.listed > MOST_ENTRIES else 0),
        ttl=document.ttl,
        skip_hours=document.skip_hours,
        skip_days=document.skip_days,
        rhythm=document.rhythm,
        note="; ".join(document.conditions),
    )
    return Poll(
        source.id,
        Outcome.CHANGED,
        politeness.after_success(state, headers, at=visit.now, changed=True),
        entries=document.entries,
        body=StoredBody(digest, data, answer.url, visit.now, kind, etag, modified),
        conditions=tuple(f"{source.name}: {condition}." for condition in document.conditions),
        rest_from=rest_from,
    )
