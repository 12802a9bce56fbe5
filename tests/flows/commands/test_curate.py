"""`volteface curate` on a fictional sector: what is listed, and a correction from the command to the export."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.__main__ import app
from flows.commands.curating import unknown_rows
from flows.desk import Desk, open_desk
from flows.settings import ROOT, read_settings
from flows.stages.read import read_batch, unread
from storage.domain.errors import InputError
from storage.ledger import Ledger
from tests.flows.reading.harbour import harbours
from tests.flows.stages.conftest import run
from tests.storage.builders import a_revision, an_article, hour

PACK = ROOT / "tests" / "sectors" / "libraries"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curated")
    desk = open_desk(read_settings(seeds=PACK, data=folder, offline=True))
    run(desk, now=datetime(2043, 1, 1, tzinfo=UTC))
    desk.ledger.close()
    open_desk.cache_clear()
    return folder


def volteface(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--seeds", str(PACK), "--data", str(data)], env={"COLUMNS": "240"})


def said(data: Path, *arguments: str) -> str:
    done = volteface(data, *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def positions(data: Path) -> dict[str, dict]:
    rows = map(json.loads, said(data, "export", "positions").splitlines())
    return {row["id"]: row for row in rows}


def test_who_is_unknown_is_listed_with_evidence_and_an_entry_to_complete(data: Path):
    first, *_ = rows = [json.loads(line) for line in said(data, "curate", "--json").splitlines()]
    texts = [row["text"] for row in map(json.loads, said(data, "export", "revisions").splitlines())]

    assert {row["kind"] for row in rows} <= {"speaker", "argument"}
    assert first["name"] in first["proposed"]
    for quoted in first["quoted"]:
        assert quoted["outlet"]
        assert quoted["published"]
        # A quotation that its speaker's name interrupts is several stretches of the text.
        assert any(all(word in text for word in quoted["content"].split()) for text in texts)
    plain = said(data, "curate", "--most", "1")
    assert f"Unknown speaker: {first['name']}" in plain
    assert f"{first['quoted'][0]['outlet']}, {first['quoted'][0]['published']}: “" in plain
    assert "To complete in the pack:" in plain


def test_what_two_bodies_argue_about_is_listed_with_both_places(tmp_path: Path):
    told = {
        "a1": "Night dredging aside, the Guild of Harbour Masters said that seagull fences were a scandal.\n",
        "a2": "Night dredging aside, the Union of Dock Hands said that seagull fences must stay.\n",
    }
    with Ledger.open(data=tmp_path) as ledger:
        desk = Desk(read_settings(data=tmp_path, offline=True), harbours(), ledger)
        ledger.add_articles([an_article(name) for name in told], seen_at=hour(0))
        ledger.add_revisions([a_revision(name, text=text, seen_at=hour(0)) for name, text in told.items()])
        (batch,) = unread(desk)
        assert read_batch(desk, batch, now=hour(0)).counts["revisions read"] == 2
        rows = {row["name"]: row for row in unknown_rows(desk, most=50)}

    found = rows["seagull fences"]
    assert (found["kind"], found["bodies"]) == ("argument", ["dockers-union", "harbour-guild"])
    assert {(quoted["article"], quoted["outlet"]) for quoted in found["quoted"]} == {
        ("a1", "The Gazette"), ("a2", "The Gazette"),
    }  # fmt: skip
    assert "seagull-fences" in found["proposed"]


def test_a_correction_is_stored_listed_exported_and_taken_back(data: Path):
    before = positions(data)
    chosen = next(row for row in before.values() if row["admitted"] and row["stance"] == "support")

    told = said(data, "curate", "correct", chosen["id"], "--stance", "mixed", "--note", "it weighs both")
    assert "mixed, not support: it weighs both" in told
    (row,) = map(json.loads, said(data, "curate", "corrections", "--json").splitlines())
    assert (row["statement"], row["kind"], row["in_force"]) == (chosen["id"], "stance:mixed", True)
    after = positions(data)
    assert {id_ for id_ in before if before[id_] != after[id_]} == {chosen["id"]}
    assert (after[chosen["id"]]["stance"], after[chosen["id"]]["corrected"]) == (
        "mixed",
        "mixed, not support: it weighs both",
    )
    timeline = said(data, "positions", "--stakeholder", chosen["stakeholder"], "--topic", chosen["topic"])
    assert "corrected by a" in timeline

    said(data, "curate", "undo", chosen["id"])
    assert positions(data) == before
    assert "not in force" in said(data, "curate", "corrections")


@pytest.mark.parametrize(
    ("asked", "says"), [(["--not-about"], "no statement has the id 'absent'"), ([], "one thing at a time")]
)
def test_what_cannot_be_corrected_is_one_plain_sentence(data: Path, asked: list[str], says: str):
    problem = volteface(data, "curate", "correct", "absent", *asked, "--note", "why").exception

    assert isinstance(problem, InputError)
    assert says in str(problem)


def test_a_ledger_named_before_the_command_is_not_taken_for_another(data: Path):
    arguments = ["curate", "--data", str(data), "correct", "absent", "--not-about", "--note", "why"]
    problem = CliRunner().invoke(app, arguments).exception

    assert isinstance(problem, InputError)
    assert "options come after the command" in str(problem)
