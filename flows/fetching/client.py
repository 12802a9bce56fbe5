"""Ask one URL politely: robots.txt, spacing per host, at most five redirects followed by hand, every hop recorded."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urljoin

from flows.fetching import politeness, robots
from flows.fetching.guard import Place, place_of
from flows.fetching.wire import Reply, Wire, is_token
from storage.domain.errors import FetchError, RefusedAddress
from storage.domain.polling import HostState, RequestRecord

SPACING = 2.0
MOST_REDIRECTS = 5
# A longer wait than this belongs to the next run, not to a sleeping worker.
PATIENCE = 120.0
# A process that dies in the midst of a request holds its host for so long beyond the pause after it.
LEASE = 60.0
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}


def agent_of(contact: str) -> str:
    """The User-Agent: who asks, and the address that a webmaster can write to."""
    return f"Volteface/0.1 (+{contact})"


class Deferred(FetchError):
    """The host may not be asked yet: a Retry-After or a long crawl delay stands. Nothing was sent."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message, transient=True)
        self.until = until


class Disallowed(FetchError):
    """robots.txt does not let us fetch this."""

    def __init__(self, message: str, *, transient: bool) -> None:
        super().__init__(message, transient=transient)


@dataclass(frozen=True, slots=True)
class Validators:
    etag: str | None = None
    modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Answer:
    """The last reply of a chain of redirects. `home` is where the leading permanent redirects led."""

    reply: Reply
    url: str
    home: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Errand:
    """What a request is made for, and where each one that it takes is written down: robots.txt, redirects."""

    purpose: str
    source: str | None
    validators: Validators | None
    log: list[RequestRecord]


@dataclass
class _Origin:
    """One origin's turn-taking: the lock is held for a whole request, so a host never sees two at a time."""

    state: HostState
    lock: threading.RLock
    free_at: datetime | None = None


class Turns(Protocol):
    """Where processes that ask the same host agree on whose turn it is; the ledger is one."""

    def claim_turn(self, origin: str, *, now: datetime, until: datetime) -> datetime | None: ...

    def end_turn(self, origin: str, *, free_at: datetime) -> None: ...


class Client:
    """The only way out to the network. `hosts` is what earlier runs learnt; read `hosts` again afterwards.

    `clock` and `sleep` are arguments so that a run can be rehearsed at any time. `allow` names host:port
    pairs on loopback that may be asked, without spacing. `turns` spaces the requests of other processes too.
    """

    def __init__(  # noqa: PLR0913 - all by name, and each the caller's to choose
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        allow: Iterable[str] = (),
        hosts: Iterable[HostState] = (),
        agent: str = "Volteface/0.1",
        seed: int = 0,
        wire: Wire | None = None,
        turns: Turns | None = None,
    ) -> None:
        self.clock = clock
        self.sleep = sleep
        self.seed = seed
        self._agent = agent
        self._turns = turns
        self._allow = frozenset(allow)
        self._wire = wire or Wire(allow=self._allow)
        self._origins = {state.origin: _Origin(state, threading.RLock()) for state in hosts}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._wire.close()

    @property
    def hosts(self) -> tuple[HostState, ...]:
        """What is known of every origin now; to be saved after the run."""
        with self._lock:
            return tuple(origin.state for origin in self._origins.values())

    def get(
        self,
        url: str,
        *,
        purpose: str,
        source: str | None = None,
        validators: Validators | None = None,
        log: list[RequestRecord],
    ) -> Answer:
        """Raises FetchError (Deferred, Disallowed, RefusedAddress). Every request made is appended to `log`."""
        errand = _Errand(purpose, source, validators, log)
        home, permanent, here = url, True, url
        for _ in range(MOST_REDIRECTS + 1):
            place = place_of(here)
            reply = self._polite(place, errand)
            target = reply.headers.get("location")
            if reply.status not in _REDIRECTS or not target:
                return Answer(reply, here, home, self.clock())
            permanent = permanent and reply.status in _PERMANENT
            here = _target(here, target)
            home = here if permanent else home
        raise FetchError(f"{url} redirects more than {MOST_REDIRECTS} times.", transient=False)

    def hold(self, url: str, *, until: datetime, rule: str) -> None:
        """Leave the whole host of `url` alone until then (a 429 speaks for the host)."""
        origin = self._origin(place_of(url))
        with origin.lock:
            origin.state = replace(origin.state, next_at=until, rule=rule)

    def _origin(self, place: Place) -> _Origin:
        with self._lock:
            return self._origins.setdefault(place.origin, _Origin(HostState(place.origin), threading.RLock()))

    def _polite(self, place: Place, errand: _Errand) -> Reply:
        origin = self._origin(place)
        # Two robots.txt that redirect to each other's host would otherwise wait for each other for ever.
        if not origin.lock.acquire(timeout=PATIENCE):
            raise Deferred(f"{place.origin} is busy.", self.clock())
        try:
            self._wait_for_host(origin)
            if errand.purpose != "robots":
                self._obey_robots(origin, place, errand)
            self._space(origin, place)
            return self._ask(origin, place, errand)
        finally:
            origin.lock.release()

    def _wait_for_host(self, origin: _Origin) -> None:
        until, now = origin.state.next_at, self.clock()
        # Nobody is obeyed for longer than that: a time beyond it was set by a clock that stood ahead.
        if until and now < until <= now + politeness.LONGEST_RETRY_AFTER + politeness.DAY:
            raise Deferred(f"{origin.state.origin} asked to be left alone until {until:%Y-%m-%d %H:%M} UTC.", until)

    def _space(self, origin: _Origin, place: Place) -> None:
        if self._is_unspaced(place):
            return
        if origin.free_at is not None:
            wait = (origin.free_at - self.clock()).total_seconds()
            if wait > PATIENCE:
                raise Deferred(f"{origin.state.origin} asks for {wait:.0f} seconds between requests.", origin.free_at)
            if wait > 0:
                self.sleep(wait)
        self._take_turn(origin)

    def _is_unspaced(self, place: Place) -> bool:
        return f"{place.host}:{place.port}" in self._allow

    def _take_turn(self, origin: _Origin) -> None:
        """Wait until no other process asks this host, nor has just asked it."""
        given_up = self.clock() + timedelta(seconds=PATIENCE)
        while self._turns:
            now = self.clock()
            free_at = self._turns.claim_turn(origin.state.origin, now=now, until=now + self._pause(origin, LEASE))
            if free_at is None:
                return
            if now >= given_up or free_at > given_up + timedelta(seconds=LEASE):  # a crawl delay that it knows of
                raise Deferred(f"{origin.state.origin} is being asked by another process.", free_at)
            self.sleep(min((free_at - now).total_seconds(), SPACING))

    def _pause(self, origin: _Origin, further: float = 0.0) -> timedelta:
        return timedelta(seconds=max(SPACING, robots.delay(origin.state)) + further)

    def _obey_robots(self, origin: _Origin, place: Place, errand: _Errand) -> None:
        if not robots.is_fresh(origin.state, self.clock()):
            origin.state = self._read_robots(origin.state, place, errand)
        if reason := robots.refusal(origin.state, place.url):
            unread = origin.state.robots_status is None or origin.state.robots_status >= 500
            raise Disallowed(f"{place.url} was not fetched: {reason}.", transient=unread)

    def _read_robots(self, state: HostState, place: Place, errand: _Errand) -> HostState:
        asked_at, log = self.clock(), errand.log
        try:
            answer = self.get(f"{place.origin}/robots.txt", purpose="robots", source=errand.source, log=log)
        except (RefusedAddress, Deferred):  # a wait says nothing of what robots.txt says
            raise
        except FetchError as error:
            if log and log[-1].status is None:
                raise  # nobody answered: the host is down, and saying so is the better message
            return replace(state, robots_at=asked_at, robots_status=500, robots="", rule=str(error))
        if answer.reply.status == 429:
            wait = politeness.retry_after(answer.reply.headers, asked_at) or politeness.HOUR
            self.hold(place.url, until=asked_at + wait, rule="429 answered for robots.txt")
            raise Deferred(f"{place.origin} asked for a pause before its robots.txt was read.", asked_at + wait)
        text = robots.text_of(answer.reply.body) if answer.reply.status == 200 else ""
        if len(answer.reply.body) > robots.SIZE_LIMIT:
            megabytes = len(answer.reply.body) / 1e6
            log[-1] = replace(log[-1], note=f"It is {megabytes:.1f} MB long; its first 512 KB were obeyed.")
        return replace(state, robots_at=asked_at, robots_status=answer.reply.status, robots=text)

    def _ask(self, origin: _Origin, place: Place, errand: _Errand) -> Reply:
        at = self.clock()
        record = RequestRecord(
            at, place.origin, place.url, errand.purpose, errand.source, bool(errand.validators), None, 0, 0.0
        )
        try:
            reply = self._wire.ask(place, self._headers(errand))
            errand.log.append(replace(record, status=reply.status, size=reply.size, seconds=round(reply.seconds, 3)))
            return reply
        except FetchError as error:
            errand.log.append(replace(record, note=str(error)))
            raise
        finally:
            origin.free_at = self.clock() + self._pause(origin)
            if self._turns and not self._is_unspaced(place):
                self._turns.end_turn(origin.state.origin, free_at=origin.free_at)

    def _headers(self, errand: _Errand) -> Mapping[str, str]:
        validators = errand.validators
        headers = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT.get(errand.purpose, "*/*"),
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        if validators and validators.etag and is_token(validators.etag):
            headers["If-None-Match"] = validators.etag
        if validators and validators.modified and is_token(validators.modified):
            headers["If-Modified-Since"] = validators.modified
        return headers


def _target(here: str, location: str) -> str:
    try:
        return urljoin(here, location.strip().replace(" ", "%20")).partition("#")[0]
    except ValueError as error:  # `http://[bad`
        raise RefusedAddress(f"{here} redirects to {location[:120]!a}, which is no address.") from error


def jitter(client: Client, source: str, failures: int) -> float:
    """Return a number in [0, 1) that depends on the client's seed only: no hidden randomness."""
    return politeness.fraction(client.seed, source, failures)
