"""Pages that move, and addresses that are one page: on the request log and the ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.desk import Desk
from flows.fetching import ladder
from flows.stages import archive
from flows.stages.archive import Archive
from flows.stages.replay import replay
from storage.domain.polling import Standing
from storage.domain.run import RunReport
from storage.ledger import Ledger
from tests.flows.stages.test_replay import told
from tests.sector_site.feeds import PARAGRAPHS, in_full, item, page, rss
from tests.sector_site.ledgered import InHouse
from tests.sector_site.replies import to, with_etag
from tests.sector_site.site import Response
from tests.sector_site.test_pages_on_the_ledger import listing, texts

pytestmark = pytest.mark.usefixtures("in_house")


def test_an_article_that_leads_to_the_front_page_is_withdrawn_and_the_front_page_is_no_revision(site, room):
    front = site.on("/", page("Everything that happened today in Northmoor, and a good deal more than that. " * 3))
    answers = [Response(page()), to(front, 301)]
    link = site.on("/story", lambda s, _seen: answers[min(len(s.visits("/story")), 1)])
    watched = room(listing(site, link))
    watched.run_for(timedelta(hours=4))
    assert len(site.visits("/")) >= 2
    assert list(texts(watched)) == ["story"]
    assert PARAGRAPHS[0] in texts(watched)["story"]
    assert list(watched.ledger.changes()) == []
    (check,) = watched.ledger.page_checks()
    assert check.withdrawn_at == site.visits("/story")[2].at
    assert any("leads to the front page" in one.failure.message for one in watched.ledger.quarantined())


def test_a_page_that_moved_for_good_is_asked_for_where_it_is_and_stays_one_article(site, room):
    moved = site.url("/new/story")
    answers = [Response(page()), to(moved, 301)]
    link = site.on("/story", lambda s, _seen: answers[min(len(s.visits("/story")), 1)])
    site.on("/new/story", page())
    feeds = [rss(item(1, link=link, guid="1")), rss(item(1, link=moved, guid="2"))]
    watched = room(site.on("/feed", lambda s, _seen: Response(feeds[min(len(s.visits("/feed")), 1)])))
    watched.run_for(timedelta(hours=30))
    assert len(site.visits("/story")) == 2
    assert len(site.visits("/new/story")) >= 3
    assert len(site.visits("/feed")) == 2
    assert len(list(watched.ledger.articles())) == len(list(watched.ledger.revisions())) == 1


def test_an_address_that_a_page_calls_its_own_names_the_same_article_later(site, room):
    head = '<link rel="canonical" href="/2026/story">'
    link = site.on("/?p=17", page(head=head))
    site.on("/2026/story", page(head=head))
    feeds = [rss(item(1, link=link)), rss(item(1, link=site.url("/2026/story")))]
    watched = room(site.on("/feed", lambda s, _seen: Response(feeds[min(len(s.visits("/feed")), 1)])))
    watched.run_for(timedelta(hours=25))
    assert len(site.visits("/feed")) == 2
    (article,) = watched.ledger.articles()
    assert article.url == link
    again = archive.take_archive(watched.desk, Archive(urls=(site.url("/2026/story"),)), now=site.clock())
    assert again.counts["addresses seen before"] == 1
    assert site.visits("/2026/story") == []


def test_a_claimed_address_never_takes_over_an_article_that_is_there(site, room):
    liar = page("A story of its own that claims to be somewhere else. " * 4, head='<link rel="canonical" href="/b">')
    links = site.on("/a", liar), site.on("/b", page())
    feeds = [
        rss(*(item(n, link=link) for n, link in enumerate(links))),
        rss(*(item(n, link=link) for n, link in enumerate(links)), item(9, link=site.on("/c", page(title="C")))),
    ]
    watched = room(site.on("/feed", lambda s, _seen: Response(feeds[min(len(s.visits("/feed")), 1)])))
    watched.run_for(timedelta(hours=25))
    assert sorted(texts(watched)) == ["a", "b", "c"]


def test_http_and_https_and_tracked_addresses_of_one_page_are_fetched_once(site, room):
    site.on("/story", page())
    urls = (site.url("/story"), site.url("/story/?utm_source=x"), site.url("/story").replace("http:", "https:"))
    tally = archive.take_archive(room().desk, Archive(urls=urls), now=site.clock())
    assert (tally.counts["new articles"], tally.counts["addresses seen before"]) == (1, 2)
    assert len(site.visits("/story")) == 1


def test_a_list_of_addresses_that_is_stopped_has_kept_what_came_before(site, room, monkeypatch):
    monkeypatch.setattr(archive, "TOGETHER", 2)
    urls = tuple(site.on(f"/p{n}", page(title=f"Story {n}")) for n in range(5))
    watched = room()
    kept = archive.keep_safely

    def dies(looker, article, check, found, *, look):
        if check.url.endswith("/p2"):
            raise KeyboardInterrupt
        return kept(looker, article, check, found, look=look)

    monkeypatch.setattr(archive, "keep_safely", dies)
    with pytest.raises(KeyboardInterrupt):
        archive.take_archive(watched.desk, Archive(urls=urls), now=site.clock())
    assert sorted(texts(watched)) == ["p0", "p1"]
    assert site.visits("/p4") == []


def test_two_processes_that_plan_the_same_looks_make_each_once(site, room):
    watched = room(listing(site, site.on("/story", page())))
    ledger = watched.ledger
    watched.run()
    site.clock.sleep(901)
    (due,) = ledger.page_checks(due=site.clock())
    ours = ladder.asked(due, site.clock())
    assert ledger.claim_page_checks([ours], known={due.article: due}) == {due.article}
    assert ledger.claim_page_checks([ours], known={due.article: due}) == set()
    watched.run()
    assert len(site.visits("/story")) == 1  # the process that claimed it asks, and no other


def test_a_feed_sent_to_a_front_page_for_good_is_asked_at_its_own_address_and_found_when_it_is_back(site, room):
    front = site.on("/", page())
    answers = [to(front, 301), with_etag('"f"', rss(item(1, guid="1", extra=in_full())))]

    def feed(served, seen):
        answer = answers[min(len(served.visits("/feed")), 1)]
        return answer if isinstance(answer, Response) else answer(served, seen)

    watched = room(site.on("/feed", feed))
    tally = watched.run()
    assert "not a feed" in tally.failures[0].message
    assert watched.state().url is None
    watched.run_for(timedelta(hours=30))
    assert len(list(watched.ledger.articles())) == 1
    assert watched.state().standing is Standing.LIVE


def test_a_new_address_in_the_pack_is_asked_whatever_became_of_the_old_one(site, room):
    watched = room(site.on("/old", Response(status=410)))
    watched.run()
    assert watched.state().standing is Standing.GONE
    watched.urls = (site.on("/new", with_etag('"f"', rss(item(1, guid="1", extra=in_full())))),)
    watched.restart()
    watched.run()
    assert len(site.visits("/old")) == len(site.visits("/new")) == 1
    assert watched.state().standing is Standing.LIVE


def test_a_feed_too_long_for_one_reading_lands_whole_over_later_polls_from_one_download(site, room, monkeypatch):
    for module in ("flows.fetching.feeds", "flows.fetching.poll", "flows.stages.fetch"):
        monkeypatch.setattr(f"{module}.MOST_ENTRIES", 10)
    long = rss(*(item(n, guid=f"g{n}") for n in range(35)))
    watched = room(site.on("/feed", with_etag('"f"', long)))
    first = watched.run()
    assert first.counts["new articles"] == 10
    assert "lists 35 items; the first 10 were taken, the rest follows" in first.notes[0]
    told = watched.run_for(timedelta(days=3))
    assert len(list(watched.ledger.articles())) == 35
    assert [seen.status for seen in site.visits("/feed")].count(200) == 1
    assert any("31 to 35 were taken" in note for note in told.notes)
    assert watched.state().taken == 0
    assert not watched.run_for(timedelta(days=2)).counts.get("new articles")


def test_a_robots_txt_that_answers_429_speaks_for_its_host(site, room):
    site.on("/robots.txt", Response(status=429, headers={"Retry-After": "7200"}))
    watched = room(site.on("/feed", rss(item(1, guid="1", extra=in_full()))))
    tally = watched.run()
    assert site.visits("/feed") == []
    assert "asked for a pause" in tally.notes[0]
    site.clock.sleep(3600)
    watched.run()
    assert len(site.visits("/robots.txt")) == 1
    site.on("/robots.txt", Response(status=404))
    watched.run_for(timedelta(hours=30))
    assert len(list(watched.ledger.articles())) == 1


def test_moved_pages_claimed_addresses_and_a_long_feed_replay_to_the_same_ledger(site, room, monkeypatch, tmp_path):
    for module in ("flows.fetching.feeds", "flows.fetching.poll", "flows.stages.fetch"):
        monkeypatch.setattr(f"{module}.MOST_ENTRIES", 3)
    site.on("/", page("Everything that happened today in Northmoor, and a good deal more than that. " * 3))
    site.on("/new", page(head='<link rel="canonical" href="/2026/new">'))
    fates = {"/moved": to(site.url("/new"), 301), "/dropped": to(site.url("/"), 302), "/edited": Response(page("No."))}
    for path, fate in fates.items():
        answers = [Response(page(title=path)), fate]
        site.on(path, lambda s, seen, answers=answers: answers[min(len(s.visits(seen.path)), 1)])
    links = [item(n, link=site.url(path)) for n, path in enumerate(fates)]
    full = [item(n, guid=f"g{n}", title=f"Full {n}", extra=in_full(f"Number {n}.", *PARAGRAPHS * 3)) for n in range(5)]
    watched = room(site.on("/feed", with_etag('"f"', rss(*links, *full))))
    for _ in range(60):
        watched.ledger.add_run(RunReport("ingest", site.clock()))
        watched.run()
        site.clock.sleep(3600)
    monkeypatch.setattr("flows.stages.replay.Workshop", InHouse)
    settings = watched.desk.settings.model_copy(update={"data": tmp_path / "again", "allow": ""})
    again = Desk(settings, watched.desk.registry, Ledger.open(data=tmp_path / "again"))
    try:
        replay(watched.ledger, again, tell=lambda _: None)
        before, after = told(watched.desk), told(again)
        assert len(before["articles"]) == 8
        for what, known in before.items():
            assert after[what] == known, what
    finally:
        again.ledger.close()
