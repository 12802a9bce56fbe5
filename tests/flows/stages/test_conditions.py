"""Bad input is a named condition of the run: in its report, its artifact and `volteface runs`; the others land."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows.commands import keeping
from flows.conduct import table_of
from flows.desk import open_desk
from flows.stages import archive, fetch
from storage.domain.run import RunReport
from tests.flows.stages.ports import BODY, a_desk, a_feed, a_page
from tests.sector_site.feeds import item, rss
from tests.sector_site.site import START, Response, Site, VirtualClock

SOUND = rss(item(1, guid="1", title="One", extra=f"<description>{BODY}</description>"))


@pytest.fixture
def site():
    served = Site(VirtualClock())
    yield served
    served.close()


def test_each_kind_of_bad_input_is_named_in_the_artifact_and_the_sound_source_lands(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
):
    site.on("/robots.txt", b"User-agent: *\n" + b"Disallow: /x\n" * 400_000)
    site.on("/login", b"<!doctype html><html><body><form><input type=password></form></body></html>")
    site.on("/long", rss(*(item(n, link=site.url("/story"), guid=f"g{n}") for n in range(40_000))))
    site.on("/story", a_page(BODY))
    site.on("/torn", SOUND[:-20])
    site.on("/sound", SOUND)
    desk = a_desk(tmp_path, site, "/login", "/long", "/missing", "/torn", "/sound")
    tally = fetch.poll_sources(desk, now=START)
    report = RunReport("ingest", START, tuple(tally.counts.items()), tally.failures, notes=tally.notes)
    rows = {row["what"]: row["count"] for row in table_of(report) if row["what"] != "note"}
    notes = [row["count"] for row in table_of(report) if row["what"] == "note"]
    assert "not a feed" in rows["not done: fetch: login"]
    assert "404" in rows["not done: fetch: missing"]
    assert not [what for what in rows if what.endswith((": long", ": sound", ": torn"))]
    assert any("lists 40,000 items; the first 5,000 were taken" in note for note in notes)
    assert any("5.2 MB long; its first 512 KB were obeyed" in note for note in notes)
    assert any(note.startswith("torn: ") for note in notes)
    assert desk.ledger.entry_keys("sound")

    desk.ledger.add_run(report)
    assert desk.ledger.runs(last=1) == [report]
    keeping.runs(last=1, data=tmp_path)
    told = " ".join(capsys.readouterr().out.split())
    assert "note: long: " in told
    assert "fetch: missing: " in told
    open_desk.cache_clear()


@pytest.mark.parametrize("jump", [timedelta(days=3000), timedelta(days=3)])
def test_a_clock_that_jumped_ahead_and_back_is_a_note_of_the_next_run(tmp_path: Path, site: Site, jump: timedelta):
    site.on("/feed", a_feed(site.url("/a")))
    site.on("/a", a_page(BODY))
    desk = a_desk(tmp_path, site, "/feed")
    assert fetch.poll_sources(desk, now=START + jump).notes == ()
    site.on("/a", a_page(BODY.replace("doubled", "tripled")))
    back = fetch.poll_sources(desk, now=START)
    source, pages = back.notes
    assert "the clock must have jumped" in source
    assert pages == "1 page was put off by a clock that has jumped back and is looked at from now on."
    assert (back.counts["sources polled"], back.counts["edited articles"]) == (1, 1)
    assert len(list(desk.ledger.articles())) == 1
    later = fetch.poll_sources(desk, now=START + timedelta(minutes=30))
    assert (later.counts["sources polled"], later.counts["pages looked at"]) == (0, 1)  # the ladder goes on
    assert later.notes == ()


def test_a_host_that_was_left_alone_by_a_clock_that_stood_ahead_is_asked_again(tmp_path: Path, site: Site):
    site.on("/feed", Response(status=429, headers={"Retry-After": "18000"}))
    desk = a_desk(tmp_path, site, "/feed")
    fetch.poll_sources(desk, now=START + timedelta(days=3000))
    site.on("/feed", a_feed(site.url("/a")))
    assert fetch.poll_sources(desk, now=START).counts["new articles"] == 1


def test_a_page_put_off_by_a_jump_is_brought_back_where_no_source_is_left_to_notice(tmp_path: Path, site: Site):
    desk = a_desk(tmp_path, site)
    ahead = START + timedelta(days=3000)
    taken = archive.Archive(urls=(site.on("/a", a_page(BODY)),))
    assert archive.take_archive(desk, taken, now=ahead).counts["new revisions"] == 1
    back = fetch.poll_sources(desk, now=START)
    assert back.counts["pages looked at"] == 1
    assert "jumped back" in back.notes[0]


def test_a_host_that_asked_to_be_left_alone_is_a_note_and_no_failure(tmp_path: Path, site: Site):
    site.on("/limited", Response(status=429, headers={"Retry-After": "18000"}))
    site.on("/other", SOUND)
    tally = fetch.poll_sources(a_desk(tmp_path, site, "/limited", "/other"), now=START)
    assert [failure.thing for failure in tally.failures] == ["limited"]
    assert any("asked to be left alone until" in note for note in tally.notes)
