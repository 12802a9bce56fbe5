import gzip
import io
import time
from datetime import UTC, date, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.fetching import archives
from flows.fetching.archives import Saved, read_folder, read_url_list, read_warc, walk_sitemap
from flows.fetching.sitemaps import read_sitemap
from storage.domain.errors import InputError
from storage.domain.polling import StoredBody
from storage.domain.run import Failure
from tests.sector_site.feeds import page
from tests.sector_site.newsroom import newsroom
from tests.sector_site.site import Response, Site, VirtualClock


@pytest.fixture
def site():
    served = Site(VirtualClock())
    yield served
    served.close()


def test_a_folder_gives_its_texts_and_pages_by_name_and_names_what_it_cannot_read(tmp_path):
    folder, outside = tmp_path / "saved", tmp_path / "secret.txt"
    (folder / "deep").mkdir(parents=True)
    outside.write_text("secret")
    (folder / "b.html").write_bytes(page())
    (folder / "deep" / "a.txt").write_text("words")
    (folder / "big.txt").write_bytes(b"x" * 10_000_001)
    (folder / "ignored.pdf").write_bytes(b"%PDF")
    (folder / "link.txt").symlink_to(outside)
    found = list(read_folder(folder))
    assert [f.name for f in found if isinstance(f, Saved)] == ["b.html", "deep/a.txt"]
    assert [f.thing for f in found if isinstance(f, Failure)] == ["big.txt", "link.txt"]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="There is no file or folder"):
        list(read_folder(tmp_path / "nowhere"))


def test_a_url_list_gives_each_address_once_and_names_the_lines_that_are_none():
    text = "\ufeff# my list\nhttp://n.example/a\n\nhttp://n.example/a \nfile:///etc/passwd\nwords\nhttps://n.example/b?x=1\n"
    urls, faults = read_url_list(text)
    assert urls == ("http://n.example/a", "https://n.example/b?x=1")
    assert [fault.thing for fault in faults] == ["line 5", "line 6"]


def a_warc(*records, packed=True, at="2026-10-06T09:00:00Z"):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        day = {"WARC-Date": at}
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=day
            )
        )
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_gives_its_pages_with_the_instant_they_were_fetched(tmp_path, packed):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        a_warc(
            ("http://n.example/a", "200 OK", "text/html", page()),
            ("http://n.example/b", "404 Not Found", "text/html", b"gone"),
            ("http://n.example/c", "200 OK", "image/png", b"\x89PNG"),
            packed=packed,
        )
    )
    (body,) = read_warc(path)
    assert isinstance(body, StoredBody)
    assert (body.url, body.data) == ("http://n.example/a", page())
    assert body.fetched_at == datetime(2026, 10, 6, 9, tzinfo=UTC)


def test_a_damaged_warc_gives_what_came_before_and_says_so(tmp_path):
    path = tmp_path / "x.warc.gz"
    raw = a_warc(
        ("http://n.example/a", "200 OK", "text/html", page()), ("http://n.example/b", "200 OK", "text/html", page())
    )
    path.write_bytes(raw[:-150])
    found = list(read_warc(path))
    assert isinstance(found[0], StoredBody)
    path.write_bytes(b"this is no archive at all")
    assert [type(f) for f in read_warc(path)] == [Failure]


def test_a_warc_that_cannot_be_opened_is_named_and_ends_nothing(tmp_path):
    (failure,) = read_warc(tmp_path / "none.warc")
    assert failure.message == "none.warc cannot be read: no such file or directory."


def test_a_warc_with_one_wrong_byte_is_named_and_ends_nothing(tmp_path):
    """Where it joins two headers warcio misses the second, and ends in an AttributeError."""
    raw = a_warc(("http://n.example/a", "200 OK", "text/html", page()), packed=False)
    (tmp_path / "x.warc").write_bytes(raw.replace(b"\nWARC-Target-URI", b"*WARC-Target-URI"))
    (failure,) = read_warc(tmp_path / "x.warc")
    assert failure.message == "x.warc is damaged or no WARC file (AttributeError); what came before is kept."


def test_an_instant_without_an_offset_is_not_that_of_this_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    record = ("http://n.example/a", "200 OK", "text/html", page())
    (tmp_path / "x.warc.gz").write_bytes(a_warc(record, at="2026-10-06T09:00:00"))
    (body,) = read_warc(tmp_path / "x.warc.gz")
    monkeypatch.undo()
    time.tzset()
    assert body.fetched_at == datetime(2026, 10, 6, 9, tzinfo=UTC)


def urlset(*pairs):
    rows = "".join(f"<url><loc>{loc}</loc><lastmod>{day}</lastmod></url>" for loc, day in pairs)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def test_a_sitemap_index_is_walked_and_its_pages_kept_within_the_dates(site):
    one = site.on(
        "/one.xml", urlset(("http://n.example/a", "2026-10-01"), ("http://n.example/b", "2026-11-01T09:00:00Z"))
    )
    two = site.on("/two.xml.gz", Response(gzip.compress(urlset(("http://n.example/c", ""), ("ftp://n.example/d", "")))))
    index = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (one, two, one))
    index = f"<sitemapindex>{index}</sitemapindex>"
    with newsroom(site).client() as client:
        walk = walk_sitemap(site.on("/index.xml", index.encode()), client=client, since=date(2026, 10, 15))
    assert [p.url for p in walk.pages] == ["http://n.example/b", "http://n.example/c"]
    assert len(site.visits("/one.xml")) == 1
    assert walk.failures == ()


def test_an_index_beyond_the_limit_is_walked_as_far_as_it_goes_and_old_sitemaps_are_not_asked_for(site, monkeypatch):
    monkeypatch.setattr(archives, "MOST_SITEMAPS", 4)
    rows = [(site.on(f"/{n}.xml", urlset((f"http://n.example/{n}", ""))), f"2026-1{n // 5}-01") for n in range(10)]
    index = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url, day in rows)
    url = site.on("/index.xml", f"<sitemapindex>{index}</sitemapindex>".encode())
    with newsroom(site).client() as client:
        walk = walk_sitemap(url, client=client, since=date(2026, 10, 20))
    assert [p.url for p in walk.pages] == [f"http://n.example/{n}" for n in (5, 6, 7)]
    assert "more than 4 sitemaps; 2 were left out" in walk.failures[0].message
    assert site.visits("/0.xml") == []


def test_sitemaps_that_name_each_other_are_each_asked_for_once(site):
    def index(target):
        return f"<sitemapindex><sitemap><loc>{site.url(target)}</loc></sitemap></sitemapindex>".encode()

    url = site.on("/a.xml", index("/b.xml"))
    site.on("/b.xml", index("/a.xml"))
    with newsroom(site).client() as client:
        assert walk_sitemap(url, client=client).pages == ()
    assert len(site.visits("/a.xml")) == len(site.visits("/b.xml")) == 1


def test_a_missing_or_hostile_sitemap_is_named(site):
    with newsroom(site).client() as client:
        assert "404" in walk_sitemap(site.url("/none.xml"), client=client).failures[0].message
        walk = walk_sitemap(site.on("/bad.xml", b"<html>hello</html>"), client=client)
    assert "not a sitemap" in walk.failures[0].message
    with pytest.raises(InputError):
        read_sitemap(gzip.compress(b" " * 60_000_000))
    entities = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://n.example/&a;</loc></url></urlset>'
    assert read_sitemap(entities).pages == ()
