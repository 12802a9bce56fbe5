"""Polling into the ledger: what a feed lists lands once, an edit is a revision, a failure is named and isolated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.stages import archive, fetch
from tests.flows.stages.ports import BODY, a_desk, a_feed, a_page
from tests.sector_site.site import START, Response, Site, VirtualClock


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site(VirtualClock())
    yield served
    served.close()


def test_a_summary_only_feed_is_completed_from_its_pages_and_a_second_poll_adds_nothing(tmp_path: Path, site: Site):
    site.on("/a", a_page(BODY))
    site.on("/feed", a_feed(site.url("/a")))
    desk = a_desk(tmp_path, site, "/feed")
    first = fetch.poll_sources(desk, now=START)
    second = fetch.poll_sources(desk, now=START + timedelta(hours=5))
    texts = [revision.text for revision in desk.ledger.revisions()]
    assert (first.counts["new articles"], first.counts["new revisions"]) == (1, 1)
    assert not second.counts.get("new articles")
    assert not second.counts.get("new revisions")
    assert len(texts) == 1
    assert "night pilotage should end by the spring" in texts[0]


def test_a_source_that_cannot_be_reached_is_named_and_the_others_land(tmp_path: Path, site: Site):
    site.on("/a", a_page(BODY))
    site.on("/feed", a_feed(site.url("/a")))
    site.on("/broken", Response(status=500))
    desk = a_desk(tmp_path, site, "/feed", "/broken")
    tally = fetch.poll_sources(desk, now=START)
    assert [failure.thing for failure in tally.failures] == ["broken"]
    assert "500" in tally.failures[0].message
    assert tally.counts["new articles"] == 1
    assert [q.failure.thing for q in desk.ledger.quarantined()] == ["broken"]


def test_an_edited_page_is_a_new_revision_and_the_kind_of_edit_is_kept(tmp_path: Path, site: Site):
    site.on("/a", a_page(BODY))
    site.on("/feed", a_feed(site.url("/a")))
    desk = a_desk(tmp_path, site, "/feed")
    fetch.poll_sources(desk, now=START)
    site.on("/a", a_page(BODY.replace("doubled", "tripled").replace("six years", "16 years")))
    later = fetch.poll_sources(desk, now=START + timedelta(minutes=20))
    assert later.counts["edited articles"] == 1
    assert len(list(desk.ledger.revisions())) == 2
    assert "numeric" in {kind.value for change in desk.ledger.changes() for kind in change.kinds}


def test_a_moved_updated_time_with_the_same_text_is_kept_as_a_change_without_a_revision(tmp_path: Path, site: Site):
    def dated(hour: str) -> bytes:
        stamp = f'<meta property="article:modified_time" content="2026-11-02T{hour}:00:00Z">'
        return a_page(BODY).replace(b"</head>", f"{stamp}</head>".encode())

    site.on("/a", dated("08"))
    site.on("/feed", a_feed(site.url("/a")))
    desk = a_desk(tmp_path, site, "/feed")
    fetch.poll_sources(desk, now=START)
    site.on("/a", dated("09"))
    later = fetch.poll_sources(desk, now=START + timedelta(minutes=20))
    (change,) = desk.ledger.changes()
    assert change.touched_only
    assert change.before == change.after
    assert not change.stealth
    assert len(list(desk.ledger.revisions())) == 1
    assert later.counts["articles re-dated without an edit"] == 1
    assert not later.counts.get("edited articles")


def test_a_page_that_holds_no_article_is_quarantined_by_name(tmp_path: Path, site: Site):
    site.on("/a", Response(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}))
    site.on("/feed", a_feed(site.url("/a")))
    tally = fetch.poll_sources(a_desk(tmp_path, site, "/feed"), now=START)
    assert [failure.thing for failure in tally.failures] == [site.url("/a")]


def test_an_archive_of_addresses_is_taken_in_once(tmp_path: Path, site: Site):
    desk = a_desk(tmp_path, site)
    wanted = archive.Archive(urls=(site.on("/a", a_page(BODY)), site.url("/nowhere"), "ftp://example.org/a"))
    first = archive.take_archive(desk, wanted, now=START)
    again = archive.take_archive(desk, wanted, now=START + timedelta(days=1))
    assert first.counts["new revisions"] == 1
    assert len(first.failures) == 2
    assert again.counts["addresses seen before"] == 1


def test_a_folder_of_saved_files_is_taken_in_and_what_cannot_be_used_is_named(tmp_path: Path, site: Site):
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.html").write_bytes(a_page(BODY))
    (saved / "b.txt").write_text(BODY, encoding="utf-8")
    (saved / "empty.txt").write_bytes(b"")
    desk = a_desk(tmp_path / "data", site)
    tally = archive.take_archive(desk, archive.Archive(folder=str(saved)), now=datetime(2026, 3, 1, tzinfo=UTC))
    assert tally.counts["new revisions"] == 2
    assert [failure.thing for failure in tally.failures] == ["empty.txt"]


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path, site: Site):
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "b.txt").write_text(BODY, encoding="utf-8")
    desk = a_desk(tmp_path / "data", site)
    wanted = archive.Archive(folder=str(saved), urls=(site.url("/a"),), dry_run=True)
    tally = archive.take_archive(desk, wanted, now=START)
    assert tally.counts["files that would be taken in"] == 1
    assert tally.counts["addresses that would be fetched"] == 1
    assert list(desk.ledger.articles()) == []
    assert site.log == []
