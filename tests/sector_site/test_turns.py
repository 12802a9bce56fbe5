"""Two processes that ask one host share its spacing, through the ledger."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from flows.fetching.client import LEASE, Client, Deferred
from flows.fetching.pages import fetch
from flows.fetching.wire import Wire
from storage.ledger import Ledger
from tests.sector_site.feeds import page
from tests.sector_site.site import START, Response, Site
from tests.storage.children import child

HOST = "http://news.example"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def real():
    """A site that stands in real time: processes share no other."""
    served = Site(now)  # type: ignore[arg-type]
    yield served
    served.close()


def asking(folder: Path, site: Site, paths: list[str]) -> str:
    """Ask as a run does, in a process of its own; the loopback is let through and spaced as any other host is."""
    ledger = Ledger.open(data=folder)
    with Client(clock=now, sleep=time.sleep, wire=Wire(allow=frozenset({site.host})), turns=ledger) as client:
        return " ".join(str(fetch(site.url(path), client=client).status) for path in paths)


def test_two_processes_that_ask_one_host_keep_its_spacing_between_them(tmp_path, real):
    for path in ("/a", "/b", "/slow"):
        real.on(path, page())
    Ledger.open(data=tmp_path).close()
    children = [child(lambda path=path: asking(tmp_path, real, [path, "/b"])) for path in ("/a", "/slow")]
    assert [each.answer() for each in children] == ["200 200", "200 200"]
    times = [seen.at for seen in real.log]
    assert len(times) == 6  # robots.txt and two pages each
    # As the client spaces them: two seconds from one answer to the next request; the log has requests alone.
    assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=1.99)


@pytest.fixture
def ledger(tmp_path):
    opened = Ledger.open(data=tmp_path)
    yield opened
    opened.close()


def test_a_turn_is_one_processes_until_it_ends_and_the_pause_after_it_is_over(ledger, tmp_path):
    other, until = Ledger.open(data=tmp_path), START + timedelta(seconds=LEASE)
    assert ledger.claim_turn(HOST, now=START, until=until) is None
    assert other.claim_turn(HOST, now=START, until=until) == until
    ledger.end_turn(HOST, free_at=START + timedelta(seconds=3))
    assert other.claim_turn(HOST, now=START + timedelta(seconds=2), until=until) == START + timedelta(seconds=3)
    assert other.claim_turn(HOST, now=START + timedelta(seconds=3), until=until) is None
    assert ledger.claim_turn("http://other.example", now=START, until=until) is None
    other.close()


def test_a_turn_of_a_process_that_died_passes_and_one_of_a_clock_that_stood_ahead_counts_for_nothing(ledger):
    def claim(at: datetime) -> datetime | None:
        return ledger.claim_turn(HOST, now=at, until=at + timedelta(seconds=LEASE))

    assert claim(START) is None
    assert claim(START + timedelta(seconds=LEASE - 1)) is not None
    assert claim(START + timedelta(seconds=LEASE)) is None
    assert claim(START - timedelta(days=30)) is None


def test_what_a_run_saves_of_a_host_at_its_end_takes_nobody_the_turn(ledger):
    known = ledger.host_states()
    until = START + timedelta(seconds=LEASE)
    ledger.save_host_states(known)
    assert ledger.claim_turn(HOST, now=START, until=until) is None
    (host,) = ledger.host_states()
    ledger.end_turn(HOST, free_at=START)
    ledger.save_host_states([host])
    assert [state.free_at for state in ledger.host_states()] == [START]


def test_a_host_that_another_process_keeps_busy_is_left_for_the_next_run(site, ledger):
    class Busy:
        def claim_turn(self, _origin: str, *, now: datetime, until: datetime) -> datetime:
            return now + timedelta(seconds=5)

        def end_turn(self, _origin: str, *, free_at: datetime) -> None:
            raise AssertionError("nothing was asked")

    site.on("/a", Response(b"x"))
    wire = Wire(allow=frozenset({site.host}))
    with (
        Client(clock=site.clock, sleep=site.clock.sleep, wire=wire, turns=Busy()) as client,
        pytest.raises(Deferred, match="by another process"),
    ):
        client.get(site.url("/a"), purpose="page", log=[])
    assert site.log == []
    assert site.clock() - START <= timedelta(seconds=125)
