"""What the site does to us, asserted on its request log and on the ledger that the runs left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.domain.polling import ChangeKind, Standing
from storage.domain.run import Stage
from tests.sector_site.feeds import PARAGRAPHS, in_full, item, page, rss
from tests.sector_site.replies import to, with_etag
from tests.sector_site.site import START, Response
from tests.sector_site.test_pages import STAMP

FULL = rss(item(1, guid="1", link="http://northmoor.example/1", extra=in_full()))


def test_etag_strict(site, room):
    etag = 'W/"a b+/=~"'
    watched = room(site.on("/etag-strict", with_etag(etag, FULL)))
    watched.run_for(timedelta(hours=12))
    visits = site.visits("/etag-strict")
    kept = [r for r in watched.ledger.requests(source="source0") if r.purpose == "feed"]
    assert [v.headers.get("if-none-match") for v in visits] == [None] + [etag] * (len(visits) - 1)
    assert [(r.at, r.status, r.conditional) for r in kept] == [(v.at, v.status, v.conditional) for v in visits]
    assert watched.state().etag == etag
    assert len(list(watched.ledger.articles())) == len(list(watched.ledger.revisions())) == 1
    assert len([url for _, _, url in watched.ledger.bodies()]) == 1
    assert all(r.next_at and r.rule for r in kept)


def test_moved_301_302_301(site, room):
    first = site.on("/moved", to("/moved2", 301))
    site.on("/moved2", to("/moved3", 302))
    site.on("/moved3", to("/home", 301))
    site.on("/home", with_etag('"x"', FULL))
    watched = room(first)
    watched.run_for(timedelta(hours=3))
    watched.restart()
    watched.run_for(timedelta(hours=30))
    assert watched.state().url == site.url("/moved2")
    assert len(site.visits("/moved")) == 1
    assert len(site.visits("/home")) == len(site.visits("/moved2")) >= 3
    assert len(list(watched.ledger.articles())) == 1


def test_gone_410_ends_polling_and_withdraws_the_articles(site, room):
    gone = START + timedelta(hours=6)
    fine = with_etag('"x"', FULL)
    watched = room(site.on("/gone", lambda s, seen: Response(status=410) if seen.at >= gone else fine(s, seen)))
    watched.run_for(timedelta(days=4))
    assert [v.status for v in site.visits("/gone")].count(410) == 1
    assert site.visits("/gone")[-1].status == 410
    assert watched.state().standing is Standing.GONE
    assert watched.state().next_at is None
    (check,) = watched.ledger.page_checks()
    assert check.withdrawn_at == site.visits("/gone")[-1].at
    assert [(q.failure.stage, q.failure.thing) for q in watched.ledger.quarantined()] == [(Stage.FETCH, "source0")]
    assert len(list(watched.ledger.revisions())) == 1


@pytest.mark.parametrize(
    ("retry_after", "least"),
    [
        ("7200", timedelta(hours=2)),
        ("Mon, 02 Nov 2026 14:30:00 GMT", timedelta(hours=4)),
        ("soon, we hope", timedelta(hours=1)),
        ("316800", timedelta(hours=88)),
    ],
)
def test_retry_after_is_in_the_ledger_before_a_restart_and_obeyed_after_it(site, room, retry_after, least):
    busy = Response(status=503, headers={"Retry-After": retry_after})
    fine = with_etag('"x"', FULL)
    watched = room(site.on("/retry", lambda s, seen: busy if len(s.visits("/retry")) == 1 else fine(s, seen)))
    watched.run_for(timedelta(hours=2))
    refused = site.visits("/retry")[1]
    assert refused.status == 503
    assert watched.state().next_at >= refused.at + least
    watched.restart()
    watched.run_for(timedelta(hours=100))
    assert site.visits("/retry")[2].at - refused.at >= least
    assert watched.state().standing is Standing.LIVE
    assert len(list(watched.ledger.articles())) == 1
    assert not watched.ledger.quarantined()


def test_silent_editor(site, room):
    first = page(head=STAMP)
    edited = page(*[p.replace("will not be rushed", "will be rushed") for p in PARAGRAPHS], head=STAMP)
    versions = [first, edited, first]
    link = site.on("/story", lambda s, _seen: Response(versions[min(len(s.visits("/story")), 2)]))
    watched = room(site.on("/feed", with_etag('"f"', rss(item(1, link=link, guid="1")))))
    watched.run_for(timedelta(hours=80))
    looks = [v.at - START for v in site.visits("/story")]
    assert looks == [timedelta(minutes=m) for m in (0, 15, 60, 180, 24 * 60, 72 * 60)]
    changes = list(watched.ledger.changes())
    assert [c.kinds for c in changes] == [(ChangeKind.QUOTE,), (ChangeKind.QUOTE, ChangeKind.RESTORED)]
    assert all(c.stealth for c in changes)
    revisions = list(watched.ledger.revisions())
    assert [r.seen_at - START for r in revisions] == looks[:2]  # what came back is the first text, seen again
    assert [s.revision for s in watched.ledger.sightings()] == [revisions[0].id, revisions[1].id, revisions[0].id]
    assert list(watched.ledger.latest_revisions().values()) == [revisions[0].id]


def test_a_ticking_page_leaves_one_revision_and_no_change(site, room):
    def ticker(served, _seen):
        n = len(served.visits("/story"))
        return Response(page(before=f'<p class="css-{n} meta">{1200 + n * 7} views</p><p>{n + 3} minutes ago</p>'))

    link = site.on("/story", ticker)
    watched = room(site.on("/feed", with_etag('"f"', rss(item(1, link=link, guid="1")))))
    watched.run_for(timedelta(hours=80))
    assert len(site.visits("/story")) == 6
    assert len(list(watched.ledger.revisions())) == 1
    assert list(watched.ledger.changes()) == []


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_kept_as_the_standing_of_its_source(site, room, status):
    watched = room(site.on("/refused", Response(status=status)), site.on("/fine", with_etag('"x"', FULL)))
    watched.run_for(timedelta(hours=30))
    assert len(site.visits("/refused")) == 1
    assert watched.state(0).standing is Standing.BLOCKED
    assert watched.state(1).standing is Standing.LIVE
    assert str(status) in watched.state(0).note
