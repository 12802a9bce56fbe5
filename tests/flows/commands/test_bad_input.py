"""Bad input is one plain sentence on standard error, exit code 2, and nothing written half."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import ROOT
from storage.ledger import Ledger


def volteface(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The last line of standard error, when the command behaved as it must for bad input."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    sentence = done.stderr.strip().splitlines()[-1]
    assert sentence.startswith("volteface: ")
    return sentence


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "pack"))


def test_a_pack_with_a_wrong_field_is_refused_with_file_and_line(pack: Path, tmp_path: Path):
    topics = (pack / "topics.yaml").read_text(encoding="utf-8")
    (pack / "topics.yaml").write_text(topics.replace("  proposition:", "  propositon:", 1), encoding="utf-8")
    done = volteface("export", "findings", "--seeds", str(pack), "--data", str(tmp_path / "data"))
    assert "topics.yaml:" in refusal(done)
    assert not (tmp_path / "data").exists()


def test_an_unknown_stakeholder_is_refused_by_name(tmp_path: Path):
    done = volteface("digest", "--stakeholder", "guild-of-wizards", "--data", str(tmp_path))
    assert "guild-of-wizards" in refusal(done)
    assert not (tmp_path / "digests").exists()


def test_an_unknown_stakeholder_in_a_pack_is_refused_with_file_and_line(pack: Path, tmp_path: Path):
    sources = (pack / "sources.yaml").read_text(encoding="utf-8")
    assert "owner: ofsted" in sources
    (pack / "sources.yaml").write_text(sources.replace("owner: ofsted", "owner: guild-of-wizards", 1), encoding="utf-8")
    done = volteface("check", "--seeds", str(pack), "--quiet")
    assert done.returncode == 2
    assert "sources.yaml:" in done.stdout
    assert "guild-of-wizards" in done.stdout


ARTICLES = {
    "empty": (b"", "empty"),
    "binary": (b"\x00\x01\x02\xff" * 400, "not"),
    "enormous": (b"a" * 50_000_000, "10 MB"),
    "latin": ("Café owners objected.".encode("latin-1"), "UTF-8"),
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_a_text_that_cannot_be_read_is_refused_in_one_sentence(kind: str, tmp_path: Path):
    content, told = ARTICLES[kind]
    article = tmp_path / f"{kind}.txt"
    article.write_bytes(content)
    sentence = refusal(volteface("read", str(article)))
    assert article.name in sentence
    assert told in sentence


def test_a_missing_file_is_refused_by_name(tmp_path: Path):
    assert "nowhere.txt" in refusal(volteface("read", str(tmp_path / "nowhere.txt")))


def test_a_line_that_is_not_json_is_named(tmp_path: Path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": 1, "text": "Yes."}\nno\n', encoding="utf-8")
    assert "in.jsonl:2" in refusal(volteface("read", "--attributions", str(lines)))


def test_a_topic_that_the_pack_lacks_is_named(tmp_path: Path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": 7, "topic": "flat-earth", "text": "It is flat."}\n', encoding="utf-8")
    assert "flat-earth" in refusal(volteface("read", "--stances", str(lines)))


def test_a_folder_that_may_not_be_written_is_refused():
    """/proc is read-only for everybody, root included."""
    assert "/proc/volteface" in refusal(volteface("export", "findings", "--data", "/proc/volteface"))


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path):
    (tmp_path / "data").write_text("a file stands where the folder should be")
    assert str(tmp_path / "data") in refusal(volteface("export", "findings", "--data", str(tmp_path / "data")))


def test_a_database_from_a_newer_version_is_left_alone(tmp_path: Path):
    Ledger.open(data=tmp_path).close()
    database = sqlite3.connect(tmp_path / "volteface.db")
    with database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    before = list(database.iterdump())
    assert "newer" in refusal(volteface("export", "findings", "--data", str(tmp_path)))
    assert list(database.iterdump()) == before
    database.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path):
    (tmp_path / "volteface.db").write_bytes(b"not a database, but long enough to be looked at twice" * 40)
    assert str(tmp_path / "volteface.db") in refusal(volteface("export", "findings", "--data", str(tmp_path)))


def test_a_period_that_ends_before_it_starts_is_refused(tmp_path: Path):
    done = volteface("digest", "--since", "2026-04-01", "--until", "2026-03-01", "--data", str(tmp_path))
    assert "period is empty" in refusal(done)


def test_something_else_than_an_instant_is_refused(tmp_path: Path):
    assert "tomorrow" in refusal(volteface("ingest", "--now", "tomorrow", "--data", str(tmp_path)))


def test_an_unknown_source_is_refused(tmp_path: Path):
    assert "the-daily-bugle" in refusal(volteface("ingest", "--source", "the-daily-bugle", "--data", str(tmp_path)))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    assert "no-such" in refusal(volteface("backfill", "--folder", str(tmp_path / "no-such"), "--data", str(tmp_path)))


def test_looking_into_a_folder_without_a_ledger_is_refused_and_makes_none(tmp_path: Path):
    assert "there is no ledger in" in refusal(volteface("export", "positions", "--data", str(tmp_path / "mistyped")))
    assert not (tmp_path / "mistyped").exists()


def test_an_address_that_is_none_is_refused(tmp_path: Path):
    assert "notaurl" in refusal(volteface("backfill", "--url", "notaurl", "--data", str(tmp_path)))


@pytest.mark.parametrize(
    "row", ['{"id": 1, "text": "x", "published": 20}', '{"id": 1, "text": "\\ud800"}', "[1]", '{"id": 1}']
)
def test_a_row_that_cannot_be_read_is_named(row: str, tmp_path: Path):
    lines = tmp_path / "in.jsonl"
    lines.write_text(row + "\n", encoding="utf-8")
    assert "in.jsonl:1" in refusal(volteface("read", "--attributions", str(lines)))


def test_one_fault_of_a_file_does_not_hide_another(pack: Path):
    topics = (pack / "topics.yaml").read_text(encoding="utf-8")
    nation = topics.rindex("nation: england")
    topics = topics[:nation] + "nation: mars" + topics[nation + len("nation: england") :]
    (pack / "topics.yaml").write_text(topics.replace("  proposition:", "  propositon:", 1), encoding="utf-8")
    told = volteface("check", "--seeds", str(pack), "--quiet").stdout.splitlines()
    line = topics[:nation].count("\n") + 1
    assert any("unknown field `propositon`" in problem for problem in told)
    assert any(f"topics.yaml:{line}:" in problem and "mars" in problem for problem in told)
    assert len([problem for problem in told if problem.startswith("problem")]) == 2


@pytest.mark.parametrize("command", [["digest"], ["reread"], ["digest", "--stakeholder", "guild-of-wizards"]])
def test_no_news_is_not_told_of_a_folder_without_a_ledger(command: list[str], tmp_path: Path):
    refusal(volteface(*command, "--data", str(tmp_path / "mistyped")))
    assert not (tmp_path / "mistyped").exists()
