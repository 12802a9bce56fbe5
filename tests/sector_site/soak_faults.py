"""What can go wrong in sixty days, drawn from a seed: what servers do, what kills a run, and clocks that jump."""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from flows.fetching import guard, wire
from flows.stages import writing
from storage.domain.errors import VoltefaceError
from tests.sector_site.site import Response
from tests.sector_site.soak_world import EVERY, STAGES, WEEK, Service, instants, weeks
from tests.storage.children import child


class Kind(StrEnum):
    """`STATUS` to `UNKNOWN_NAME` are troubles of servers and of the way to them, the others of our own machine."""

    STATUS = "an error of the server"
    BUSY = "429, come back later"
    RESET = "the connection is reset"
    CUT = "the answer is cut short"
    SLOW = "a slow answer"
    SILENT = "no answer in time"
    UNKNOWN_NAME = "no name can be resolved"
    KILLED = "killed at a transaction"
    KILLED_WRITING = "killed while it writes a page"
    FULL = "the disk is full"
    LOCKED = "another process holds the ledger"
    JUMP = "the clock jumps"


SERVERS = (Kind.STATUS, Kind.BUSY, Kind.RESET, Kind.CUT, Kind.SLOW, Kind.SILENT, Kind.UNKNOWN_NAME)
OURS = (Kind.KILLED, Kind.KILLED_WRITING, Kind.FULL, Kind.LOCKED)
CUT_SHORT = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
PUBLISHING = {min(moment for moment in instants() if moment >= week + WEEK) for week in weeks()}
STRICT = 0.4  # seconds: the time-out of a run in which a server is silent


@dataclass(frozen=True)
class Fault:
    """One fault in one run. `stage`: from where on it strikes; `number`: how late; `hosts`: whose servers."""

    kind: Kind
    stage: str = "poll"
    number: int = 0
    hosts: frozenset[int] = frozenset({0, 1, 2})
    jump: timedelta = timedelta(0)

    def __str__(self) -> str:
        return f"{self.kind} ({self.stage}, {self.number})" if self.kind in OURS else f"{self.kind} {self.jump or ''}"


Plan = dict[datetime, Fault]


def harmless_plan(rng: random.Random, *, quiet: Collection[datetime]) -> Plan:
    """Faults after which nothing may differ: of all that comes after polling at any time, of servers, of polling
    and of clocks in runs that find nothing new.

    What servers refuse and what a run that dies has not heard is asked for again a day later (a timer that was saved
    before a request is not reset by a kill, K5), and so are feeds whose timers a clock that was days ahead has set;
    one that is less than a day ahead is believed. While a clock is ahead a week must not end, or its digest is
    written too early, and no page may be about to be looked at for the edits of its first day.
    """
    plan: Plan = {}
    for moment in instants():
        if moment in PUBLISHING:  # where pages are written, a run dies oftener
            plan[moment] = _of_ours(rng, STAGES[1:] if rng.random() < 0.3 else STAGES[-1:])
        elif moment not in quiet:
            if rng.random() < 0.6:
                plan[moment] = _of_ours(rng, STAGES[1:])
        elif rng.random() < 0.95:
            plan[moment] = _while_quiet(rng, moment, long=moment - EVERY in quiet)
    return plan


def _while_quiet(rng: random.Random, moment: datetime, *, long: bool) -> Fault:
    chance = rng.random()
    if chance < 0.6:
        return _of_servers(rng)
    jump = rng.choice([timedelta(days=-30), timedelta(days=-2), timedelta(hours=-5), timedelta(days=3)])
    ends = [week + WEEK for week in weeks()]
    # A digest published for a past week takes the site back to that week, whoever asks for it.
    tells = any(moment < end <= moment + jump or end <= moment + jump < end + EVERY for end in ends)
    if long and chance < 0.8 and not tells:
        return Fault(Kind.JUMP, jump=jump)
    return _of_ours(rng, STAGES)


def wild_plan(rng: random.Random, *, calm_from: datetime) -> Plan:
    """Faults at any time, some of them for days; none in the last days, in which all that was missed is made good.

    No clock is set back by more than a day: today's news would bear dates ahead of it, and what seems to have been
    said in the future is refused, and stays so.
    """
    plan: Plan = {}
    left, last = 0, None
    for moment in instants():
        if moment >= calm_from:
            break
        left -= 1
        if left > 0 and last is not None:
            plan[moment] = last  # a server that is down stays down for a while
        elif rng.random() < 0.45:
            kind = rng.random()
            if kind < 0.55:
                last, left = _of_servers(rng), rng.randint(1, 3)
                plan[moment] = last
            elif kind < 0.9:
                plan[moment] = _of_ours(rng, STAGES)
            else:
                plan[moment] = Fault(Kind.JUMP, jump=timedelta(hours=rng.choice([-20, -3, 3, 20, 50, 700])))
    return plan


def _of_servers(rng: random.Random) -> Fault:
    kind = rng.choice(SERVERS)
    hosts = frozenset(rng.sample(range(3), rng.randint(1, 3)))
    return Fault(kind, hosts=hosts, number=rng.randrange(4))


def _of_ours(rng: random.Random, stages: tuple[str, ...]) -> Fault:
    return Fault(rng.choice(OURS), stage=rng.choice(stages), number=rng.randrange(12))


def answer_of(fault: Fault) -> Callable[[int, str], Response | None]:
    """What the sites answer while `fault` lasts; None: what they always do."""
    answers = {
        Kind.STATUS: Response(status=(500, 502, 503, 504)[fault.number % 4]),
        Kind.BUSY: Response(status=429, headers={"Retry-After": "18000"}),
        Kind.RESET: Response(reset=True),
        Kind.CUT: Response(raw=CUT_SHORT),
        Kind.SILENT: Response(pause=3 * STRICT, status=500),
    }
    broken = answers.get(fault.kind)
    if fault.kind is Kind.SLOW:
        return lambda _host, _path: time.sleep(0.02)  # and then the usual answer
    return lambda host, _path: broken if host in fault.hosts else None


@contextmanager
def striking(fault: Fault) -> Iterator[None]:
    """The part of a network fault that happens on our side: names that cannot be resolved, patience that ends."""
    with pytest.MonkeyPatch.context() as patch:
        if fault.kind is Kind.UNKNOWN_NAME:
            patch.setattr(socket, "getaddrinfo", _no_name)
        if fault.kind is Kind.SILENT:
            for module in (guard, wire):
                patch.setattr(module, "TOTAL_SECONDS", STRICT)
        yield


def _no_name(*_: object, **__: object) -> list[Any]:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def fails(service: Service, fault: Fault, now: datetime) -> str:
    """Run once with `fault`, in a process of its own where it kills; returns how it ended, "done" if it did."""
    service.close()
    try:
        run = child(lambda: _faulty(service, fault, now))
        return run.answer() or "killed"
    finally:
        service.open()


def _faulty(service: Service, fault: Fault, now: datetime) -> str:
    service.patience = 0.2
    service.open()
    strike = {Kind.KILLED: _kill_at, Kind.KILLED_WRITING: _kill_writing, Kind.FULL: _fill, Kind.LOCKED: _lock}
    try:
        service.run(now, before=lambda stage: strike[fault.kind](service, fault) if stage == fault.stage else None)
    except VoltefaceError as problem:  # anything else is a defect, and ends the soak
        return f"one sentence: {problem}"
    return "done"


def _kill_at(service: Service, fault: Fault) -> None:
    """At the beginning or before the commit of a transaction that is so many away."""
    moments = count()

    def moment(_connection: object) -> None:
        if next(moments) == fault.number:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("begin", "commit"):
        event.listen(service.desk.ledger.database.engine, name, moment)


def _kill_writing(_service: Service, fault: Fault) -> None:
    """With half of a page written, or before it takes the place of the old one."""
    written = count()

    class Dying(type(Path())):  # type: ignore[misc]  # the concrete class of this machine
        def write_bytes(self, data: bytes) -> int:
            if next(written) == fault.number:
                super().write_bytes(data[: len(data) // (1 + fault.number % 2)])
                os.kill(os.getpid(), signal.SIGKILL)
            return super().write_bytes(data)

    original = writing.write

    def write(data: Path, pages: Any) -> int:
        return original(Dying(data), pages)

    from flows.stages import publish, site

    publish.write = site.write = write  # this process does not live long


def _fill(_service: Service, fault: Fault) -> None:
    """No file may grow beyond so many bytes: the ledger's log and the pages both meet it."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192 * (1 + fault.number), resource.RLIM_INFINITY))


def _lock(service: Service, _fault: Fault) -> None:
    """Another process begins to write and does not let go until this one has given up."""
    read_end, write_end = os.pipe()
    parent = os.getpid()
    if os.fork() == 0:
        import sqlite3

        other = sqlite3.connect(service.folder / "volteface.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        os.write(write_end, b"held")
        while os.getppid() == parent:
            time.sleep(0.01)
        os._exit(0)
    os.read(read_end, 4)
