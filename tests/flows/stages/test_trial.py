"""Any feed at all, any page at all: nothing raises, every entry lands once, and a second poll adds nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from flows.__main__ import app
from flows.fetching.feeds import read_feed
from flows.revising.identity import identify
from flows.revising.page import read_page
from flows.stages import trial
from flows.stages.trial import try_files
from storage.domain.errors import InputError
from storage.domain.source import Source, SourceKind
from tests.sector_site.feeds import page
from tests.sector_site.ledgered import InHouse

# Third-party corpora are tried with `volteface sources try FOLDER`.
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SOURCE = Source("any", "Any", SourceKind.FEED, "https://any.example/feed")

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
addresses = st.sampled_from(
    [
        "https://any.example/",
        "https://any.example/a",
        "/b?utm_source=x",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "http://[",
        "#c",
        " ",
    ]
)
days = st.one_of(
    st.sampled_from(
        ["Mon, 02 Nov 2026 09:00:00 GMT", "06/10/2026", "1793600000", "0000-00-00", "soon", "2026-11-02T09:00:00+25:00"]
    ),
    words,
)
entries = st.fixed_dictionaries(
    {},
    optional={
        "guid": words | addresses,
        "link": addresses | words,
        "title": words,
        "description": words,
        "pubDate": days,
        "author": words,
    },
)
wrappers = st.sampled_from(
    [
        ('<?xml version="1.0"?><rss version="2.0"><channel>', "item", "</channel></rss>"),
        ('<rss version="0.91"><channel><title>T</title>', "item", "</channel></rss>"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "entry", "</feed>"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
            "item",
            "</rdf:RDF>",
        ),
        ("<rss><channel>", "item", ""),  # never closed
    ]
)
ATOM = {"guid": "id", "description": "summary", "pubDate": "updated"}


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    head, name, tail = draw(wrappers)
    rows = draw(st.lists(entries, max_size=6))
    rows += draw(st.lists(st.sampled_from(rows), max_size=2)) if rows else []
    quote = draw(st.sampled_from([escape, str]))  # well-formed, or as it comes
    tag = (lambda field: ATOM.get(field, field)) if name == "entry" else str
    items = "".join(
        f"<{name}>{''.join(f'<{tag(f)}>{quote(said)}</{tag(f)}>' for f, said in row.items())}</{name}>" for row in rows
    )
    encoding = draw(st.sampled_from(["utf-8", "utf-16", "cp1252", "koi8-r", "utf-8-sig", "shift_jis", "utf-32"]))
    raw = f"{head}{items}{tail}".encode(encoding, "replace")
    return raw[: draw(st.integers(0, len(raw)))] if draw(st.booleans()) else raw


json_feeds = st.builds(
    lambda items, version: json.dumps({"version": version, "items": items}).encode(),
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "url", "title", "content_text", "date_published", "authors"]),
            st.none() | words | st.integers() | st.lists(words, max_size=2),
            max_size=5,
        ),
        max_size=5,
    ),
    words | st.none() | st.integers(),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(feeds(), json_feeds, st.binary(max_size=300)))
def test_whatever_bytes_come_the_feed_is_read_or_refused_and_its_entries_are_known_again(raw: bytes):
    try:
        document = read_feed(raw, url="https://any.example/feed")
    except InputError:
        return
    listed = identify(document.entries, source=SOURCE, known={}, seen=NOW.date())
    known = {key.key: key.article for each in listed for key in each.keys}
    again = identify(document.entries, source=SOURCE, known=known, seen=NOW.date())
    assert [each.article.id for each in again] == [each.article.id for each in listed]
    ids = [each.article.id for each in listed]
    assert len(ids) == len(set(ids)) <= len(document.entries)
    assert (len(ids) == 0) == (not document.entries)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        entries.filter(lambda row: row.get("guid") or row.get("link")),
        max_size=8,
        unique_by=lambda row: str(sorted(row.items())),
    )
)
def test_entries_that_differ_in_guid_or_in_title_are_different_articles(rows: list[dict[str, str]]):
    told = [{"id": f"g{n}", "title": row.get("title", ""), "url": row.get("link", "")} for n, row in enumerate(rows)]
    raw = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": told}).encode()
    document = read_feed(raw, url="https://any.example/feed")
    assert len(identify(document.entries, source=SOURCE, known={}, seen=NOW.date())) == len(rows)


PIECES = st.sampled_from([
    "<p>", "</p>", "<table><tr>", "<article>", "</html>", "<script>", "</b>", "<!--", "<![CDATA[", "<p\x00a=",
    "&bogus;", "&#55296;", "<base href='http://['>", "<form><input type=password>", "<svg><title>", "<h1>",
    '<meta charset="x-nonsense">', '<meta name="date" content="99/99/9999">', '<script type="application/ld+json">[1',
])  # fmt: skip
HEADERS = ["", "text/html", "text/html; charset=utf-7", "application/xhtml+xml", "text/html; charset=\x00"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PIECES | words, max_size=40).map("".join),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-7", "shift_jis"]),
    st.sampled_from(HEADERS),
)
def test_malformed_html_is_read_or_refused_in_a_sentence(markup: str, encoding: str, header: str):
    raw = markup.encode(encoding, "replace")
    try:
        told = read_page(raw, url="https://any.example/a", seen=NOW.date(), content_type=header).text
    except InputError as refused:
        told = str(refused)
    assert told.strip()


def a_folder(folder: Path) -> Path:
    (folder / "deep").mkdir(parents=True)
    (folder / "feed.xml").write_bytes(
        b"<rss><channel><item><title>One</title></item><item><description>Two</description></item></channel></rss>"
    )
    (folder / "deep" / "page.html").write_bytes(page())
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00jfif\x00")
    return folder


def test_a_folder_is_tried_and_each_file_is_a_feed_a_page_or_refused(tmp_path: Path):
    told = CliRunner().invoke(app, ["sources", "try", str(a_folder(tmp_path / "saved"))])
    assert told.exit_code == 0
    assert "feed     feed.xml, 2 entries, 2 articles" in told.stdout
    assert "page     page.html" in told.stdout
    assert "refused  photo.jpg (is no text: it holds binary data.)" in told.stdout
    assert "3 files: 1 feeds with 2 entries and 2 articles, 1 pages, 1 refused; 0 faults" in told.stdout


def test_what_is_ours_is_a_fault_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def trips(*_: object, **__: object) -> None:
        raise TypeError("tripped")

    monkeypatch.setattr(trial, "Workshop", InHouse)
    monkeypatch.setattr(trial, "read_feed", trips)
    (verdict, *_) = try_files(sorted(a_folder(tmp_path / "saved").glob("*.xml")), now=NOW)
    assert verdict.faults == ("TypeError: tripped",)
    assert list(verdict.lines(quiet=True)) == ["FAULT    feed.xml: TypeError: tripped"]
    assert CliRunner().invoke(app, ["sources", "try", str(tmp_path / "nowhere")]).exit_code != 0


def test_an_entry_that_is_lost_and_one_that_lands_twice_are_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trial, "Workshop", InHouse)
    monkeypatch.setattr(trial, "_kept", lambda *_a, **_k: 1)
    (verdict,) = try_files([a_folder(tmp_path / "saved") / "feed.xml"], now=NOW)
    assert verdict.faults == ("2 different entries, 0 articles", "a second poll added 1")
