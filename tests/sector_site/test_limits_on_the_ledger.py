"""Bombs, robots.txt variants, wishes of servers and faults of the wire: named in the ledger, and none is fatal."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import pairwise

import pytest

from flows.fetching import guard
from storage.domain.polling import Standing
from tests.sector_site.feeds import in_full, item, page, rss
from tests.sector_site.replies import to, with_etag
from tests.sector_site.site import START, Response
from tests.sector_site.test_hostile import BOMBS, ROBOTS
from tests.sector_site.test_refusals import RAW_CUT, RAW_HALF_GZIP

FULL = rss(item(1, guid="1", link="http://northmoor.example/1", extra=in_full()))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
TO_THE_PARSER = {
    "a billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l8;</title></channel></rss>',
    "an entity from a file": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>',
    "80,000 attributes": f"<rss><item {' '.join(f'a{n}=x' for n in range(80_000))}><title>T</title></item></rss>",
    "an author of 64 KB": f"<rss><channel><item><title>T</title><author>{'(' * 65_536}</author></item></channel></rss>",
    "100,000 open tags": f"<rss><channel><item><title>T</title><description>{'<b>' * 100_000}",
}  # fmt: skip


@pytest.mark.usefixtures("in_house")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_of_the_wire_is_quarantined_by_name_and_its_neighbour_lands(site, room, bomb):
    response, words = BOMBS[bomb]
    watched = room(site.on("/bomb", response), site.on("/fine", with_etag('"x"', FULL)))
    watched.run()
    (held,) = watched.ledger.quarantined()
    assert (held.failure.thing, words in held.failure.message) == ("source0", True)
    assert [article.source for article in watched.ledger.articles()] == ["source1"]
    assert [url for _, _, url in watched.ledger.bodies()] == [site.url("/fine")]
    assert len(site.visits("/bomb")) == len(site.visits("/fine")) == 1
    watched.run()  # nothing is tried again at once
    assert len(site.visits("/bomb")) == 1


@pytest.mark.parametrize("bomb", TO_THE_PARSER)
def test_a_bomb_for_the_parser_costs_little_and_its_neighbour_lands(site, room, bomb):
    watched = room(site.on("/bomb", TO_THE_PARSER[bomb].encode()), site.on("/fine", with_etag('"x"', FULL)))
    watched.run()
    kept = {article.source: article for article in watched.ledger.articles()}
    assert "source1" in kept
    assert "root:" not in str(kept)
    assert not [article for article in kept.values() if len(article.title) > 600]
    assert watched.state(1).standing is Standing.LIVE
    assert len(site.visits("/bomb")) == 1
    assert {seen.path for seen in site.log} == {"/robots.txt", "/bomb", "/fine"}


@pytest.mark.usefixtures("in_house")
@pytest.mark.parametrize("variant", ROBOTS)
def test_robots_variants_are_kept_and_obeyed(site, room, variant):
    response, allowed = ROBOTS[variant]
    site.on("/robots.txt", response)
    site.on("/robots2.txt", b"User-agent: *\nDisallow: /feed\n")
    watched = room(site.on("/feed", with_etag('"x"', FULL)))
    watched.run_for(timedelta(minutes=30))
    assert len(site.visits("/feed")) == len(list(watched.ledger.articles())) == int(allowed)
    (host,) = watched.ledger.host_states()
    assert host.robots_status == {301: 200}.get(response.status, response.status)
    assert host.robots_at == site.visits("/robots.txt")[0].at == START
    assert allowed or "robots.txt" in watched.state().rule
    assert [r.purpose for r in watched.ledger.requests()].count("robots") == len(site.log) - len(site.visits("/feed"))


@pytest.mark.usefixtures("in_house")
def test_maxage_ttl_skiphours_are_kept_with_the_rule_that_set_each_next_time(site, room):
    hours = "".join(f"<hour>{h}</hour>" for h in range(10, 20))
    channel = f"<ttl>90</ttl><skipHours>{hours}</skipHours>"
    feed = rss(item(1, guid="1", link="http://northmoor.example/1", extra=in_full()), channel=channel)
    behaviour = with_etag('"x"', feed, **{"Cache-Control": "max-age=10800"})
    watched = room(site.on("/wishes", behaviour))
    watched.run_for(timedelta(hours=36))
    watched.restart()
    watched.run_for(timedelta(hours=36))
    visits = site.visits("/wishes")
    assert len(visits) >= 6
    assert all(v.at.hour not in range(10, 20) for v in visits)
    assert all(b.at - a.at >= timedelta(minutes=90) for a, b in pairwise(visits))
    assert visits[1].at - visits[0].at >= timedelta(hours=3)
    state = watched.state()
    assert (state.ttl, state.skip_hours) == (5400, tuple(range(10, 20)))
    kept = [r for r in watched.ledger.requests(source="source0") if r.purpose == "feed"]
    assert [r.at for r in kept] == [v.at for v in visits]
    assert all(before.next_at <= after.at for before, after in pairwise(kept))
    assert {"Cache-Control" in r.rule or "skipHours" in r.rule or "ttl" in r.rule for r in kept[:1]} == {True}
    assert len(list(watched.ledger.articles())) == 1


@pytest.mark.usefixtures("in_house")
@pytest.mark.parametrize("raw", [RAW_CUT, RAW_HALF_GZIP], ids=["truncated chunk", "half gzip"])
def test_an_answer_cut_short_is_a_failure_and_never_half_a_feed(site, room, raw):
    healthy, fine = START + timedelta(days=2), with_etag('"x"', FULL)
    watched = room(site.on("/cut", lambda s, seen: fine(s, seen) if seen.at >= healthy else Response(raw=raw)))
    watched.run_for(timedelta(days=1, hours=12))
    assert watched.state().standing is Standing.FAILING
    assert watched.state().failures == len(site.visits("/cut")) >= 1
    assert list(watched.ledger.bodies()) == []
    watched.run_for(timedelta(days=4))
    assert watched.state().standing is Standing.LIVE
    assert len(list(watched.ledger.articles())) == 1


@pytest.mark.usefixtures("in_house")
def test_a_server_that_drips_is_left_after_its_time_and_the_others_land(site, room, monkeypatch):
    monkeypatch.setattr(guard, "TOTAL_SECONDS", 0.4)
    site.on("/robots.txt", Response(status=404))

    reached = []

    def slow(_site, seen):
        reached.append(seen.path)
        time.sleep(1)
        return Response(FULL)

    watched = room(site.on("/slow", slow), site.on("/fine", with_etag('"x"', FULL)))
    watched.run()
    assert watched.state(0).standing is Standing.FAILING
    assert [article.source for article in watched.ledger.articles()] == ["source1"]
    assert reached == ["/slow"]
    assert [r.status for r in watched.ledger.requests(source="source0") if r.purpose == "feed"] == [None]


@pytest.mark.usefixtures("in_house")
def test_a_429_holds_its_whole_host_across_a_restart_and_a_503_its_feed_alone(site, room):
    watched = room(
        site.on("/limited", Response(status=429, headers={"Retry-After": "18000"})),
        site.on("/other", with_etag('"x"', FULL)),
    )
    watched.run()
    (host,) = watched.ledger.host_states()
    assert host.next_at == START + timedelta(hours=5)
    watched.restart()
    watched.run_for(timedelta(hours=8))
    assert site.visits("/other")[0].at - site.visits("/limited")[0].at >= timedelta(hours=5)
    busy = room(site.on("/busy", Response(status=503)), site.on("/fine", with_etag('"x"', FULL)))
    busy.run()
    assert len(site.visits("/fine")) == 1
    assert {s.source: s.standing for s in busy.ledger.source_states().values()} == {
        "source0": Standing.FAILING,
        "source1": Standing.LIVE,
    }


@pytest.mark.usefixtures("in_house")
def test_a_308_is_stored_a_307_never_and_a_dead_feed_becomes_dormant(site, room):
    site.on("/b", with_etag('"x"', FULL))
    watched = room(site.on("/a", to("/b", 308)), site.on("/c", to("/b", 307)), site.on("/dead", Response(status=404)))
    watched.run_for(timedelta(days=30))
    assert watched.state(0).url == site.url("/b")
    assert watched.state(1).url is None
    assert len(site.visits("/a")) == 1
    assert len(site.visits("/c")) > 10
    assert watched.state(2).standing is Standing.DORMANT
    assert "probed weekly" in watched.state(2).rule
    dead = site.visits("/dead")
    assert dead[-1].at - dead[-2].at >= timedelta(days=7)


@pytest.mark.usefixtures("in_house")
def test_a_validator_that_an_answer_lacks_is_forgotten_in_the_ledger_too(site, room):
    bodies = [FULL, rss(item(2, guid="2", link="http://northmoor.example/2", extra=in_full()))]

    def losing(served, _seen):
        number = len(served.visits("/lost"))
        return Response(bodies[min(number, 1)], headers={"ETag": '"x"'} if number == 0 else {})

    watched = room(site.on("/lost", losing))
    watched.run_for(timedelta(hours=30))
    first, second, third = site.visits("/lost")[:3]
    assert (first.conditional, second.headers["if-none-match"], third.conditional) == (False, '"x"', False)
    assert third.at - first.at >= timedelta(hours=24)
    assert watched.state().etag is None
    assert len(list(watched.ledger.articles())) == 2


def test_a_feed_of_bad_pages_names_each_and_keeps_the_good_one(site, room):
    pages = {
        "/pdf": Response(b"%PDF-1.7 \x00\x01", headers={"Content-Type": "application/pdf"}),
        "/login": b"<html><body><form><input type=password></form></body></html>",
        "/empty": b"",
        "/deep": b"<div>" * 200_000,
        "/good": page(),
    }
    links = [site.on(path, answer) for path, answer in pages.items()]
    feed = rss(*(item(n, link=link, guid=link) for n, link in enumerate(links)))
    watched = room(site.on("/feed", with_etag('"f"', feed)))
    watched.run()
    assert {path: len(site.visits(path)) for path in pages} == dict.fromkeys(pages, 1)
    assert {q.failure.thing for q in watched.ledger.quarantined()} == {site.url(p) for p in pages if p != "/good"}
    assert len(list(watched.ledger.revisions())) == 1
