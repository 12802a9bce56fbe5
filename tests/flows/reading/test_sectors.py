"""Another sector is read with no code of its own: public libraries, invented, 20 articles, 55 positions."""

from __future__ import annotations

import json
from pathlib import Path

from flows.commands.evaluate_positions import load_gold, predictions, scores_of
from flows.readers import build_reader
from flows.scoring.positions import score_signs
from storage.registry import load_pack

ROOT = Path(__file__).parents[3]
LIBRARIES = ROOT / "tests" / "sectors" / "libraries"


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
