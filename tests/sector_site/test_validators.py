"""Conditional requests: etag-strict, weak-etag-flip, liar-304, etag-churn, and validators that vanish."""

from datetime import timedelta
from itertools import pairwise

from flows.fetching.poll import Outcome
from tests.sector_site.feeds import item, rss
from tests.sector_site.newsroom import hourly, newsroom
from tests.sector_site.replies import FEED, with_etag
from tests.sector_site.site import Response


def test_the_first_request_is_unconditional_and_all_others_send_the_validator_byte_for_byte(site):
    etag = 'W/"a b+/=~"'
    room = newsroom(site, site.on("/etag-strict", with_etag(etag)))
    hourly(room, 24)
    visits = site.visits("/etag-strict")
    assert [v.conditional for v in visits] == [False] + [True] * (len(visits) - 1)
    assert {v.headers["if-none-match"] for v in visits[1:]} == {etag}
    assert {v.status for v in visits[1:]} == {304}
    assert len(room.landed) == 1
    assert room.states["source0"].etag == etag


def test_a_weak_and_a_strong_form_of_one_validator_are_each_sent_back_as_they_came(site):
    def flip(_site, seen):
        number = len(site.visits("/weak-etag-flip"))
        return Response(FEED, headers={"ETag": 'W/"x"' if number % 2 == 0 else '"x"'})

    room = newsroom(site, site.on("/weak-etag-flip", flip))
    polls = hourly(room, 8)
    sent = [v.headers.get("if-none-match") for v in site.visits("/weak-etag-flip")]
    assert sent[:4] == [None, 'W/"x"', '"x"', 'W/"x"']
    assert {p.outcome for p in polls[1:]} == {Outcome.SAME_BYTES}
    assert len(room.landed) == 1


def test_a_new_validator_with_every_answer_and_the_same_bytes_is_no_change(site):
    def churn(_site, seen):
        return Response(FEED, headers={"ETag": f'"{len(site.visits("/etag-churn"))}"'})

    room = newsroom(site, site.on("/etag-churn", churn))
    polls = hourly(room, 6)
    assert [p.outcome for p in polls] == [Outcome.CHANGED] + [Outcome.SAME_BYTES] * (len(polls) - 1)
    assert all(p.body is None for p in polls[1:])
    assert room.states["source0"].etag == f'"{len(site.visits("/etag-churn")) - 1}"'


def test_a_validator_that_an_answer_lacks_is_forgotten(site):
    bodies = [FEED, rss(item(2, link="http://northmoor.example/2")), FEED]

    def losing(_site, seen):
        number = len(site.visits("/lost"))
        headers = {"ETag": '"x"', "Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"} if number == 0 else {}
        return Response(bodies[min(number, 2)], headers=headers)

    room = newsroom(site, site.on("/lost", losing))
    hourly(room, 30)
    first, second, third = site.visits("/lost")[:3]
    assert second.headers["if-modified-since"] == "Mon, 02 Nov 2026 08:00:00 GMT"
    assert not third.conditional
    assert third.at - first.at >= timedelta(hours=24)


def test_a_server_that_says_not_modified_for_ever_gets_one_unconditional_probe_a_day(site):
    rows = [f"<pubDate>{day:02} Oct 2026 09:00:00 GMT</pubDate>" for day in range(31, 21, -1)]
    feed = rss(*(item(n, link=f"http://northmoor.example/{n}", extra=row) for n, row in enumerate(rows)))
    fresh = rss(item(99, link="http://northmoor.example/99"))

    def liar(_site, seen):
        if seen.conditional:
            return Response(status=304)
        return Response(fresh if site.visits("/liar-304") else feed, headers={"ETag": '"stuck"'})

    room = newsroom(site, site.on("/liar-304", liar))
    hourly(room, 24 * 8)
    bare = [v.at for v in site.visits("/liar-304") if not v.conditional]
    assert len(bare) >= 2
    assert all(later - earlier >= timedelta(hours=24) for earlier, later in pairwise(bare))
    assert bare[1] - bare[0] <= timedelta(days=5)
    assert len(room.landed) == len(rows) + 1
