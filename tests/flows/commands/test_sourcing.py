"""`volteface sources` and `why` as somebody uses them: what is printed, and what it says when it cannot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.__main__ import app
from flows.desk import open_desk
from storage.domain.errors import InputError
from tests.sector_site.feeds import item, page, rss
from tests.sector_site.site import Response, Site, VirtualClock

PACK = Path(__file__).parents[2] / "sectors" / "harbours"
ALTERNATE = '<link rel="alternate" type="application/rss+xml" title="Northmoor news" href="/feed.xml">'
Say = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site(VirtualClock())
    served.on("/", page(head=ALTERNATE))
    served.on("/feed.xml", rss(item(1, guid="1")))
    yield served
    served.close()


@pytest.fixture
def say(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Say]:
    shutil.copytree(PACK, tmp_path / "pack")
    monkeypatch.setenv("VOLTEFACE_SEEDS", str(tmp_path / "pack"))
    monkeypatch.setenv("VOLTEFACE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VOLTEFACE_ALLOW", site.host)

    def saying(*words: str) -> Result:
        open_desk.cache_clear()  # each command is a process of its own
        return CliRunner().invoke(app, list(words), catch_exceptions=True)

    yield saying
    open_desk.cache_clear()


def test_the_feed_of_a_site_is_found_added_once_listed_and_accounted_for(say: Say, site: Site):
    assert say("sources", "add", site.url("/")).stdout == f"added 127-0-0-1: {site.url('/feed.xml')}\n"
    assert say("sources", "add", site.url("/")).stdout == "nothing to add: the pack has these already\n"
    listed = say("sources", "list").stdout
    assert site.url("/feed.xml") in listed
    assert listed.count("never asked") == 2
    assert listed.count("not polled") == 2  # the seed set and a page without a feed
    assert [seen.path for seen in site.log] == ["/robots.txt", "/", "/"]
    for name in (site.host, site.url("/feed.xml"), f"{site.host}/any"):
        told = say("why", name, "--now", "2026-11-02T12:00:00Z").stdout
        assert told.startswith(site.host)
        assert "3 requests:" in told
    assert "It was never asked." in say("why", "never.example").stdout


def test_a_site_without_a_feed_is_one_sentence(say: Say, site: Site):
    site.on("/nofeed", page())
    site.on("/gone", Response(status=404))
    for path, words in (("/nofeed", "is no feed and links to none."), ("/gone", "answered 404.")):
        refused = say("sources", "add", site.url(path)).exception
        assert isinstance(refused, InputError)
        assert str(refused).endswith(words)


def test_feeds_go_out_and_come_in_as_opml_each_once(say: Say, tmp_path: Path):
    file = tmp_path / "out.opml"
    assert say("sources", "export", str(file)).stdout == f"wrote 1 feed to {file}\n"
    assert say("sources", "import", str(file)).stdout == "nothing to add: the pack has these already\n"
    file.write_text(file.read_text("utf-8").replace("gazette.example", "other.example"), encoding="utf-8")
    assert "added" in say("sources", "import", str(file)).stdout
    assert isinstance(say("sources", "import", str(tmp_path / "nowhere")).exception, InputError)
