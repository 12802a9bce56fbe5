"""Bombs, request forgery, robots.txt variants, bad input: each named, none fatal, the forbidden untouched."""

from __future__ import annotations

import gzip
import socket
import zlib
from datetime import timedelta

import pytest

from flows.fetching import robots
from flows.fetching.client import Client, Disallowed
from flows.fetching.guard import GuardedNetwork, is_public, place_of
from flows.fetching.pages import PageOutcome, fetch
from flows.fetching.poll import Outcome
from flows.fetching.wire import Wire
from storage.domain.errors import FetchError, RefusedAddress
from storage.domain.polling import HostState
from tests.sector_site.feeds import item, page, rss
from tests.sector_site.newsroom import newsroom
from tests.sector_site.replies import FEED, with_etag
from tests.sector_site.site import Response, Site


def gzipped(body):
    return Response(gzip.compress(body, mtime=0), headers={"Content-Encoding": "gzip"})


def test_gzip_is_read(site):
    room = newsroom(site, site.on("/gzip", gzipped(FEED)))
    room.run()
    assert len(room.landed) == 1


BOMBS = {
    "21 MB in 20 KB of gzip": (gzipped(b" " * 21_000_000), "unpacks to more than"),
    "400:1 at 4 MB": (gzipped(b"\0" * 4_000_000), "unpacks to more than"),
    "brotli, never asked for": (Response(b"\x8b", headers={"Content-Encoding": "br"}), "was not asked for"),
    "deflate": (Response(zlib.compress(b"x"), headers={"Content-Encoding": "deflate"}), "was not asked for"),
    "11 MB plain": (Response(b"x" * 11_000_000), "larger than 10 MB"),
    "70 KB of headers": (Response(FEED, headers={f"X-{n}": "y" * 1000 for n in range(70)}), "64 KB of headers"),
    "no feed, no page": (Response(b"\xff\xd8\xff\xe0 jfif"), "not a feed"),
    "empty": (Response(b""), "empty"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_named_failure_and_its_neighbour_lands(site, bomb):
    response, words = BOMBS[bomb]
    room = newsroom(site, site.on("/bomb", response), site.on("/ok", FEED))
    found = {p.source: p for p in room.run()}
    assert found["source0"].outcome is Outcome.FAILED
    assert words in found["source0"].failure.message
    assert found["source0"].failure.message.count("\n") == 0
    assert len(room.landed) == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "//example.org/",
        "http://user:secret@example.org/", "http://example.org\\@127.0.0.1/", "http://exa mple.org/", "http://a\nb.org/",
        "http://example.org/\r\nX: y", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://0x7f.1/", "http:///path", "http://[::1%25eth0]/", "http://example.org:99999/", "http://", "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_plainly_public_is_refused_before_any_lookup(url):
    with pytest.raises(RefusedAddress) as caught:
        place_of(url)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
        "ff02::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1",
        "2001::7f00:1", "::127.0.0.1", "64:ff9b:1::a00:1", "fec0::1", "3fff::1", "192.0.0.8", "192.88.99.1",
        "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:10.0.0.1",
    ],
)  # fmt: skip
def test_no_address_off_the_public_internet_may_be_connected_to(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.81", "2a00:1450:4009::200e"])
def test_public_addresses_may(address):
    assert is_public(address)


@pytest.fixture
def forbidden(clock):
    """A listener that nobody may reach, on another port of the loopback."""
    served = Site(clock)
    served.on("/", page())
    yield served
    assert served.log == []
    served.close()


def test_a_redirect_to_a_forbidden_listener_makes_no_connection(site, forbidden):
    room = newsroom(site, site.on("/ssrf", Response(status=302, headers={"Location": forbidden.url("/")})))
    (found,) = room.run()
    assert found.outcome is Outcome.FAILED
    assert "not on the public internet" in found.failure.message


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["169.254.169.254"]]
)
def test_a_public_name_with_any_private_address_is_refused(site, forbidden, answers):
    port = int(forbidden.host.rpartition(":")[2])
    wire = Wire(allow=frozenset({site.host}), resolver=lambda _host, _port: answers)
    with Client(clock=site.clock, sleep=site.clock.sleep, wire=wire) as client:
        look = fetch(f"http://rebound.example:{port}/", client=client)
    assert look.outcome is PageOutcome.REFUSED
    assert "not on the public internet" in look.failure.message


def test_the_address_that_was_checked_is_the_one_connected_to(site):
    """A name that turns private on a second lookup gains nothing: there is no second lookup."""
    asked = []

    def rebinding(host, _port):
        asked.append(host)
        return ["127.0.0.1"]

    site.on("/", page())
    port = site.host.rpartition(":")[2]
    wire = Wire(allow=frozenset({f"news.example:{port}"}), resolver=rebinding)
    with Client(clock=site.clock, sleep=site.clock.sleep, wire=wire) as client:
        fetch(f"http://news.example:{port}/", client=client)
    assert len(asked) == len(site.log) == 2  # robots.txt and the page


def test_an_allowed_name_opens_loopback_only_never_a_private_network():
    network = GuardedNetwork(allow=frozenset({"lan.example:80"}), resolver=lambda _h, _p: ["192.168.1.1"])
    with pytest.raises(RefusedAddress):
        network.checked("lan.example", 80)


def test_requests_to_one_host_are_spaced_and_a_crawl_delay_is_kept(site):
    site.on("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    for n in range(3):
        site.on(f"/{n}", page())
    with Client(clock=site.clock, sleep=site.clock.sleep, wire=Wire(allow=frozenset({site.host}))) as client:
        for n in range(3):
            fetch(site.url(f"/{n}"), client=client)
    times = [seen.at for seen in site.log]
    assert times[1] - times[0] >= timedelta(seconds=2)
    assert times[2] - times[1] >= timedelta(seconds=7)
    assert times[3] - times[2] >= timedelta(seconds=7)


ROBOTS = {
    "none": (Response(status=404), True),
    "forbidden": (Response(status=403), True),
    "server error": (Response(status=500), False),
    "allows all": (Response(b"User-agent: *\nDisallow:\n"), True),
    "disallows all": (Response(b"User-agent: *\nDisallow: /\n"), False),
    "disallows others": (Response(b"User-agent: BadBot\nDisallow: /\n"), True),
    "disallows us": (Response(b"User-agent: volteface\nDisallow: /feed\n"), False),
    "longest match": (Response(b"User-agent: *\nDisallow: /\nAllow: /feed\n"), True),
    "not text": (Response(b"\x00\xff\x00\xfe" * 100), True),
    "five megabytes": (Response(b"User-agent: *\n" + b"Disallow: /x\n" * 400_000), True),
    "redirected": (Response(status=301, headers={"Location": "/robots2.txt"}), False),
}


@pytest.mark.parametrize("variant", ROBOTS)
def test_robots_txt_is_obeyed_in_every_variant(site, variant):
    response, allowed = ROBOTS[variant]
    site.on("/robots.txt", response)
    site.on("/robots2.txt", b"User-agent: *\nDisallow: /feed\n")
    room = newsroom(site, site.on("/feed", with_etag('"x"')))
    (found,) = room.run()
    assert len(site.visits("/feed")) == int(allowed)
    assert (found.outcome is Outcome.CHANGED) == allowed
    assert allowed or "robots.txt" in found.failure.message


def test_robots_txt_is_asked_for_once_a_day_and_obeyed_anew(site):
    rules = [b"User-agent: *\nDisallow: /\n", b"User-agent: *\nDisallow:\n"]
    site.on("/robots.txt", lambda s, _seen: Response(rules[min(len(s.visits("/robots.txt")), 1)]))
    room = newsroom(site, site.on("/feed", with_etag('"x"')))
    room.run_for(timedelta(days=2))
    assert len(site.visits("/feed")) >= 1
    assert site.visits("/feed")[0].at - site.log[0].at >= timedelta(hours=24)


def test_a_robots_txt_read_a_moment_ahead_of_the_clock_is_not_asked_for_again(clock):
    read = HostState("http://n.example", robots_at=clock(), robots_status=404)
    assert robots.is_fresh(read, clock() - timedelta(seconds=1))
    assert not robots.is_fresh(read, clock() - timedelta(days=3))


def test_a_disallowed_page_is_not_fetched(site):
    site.on("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    site.on("/private/a", page())
    with newsroom(site).client() as client, pytest.raises(Disallowed):
        client.get(site.url("/private/a"), purpose="page", log=[])
    assert site.visits("/private/a") == []


def test_a_clock_that_jumped_back_or_ahead_neither_silences_nor_floods_a_source(site):
    room = newsroom(site, site.on("/feed", with_etag('"x"')))
    start = site.clock()
    site.clock.move_to(start + timedelta(days=3000))
    room.run()
    site.clock._now = start
    room.run_for(timedelta(hours=5))
    visits = site.visits("/feed")
    assert 2 <= len(visits) <= 7


def test_a_feed_of_forty_thousand_items_is_cut_and_says_so(site):
    feed = rss(*(item(n, link=f"http://n.example/{n}") for n in range(40_000)))
    room = newsroom(site, site.on("/long", feed))
    (found,) = room.run()
    assert len(room.landed) == 5000
    assert "lists 40,000 items; the first 5,000 were taken" in found.conditions[0]


def test_a_server_that_hangs_or_refuses_is_one_plain_sentence(site):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with (
        Client(clock=site.clock, sleep=site.clock.sleep, allow=[f"127.0.0.1:{port}"]) as client,
        pytest.raises(FetchError) as caught,
    ):
        client.get(f"http://127.0.0.1:{port}/feed", purpose="feed", log=[])
    assert str(caught.value) == "127.0.0.1 refused the connection."
