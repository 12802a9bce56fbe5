"""Copies of one story are grouped in the ledger when they land, among articles of the last two weeks."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.commands import sourcing
from flows.settings import Settings
from flows.stages import archive, copies, fetch
from tests.flows.stages.ports import BODY, a_desk, a_feed, a_page
from tests.sector_site.site import START, Site, VirtualClock

OTHER = "The owners of the three ferries met the guild on Tuesday to talk about fares, winter times and a pier. " * 3


@pytest.fixture
def papers():
    """Five papers, each at an address of its own."""
    clock = VirtualClock()
    served = [Site(clock, address=f"127.0.0.{n}") for n in range(1, 6)]
    yield served
    for site in served:
        site.close()


def test_a_wire_story_at_five_hosts_is_five_articles_and_one_group(tmp_path: Path, papers: list[Site]):
    for n, paper in enumerate(papers):
        paper.on("/wire", a_page(f"{BODY}\nReporting for paper number {n} by its newsdesk.", title=f"Wire story {n}"))
    first, *_ = papers
    links = [paper.url("/wire") for paper in papers]
    first.on("/other", a_page(OTHER, title="Ferries"))
    first.on("/feed", a_feed(*links, first.url("/other")))
    desk = a_desk(tmp_path, first, "/feed")
    settings = Settings(data=tmp_path, allow=",".join(paper.host for paper in papers))
    desk = type(desk)(settings, desk.registry, desk.ledger)
    tally = fetch.poll_sources(desk, now=START)
    urls = {article.id: article.url for article in desk.ledger.articles()}
    known = desk.ledger.syndication()
    assert tally.counts["copies of other articles"] == 4
    assert len(urls) == 6
    assert len(set(known.values())) == 1
    assert {urls[name] for name in {*known, *known.values()}} == set(links)


def test_a_story_of_three_weeks_ago_is_not_compared_and_a_copy_of_a_copy_leads_to_the_first(
    tmp_path: Path, papers: list[Site]
):
    site = papers[0]
    desk = a_desk(tmp_path, site)

    def take(path: str, days: int) -> int:
        wanted = archive.Archive(urls=(site.on(path, a_page(BODY)),))
        tally = archive.take_archive(desk, wanted, now=START + timedelta(days=days))
        return tally.counts.get("copies of other articles", 0)

    assert [take("/a", 0), take("/b", 9), take("/c", 18), take("/d", 60)] == [0, 1, 1, 0]
    urls = {article.id: article.url for article in desk.ledger.articles()}
    assert {urls[copy]: urls[first] for copy, first in desk.ledger.syndication().items()} == {
        site.url("/b"): site.url("/a"),
        site.url("/c"): site.url("/a"),
    }


def test_what_is_compared_in_one_run_is_bounded(tmp_path: Path, papers: list[Site], monkeypatch):
    monkeypatch.setattr(copies, "MOST", 1)
    desk = a_desk(tmp_path, papers[0])
    wanted = archive.Archive(urls=tuple(papers[0].on(path, a_page(BODY)) for path in ("/a", "/b")))
    archive.take_archive(desk, wanted, now=START)
    assert desk.ledger.syndication() == {}


def test_the_copies_are_listed_under_the_story_that_came_first(tmp_path: Path, papers: list[Site], capsys):
    desk = a_desk(tmp_path, papers[0])
    sourcing.copies(data=tmp_path)
    assert capsys.readouterr().out == "no article is a copy of another\n"
    for n, path in enumerate(("/a", "/b")):
        wanted = archive.Archive(urls=(papers[0].on(path, a_page(BODY)),))
        archive.take_archive(desk, wanted, now=START + timedelta(days=n))
    sourcing.copies(data=tmp_path)
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith(papers[0].url("/a"))
    assert told[1].endswith(papers[0].url("/b"))
    assert told[1].startswith("    also in ")
