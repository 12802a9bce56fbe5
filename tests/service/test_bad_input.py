"""The hourly flow over bad input: each kind is a named condition in the artifact, and the sound source lands."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from flows.desk import open_desk
from flows.settings import read_settings
from flows.stages import fetch
from storage.ledger import Ledger
from tests.sector_site.feeds import in_full, item, page, rss
from tests.sector_site.site import START, Response, Site, VirtualClock

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service"), pytest.mark.timeout(600)]
ROOT = Path(__file__).parents[2]
LOGIN = b"<!doctype html><html><body><form><input type=password></form></body></html>"


@pytest.fixture
def sites() -> Iterator[tuple[Site, Site]]:
    """The second has a robots.txt of 5 MB."""
    clock = VirtualClock()
    plain, wordy = Site(clock), Site(clock, address="127.0.0.2")
    wordy.on("/robots.txt", b"User-agent: *\n" + b"Disallow: /x\n" * 400_000)
    yield plain, wordy
    plain.close()
    wordy.close()


def a_pack(folder: Path, feeds: dict[str, str]) -> Path:
    shutil.copytree(ROOT / "tests" / "sectors" / "harbours", folder)
    rows = [{"id": "seeds", "name": "Seed set", "kind": "seeds", "url": None}]
    rows += [{"id": name, "name": name, "kind": "feed", "url": url} for name, url in feeds.items()]
    (folder / "sources.yaml").write_text(yaml.safe_dump({"sources": rows}), encoding="utf-8")
    return folder


def artifact(data: Path) -> dict[str, list[str]]:
    """The rows of the newest `volteface-run`, by what they are about."""
    with closing(sqlite3.connect(data / "prefect" / "prefect.db")) as database:
        ((raw,),) = database.execute(
            "SELECT data FROM artifact WHERE key = 'volteface-run' ORDER BY created DESC LIMIT 1"
        )
    rows = json.loads(raw)
    found: dict[str, list[str]] = {}
    for row in json.loads(rows) if isinstance(rows, str) else rows:
        found.setdefault(row["what"], []).append(str(row["count"]))
    return found


def test_each_kind_of_bad_input_is_a_row_of_the_artifact_and_the_others_land(tmp_path: Path, sites: tuple[Site, Site]):
    plain, wordy = sites
    sound = rss(item(1, guid="1", link="http://sound.example/1", extra=in_full()))
    story = plain.on("/story", page())
    feeds = {
        "login": plain.on("/login", LOGIN),
        "endless": plain.on("/endless", rss(*(item(n, link=story, guid=f"g{n}") for n in range(40_000)))),
        "missing": plain.on("/missing", Response(status=404)),
        "jumped": plain.on("/jumped", rss(item(2, guid="2", link="http://sound.example/2", extra=in_full()))),
        "wordy": wordy.on("/feed", rss(item(3, guid="3", link="http://sound.example/3", extra=in_full()))),
        "sound": plain.on("/sound", sound),
    }
    pack, data, allow = a_pack(tmp_path / "pack", feeds), tmp_path / "data", f"{plain.host},{wordy.host}"
    desk = open_desk(read_settings(seeds=pack, data=data, allow=allow))
    fetch.poll_sources(desk, now=START + timedelta(days=3000), only=["jumped"])
    desk.ledger.close()
    open_desk.cache_clear()

    words = ["ingest", "--seeds", str(pack), "--data", str(data), "--now", START.isoformat()]
    env = {**os.environ, "VOLTEFACE_ALLOW": allow}
    ran = subprocess.run(
        [sys.executable, "-m", "flows", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr

    told = artifact(data)
    assert "web page, not a feed" in told["not done: fetch: login"][0]
    assert "404" in told["not done: fetch: missing"][0]
    assert not [what for what in told if what.endswith((": endless", ": jumped", ": wordy", ": sound"))]
    notes = " ".join(told["note"])
    assert "endless: the feed lists 40,000 items; the first 5,000 were taken" in notes
    assert "5.2 MB long; its first 512 KB were obeyed" in notes
    assert "jumped: last asked in what is now the future" in notes or "the clock must have jumped" in notes
    ledger = Ledger.open(data=data)
    assert {name: len(ledger.entry_keys(name)) > 0 for name in feeds} == {
        "login": False, "endless": True, "missing": False, "jumped": True, "wordy": True, "sound": True,
    }  # fmt: skip
    ledger.close()
