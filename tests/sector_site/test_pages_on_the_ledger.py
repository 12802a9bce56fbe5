"""What pages do to us, on the request log and the ledger: charsets, dates, injections, take-overs, copies."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from flows.stages import look as looking
from storage.domain.polling import ChangeKind
from tests.sector_site.feeds import PARAGRAPHS, in_full, item, page, rss
from tests.sector_site.replies import with_etag
from tests.sector_site.site import START, Response, Site
from tests.sector_site.test_pages import COMMENT, SHAPES, WRAPS, linked

pytestmark = pytest.mark.usefixtures("in_house")
QUOTE = "“We will not be rushed into a decision we would regret,” said Maria Lindqvist"


def listing(site, *links, path="/feed"):
    """A feed whose items' pages are these."""
    return site.on(path, with_etag('"f"', rss(*(item(n, link=link, guid=link) for n, link in enumerate(links)))))


def texts(room):
    urls = {article.id: article.url for article in room.ledger.articles()}
    return {urls[revision.article].rpartition("/")[2]: revision.text for revision in room.ledger.revisions()}


MESS = [
    (code, header)
    for code in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "koi8-r", "big5")
    for header in ("", "utf-8", "nonsense")
]


def test_charset_mess_of_pages_leaves_one_readable_revision_each(site, room):
    links = []
    for n, (code, header) in enumerate(MESS):
        markup = page().decode().replace("<meta charset=utf-8>", f"<meta charset={code.removesuffix('-sig')}>")
        kind = "text/html" + (f"; charset={header}" if header else "")
        links.append(site.on(f"/c{n}", Response(markup.encode(code, "replace"), headers={"Content-Type": kind})))
    watched = room(listing(site, *links))
    assert watched.run().failures == ()
    assert {n: len(site.visits(f"/c{n}")) for n in range(len(MESS))} == dict.fromkeys(range(len(MESS)), 1)
    kept = texts(watched)
    assert len(kept) == len(MESS)
    for n, (code, header) in enumerate(MESS):
        assert "Northmoor Council will review its support for foster carers" in kept[f"c{n}"], (code, header)
        # What an 8-bit script cannot hold, or the header denies, is lost; nothing else is.
        if code.startswith("utf") or (code == "cp1252" and header != "utf-8"):
            assert QUOTE in kept[f"c{n}"], (code, header)


@pytest.mark.parametrize("code", ["utf-8", "utf-16", "cp1252", "koi8-r", "shift_jis"])
def test_charset_mess_of_feeds_leaves_the_title_as_it_was_meant(site, room, code):
    title = {"koi8-r": "Привет, Норт", "shift_jis": "日本の話"}.get(code, "Café “talks” end")
    text = (
        rss(item(1, guid="1", title=title, extra=in_full())).decode().replace('encoding="utf-8"', f'encoding="{code}"')
    )
    watched = room(site.on("/feed", Response(text.encode(code, "replace"), headers={"Content-Type": "text/xml"})))
    watched.run()
    assert [v.conditional for v in site.visits("/feed")] == [False]
    assert [article.title for article in watched.ledger.articles()] == [title]


def test_date_mess_leaves_a_day_with_its_provenance_or_none(site, room):
    pages = {
        "/ld": linked('{"@type":"NewsArticle","datePublished":"2026-10-05T23:30:00Z"}'),
        "/uk": '<meta property="article:published_time" content="05/10/2026">',
        "/far": linked('{"@type":"NewsArticle","datePublished":"2031-01-01"}'),
        "/none": linked("{not json"),
        "/own": linked('{"@type":"NewsArticle","datePublished":"2026-10-05"}'),
    }
    told = {"/own": "<pubDate>06/10/2026</pubDate>", "/none": "<pubDate>1793600000000000</pubDate>"}
    links = {path: site.on(path, page(head=head)) for path, head in pages.items()}
    feed = rss(*(item(n, link=url, guid=url, extra=told.get(path, "")) for n, (path, url) in enumerate(links.items())))
    watched = room(site.on("/feed", with_etag('"f"', feed)))
    watched.run()
    assert all(len(site.visits(path)) == 1 for path in pages)
    found = {article.url.rpartition("/")[2]: article.published for article in watched.ledger.articles()}
    assert {name: (str(d.when), d.basis) if d else None for name, d in found.items()} == {
        "ld": ("2026-10-06", "json-ld"),
        "uk": ("2026-10-05", "page metadata"),
        "own": ("2026-10-06", "feed"),
        "far": None,
        "none": None,
    }
    assert found["own"].raw == "06/10/2026"


INJECTIONS = [
    "<script src=/steal.js></script>Alert",
    "Bold</title><img src=/steal.png onerror=alert(1)>",
    "\u202eevil\u202c [x](javascript:alert(1))",
    "`${7*7}` {{7*7}} %(x)s '; DROP TABLE articles; --",
    '=HYPERLINK("http://127.0.0.1/steal")',
]


def test_injector_leaves_plain_text_and_is_never_followed(site, room):
    bad = "".join(
        f'<a href="{href}">x</a><img src="/steal.png"><iframe src="/steal"></iframe><link href="/steal.css">'
        for href in ("javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "/steal")
    )
    links = [site.on(f"/s{n}", page(*PARAGRAPHS, f"{bad}{title}", title=title)) for n, title in enumerate(INJECTIONS)]
    items = [
        item(n, link=link, guid=link, title=title)
        for n, (link, title) in enumerate(zip(links, INJECTIONS, strict=True))
    ]
    items.append(item(9, link="javascript:alert(1)", guid="javascript:alert(2)", title="No address", extra=in_full()))
    watched = room(site.on("/feed", with_etag('"f"', rss(*items))))
    watched.run_for(timedelta(hours=2))
    assert {seen.path for seen in site.log} == {"/robots.txt", "/feed", *(f"/s{n}" for n in range(len(INJECTIONS)))}
    articles = list(watched.ledger.articles())
    assert len(articles) == len(items)
    assert {article.url for article in articles} == {*links, None}
    told = [article.title for article in articles] + [revision.text for revision in watched.ledger.revisions()]
    assert not [text for text in told if "<script" in text or "<img" in text or "<iframe" in text or "\x00" in text]
    assert sum("DROP TABLE" in text for text in told) >= 1  # it is somebody's words, and no more


def test_a_page_that_leads_to_a_forbidden_listener_is_refused_and_its_neighbour_lands(site, room):
    forbidden = Site(site.clock)
    try:
        away = site.on("/away", Response(status=302, headers={"Location": forbidden.url("/")}))
        bad = [away, forbidden.url("/story"), "http://169.254.169.254/meta", "http://[::1]:1/", "http://0x7f.1/x"]
        watched = room(listing(site, *bad, site.on("/fine", page())))
        tally = watched.run()
        assert forbidden.log == []
    finally:
        forbidden.close()
    assert len(site.visits("/away")) == len(site.visits("/fine")) == 1
    assert list(texts(watched)) == ["fine"]
    assert {q.failure.thing for q in watched.ledger.quarantined()} == {f.thing for f in tally.failures}
    assert len(tally.failures) == len(bad)
    assert all(check.next_at is None for check in watched.ledger.page_checks() if "/fine" not in check.url)


def test_comment_takeover_in_any_markup_leaves_the_article_alone(site, room):
    links = []
    for n, shape in enumerate(SHAPES):
        members = "".join(SHAPES[shape].format(n=m, text=COMMENT.format(n=m)) for m in range(40))
        wrap = WRAPS.get(shape, "<div class=zz><div>{all}</div></div>").format(all=members, count=40)
        links.append(site.on(f"/k{n}", page(*PARAGRAPHS[:2], after=wrap)))
    watched = room(listing(site, *links))
    watched.run()
    assert all(len(site.visits(f"/k{n}")) == 1 for n in range(len(SHAPES)))
    kept = texts(watched)
    assert len(kept) == len(SHAPES)
    assert not [name for name, text in kept.items() if "my cousin" in text or PARAGRAPHS[0] not in text]


def test_wire_copy_at_five_hosts_is_five_articles_and_one_group(clock, room):
    sites = [Site(clock, address=f"127.0.0.{n}") for n in range(11, 16)]
    try:
        feeds = []
        for n, served in enumerate(sites):
            story = page(*PARAGRAPHS, f"Reporting for our paper number {n} by the newsdesk.", title=f"Wire story {n}")
            link = served.on("/wire", story)
            feeds.append(served.on("/feed", rss(item(n, link=link, guid="wire-1", title="Wire story"))))
        watched = room(*feeds, also=tuple(served.host for served in sites))
        watched.run()
        assert [len(served.visits("/wire")) for served in sites] == [1] * 5
    finally:
        for served in sites:
            served.close()
    assert len(list(watched.ledger.articles())) == len(list(watched.ledger.revisions())) == 5
    copies = watched.ledger.syndication()
    assert len(copies) == 5 or len(set(copies) | set(copies.values())) == 5
    assert len(set(copies.values())) == 1


def test_a_ticker_with_rotating_links_and_hashed_classes_leaves_one_revision_and_no_change(site, room):
    def ticker(served, _seen):
        n = len(served.visits("/story"))
        box = (
            f'<p class="css-{n}x9 meta">{1200 + n * 7} views</p><p>{n + 3} minutes ago</p><div class="m-{n}f related">'
            f"<h3>Related</h3><ul><li><a href=/x{n}>Story number {n}</a></li></ul></div>"
        )
        return Response(page(before=box, after=f'<aside class="c{n}">Trending: item {n}</aside>'))

    watched = room(listing(site, site.on("/story", ticker)))
    watched.run_for(timedelta(hours=80))
    assert len(site.visits("/story")) == 6
    assert len(list(watched.ledger.bodies())) == 7  # the feed's, and every look's: a run can be replayed
    assert len(list(watched.ledger.revisions())) == 1
    assert list(watched.ledger.changes()) == []


def test_summary_only_is_completed_from_the_page_and_a_paywall_stub_later_changes_nothing(site, room):
    stub = page(PARAGRAPHS[0], "Subscribe now to continue reading this article.")
    link = site.on("/story", lambda s, _seen: Response(stub if s.visits("/story") else page()))
    feed = rss(item(1, link=link, guid="1", extra="<description>The review will look at ... Read more</description>"))
    watched = room(site.on("/feed", with_etag('"f"', feed)))
    watched.run_for(timedelta(hours=4))
    assert [v.at - START for v in site.visits("/story")] == [timedelta(minutes=m) for m in (0, 15, 60, 180)]
    (kept,) = watched.ledger.revisions()
    assert PARAGRAPHS[4] in kept.text
    assert list(watched.ledger.changes()) == []


def test_an_owned_up_edit_and_a_page_gone_twice_are_told_in_the_ledger(site, room):
    stamp = '<meta property="article:modified_time" content="2026-11-02T{}:00:00Z">'
    edited = page(*[p.replace("15 households", "25 households") for p in PARAGRAPHS], head=stamp.format("09"))
    answers = [Response(page(head=stamp.format("08"))), Response(edited), Response(status=404), Response(status=404)]
    link = site.on("/story", lambda s, _seen: answers[min(len(s.visits("/story")), 3)])
    watched = room(listing(site, link))
    watched.run_for(timedelta(hours=25))
    (change,) = watched.ledger.changes()
    assert (change.kinds, change.stealth) == ((ChangeKind.NUMERIC,), False)
    (check,) = watched.ledger.page_checks()
    statuses = [v.status for v in site.visits("/story")]
    assert Counter(statuses) == {200: 2, 404: len(statuses) - 2}
    assert check.withdrawn_at == site.visits("/story")[3].at
    assert len(list(watched.ledger.revisions())) == 2  # what was there stays


def test_half_a_character_and_a_nul_in_a_pages_metadata_end_no_run(site, room):
    said = (
        r'{"@type":"NewsArticle","headline":"Talks\ud800","author":{"name":"b\ud800\u0000"},"dateModified":"c\ud800"}'
    )
    head = f"<script type='application/ld+json'>{said}</script>"
    odd = page(head=head).replace(b"<h1>", b"<h2>").replace(b"</h1>", b"</h2>")
    watched = room(listing(site, site.on("/odd", odd), site.on("/fine", page())))
    watched.run()
    assert sorted(texts(watched)) == ["fine", "odd"]
    assert texts(watched)["odd"].startswith("Talks\n")
    assert [article.author for article in watched.ledger.articles() if article.author] == ["b"]


def test_many_due_pages_are_shared_out_over_runs_within_each_hosts_share(site, room, monkeypatch):
    monkeypatch.setattr(looking, "PAGES_A_RUN", 5)
    links = [site.on(f"/p{n}", page(title=f"Story {n}")) for n in range(8)]
    watched = room(listing(site, *links))
    first = watched.run()
    assert first.counts["pages looked at"] == 5
    assert len([seen for seen in site.log if seen.path.startswith("/p")]) == 5
    watched.run_for(timedelta(hours=30))
    assert len(texts(watched)) == 8
