"""A mistake of ours over one document: the others land, the failure is named, and the log says what it was."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.fetching import pages, poll
from flows.mishap import named
from flows.stages import archive, copies, fetch, saved
from flows.stages import look as looking
from flows.stages import replay as replaying
from storage.domain.errors import InputError, LedgerUnavailable
from storage.domain.run import Stage
from storage.ledger import Ledger
from tests.flows.stages.ports import BODY, a_desk, a_feed, a_page
from tests.sector_site.ledgered import InHouse
from tests.sector_site.site import START, Site, VirtualClock


class Blunder(RuntimeError):
    """What nobody declared."""


@pytest.fixture
def site_of(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(fetch, "Workshop", InHouse)
    monkeypatch.setattr(archive, "Workshop", InHouse)
    served = Site(VirtualClock())
    yield served
    served.close()


def blundering(act: Callable[..., Any], when: Callable[..., bool], error: type[BaseException] = Blunder) -> Any:
    """`act`, with a mistake in it that shows for one document only."""

    def acting(*args: Any, **kwargs: Any) -> Any:
        if when(*args, **kwargs):
            raise error("nobody thought of this")
        return act(*args, **kwargs)

    return acting


def two_feeds(folder: Path, site: Site):
    for name in ("bad", "good"):
        site.on(f"/{name}-page", a_page(BODY.replace("Monday", name)))
        site.on(f"/{name}", a_feed(site.url(f"/{name}-page")))
    return a_desk(folder, site, "/bad", "/good")


def was_told(caplog: pytest.LogCaptureFixture) -> bool:
    told = [record for record in caplog.records if record.levelno == logging.ERROR and record.exc_info]
    return any("unexpected Blunder" in r.getMessage() and r.exc_info and r.exc_info[0] is Blunder for r in told)


def sources_of(desk) -> set[str]:
    return {article.source for article in desk.ledger.articles()}


@pytest.mark.parametrize("place", ["asking", "keeping"])
def test_a_mistake_over_one_feed_is_named_and_the_other_feed_lands(tmp_path, site_of, monkeypatch, caplog, place):
    desk = two_feeds(tmp_path, site_of)
    with monkeypatch.context() as broken:
        if place == "asking":
            wrong = blundering(poll._judged, lambda visit, *_: visit.source.id == "bad")
            broken.setattr(poll, "_judged", wrong)
        else:
            broken.setattr(fetch, "identify", blundering(fetch.identify, lambda *_, source, **__: source.id == "bad"))
        tally = fetch.poll_sources(desk, now=START)
    assert sources_of(desk) == {"good"}
    (failure,) = tally.failures
    assert (failure.stage, failure.thing) == (Stage.FETCH, "bad")
    assert failure.message.startswith("unexpected Blunder")
    assert [held.failure for held in desk.ledger.quarantined()] == [failure]
    assert was_told(caplog)
    assert {record.source for record in desk.ledger.requests() if record.purpose == "feed"} == {"bad", "good"}
    state = desk.ledger.source_states()["bad"]
    assert (state.failures, state.etag, state.body) == (1, None, None)
    # Mended, it is asked for again, and lands: nothing was marked as had.
    assert state.next_at is not None
    later = fetch.poll_sources(desk, now=state.next_at + timedelta(minutes=1))
    assert sources_of(desk) == {"bad", "good"}
    assert not later.failures
    assert not list(desk.ledger.quarantined())


@pytest.mark.parametrize("place", ["asking", "judging", "keeping"])
def test_a_mistake_over_one_page_is_named_and_the_other_page_lands(tmp_path, site_of, monkeypatch, caplog, place):
    desk = two_feeds(tmp_path, site_of)
    if place == "asking":
        monkeypatch.setattr(pages, "_judged", blundering(pages._judged, lambda url, *_: "/bad" in url))
    elif place == "judging":
        monkeypatch.setattr(looking, "_unless_home", blundering(looking._unless_home, lambda page: "/bad" in page.url))
    else:
        monkeypatch.setattr(looking, "decide", blundering(looking.decide, lambda sight, **_: "bad" in sight.page.text))
    tally = fetch.poll_sources(desk, now=START)
    (revision,) = desk.ledger.revisions()
    assert "on good that" in revision.text
    (failure,) = tally.failures
    assert (failure.thing, "unexpected Blunder" in failure.message) == (site_of.url("/bad-page"), True)
    assert [held.failure for held in desk.ledger.quarantined()] == [failure]
    assert was_told(caplog)
    (check,) = [check for check in desk.ledger.page_checks() if "/bad" in check.url]
    assert check.body is None
    assert check.next_at is not None
    assert check.next_at > START


def test_a_mistake_over_one_address_of_a_backfill_is_named_and_the_others_land(tmp_path, site_of, monkeypatch, caplog):
    desk = two_feeds(tmp_path, site_of)
    monkeypatch.setattr(looking, "decide", blundering(looking.decide, lambda sight, **_: "bad" in sight.page.text))
    wanted = archive.Archive(urls=(site_of.url("/bad-page"), site_of.url("/good-page")))
    tally = archive.take_archive(desk, wanted, now=START)
    assert ["on good that" in revision.text for revision in desk.ledger.revisions()] == [True]
    assert [failure.thing for failure in tally.failures] == [site_of.url("/bad-page")]
    assert was_told(caplog)


@pytest.mark.parametrize("place", ["opening", "keeping", "plain"])
def test_a_mistake_over_one_saved_file_is_named_and_the_others_land(tmp_path, site_of, monkeypatch, caplog, place):
    desk, folder = a_desk(tmp_path / "data", site_of), tmp_path / "pages"
    folder.mkdir()
    ending = ".txt" if place == "plain" else ".html"
    for name in ("a", "bad", "c"):
        text = f"Title\n\n{BODY} {name}.".encode() if place == "plain" else a_page(BODY.replace("Monday", name))
        (folder / f"{name}{ending}").write_bytes(text)
    if place == "opening":
        monkeypatch.setattr(saved, "_article_of", blundering(saved._article_of, lambda one: one.name == "bad.html"))
    elif place == "keeping":
        monkeypatch.setattr(saved, "decide", blundering(saved.decide, lambda sight, **_: "bad" in sight.page.text))
    else:
        monkeypatch.setattr(saved, "article_text", blundering(saved.article_text, lambda _, name: name == "bad.txt"))
    tally = archive.take_archive(desk, archive.Archive(folder=str(folder)), now=START)
    assert len(list(desk.ledger.revisions())) == 2
    assert {article.file for article in desk.ledger.articles()} == {f"a{ending}", f"c{ending}"}
    assert [failure.thing for failure in tally.failures] == [f"bad{ending}"]
    assert [held.failure for held in desk.ledger.quarantined()] == list(tally.failures)
    assert was_told(caplog)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_signals_are_no_mishap(tmp_path, site_of, monkeypatch, error):
    desk = two_feeds(tmp_path, site_of)
    monkeypatch.setattr(fetch, "identify", blundering(fetch.identify, lambda *_, **__: True, error))
    with pytest.raises(error):
        fetch.poll_sources(desk, now=START)


def test_a_ledger_that_is_held_by_another_is_no_mishap_of_the_feed(tmp_path, site_of, monkeypatch):
    desk = two_feeds(tmp_path, site_of)

    def held(*_: Any, **__: Any) -> None:
        raise LedgerUnavailable("The ledger is in use by another process that does not let go.")

    for module, name in ((fetch, "identify"), (looking, "decide")):
        with monkeypatch.context() as broken:
            broken.setattr(module, name, held)
            with pytest.raises(LedgerUnavailable):
                fetch.poll_sources(desk, now=START + timedelta(days=2 * (module is looking)))
    assert not list(desk.ledger.quarantined())


def test_what_is_declared_keeps_its_own_sentence():
    assert named(Stage.REVISE, "x", InputError("It is empty.")).message == "It is empty."


def test_a_mistake_over_one_sitemap_of_an_index_is_named_and_the_others_are_walked(
    tmp_path, site_of, monkeypatch, caplog
):
    desk = two_feeds(tmp_path, site_of)
    listed = "".join(f"<sitemap><loc>{site_of.url(f'/{name}.xml')}</loc></sitemap>" for name in ("bad", "good"))
    site_of.on("/index.xml", f"<sitemapindex>{listed}</sitemapindex>".encode())
    for name in ("bad", "good"):
        site_of.on(f"/{name}.xml", f"<urlset><url><loc>{site_of.url(f'/{name}-page')}</loc></url></urlset>".encode())
    monkeypatch.setattr(archive, "read_sitemap", blundering(archive.read_sitemap, lambda raw: b"bad-page" in raw))
    tally = archive.take_archive(desk, archive.Archive(sitemap=site_of.url("/index.xml")), now=START)
    assert ["on good that" in revision.text for revision in desk.ledger.revisions()] == [True]
    assert [failure.thing for failure in tally.failures] == [site_of.url("/bad.xml")]
    assert was_told(caplog)


def test_a_mistake_over_copies_is_named_and_what_has_landed_stays(tmp_path, site_of, monkeypatch, caplog):
    desk = two_feeds(tmp_path, site_of)
    monkeypatch.setattr(copies, "groups", blundering(copies.groups, lambda _: True))
    tally = fetch.poll_sources(desk, now=START)
    assert len(list(desk.ledger.revisions())) == 2
    assert [failure.thing for failure in tally.failures] == ["copies of one story"]
    assert was_told(caplog)


@pytest.mark.parametrize("place", ["feed", "page"])
def test_a_mistake_over_one_thing_of_a_replay_is_named_and_the_rest_is_played(
    tmp_path, site_of, monkeypatch, caplog, place
):
    desk = two_feeds(tmp_path, site_of)
    monkeypatch.setattr(replaying, "Workshop", InHouse)
    fetch.poll_sources(desk, now=START)
    with Ledger.open(data=tmp_path / "again") as ledger:
        again = replace(desk, ledger=ledger)
        if place == "feed":
            wrong = blundering(replaying.take_entries, lambda _, found, __: found.source == "bad")
            monkeypatch.setattr(replaying, "take_entries", wrong)
        else:
            monkeypatch.setattr(
                looking, "decide", blundering(looking.decide, lambda sight, **_: "bad" in sight.page.text)
            )
        tally = replaying.replay(desk.ledger, again, tell=lambda _: None)
        assert any("on good that" in revision.text for revision in ledger.revisions())
        assert len(tally.failures) == 1
        assert [held.failure for held in ledger.quarantined()] == list(tally.failures)
    assert was_told(caplog)
