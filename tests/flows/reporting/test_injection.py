"""Hostile titles, quotations and names stay inert in every format."""

import json
import re

import feedparser
import pytest
from markdown_it import MarkdownIt

from flows.reporting import atom, html, markdown, site
from flows.reporting import json as reporting_json
from flows.reporting.inert import clean, line
from flows.reporting.sections import sections
from tests.flows.reporting import hostile, pages
from tests.flows.reporting.feeds import checked

DIGEST = hostile.digest()
FILES = {"digest.html": html.render(DIGEST)} | {p.path: p.render() for p in site.pages(hostile.library())}
PAGES = {path: pages.parsed(content) for path, content in FILES.items() if path.endswith(".html")}
HIDDEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\uffff]")
TAGS = {
    "html", "head", "meta", "title", "link", "style", "body", "a", "header", "p", "span", "nav", "ul", "ol", "li",
    "main",
    "h1", "h2", "h3", "section", "article", "dl", "div", "dt", "dd", "q", "figure", "figcaption", "b", "blockquote",
    "mark",
    "del", "ins", "time", "svg", "g", "path", "text", "table", "caption", "thead", "tbody", "tr", "th", "td", "br",
    "footer",
    "label", "input", "details", "summary",
}  # fmt: skip


@pytest.fixture(params=sorted(PAGES), name="path")
def _path(request):
    return request.param


def test_no_element_is_made_of_what_was_read(path):
    scripts = {"script"} if path in {"search.html", "matrix.html"} else set()

    assert pages.tags(PAGES[path]) - TAGS == scripts
    assert not {a for a in pages.attributes(PAGES[path]) if a.startswith("on")} | (
        pages.attributes(PAGES[path]) & {"src", "style", "action"}
    )


def test_a_link_leads_to_the_web_or_into_the_site(path):
    for href in pages.links(PAGES[path]):
        assert re.match(r"https?://news\.example/|[\w./#-]*$", href), href


def test_the_text_is_shown_as_it_was_written(path):
    shown = pages.words(PAGES[path]).replace(" ", "")

    for payload in hostile.PAYLOADS if path == "digest.html" else ():
        assert line(payload).replace(" ", "") in shown


def test_nothing_unseen_is_left():
    for path, content in FILES.items():
        assert not HIDDEN.search(content), path
        content.encode()


def test_there_are_only_our_scripts_and_the_policy_names_them():
    for path in ("search.html", "matrix.html"):
        assert FILES[path].count("<script>") == 1
        assert FILES[path].count("'sha256-") + FILES[path].count("&#39;sha256-") == 2


def test_file_names_stay_in_their_folders():
    assert all(re.fullmatch(r"(?:[a-z]+/)?[a-z0-9-]+\.(?:html|atom)", path) for path in FILES)


def test_markdown_has_no_markup_but_ours():
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(markdown.render(DIGEST))
    inline = [child for token in tokens for child in token.children or ()]

    assert {t.type for t in tokens} <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "bullet_list_open",
        "bullet_list_close",
        "list_item_open", "list_item_close", "blockquote_open", "blockquote_close", "table_open", "table_close",
        "thead_open",
        "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
    }  # fmt: skip
    assert {c.type for c in inline} <= {
        "text", "text_special", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close",
        "softbreak",
    }  # fmt: skip
    assert {c.attrs["href"] for c in inline if c.type == "link_open"} == set()
    assert len([t for t in tokens if t.type == "heading_open"]) == 1 + len(sections(DIGEST)) + len(DIGEST.findings)


def test_every_feed_is_valid_and_its_entries_are_harmless_in_any_reader():
    feeds = [content for path, content in FILES.items() if path.endswith(".atom")] + [atom.render(DIGEST)]
    for feed in feeds:
        checked(feed)
        for entry in feedparser.parse(feed.encode(), sanitize_html=False).entries:
            content = pages.parsed(f"<!DOCTYPE html><title>x</title>{entry.content[0].value}")
            assert pages.tags(content) <= {"html", "head", "title", "body", "p", "blockquote", "b", "a"}
            assert pages.attributes(content) <= {"href"}
            assert all(link.rel == "alternate" or link.href.startswith("http") for link in entry.links)


def test_json_is_ascii_and_keeps_what_was_read_to_the_letter():
    text = reporting_json.render(DIGEST)
    document = json.loads(text)

    assert text.isascii()
    assert not re.search(r"[<>&\x00-\x09\x0b-\x1f]", text)
    assert document["sector"] == hostile.EVERYTHING
    assert {row["url"] for row in document["read"]} == {None}


def test_cleaning_does_not_touch_ordinary_writing():
    ordinary = "“We’ll pay £5 – or 5,50 € – in Łódź, 東京 or मुंबई,” said O’Brien (1.5%)… 👩‍🚒"

    assert clean(ordinary) == ordinary
