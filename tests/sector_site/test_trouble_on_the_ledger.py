"""Liars, chaos, bombs and forgeries: what they leave in the ledger, and what they must not."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

from storage.domain.polling import Standing
from tests.sector_site.feeds import PARAGRAPHS, in_full, item, page, rss
from tests.sector_site.replies import with_etag
from tests.sector_site.site import START, Response, Site
from tests.sector_site.test_pages import COMMENT

FULL = rss(item(1, guid="1", link="http://northmoor.example/1", extra=in_full()))


@pytest.mark.usefixtures("in_house")
@pytest.mark.parametrize("tag", ['"{n}"', 'W/"{odd}"'])
def test_a_validator_that_churns_or_flips_stores_the_feed_once(site, room, tag):
    def churn(served, _seen):
        n = len(served.visits("/churn"))
        return Response(FULL, headers={"ETag": tag.format(n=n, odd=n % 2)})

    watched = room(site.on("/churn", churn))
    watched.run_for(timedelta(hours=10))
    last = len(site.visits("/churn")) - 1
    assert last >= 3
    assert watched.state().etag == tag.format(n=last, odd=last % 2)
    assert len(list(watched.ledger.bodies())) == 1
    assert len(list(watched.ledger.sightings())) == 1


@pytest.mark.usefixtures("in_house")
def test_liar_304(site, room):
    dated = [f"<pubDate>{day:02} Oct 2026 09:00:00 GMT</pubDate>" for day in range(31, 21, -1)]
    old = rss(*(item(n, guid=f"g{n}", extra=date + in_full()) for n, date in enumerate(dated)))

    def liar(served, seen):
        if seen.conditional:
            return Response(status=304)
        return Response(FULL if served.visits("/liar") else old, headers={"ETag": '"stuck"'})

    watched = room(site.on("/liar", liar))
    watched.run_for(timedelta(days=8))
    bare = [v.at for v in site.visits("/liar") if not v.conditional]
    assert len(bare) >= 2
    assert watched.state().unconditional_at == bare[-1]
    assert len(list(watched.ledger.articles())) == len(dated) + 1


@pytest.mark.usefixtures("in_house")
def test_guid_chaos(site, room):
    """Repeated, churning and missing guids, no links, no dates: six entries, whatever the day."""

    def chaos(served, _seen):
        n = len(served.visits("/chaos"))
        return Response(
            rss(
                item(1, guid="same", link="http://n.example/1"),
                item(2, guid="same", link="http://n.example/2"),
                item(3, guid=f"churn-{n}", link="http://n.example/3"),
                item(4, link="http://n.example/4?utm_source=feed"),
                item(5, extra=in_full("Only words and a title, no name of any kind, and they stay as they are.")),
                item(6, title="", extra="<description>Not even a title: a few words.</description>"),
                channel=f"<lastBuildDate>{n}</lastBuildDate>",
            )
        )

    watched = room(site.on("/chaos", chaos))
    watched.run_for(timedelta(days=3))
    assert len(site.visits("/chaos")) >= 3
    assert len(list(watched.ledger.bodies())) >= 3
    assert len(list(watched.ledger.articles())) == 6
    assert {key.article for key in watched.ledger.entry_keys("source0")} == set(watched.ledger.first_seen())


@pytest.mark.usefixtures("in_house")
@pytest.mark.parametrize("broken", [Response(status=500), Response(raw=b""), Response(raw=b"\x00\x01")])
def test_flaky(site, room, broken):
    healthy, fine = START + timedelta(days=4), with_etag('"x"', FULL)
    watched = room(site.on("/flaky", lambda s, seen: fine(s, seen) if seen.at >= healthy else broken))
    watched.run_for(timedelta(days=3))
    assert watched.state().standing is Standing.FAILING
    assert watched.state().failures == len(site.visits("/flaky"))
    assert [q.failure.thing for q in watched.ledger.quarantined()] == ["source0"]
    watched.restart()
    watched.run_for(timedelta(days=4))
    assert watched.state().standing is Standing.LIVE
    assert watched.state().failures == 0
    assert not watched.ledger.quarantined()
    assert len(list(watched.ledger.articles())) == 1


def test_bombs_and_forgeries_leave_nothing_behind_and_the_neighbour_lands(site, room):
    forbidden = Site(site.clock)
    try:
        bombs = [
            site.on("/gz", Response(gzip.compress(b" " * 21_000_000, mtime=0), headers={"Content-Encoding": "gzip"})),
            site.on("/long", Response(b"x" * 11_000_000)),
            site.on("/away", Response(status=302, headers={"Location": forbidden.url("/feed")})),
            forbidden.url("/feed"),
            "http://169.254.169.254/latest/meta-data/",
            "file:///etc/passwd",
        ]
        watched = room(*bombs, site.on("/fine", with_etag('"x"', FULL)))
        tally = watched.run()
        assert forbidden.log == []
    finally:
        forbidden.close()
    assert {failure.thing for failure in tally.failures} == {f"source{n}" for n in range(len(bombs))}
    assert [article.source for article in watched.ledger.articles()] == [f"source{len(bombs)}"]
    assert [url for _, _, url in watched.ledger.bodies()] == [site.url("/fine")]
    assert {q.failure.thing for q in watched.ledger.quarantined()} == {failure.thing for failure in tally.failures}


def test_comment_takeover_and_paywall_stub(site, room):
    comments = "".join(f"<div class=k{n}><p>{COMMENT.format(n=n)}</p><a>Reply</a></div>" for n in range(40))
    stub = page(PARAGRAPHS[0], "Subscribe now to continue reading this article.")
    looks = [page(), stub, page(after=f"<div class=zz><h3>40 comments</h3>{comments}</div>")]
    link = site.on("/story", lambda s, _seen: Response(looks[min(len(s.visits("/story")), 2)]))
    watched = room(site.on("/feed", with_etag('"f"', rss(item(1, link=link, guid="1")))))
    watched.run_for(timedelta(hours=4))
    assert len(site.visits("/story")) == 4
    (kept,) = watched.ledger.revisions()
    assert "my cousin" not in kept.text
    assert PARAGRAPHS[4] in kept.text
    assert list(watched.ledger.changes()) == []


def test_robots_txt_is_kept_with_its_rules_and_no_disallowed_page_is_asked_for(site, room):
    site.on("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    link = site.on("/private/a", page())
    watched = room(site.on("/feed", with_etag('"f"', rss(item(1, link=link, guid="1")))))
    tally = watched.run()
    assert site.visits("/private/a") == []
    (host,) = watched.ledger.host_states()
    assert (host.robots_status, host.robots_at) == (200, START)
    assert "Disallow: /private" in host.robots
    (check,) = watched.ledger.page_checks()
    assert check.next_at is None
    assert "robots.txt" in tally.failures[0].message
    assert list(watched.ledger.revisions()) == []
