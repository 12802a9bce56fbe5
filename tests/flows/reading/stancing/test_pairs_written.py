"""The coded pairs are what the guide asks for, and in the set written to be even no phenomenon gives the side away."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

PAIRS = Path(__file__).parents[3] / "training" / "stance"
FILES = sorted(PAIRS.glob("pairs*.jsonl"))


def rows(file: Path):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def side(stance: str) -> str:
    return stance.removeprefix("qualified_")


def test_every_pair_has_its_own_name_and_a_proposition_that_is_written_down():
    known = {row["id"] for file in PAIRS.glob("propositions*.yaml") for row in YAML(typ="safe").load(file)}
    names = Counter(row["id"] for file in FILES for row in rows(file))

    assert [name for name, count in names.items() if count > 1] == []
    assert {row["proposition_id"] for file in FILES for row in rows(file)} <= known


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_pair_says_something_of_its_own_and_is_long_enough_to_be_read(file):
    texts = Counter((row["before"], row["text"]) for row in rows(file))

    assert max(texts.values()) == 1
    assert all(3 <= len(row["text"].split()) <= 60 for row in rows(file))


def test_no_phenomenon_tells_the_side_in_the_set_written_to_be_even():
    """In the older sets sarcasm is 44 to 22 against and an alternative 62 to 16: a model learns that, and not words."""
    counts: dict[str, Counter[str]] = {}
    for row in rows(PAIRS / "pairs-w.jsonl"):
        for phenomenon in row["phenomena"]:
            counts.setdefault(phenomenon, Counter())[side(row["stance"])] += 1
    uneven = {name: count for name, count in counts.items() if abs(count["support"] - count["oppose"]) > 5}

    assert uneven.keys() <= {"anaphora"}, uneven


def test_no_proposition_of_that_set_leans_to_one_side():
    counts: dict[str, Counter[str]] = {}
    for row in rows(PAIRS / "pairs-w.jsonl"):
        counts.setdefault(row["proposition_id"], Counter())[side(row["stance"])] += 1

    assert all(abs(count["support"] - count["oppose"]) <= 1 for count in counts.values())
