"""Thirty virtual days of polling twenty feeds, with two kills in between: the rules K1 to K11.

They are asserted over the server's log, and the ledger tells the same. A real kill -9 is in test_kill.py.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from flows.stages import fetch
from storage.domain.polling import Standing
from tests.sector_site.feeds import in_full, item, rss
from tests.sector_site.ledgered import InHouse, LedgerRoom
from tests.sector_site.site import START, Response, Site, VirtualClock

DAYS = 30
NEWEST = 4  # a feed lists its newest items, not all
KILLS = (timedelta(days=7, hours=3), timedelta(days=19, hours=11))
ALLOWED_HEADERS = {
    "host",
    "user-agent",
    "accept",
    "accept-encoding",
    "connection",
    "if-none-match",
    "if-modified-since",
}


class Killed(BaseException):
    """The process ends between saving the timers and asking."""


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


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    clock = VirtualClock()
    site = Site(clock)
    site.on("/new", growing(90))
    site.on("/moved", Response(status=301, headers={"Location": "/new"}))
    site.on("/gone", Response(status=410))
    site.on("/busy", lambda s, seen: (
        Response(status=503, headers={"Retry-After": "43200"}) if seen.at.day % 5 == 0 else growing(91)(s, seen)
    ))  # fmt: skip
    site.on("/fresh", growing(92, **{"Cache-Control": "max-age=14400"}))
    paths = ["/moved", "/gone", "/busy", "/fresh"]
    for number in range(12):
        site.on(f"/f{number}", growing(number))
        paths.append(f"/f{number}")
    for number in range(12, 16):
        site.on(f"/f{number}", growing(number, validator=False))
        paths.append(f"/f{number}")
    assert len(paths) == 20
    room = LedgerRoom(site, tmp_path_factory.mktemp("month"), tuple(site.url(path) for path in paths))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fetch, "Workshop", InHouse)
        for kill in KILLS:
            room.run_for(START + kill - clock())
            clock.sleep(7200)
            with pytest.MonkeyPatch.context() as dying:
                dying.setattr(fetch, "poll_all", lambda *_a, **_k: (_ for _ in ()).throw(Killed()))
                with pytest.raises(Killed):
                    room.run()
            room.restart()
        room.run_for(START + timedelta(days=DAYS) - clock())
    yield site, room
    room.ledger.close()
    site.close()


def feeds_of(site):
    return sorted({seen.path for seen in site.log} - {"/robots.txt"})


def test_k1_each_feed_is_asked_once_without_a_validator_and_then_always_with_one(month):
    site, _ = month
    for path in (f"/f{n}" for n in range(12)):
        assert [v.conditional for v in site.visits(path)].count(False) == 1
        assert not site.visits(path)[0].conditional


def test_k2_and_k3_the_newest_validator_is_sent_back_verbatim(month):
    site, _ = month
    for number in range(12):
        for before, after in pairwise(site.visits(f"/f{number}")):
            issue = int((before.at - START) / timedelta(days=2))
            assert after.headers["if-none-match"] == f'"{number}-{issue}"'


def test_k4_never_under_an_hour_with_a_validator_nor_a_day_without(month):
    site, _ = month
    for path in feeds_of(site):
        visits = site.visits(path)
        assert all(b.at - a.at >= timedelta(hours=1) for a, b in pairwise(visits)), path
        bare = [v for v in visits if not v.conditional]
        assert all(b.at - a.at >= timedelta(hours=24) for a, b in pairwise(bare)), path


def test_k5_a_kill_and_a_restart_do_not_reset_a_timer(month):
    site, _ = month
    for kill in KILLS:
        around = [s for s in site.log if abs(s.at - START - kill - timedelta(hours=2)) < timedelta(minutes=59)]
        assert max(Counter(s.path for s in around).values(), default=0) <= 1


def test_k6_no_feed_is_asked_twice_at_start_up(month):
    site, _ = month
    first = Counter(s.path for s in site.log if s.at - START < timedelta(minutes=59))
    assert set(first.values()) == {1}


def test_k7_retry_after_is_obeyed(month):
    site, _ = month
    for busy, after in pairwise(site.visits("/busy")):
        assert busy.status != 503 or after.at - busy.at >= timedelta(hours=12)
    assert any(v.status == 503 for v in site.visits("/busy"))


def test_k8_max_age_is_obeyed(month):
    site, _ = month
    assert all(b.at - a.at >= timedelta(hours=4) for a, b in pairwise(site.visits("/fresh")))


def test_k9_nothing_is_sent_that_identifies_or_guesses(month):
    site, _ = month
    assert {name for seen in site.log for name in seen.headers} <= ALLOWED_HEADERS
    assert not [seen.path for seen in site.log if "?" in seen.path]
    assert len(feeds_of(site)) == 21  # the twenty and the address one of them moved to; nothing guessed
    assert len(site.visits("/robots.txt")) <= DAYS + 1


def test_k10_the_user_agent_has_a_name_a_version_and_a_contact(month):
    site, _ = month
    (agent,) = {seen.headers["user-agent"] for seen in site.log}
    assert agent.startswith("Volteface/")
    assert "+https://" in agent


def test_k11_gzip_is_asked_for_a_301_is_stored_and_410_is_final(month):
    site, room = month
    assert {seen.headers["accept-encoding"] for seen in site.log} == {"gzip"}
    assert len(site.visits("/moved")) == 1
    assert room.state(0).url == site.url("/new")
    assert len(site.visits("/gone")) == 1
    assert room.state(1).standing is Standing.GONE


def test_every_item_of_every_feed_landed_exactly_once(month):
    _, room = month
    links = Counter(article.url for article in room.ledger.articles())
    assert set(links.values()) == {1}
    assert sum(1 for url in links if url.startswith("http://n3.example/")) in (DAYS // 2, DAYS // 2 + 1)
    assert Counter(r.article for r in room.ledger.revisions()) == Counter(a.id for a in room.ledger.articles())
    assert list(room.ledger.changes()) == []


def test_the_ledger_has_every_request_that_the_server_saw_and_no_other(month):
    site, room = month
    kept = Counter((r.at, r.url, r.status, r.conditional) for r in room.ledger.requests())
    seen = Counter((s.at, site.url(s.path), s.status, s.conditional) for s in site.log)
    assert kept == seen
    assert len(seen) > 800


def test_no_feed_was_asked_before_the_time_the_ledger_had_set(month):
    _, room = month
    for source in room.ledger.source_states():
        asked = [r for r in room.ledger.requests(source=source) if r.purpose == "feed"]
        firsts = [(before, after) for before, after in pairwise(asked) if after.at != before.at]
        assert all(before.next_at is None or after.at >= before.next_at for before, after in firsts), source
