"""`volteface sources` and `why` as somebody uses them: what is printed, and what it says when it cannot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from textwrap import dedent, indent

import pytest
from typer.testing import CliRunner, Result

from flows.__main__ import app
from flows.desk import Desk, open_desk
from flows.fetching.opml import read_opml
from flows.settings import read_settings
from flows.stages import fetch
from storage.domain.errors import InputError
from tests.sector_site.feeds import item, page, rss
from tests.sector_site.site import START, Response, Site, VirtualClock

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


def test_a_title_with_an_emoji_or_a_control_character_is_added_as_it_can_be(say: Say, tmp_path: Path):
    rows = ("Caf\u00e9 \U0001f600 news", "a\x7fb", "\u202e", "quote &quot; # : - '")
    outlines = "".join(f'<outline text="{row}" xmlUrl="http://f{n}.example/feed"/>' for n, row in enumerate(rows))
    file = tmp_path / "in.opml"
    file.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    assert say("sources", "import", str(file)).stdout.count("added f") == len(rows)
    out = tmp_path / "out.opml"
    say("sources", "export", str(out))
    titles = [outline.title for outline in read_opml(out.read_bytes(), name="out")[0]]
    assert titles[-4:] == ["Caf\u00e9 \U0001f600 news", "a b", "http://f2.example/feed", "quote \" # : - '"]


@pytest.mark.parametrize("margin", ["", "  "])
def test_a_feed_is_added_in_the_margin_that_the_list_is_written_with(say: Say, tmp_path: Path, margin: str):
    sources = tmp_path / "pack" / "sources.yaml"
    head, _, entries = sources.read_text(encoding="utf-8").partition("sources:\n")
    sources.write_text(f"{head}sources:\n{indent(dedent(entries), margin)}", encoding="utf-8")
    file = tmp_path / "in.opml"
    file.write_text('<opml><body><outline xmlUrl="http://f.example/feed"/></body></opml>', encoding="utf-8")
    assert say("sources", "import", str(file)).stdout == "added f-example: http://f.example/feed\n"


def test_the_first_feed_of_a_pack_without_sources_makes_the_file(say: Say, tmp_path: Path):
    for name in ("sources.yaml", "articles.yaml"):
        (tmp_path / "pack" / name).unlink()
    file = tmp_path / "in.opml"
    file.write_text(f'<opml><body><outline xmlUrl="http://{"f" * 63}.{"g" * 63}.example/"/></body></opml>')
    assert "added ffff" in say("sources", "import", str(file)).stdout
    assert (tmp_path / "pack" / "sources.yaml").read_text().startswith("sources:\n\n- id: ffff")


def test_a_list_of_sources_that_nothing_can_be_appended_to_is_left_as_it_is(say: Say, tmp_path: Path):
    sources = tmp_path / "pack" / "sources.yaml"
    sources.write_text("sources: [{id: seeds, name: Seed set, kind: seeds}]\n", encoding="utf-8")
    file = tmp_path / "in.opml"
    file.write_text('<opml><body><outline xmlUrl="http://f.example/feed"/></body></opml>', encoding="utf-8")
    told = str(say("sources", "import", str(file)).exception)
    assert told.startswith(f"nothing can be added to {sources} as it stands")
    assert "f.example" not in sources.read_text()


def test_a_list_without_a_feed_is_not_taken_for_one_that_is_known(say: Say, tmp_path: Path):
    file = tmp_path / "in.opml"
    file.write_text("<opml><body/></opml>", encoding="utf-8")
    assert str(say("sources", "import", str(file)).exception) == f"{file} lists no feed that can be asked"


def test_sources_are_listed_before_the_first_run_and_no_ledger_is_made(say: Say, tmp_path: Path):
    assert "never asked" in say("sources", "list").stdout
    assert not (tmp_path / "data").exists()


def a_new_desk() -> Desk:
    open_desk.cache_clear()
    return open_desk(read_settings())


def test_a_source_that_was_stopped_is_asked_again_when_told_so_and_no_sooner_than_allowed(say: Say, site: Site):
    site.on("/feed.xml", Response(status=403))
    say("sources", "add", site.url("/"), "--now", START.isoformat())
    desk = a_new_desk()
    fetch.poll_sources(desk, now=START, only=["127-0-0-1"])
    told = desk.ledger.source_states()["127-0-0-1"]
    assert "until you say `volteface sources resume 127-0-0-1`" in told.rule
    assert say("sources", "resume", "127-0-0-1").stdout == "127-0-0-1 is asked again from 2026-11-03 09:00 UTC\n"
    assert "never asked" in say("sources", "resume", "quay-gazette").stdout
    assert isinstance(say("sources", "resume", "nobody").exception, InputError)
    site.on("/feed.xml", rss(item(1, guid="1")))
    desk = a_new_desk()
    assert not fetch.poll_sources(desk, now=START + timedelta(hours=23), only=["127-0-0-1"]).counts["sources polled"]
    assert fetch.poll_sources(desk, now=START + timedelta(hours=24), only=["127-0-0-1"]).counts["new articles"] == 1


def test_a_line_of_a_list_that_is_no_address_is_named_and_the_others_are_taken(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    given: dict[str, object] = {}
    monkeypatch.setattr("flows.commands.flow_runs.run_flow", lambda name, **words: given.update(words) or 0)
    file = tmp_path / "list.txt"
    file.write_text("\ufeffhttps://a.example/1\n# a note\nnotaurl\nhttps://a.example/1\n", encoding="utf-8")
    done = say("backfill", "--url-list", str(file))
    assert "line 3: The address 'notaurl' is not http or https." in done.output
    assert given["parameters"]["urls"] == ["https://a.example/1"]
    file.write_text("notaurl\n", encoding="utf-8")
    assert "holds no address" in str(say("backfill", "--url-list", str(file)).exception)


def test_the_help_of_backfill_says_what_becomes_of_a_file_that_cannot_be_used(say: Say):
    told = " ".join(say("backfill", "--help").stdout.replace("│", " ").split())
    assert "A file that cannot be used is named and left out, and the run goes on (exit code 0)." in told
