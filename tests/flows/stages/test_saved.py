"""A folder is read by several processes and kept by the dozen: what is kept does not depend on how many read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from flows.desk import Desk
from flows.stages import saved
from flows.stages.archive import Archive, take_archive
from flows.stages.tally import Tally
from tests import vessland
from tests.flows.fetching.test_archives import a_warc
from tests.flows.stages.conftest import NOW
from tests.sector_site.feeds import PARAGRAPHS, page

COUNT = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stories, a text, the same page under a second name, an empty page and one that is no page at all."""
    root = vessland.write_pages(tmp_path_factory.mktemp("saved") / "pages", count=COUNT)
    (root / "again.html").write_bytes(vessland.page(vessland.story(3)))
    (root / "plain.txt").write_text("A harbour\n\nThe board met, and the board went home again.", encoding="utf-8")
    (root / "empty.html").write_bytes(b"")
    (root / "noise.html").write_bytes(b"\x00\x01\x02" * 40)
    return root


def captures(desk: Desk, folder: Path, *captures: tuple[str, bytes]) -> Tally:
    """Take one WARC file after the other: each the same page as it stood at an instant."""
    told = Tally()
    for number, (at, body) in enumerate(captures):
        file = folder / f"{number}.warc.gz"
        file.write_bytes(a_warc(("http://n.example/a", "200 OK", "text/html", body), at=at))
        told += take_archive(desk, Archive(folder=str(file)), now=NOW + timedelta(days=number))
    return told


def test_a_capture_from_before_the_text_we_know_is_no_edit_of_it(a_desk: Callable[..., Desk], tmp_path: Path):
    new, old = page(), page(*PARAGRAPHS[:3])
    desk = a_desk("overtaken")
    told = captures(desk, tmp_path, ("2026-02-06T09:00:00Z", new), ("2025-10-06T09:00:00Z", old))
    assert (told.counts["new revisions"], told.counts["captures older than what is known"]) == (1, 1)
    assert list(desk.ledger.changes()) == []


def test_captures_in_the_order_of_time_are_revisions_of_one_article(a_desk: Callable[..., Desk], tmp_path: Path):
    desk = a_desk("in-order")
    told = captures(desk, tmp_path, ("2025-10-06T09:00:00Z", page(*PARAGRAPHS[:3])), ("2026-02-06T09:00:00Z", page()))
    assert (told.counts["new articles"], told.counts["new revisions"]) == (1, 2)


def known(desk: Desk) -> object:
    ledger = desk.ledger
    return (
        list(ledger.articles()),
        [(revision.id, revision.text, revision.body) for revision in ledger.revisions()],
        sorted((one.article, one.revision) for one in ledger.sightings()),
        list(ledger.bodies()),
        [(one.failure.thing, one.failure.message) for one in ledger.quarantined()],
    )


def test_several_readers_and_one_keep_the_same(a_desk: Callable[..., Desk], folder: Path, monkeypatch):
    several, one = a_desk("several", workers=2), a_desk("one", workers=1)
    told = take_archive(several, Archive(folder=str(folder)), now=NOW)
    monkeypatch.setattr(saved, "TOGETHER", 1)
    take_archive(one, Archive(folder=str(folder)), now=NOW)
    assert known(several) == known(one)
    assert told.counts["new articles"] == COUNT + 2
    assert {failure.thing for failure in told.failures} == {"empty.html", "noise.html"}


def test_a_folder_taken_in_again_brings_nothing(a_desk: Callable[..., Desk], folder: Path):
    desk = a_desk("twice")
    take_archive(desk, Archive(folder=str(folder)), now=NOW)
    before = known(desk)[:4]
    again = take_archive(desk, Archive(folder=str(folder)), now=NOW + timedelta(days=1))
    assert again.counts.get("new articles", 0) == again.counts.get("new revisions", 0) == 0
    assert known(desk)[:4] == before
