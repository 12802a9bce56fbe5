"""Thirty virtual days of polling twenty feeds, with two kill -9 of the polling process: the rules K1 to K11.

They are asserted over the server's log, and the ledger tells the same. Processes and server share one virtual clock.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from storage.domain.polling import Standing
from tests.sector_site.feeds import in_full, item, rss
from tests.sector_site.ledgered import LedgerRoom
from tests.sector_site.month import SharedClock
from tests.sector_site.site import START, Response, Site

DAYS = 30
NEWEST = 4  # a feed lists its newest items, not all
PATHS = ("/moved", "/gone", "/busy", "/fresh", *(f"/f{number}" for number in range(16)))
# When, and at which request from then on, the process that polls is killed while it waits for the answer.
KILLS = ((timedelta(days=7, hours=3), 3), (timedelta(days=19, hours=11), 5))
ALLOWED_HEADERS = {
    "host",
    "user-agent",
    "accept",
    "accept-encoding",
    "connection",
    "if-none-match",
    "if-modified-since",
}


def story(number, n):
    words = in_full(*(f"Feed {number}, story {n}: paragraph {p} of {n * p + number} words." for p in range(40)))
    return item(n, link=f"http://n{number}.example/{n}", guid=f"{number}:{n}", extra=words)


def growing(number, *, validator=True, every=timedelta(days=2), **headers):
    """A feed that gains an item now and then; answers 304 to its own newest validator."""

    def answer(site, seen):
        issue = int((seen.at - START) / every)
        etag = f'"{number}-{issue}"'
        if validator and seen.headers.get("if-none-match") == etag:
            return Response(status=304, headers={"ETag": etag, **headers})
        shown = range(issue, max(issue - NEWEST, -1), -1)
        body = rss(*(story(number, n) for n in shown))
        return Response(body, headers={"ETag": etag, **headers} if validator else headers)

    return answer


class DeadlySite(Site):
    """Holds back one answer, so that whoever asked can be killed while they wait for it."""

    def __init__(self, clock):
        super().__init__(clock)
        self.deadly_from = None
        self._spared = 0
        self.asked, self.dead = threading.Event(), threading.Event()

    def kill(self, moment, *, request):
        """From `moment` on, the request of this number is the last that is made."""
        self.deadly_from, self._spared = moment, request
        self.asked.clear()
        self.dead.clear()

    def answer(self, path, headers, host):
        response = super().answer(path, headers, host)
        if self.deadly_from and self.clock() >= self.deadly_from:
            self._spared -= 1
            if self._spared <= 0:
                self.deadly_from = None
                self.asked.set()
                self.dead.wait(60)
        return response


def a_site(clock):
    site = DeadlySite(clock)
    site.on("/new", growing(90))
    site.on("/moved", Response(status=301, headers={"Location": "/new"}))
    site.on("/gone", Response(status=410))
    site.on("/busy", lambda s, seen: (
        Response(status=503, headers={"Retry-After": "43200"}) if seen.at.day % 5 == 0 else growing(91)(s, seen)
    ))  # fmt: skip
    site.on("/fresh", growing(92, **{"Cache-Control": "max-age=14400"}))
    for number in range(16):
        site.on(f"/f{number}", growing(number, validator=number < 12))
    return site


def killed_while_waiting(site, folder, clock_file, *, after, request):
    """Let a process of its own live through the month until it has made this request; kill -9 it; return when."""
    site.kill(START + after, request=request)
    child = a_process(site, folder, clock_file)
    try:
        assert site.asked.wait(120)
    finally:
        child.kill()
        child.wait()
        site.dead.set()
    return site.clock()


def a_process(site, folder, clock_file):
    urls = [site.url(path) for path in PATHS]
    end = START + timedelta(days=DAYS)
    words = [str(folder), str(clock_file), site.host, end.isoformat(), *urls]
    return subprocess.Popen([sys.executable, "-m", "tests.sector_site.month", *words])


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    folder = tmp_path_factory.mktemp("month")
    clock_file = folder / "clock"
    clock = SharedClock(clock_file)
    site = a_site(clock)
    deaths = []
    for after, request in KILLS:
        deaths.append(killed_while_waiting(site, folder, clock_file, after=after, request=request))
        clock.sleep(7200)
    assert a_process(site, folder, clock_file).wait(240) == 0
    room = LedgerRoom(site, folder, tuple(site.url(path) for path in PATHS))
    yield site, room, tuple(deaths)
    room.ledger.close()
    site.close()


def feeds_of(site):
    return sorted({seen.path for seen in site.log} - {"/robots.txt"})


def test_k1_each_feed_is_asked_once_without_a_validator_and_then_always_with_one(month):
    site, _, _ = month
    for path in (f"/f{n}" for n in range(12)):
        assert [v.conditional for v in site.visits(path)].count(False) == 1
        assert not site.visits(path)[0].conditional


def test_k2_and_k3_the_newest_validator_is_sent_back_verbatim(month):
    site, _, _ = month
    for number in range(12):
        for before, after in pairwise(site.visits(f"/f{number}")):
            issue = int((before.at - START) / timedelta(days=2))
            assert after.headers["if-none-match"] == f'"{number}-{issue}"'


def test_k4_never_under_an_hour_with_a_validator_nor_a_day_without(month):
    site, _, _ = month
    assert sum(len(site.visits(path)) > 1 for path in feeds_of(site)) > 10  # a few end with their first answer
    for path in feeds_of(site):
        visits = site.visits(path)
        assert all(b.at - a.at >= timedelta(hours=1) for a, b in pairwise(visits)), path
        bare = [v for v in visits if not v.conditional]
        assert all(b.at - a.at >= timedelta(hours=24) for a, b in pairwise(bare)), path


def test_k5_a_kill_and_a_restart_do_not_reset_a_timer(month):
    site, _, deaths = month
    assert len(deaths) == len(KILLS)
    for death in deaths:
        unheard = [seen.path for seen in site.log if seen.at == death]
        assert unheard
        after = [s for s in site.log if death <= s.at < death + timedelta(hours=1)]
        assert Counter(s.path for s in after) == Counter(unheard)


def test_k6_no_feed_is_asked_twice_at_start_up(month):
    site, _, _ = month
    first = Counter(s.path for s in site.log if s.at - START < timedelta(minutes=59))
    assert set(first.values()) == {1}


def test_k7_retry_after_is_obeyed(month):
    site, _, _ = month
    for busy, after in pairwise(site.visits("/busy")):
        assert busy.status != 503 or after.at - busy.at >= timedelta(hours=12)
    assert any(v.status == 503 for v in site.visits("/busy"))


def test_k8_max_age_is_obeyed(month):
    site, _, _ = month
    visits = site.visits("/fresh")
    assert len(visits) > 1
    assert all(b.at - a.at >= timedelta(hours=4) for a, b in pairwise(visits))


def test_k9_nothing_is_sent_that_identifies_or_guesses(month):
    site, _, _ = month
    assert {name for seen in site.log for name in seen.headers} <= ALLOWED_HEADERS
    assert not [seen.path for seen in site.log if "?" in seen.path]
    assert len(feeds_of(site)) == 21  # the twenty and the address one of them moved to; nothing guessed
    assert len(site.visits("/robots.txt")) <= DAYS + 1


def test_k10_the_user_agent_has_a_name_a_version_and_a_contact(month):
    site, _, _ = month
    (agent,) = {seen.headers["user-agent"] for seen in site.log}
    assert agent.startswith("Volteface/")
    assert "+https://" in agent


def test_k11_gzip_is_asked_for_a_301_is_stored_and_410_is_final(month):
    site, room, _ = month
    assert {seen.headers["accept-encoding"] for seen in site.log} == {"gzip"}
    assert len(site.visits("/moved")) == 1
    assert room.state(0).url == site.url("/new")
    assert len(site.visits("/gone")) == 1
    assert room.state(1).standing is Standing.GONE


def test_every_item_of_every_feed_landed_exactly_once(month):
    _, room, _ = month
    links = Counter(article.url for article in room.ledger.articles())
    assert set(links.values()) == {1}
    assert sum(1 for url in links if url.startswith("http://n3.example/")) in (DAYS // 2, DAYS // 2 + 1)
    assert Counter(r.article for r in room.ledger.revisions()) == Counter(a.id for a in room.ledger.articles())
    assert list(room.ledger.changes()) == []


def test_the_ledger_has_every_request_that_the_server_saw_but_those_of_the_killed_runs(month):
    site, room, deaths = month
    kept = Counter((r.at, r.url, r.status, r.conditional) for r in room.ledger.requests())
    seen = Counter((s.at, site.url(s.path), s.status, s.conditional) for s in site.log)
    assert kept <= seen
    assert {at for at, *_ in seen - kept} == set(deaths)
    assert len(kept) > 800


def test_no_feed_was_asked_before_the_time_the_ledger_had_set(month):
    _, room, _ = month
    for source in room.ledger.source_states():
        asked = [r for r in room.ledger.requests(source=source) if r.purpose == "feed"]
        firsts = [(before, after) for before, after in pairwise(asked) if after.at != before.at]
        assert all(before.next_at is None or after.at >= before.next_at for before, after in firsts), source
