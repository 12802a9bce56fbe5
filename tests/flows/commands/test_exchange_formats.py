"""What the commands print is what the published schemas say, and equal ledgers print equal bytes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from flows.commands.exporting import Format, Row, inert_cell, write, write_file
from flows.desk import open_desk
from flows.settings import ROOT, read_settings
from storage.domain.errors import InputError
from tests.flows.stages.conftest import run

SCHEMAS = ROOT / "flows" / "commands" / "schemas"


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    loaded = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return jsonschema.Draft202012Validator(loaded)


def volteface(*arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "flows", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, input=given
    )
    return done.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    desk = open_desk(read_settings(data=folder, offline=True))
    run(desk)
    desk.ledger.close()
    open_desk.cache_clear()
    return folder


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("positions", "position"),
        ("findings", "finding"),
        ("attributions", "attributions"),
        ("articles", "article"),
        ("revisions", "revision"),
    ],
)
def test_every_exported_line_is_what_its_schema_says(data: Path, what: str, name: str):
    lines = volteface("export", what, "--data", str(data)).splitlines()
    assert lines
    for line in lines:
        schema(name).validate(json.loads(line))


def test_offsets_of_exported_positions_are_verbatim(data: Path):
    revisions = map(json.loads, volteface("export", "revisions", "--data", str(data)).splitlines())
    texts = {revision["id"]: revision["text"] for revision in revisions}
    for line in volteface("export", "positions", "--data", str(data)).splitlines():
        position = json.loads(line)
        assert texts[position["revision"]][position["start"] : position["end"]] == position["text"]


def test_the_attribution_step_alone_answers_each_line(tmp_path: Path):
    text = "Wages must rise, said Orla Penhale, chair of the Harbour Pilots' Union. “We will not wait,” she added."
    answer = json.loads(volteface("read", "--attributions", "-", given=json.dumps({"id": 5, "text": text}) + "\n"))
    schema("attributions").validate(answer)
    assert answer["id"] == 5
    assert {attribution["speaker"] for attribution in answer["attributions"]} == {"Orla Penhale"}


def test_the_stance_step_alone_answers_each_line():
    row = {"id": "x", "topic": "caseload-cap", "before": None, "text": "We oppose any cap on caseloads."}
    answer = json.loads(volteface("read", "--stances", "-", given=json.dumps(row) + "\n"))
    schema("stance").validate(answer)
    assert answer["stance"] in {"oppose", "qualified_oppose"}


def test_a_whole_reading_carries_the_chain_of_decisions():
    article = next((ROOT / "seeds" / "articles").glob("004*"))
    answer = json.loads(volteface("read", "--json", str(article)))
    schema("reading").validate(answer)
    assert all(statement["trail"] for statement in answer["statements"])


def test_csv_has_a_header_and_as_many_rows(data: Path):
    table = list(csv.reader(io.StringIO(volteface("export", "positions", "--format", "csv", "--data", str(data)))))
    lines = volteface("export", "positions", "--data", str(data)).splitlines()
    assert table[0] == list(json.loads(lines[0]))
    assert len(table) == len(lines) + 1


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\tx", "\n=1", "＝1"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(cell: str):
    target = io.StringIO()
    write([{"text": cell}], target, Format.CSV)
    assert next(csv.DictReader(io.StringIO(target.getvalue())))["text"] == f"'{cell}"
    assert inert_cell("plain") == "plain"


def broken_off() -> Iterator[Row]:
    yield {"id": 1}
    raise OSError(28, "No space left on device")


def test_an_export_that_breaks_off_leaves_the_older_one(tmp_path: Path):
    write_file([{"id": 0}], tmp_path / "positions.jsonl", Format.JSONL)
    with pytest.raises(InputError, match=r"positions\.jsonl cannot be written: No space left on device"):
        write_file(broken_off(), tmp_path / "positions.jsonl", Format.JSONL)
    assert [path.name for path in tmp_path.iterdir()] == ["positions.jsonl"]
    assert (tmp_path / "positions.jsonl").read_text() == '{"id": 0}\n'


def test_an_export_to_a_pipe_is_written_into_the_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        write_file([{"id": 0}], tmp_path / "pipe", Format.JSONL)
        assert reader.communicate(timeout=60)[0] == b'{"id": 0}\n'
