"""Replay: the same articles and revisions from stored bytes alone; another extractor re-extracts and adds none."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from flows.commands.replaying import replay as replay_command
from flows.desk import Desk, open_desk
from flows.revising.page import PageText, read_page
from flows.settings import read_settings
from flows.stages import archive, fetch, look, take
from flows.stages import replay as replaying
from flows.stages.replay import conclude, last_instant, replay
from flows.stages.tally import Tally
from storage.copying import copy
from storage.domain.errors import InputError
from storage.domain.run import RunReport
from storage.domain.source import Source, SourceKind
from storage.ledger import Ledger
from storage.registry import load_pack
from tests.flows.stages.ports import BODY, a_feed, a_page
from tests.sector_site.ledgered import InHouse
from tests.sector_site.site import START, Site, VirtualClock

STORY = "The quay is closed to lorries from Friday, the harbour office said. " * 40
NOTE = "<p>Sign up to our newsletter for more stories like this one.</p>"


@pytest.fixture(scope="module")
def site():
    served = Site(VirtualClock())
    yield served
    served.close()


def full_feed(site: Site, *texts: str) -> bytes:
    items = "".join(
        f"<item><title>Quay news {n}</title><link>{site.url(f'/full/{n}')}</link><guid>full-{n}</guid>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
        for n, text in enumerate(texts)
    )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}<title>Quay</title>{items}</channel></rss>".encode()


def a_seeded_desk(folder: Path, site: Site) -> Desk:
    """The pack of this checkout, with two loopback feeds instead of its own."""
    settings = read_settings(data=folder, allow=site.host)
    registry = load_pack(settings.seeds)
    registry.sources.clear()
    for name in ("feed", "full"):
        registry.sources[name] = Source(id=name, name=name, kind=SourceKind.FEED, url=site.url(f"/{name}"))
    return Desk(settings, registry, open_desk(settings).ledger)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Desk:
    """A month of everything: seeds, two feeds, an edit and its undoing, furniture, a login page, a saved folder."""
    folder = tmp_path_factory.mktemp("lived")
    saved = folder / "saved"
    saved.mkdir()
    (saved / "b.html").write_bytes(a_page(STORY, title="Quay closed"))
    (saved / "c.txt").write_text(BODY, encoding="utf-8")
    desk = a_seeded_desk(folder / "data", site)
    monkeypatch = pytest.MonkeyPatch()
    for stage in (fetch, archive):  # eight runs would each start a worker
        monkeypatch.setattr(stage, "Workshop", InHouse)
    take.take_seeds(desk, now=START, only=list(desk.registry.articles)[:2])
    site.on("/a", a_page(BODY))
    site.on("/b", a_page(BODY, title="Pilots want no night work"))
    site.on("/login", b"<html><body><form><input type=password></form></body></html>")
    site.on("/feed", a_feed(site.url("/a"), site.url("/b"), site.url("/login")))
    site.on("/full", full_feed(site, STORY))
    moments = [timedelta(0), timedelta(minutes=20), timedelta(minutes=70), timedelta(hours=4), timedelta(days=2)]
    for n, moment in enumerate(moments):
        now = START + moment
        site.clock.move_to(now)
        desk.ledger.add_run(RunReport("ingest", now))
        fetch.poll_sources(desk, now=now)
        edited = BODY.replace("doubled", "tripled") if n == 0 else BODY
        site.on("/a", a_page(edited))
        ticking = a_page(BODY, title="Pilots want no night work")
        site.on("/b", ticking.replace(b"</article>", f"{NOTE}<p>{n + 3} minutes ago</p></article>".encode()))
        site.on("/full", full_feed(site, STORY.replace("Friday", "Sunday"), STORY.replace("lorries", "coaches")))
    archive.take_archive(desk, archive.Archive(folder=str(saved)), now=START + timedelta(days=3))
    monkeypatch.undo()
    return desk


def a_fresh_desk(lived: Desk, folder: Path) -> Desk:
    settings = lived.settings.model_copy(update={"data": folder, "allow": ""})
    return Desk(settings, lived.registry, open_desk(settings).ledger)


@pytest.fixture
def in_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "Workshop", InHouse)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a replay asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def told(desk: Desk) -> dict[str, list[object]]:
    ledger = desk.ledger
    return {
        "articles": list(ledger.articles()),
        "first seen": list(ledger.first_seen().items()),
        "revisions": [(r.article, r.id, r.seen_at, r.look, r.extractor) for r in ledger.revisions()],
        "shown": list(ledger.latest_revisions().items()),
        "changes": list(ledger.changes()),
        "copies": list(ledger.syndication().items()),
        "timers": list(ledger.source_states().items()) + ledger.page_checks(),
    }


def played(lived: Desk, folder: Path) -> tuple[Desk, Tally, list[str]]:
    lines: list[str] = []
    desk = a_fresh_desk(lived, folder)
    return desk, replay(lived.ledger, desk, tell=lines.append), lines


@pytest.mark.usefixtures("no_network")
def test_the_same_extractor_gives_the_same_ledger_without_asking_anybody(lived: Desk, site: Site, tmp_path: Path):
    asked = len(site.log)
    desk, tally, lines = played(lived, tmp_path / "again")
    before, after = told(lived), told(desk)
    assert len(before["revisions"]) >= 9
    for what, known in before.items():
        assert after[what] == known, what
    assert len(site.log) == asked
    assert {name for _, name, _ in desk.ledger.bodies()} == {name for _, name, _ in lived.ledger.bodies()}
    assert tally.counts["bodies extracted"] >= len(list(lived.ledger.bodies()))
    assert tally.counts["texts taken as they were"] == 3  # two seeds and a plain file
    assert [line[:10] for line in lines] == sorted({line[:10] for line in lines})


@pytest.mark.usefixtures("no_network", "in_house")
def test_another_extractor_reads_every_body_again_and_adds_no_revision(
    lived: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(look.Looker, "read", reading_with(lambda page: f"{page.text}\n\nSeen {page.extractor}."))
    desk, _, _ = played(lived, tmp_path / "again")
    of_pages = [r for r in desk.ledger.revisions() if r.body]
    assert {r.extractor for r in of_pages} == {"another reader 2"}
    assert all(r.text.endswith("comments off, tables on.") for r in of_pages)
    assert len(of_pages) == len([r for r in lived.ledger.revisions() if r.body])
    assert list(desk.ledger.articles()) == list(lived.ledger.articles())


@pytest.mark.usefixtures("no_network", "in_house")
def test_not_even_an_extractor_that_sees_an_edit_in_every_look_adds_a_revision(
    lived: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    numbers = iter(range(10_000))
    monkeypatch.setattr(look.Looker, "read", reading_with(lambda page: f"{page.text}\n\nIt cost £{next(numbers)}."))
    desk, tally, _ = played(lived, tmp_path / "again")
    assert len(list(desk.ledger.revisions())) <= len(list(lived.ledger.revisions())) + 1  # what came back is now two
    assert tally.counts["looks left as they were"] >= 1


def reading_with(text: Callable[[PageText], str]) -> Callable[..., PageText]:
    def read(looker: look.Looker, article, body) -> PageText:
        name = article.url or article.file or article.id
        page = read_page(body.data, url=name, seen=looker.now.date(), content_type=body.content_type)
        return dataclasses.replace(page, text=text(page), extractor="another reader 2")

    return read


@pytest.mark.usefixtures("no_network", "in_house")
def test_a_text_whose_bytes_retention_removed_is_taken_as_it_was(lived: Desk, tmp_path: Path):
    kept = a_fresh_desk(lived, tmp_path / "kept")
    copy(lived.ledger, kept.ledger)
    kept.ledger.drop_bodies(before=START + timedelta(days=40))
    desk, tally, _ = played(kept, tmp_path / "again")
    assert told(desk)["shown"] == told(lived)["shown"]
    assert not tally.counts.get("bodies extracted")


@pytest.mark.usefixtures("no_network", "in_house")
def test_what_was_replayed_is_read_judged_and_published(lived: Desk, tmp_path: Path):
    desk, tally, lines = played(lived, tmp_path / "again")
    now = last_instant(lived.ledger)
    published = conclude(desk, tally, now=now, tell=lines.append)
    assert (desk.settings.data / published.path).exists()
    assert desk.ledger.runs(last=1)[0].flow == "replay"
    assert not desk.ledger.pending()
    assert dict(desk.ledger.runs(last=1)[0].counts)["revisions read"] == len(list(lived.ledger.revisions()))


@pytest.mark.usefixtures("no_network", "in_house")
def test_the_command_tells_its_progress_and_needs_a_new_folder_and_something_to_replay(
    lived: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """The sources of the feeds are in no pack here: what they brought is taken as it was."""
    replay_command(to=tmp_path / "again", data=lived.settings.data)
    said = capsys.readouterr().out
    assert "2026-11-02: " in said
    assert "replayed: " in said
    with Ledger.open(data=tmp_path / "again") as again:
        assert again.latest_revisions() == lived.ledger.latest_revisions()
        assert again.first_seen() == lived.ledger.first_seen()
    with pytest.raises(InputError, match="is not empty"):
        replay_command(to=tmp_path / "again", data=lived.settings.data)
    with pytest.raises(InputError, match="nothing to replay"):
        replay_command(to=tmp_path / "third", data=tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    open_desk.cache_clear()
