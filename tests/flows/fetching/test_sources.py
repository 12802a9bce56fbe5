from dataclasses import replace
from datetime import timedelta

import pytest

from flows.fetching.discovery import discover, linked_feeds
from flows.fetching.opml import read_opml, write_opml
from flows.fetching.why import why
from storage.domain.errors import InputError
from tests.sector_site.feeds import item, page, rss
from tests.sector_site.newsroom import a_source, newsroom
from tests.sector_site.replies import with_etag
from tests.sector_site.site import Response, Site, VirtualClock


@pytest.fixture
def site():
    served = Site(VirtualClock())
    yield served
    served.close()


def test_feeds_go_out_as_opml_and_come_back_the_same():
    sources = [a_source("http://a.example/feed?x=1&y=2", "a"), a_source("https://b.example/rss", 'b <&> "quoted"')]
    outlines, left_out = read_opml(write_opml(sources, title="T"), name="x.opml")
    assert [(o.title, o.feed) for o in outlines] == [(s.name, s.url) for s in sources]
    assert left_out == ()


def test_opml_lists_each_feed_once_and_says_what_it_leaves_out():
    raw = b"""<opml version="1.0"><body><outline text="Group"><outline text="A" xmlUrl="http://a.example/feed"/>
    <outline text="A again" xmlUrl="http://a.example/feed"/></outline><outline text="B" xmlUrl="file:///etc/passwd"/></body></opml>"""
    outlines, left_out = read_opml(raw, name="x.opml")
    assert [o.title for o in outlines] == ["A"]
    assert "is not http or https" in left_out[0]


def test_opml_expands_no_entity():
    raw = b"""<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>
    <outline text="&x;" xmlUrl="http://a.example/feed"/></body></opml>"""
    outlines, _ = read_opml(raw, name="x.opml")
    assert [o.title for o in outlines] == ["http://a.example/feed"]


@pytest.mark.parametrize("raw", [b"", b"<html/>", b"{}", b"\x00\x01"])
def test_what_is_no_opml_is_refused_by_name(raw):
    with pytest.raises(InputError, match=r"x\.opml is not an OPML file"):
        read_opml(raw, name="x.opml")


def test_the_feed_of_a_site_is_found_from_what_its_page_links_to_and_nothing_is_guessed(site):
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/news.rss">'
    url = site.on(
        "/", Response(page(head=head, after='<a href="/blog/feed/">Blog feed</a> <a href="/feeding">Feeding</a>'))
    )
    with newsroom(site).client() as client:
        found = discover(url, client=client)
    assert [feed.url for feed in found.feeds] == [site.url("/news.rss"), site.url("/blog/feed/")]
    assert {seen.path for seen in site.log} == {"/", "/robots.txt"}


def test_an_address_that_is_a_feed_is_its_own_answer_and_a_page_without_one_says_so(site):
    feed, plain = site.on("/feed", rss(item(1))), site.on("/plain", page())
    with newsroom(site).client() as client:
        assert [f.title for f in discover(feed, client=client).feeds] == ["Northmoor News"]
        assert "links to none" in discover(plain, client=client).failure.message


def test_no_markup_breaks_the_search_for_feeds():
    assert linked_feeds(b"", url="http://n.example/") == ()
    assert (
        linked_feeds(b"<link rel=alternate type=application/rss+xml href='http://[bad'>", url="http://n.example/") == ()
    )


def test_why_prints_every_request_the_next_time_and_the_rule_that_set_it(site):
    room = newsroom(site, site.on("/feed", with_etag('"x"')), site.on("/gone", Response(status=410)))
    polls = room.run_for(timedelta(hours=3))
    told = why(
        site.host,
        records=[record for found in polls for record in found.requests],
        states=[(source, room.states[source.id]) for source in room.sources],
        hosts=room.hosts,
        now=site.clock(),
    )
    assert told.count("feed      http") == len(site.visits("/feed")) + 1
    assert "304, conditional" in told
    assert "its own rhythm" in told
    assert "gone, not asked any more" in told
    assert "robots.txt: answered 404" in told
    assert "The host may be asked now, a request at a time, 2 s apart: our own spacing" in told
    asleep = [
        replace(state, next_at=site.clock() + timedelta(hours=5), rule="429 answered to a") for state in room.hosts
    ]
    held = why(site.host, records=[], states=[], hosts=asleep, now=site.clock())
    assert "The whole host is left alone until 2026-11-02 17:00:00: 429 answered to a" in held
    assert "may be asked now" not in held
    slow = [replace(state, robots_status=200, robots="User-agent: *\nCrawl-delay: 9\n") for state in room.hosts]
    assert "9 s apart: its Crawl-delay" in why(site.host, records=[], states=[], hosts=slow, now=site.clock())
    assert why("other.example", records=[], states=[], hosts=[], now=site.clock()).endswith("It was never asked.")
