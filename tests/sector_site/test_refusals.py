"""Moves and refusals: 301-302-301, 410, Retry-After in all its forms, flaky servers, 401/403/451, 404."""

from datetime import timedelta
from itertools import pairwise

import pytest

from flows.fetching.poll import Outcome
from storage.domain.polling import Standing
from tests.sector_site.feeds import item, rss
from tests.sector_site.newsroom import hourly, newsroom
from tests.sector_site.replies import FEED, to, with_etag
from tests.sector_site.site import START, Response


def test_only_the_leading_permanent_redirects_are_stored(site):
    first = site.on("/moved", to("/moved2", 301))
    site.on("/moved2", to("/moved3", 302))
    site.on("/moved3", to("/home", 301))
    site.on("/home", with_etag('"x"'))
    room = newsroom(site, first)
    hourly(room, 3)
    assert room.states["source0"].url == site.url("/moved2")
    assert len(site.visits("/moved")) == 1
    assert len(site.visits("/moved2")) == len(site.visits("/home")) >= 2
    assert len(room.landed) == 1


def test_a_308_is_stored_and_a_307_never(site):
    room = newsroom(site, site.on("/a", to("/b", 308)), site.on("/c", to("/b", 307)))
    site.on("/b", with_etag('"x"'))
    hourly(room, 3)
    assert room.states["source0"].url == site.url("/b")
    assert room.states["source1"].url is None
    assert len(site.visits("/a")) == 1
    assert len(site.visits("/c")) >= 2


def test_a_chain_of_redirects_without_end_is_given_up_after_five(site):
    room = newsroom(site, site.on("/round", to("/round", 302)))
    (found,) = room.run()
    assert len(site.visits("/round")) == 6
    assert "redirects more than 5 times" in found.failure.message


@pytest.mark.parametrize(
    "target", ["http://[bad", "http://[::1", "//[x", "http://a:b@n.example/", "file:///etc/passwd"]
)
def test_a_redirect_to_what_is_no_address_is_one_sentence_and_the_neighbour_lands(site, target):
    room = newsroom(site, site.on("/bad", to(target, 301)), site.on("/fine", with_etag('"x"')))
    bad, fine = room.run()
    assert bad.failure.message.endswith(".")
    assert fine.outcome is Outcome.CHANGED
    assert room.states["source0"].url is None


def test_gone_ends_polling_for_good(site):
    room = newsroom(site, site.on("/gone-410", Response(status=410)))
    (found, *_) = hourly(room, 72)
    assert len(site.visits("/gone-410")) == 1
    assert found.outcome is Outcome.GONE
    assert room.states["source0"].standing is Standing.GONE
    assert "410" in room.failures[0]


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_stops_polling_and_tells_the_operator_without_disguise(site, status):
    room = newsroom(site, site.on("/refused", Response(status=status)))
    hourly(room, 48)
    assert len(site.visits("/refused")) == 1
    assert room.states["source0"].standing is Standing.BLOCKED
    assert str(status) in room.failures[0]


@pytest.mark.parametrize(
    ("retry_after", "least"),
    [
        ("7200", timedelta(hours=2)),
        ("Mon, 02 Nov 2026 14:30:00 GMT", timedelta(hours=4)),
        ("soon, we hope", timedelta(hours=1)),
        ("-5", timedelta(hours=1)),
        ("316800", timedelta(hours=88)),
    ],
)
def test_retry_after_is_obeyed_as_seconds_or_date_and_garbage_means_backing_off(site, retry_after, least):
    ready = START + timedelta(minutes=1)

    def busy(_site, seen):
        if seen.at < ready:
            return with_etag('"x"')(site, seen)
        return Response(status=503, headers={"Retry-After": retry_after})

    room = newsroom(site, site.on("/retry", busy))
    hourly(room, 120)
    visits = site.visits("/retry")
    assert visits[1].status == 503
    assert visits[2].at - visits[1].at >= least


def test_a_429_speaks_for_the_whole_host_and_a_503_for_its_feed_only(site):
    limited = newsroom(
        site,
        site.on("/limited", Response(status=429, headers={"Retry-After": "18000"})),
        site.on("/other", with_etag('"x"')),
    )
    polls = hourly(limited, 4)
    assert {p.outcome for p in polls if p.source == "source1"} == {Outcome.DEFERRED}
    assert len(site.visits("/other")) == 0
    hourly(limited, 4)
    assert len(site.visits("/other")) >= 1
    assert site.visits("/other")[0].at - site.visits("/limited")[0].at >= timedelta(hours=5)

    busy = newsroom(site, site.on("/busy", Response(status=503)), site.on("/fine", with_etag('"x"')))
    busy.run()
    assert len(site.visits("/fine")) == 1


RAW_CUT = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
HALF_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48"
RAW_HALF_GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n" + HALF_GZIP


@pytest.mark.parametrize(
    "broken",
    [
        Response(status=500),
        Response(raw=b""),
        Response(raw=RAW_CUT),
        Response(raw=RAW_HALF_GZIP),
        Response(raw=b"\x00\x01"),
    ],
)
def test_a_flaky_server_costs_a_growing_pause_and_recovers_by_itself(site, broken):
    healthy = START + timedelta(days=5)
    fine = with_etag('"x"')
    room = newsroom(site, site.on("/flaky", lambda s, seen: fine(s, seen) if seen.at >= healthy else broken))
    hourly(room, 24 * 8)
    visits = site.visits("/flaky")
    gaps = [later.at - earlier.at for earlier, later in pairwise(visits)]
    assert min(gaps) >= timedelta(hours=1)
    assert all(gap >= timedelta(hours=24) for gap in gaps[:4])  # it never gave a validator: at most once a day
    assert room.states["source0"].standing is Standing.LIVE
    assert len(room.landed) == 1
    assert room.failures


def test_ten_failures_over_a_week_make_a_source_dormant_and_it_is_probed_weekly(site):
    room = newsroom(site, site.on("/dead", Response(status=404)))
    hourly(room, 24 * 40)
    visits = site.visits("/dead")
    assert room.states["source0"].standing is Standing.DORMANT
    assert visits[-1].at - visits[-2].at >= timedelta(days=7)


def test_freshness_ttl_and_skipped_hours_are_obeyed(site):
    hours = "".join(f"<hour>{h}</hour>" for h in range(10, 20))
    feed = rss(item(1, link="http://northmoor.example/1"), channel=f"<ttl>90</ttl><skipHours>{hours}</skipHours>")
    room = newsroom(
        site, site.on("/maxage-ttl-skiphours", with_etag('"x"', feed, **{"Cache-Control": "max-age=10800"}))
    )
    hourly(room, 72)
    visits = site.visits("/maxage-ttl-skiphours")
    assert len(visits) > 2
    assert all(v.at.hour not in range(10, 20) for v in visits)
    assert all(b.at - a.at >= timedelta(minutes=90) for a, b in pairwise(visits))
    assert visits[1].at - visits[0].at >= timedelta(hours=3)


def test_a_feed_that_turns_into_a_login_page_is_a_named_condition_and_lands_nothing(site):
    room = newsroom(
        site, site.on("/login", b"<!doctype html><html><body><form><input type=password></form></body></html>")
    )
    (found,) = room.run()
    assert found.outcome is Outcome.FAILED
    assert "is a web page, not a feed" in found.failure.message.replace("What came is", "is")
    assert room.landed == []


def test_other_sources_are_unaffected_by_one_that_fails(site):
    room = newsroom(site, "http://nowhere.invalid/feed", site.on("/ok", FEED), site.on("/500", Response(status=500)))
    outcomes = {p.source: p.outcome for p in room.run()}
    assert outcomes == {"source0": Outcome.FAILED, "source1": Outcome.CHANGED, "source2": Outcome.FAILED}
    assert len(room.landed) == 1
