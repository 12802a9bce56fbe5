"""What pages do to us: silent edits, tickers, paywall stubs, wire copies, charsets, dates, comment take-overs."""

from datetime import date, timedelta

import pytest

from flows.revising.page import read_page
from flows.revising.syndication import Copy, groups
from storage.domain.polling import ChangeKind
from tests.sector_site.feeds import PARAGRAPHS, item, page, rss
from tests.sector_site.newsroom import newsroom
from tests.sector_site.replies import with_etag
from tests.sector_site.site import START, Response, Site

SEEN = date(2026, 11, 2)
STAMP = '<meta property="article:modified_time" content="2026-11-02T08:00:00Z">'


def watching(site, behaviour, *, hours=80):
    """Poll a feed of one article whose page behaves so, and climb the ladder."""
    link = site.on("/story", behaviour)
    room = newsroom(site, site.on("/feed", with_etag('"f"', rss(item(1, link=link, guid="1")))))
    room.run_for(timedelta(hours=hours), read_pages=True)
    return room, room.revisions[room.landed[0]]


def by_visit(*pages_):
    def answer(site, seen):
        return Response(pages_[min(len(site.visits("/story")), len(pages_) - 1)], headers={"Content-Type": "text/html"})

    return answer


def test_the_ladder_looks_after_15_minutes_1_hour_3_hours_1_day_and_3_days(site):
    watching(site, by_visit(page()))
    visits = [v.at - START for v in site.visits("/story")]
    assert visits == [
        timedelta(0),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=3),
        timedelta(days=1),
        timedelta(days=3),
    ]


def test_a_silent_edit_is_a_stealth_edit_and_its_undoing_a_restoration(site):
    first = page(head=STAMP)
    edited = page(*[p.replace("will not be rushed", "will be rushed") for p in PARAGRAPHS], head=STAMP)
    room, revisions = watching(site, by_visit(first, edited, first))
    changes = [d.change for d in room.decisions if d.change]
    assert [c.kinds for c in changes] == [
        (ChangeKind.QUOTE,),
        (ChangeKind.QUOTE, ChangeKind.RESTORED),
    ]
    assert all(c.stealth for c in changes)
    assert len(revisions) == 3


def test_an_owned_up_edit_is_no_stealth_edit(site):
    later = STAMP.replace("08:00", "09:10")
    edited = page(*[p.replace("15 households", "25 households") for p in PARAGRAPHS], head=later)
    room, _ = watching(site, by_visit(page(head=STAMP), edited))
    (change,) = [d.change for d in room.decisions if d.change]
    assert change.kinds == (ChangeKind.NUMERIC,)
    assert not change.stealth


def test_a_moved_updated_time_with_the_same_text_is_noted_and_makes_no_revision(site):
    room, revisions = watching(site, by_visit(page(head=STAMP), page(head=STAMP.replace("08:00", "09:10"))))
    (change,) = [d.change for d in room.decisions if d.change]
    assert change.touched_only
    assert len(revisions) == 1


def test_a_ticking_page_makes_no_revision(site):
    def ticker(served, _seen):
        n = len(served.visits("/story"))
        box = (
            f'<p class="css-{n}x9 meta">{1200 + n * 7} views</p><p>{n + 3} minutes ago</p>'
            f'<div class="m-{n}f related"><h3>Related</h3><ul><li><a href=/x{n}>Story number {n}</a></li></ul></div>'
        )
        return Response(page(before=box, after=f'<aside class="c{n}">Trending: item {n}</aside>'))

    room, revisions = watching(site, ticker)
    assert len(site.visits("/story")) == 6
    assert len(revisions) == 1
    assert not [d for d in room.decisions[1:] if d.revision]


def test_a_paywall_stub_on_the_second_fetch_does_not_replace_the_article(site):
    stub = page(PARAGRAPHS[0], "Subscribe now to continue reading this article.")
    room, revisions = watching(site, by_visit(page(), stub, page()))
    assert len(revisions) == 1
    assert "log in or subscribe" in room.decisions[1].why


def test_a_page_not_found_with_status_200_does_not_replace_the_article(site):
    missing = page("Sorry, the page you are looking for is not here any more. Try the search.", title="Page not found")
    _, revisions = watching(site, by_visit(page(), missing))
    assert len(revisions) == 1


def test_a_page_gone_twice_is_withdrawn_and_one_that_returns_is_not(site):
    def gone(served, _seen):
        n = len(served.visits("/story"))
        return Response(page()) if n in (0, 4, 5) else Response(status=404)

    room, _ = watching(site, gone, hours=2)
    (check,) = room.checks.values()
    assert check.withdrawn_at == START + timedelta(hours=1)
    room.run_for(timedelta(days=1), read_pages=True)
    assert room.checks[check.article].withdrawn_at is None


def test_the_same_wire_story_at_five_hosts_is_five_articles_in_one_group(clock):
    sites = [Site(clock, address=f"127.0.0.{n}") for n in range(1, 6)]
    try:
        urls = []
        for n, served in enumerate(sites):
            story = page(*PARAGRAPHS, f"Reporting for our paper number {n} by the newsdesk.", title=f"Wire story {n}")
            link = served.on("/wire", story)
            urls.append(served.on("/feed", rss(item(n, link=link, guid="wire-1", title="Wire story"))))
        room = newsroom(sites[0], *urls, others=tuple(sites[1:]))
        room.run(read_pages=True)
    finally:
        for served in sites:
            served.close()
    assert len(room.landed) == 5
    (group,) = groups(Copy(a, kept[0].text, kept[0].seen_at) for a, kept in room.revisions.items())
    assert {group.first, *group.copies} == set(room.landed)


@pytest.mark.parametrize("header", ["text/html", "text/html; charset=utf-8", "text/html; charset=nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_mess_of_charsets_keeps_every_curly_quotation_mark(header, encoding):
    markup = page().decode().replace("<meta charset=utf-8>", f"<meta charset={encoding.removesuffix('-sig')}>")
    read = read_page(markup.encode(encoding), url="http://n.example/a", seen=SEEN, content_type=header)
    if encoding == "cp1252" and "utf-8" in header:
        assert "Council" in read.text  # declared wrongly twice over: readable, marks may be lost
    else:
        assert "“We will not be rushed into a decision we would regret,” said Maria Lindqvist" in read.text


def linked(fields):
    return f'<script type="application/ld+json">{fields}</script>'


@pytest.mark.parametrize(
    ("head", "expected", "basis"),
    [
        (linked('{"@type":"NewsArticle","datePublished":"2026-10-05T23:30:00Z"}'), "2026-10-06", "json-ld"),
        ('<meta property="article:published_time" content="05/10/2026">', "2026-10-05", "page metadata"),
        ('<meta name="date" content="Mon, 05 Oct 2026 00:30:00 BST">', "2026-10-05", "page metadata"),
        (linked('{"@type":"NewsArticle","datePublished":"2031-01-01"}'), None, None),
        (linked('{not json'), None, None),
    ],
)  # fmt: skip
def test_a_mess_of_dates_gives_a_day_with_its_provenance_or_none(head, expected, basis):
    read = read_page(page(head=head), url="http://n.example/a", seen=SEEN)
    assert (str(read.published.when) if read.published else None) == expected
    assert (read.published.basis if read.published else None) == basis


COMMENT = "I think this council is a disgrace and my cousin was told the opposite, honestly, shame on number {n}."
SHAPES = {
    "named class": '<div class="comment"><b>Reader {n}</b><p>{text}</p></div>',
    "hashed class": '<div class="k{n}z"><i>Reader {n}</i> <i>{n} hours ago</i><p>{text}</p><a>Reply</a></div>',
    "list items": "<li><strong>Reader {n}</strong><br>2 November 2026 at 10:{n}0<p>{text}</p></li>",
    "table rows": "<tr><td>Reader {n}</td><td>{n} days ago</td><td><p>{text}</p></td></tr>",
    "definition": "<section><h4>Reader {n} says:</h4><p>{text}</p><p>Like (3)</p></section>",
    "schema.org": '<div itemscope itemtype="https://schema.org/Comment"><p>{text}</p></div>',
    "bare paragraphs": "<p>{text}</p>",
}
WRAPS = {
    "bare paragraphs": '<div><h3>{count} comments</h3><div class="q">{all}</div></div>',
    "list items": "<section><ul>{all}</ul></section>",
    "table rows": "<table><tbody>{all}</tbody></table>",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [3, 40])
def test_comments_in_any_markup_never_become_article_text(shape, count):
    members = "".join(SHAPES[shape].format(n=n, text=COMMENT.format(n=n)) for n in range(count))
    wrap = WRAPS.get(shape, "<div class=zz><div>{all}</div></div>").format(all=members, count=count)
    read = read_page(page(*PARAGRAPHS[:2], after=wrap), url="http://n.example/a", seen=SEEN)
    assert "my cousin" not in read.text
    assert PARAGRAPHS[0] in read.text
    assert "“We will not be rushed" in read.text


def test_a_summary_only_feed_is_completed_from_the_page(site):
    link = site.on("/story", page())
    feed = rss(item(1, link=link, guid="1", extra="<description>The review will look at ... Read more</description>"))
    room = newsroom(site, site.on("/feed", feed))
    room.run(read_pages=True)
    (kept,) = room.revisions.values()
    assert PARAGRAPHS[4] in kept[0].text
