"""Other sectors are read with no code of their own: three that are invented, of which two are held out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.commands.evaluate_held_out import GOLD, PLACE, strays
from flows.commands.evaluate_positions import load_gold, predictions, scores_of
from flows.readers import build_reader
from flows.scoring.positions import score_signs
from storage.registry import load_pack

ROOT = Path(__file__).parents[3]
LIBRARIES = ROOT / "tests" / "sectors" / "libraries"
SECTORS = ROOT / "tests" / "sectors"


def libraries():
    gold = [json.loads(line) for line in (LIBRARIES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = predictions(LIBRARIES / "articles", load_pack(LIBRARIES), build_reader())
    return gold, rows


def test_a_second_sector_is_read_about_as_well_as_the_first():
    gold, rows = libraries()
    first = scores_of(
        ROOT / "seeds" / "articles", load_pack(ROOT / "seeds"), build_reader(), load_gold(ROOT / "tests" / "gold")
    )

    assert score_signs(gold, rows).f1 >= first.aggregated.f1 - 0.05


def test_words_of_the_sector_that_take_no_position_give_none():
    _, rows = libraries()

    assert [row for row in rows if row["doc"] == "14-near-misses.txt"] == []


@pytest.mark.parametrize("name", PLACE)
def test_a_sector_never_developed_against_is_read_without_error(name):
    """No figure is asked for: a floor would be a reason to look at its errors, and it would be held out no more."""
    pack = load_pack(SECTORS / name)

    rows = predictions(SECTORS / name / "articles", pack, build_reader())

    assert {row["doc"] for row in rows} <= {article.file for article in pack.articles.values()}
    assert {row["topic"] for row in rows} <= {*pack.propositions}
    assert len(rows) > len(pack.propositions)


def test_a_body_that_the_annotator_did_not_hear_is_a_stray():
    gold = [{"doc": "a.txt", "stakeholder": "board", "topic": "locks", "sign": 1, "optional": True}]
    given = [
        {"doc": "a.txt", "stakeholder": "board", "topic": "moorings"},
        {"doc": "a.txt", "stakeholder": "union", "topic": "locks"},
        {"doc": "a.txt", "stakeholder": None, "topic": "locks"},
    ]

    assert strays(gold, given) == {("a.txt", "union")}


def test_what_is_held_out_is_never_counted_by_the_training():
    held_out = {file.parent.name for file in SECTORS.glob(f"*/{GOLD}")}

    assert held_out == {*PLACE}
    assert not any((SECTORS / name / "gold.jsonl").exists() for name in held_out)
