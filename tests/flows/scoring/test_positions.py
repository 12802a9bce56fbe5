"""The scorer agrees with itself: gold against gold is perfect, nothing scores nothing, flipped signs are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.commands.evaluate_positions import load_gold
from flows.scoring.positions import score, score_signs
from storage.domain.stance import Stance

GOLD = load_gold(Path(__file__).parents[2] / "gold")


def as_predictions():
    return [
        {
            "doc": p["doc"], "stakeholder": p["stakeholder"], "topic": p["topic"], "stance": p["stance"],
            "is_past": p["is_past"], "start": p["content"]["start"], "end": p["content"]["end"],
        }
        for p in GOLD.positions
        if p["topic"]
    ]  # fmt: skip


def test_gold_against_itself_is_perfect():
    scores = score(GOLD, as_predictions())

    assert scores.positions.f1 == scores.aggregated.f1 == scores.sign_accuracy == scores.weighted_kappa == 1.0
    assert scores.false_attributions == 0
    assert scores.missed == ()


def test_order_does_not_matter():
    assert score(GOLD, reversed(as_predictions())) == score(GOLD, as_predictions())


def test_nothing_scores_nothing():
    scores = score(GOLD, [])

    assert scores.positions.f1 == scores.aggregated.f1 == 0.0
    assert scores.sign_accuracy is None


def test_flipped_signs_are_seen():
    flipped = [{**p, "stance": Stance(-Stance.from_label(p["stance"])).label} for p in as_predictions()]
    scores = score(GOLD, flipped)

    assert scores.positions.f1 == 1.0
    assert scores.sign_accuracy is not None
    assert scores.sign_accuracy < 0.1


def test_words_of_readers_and_captions_are_false_attributions():
    document = next(d for d in GOLD.documents.values() if any(r["kind"] == "reader_comment" for r in d["regions"]))
    comment = next(r for r in document["regions"] if r["kind"] == "reader_comment")
    row = {
        "doc": document["doc"], "stakeholder": "adcs", "topic": "caseload-cap", "stance": "support",
        "start": comment["start"], "end": comment["end"],
    }  # fmt: skip
    scores = score(GOLD, [row])

    assert (scores.false_attributions, scores.in_reader_comments) == (1, 1)


@pytest.mark.parametrize(("sign", "f1"), [("support", 1.0), ("oppose", 0.0)])
def test_signs_are_scored_once_for_each_holder_and_topic(sign, f1):
    gold = [
        {"doc": "a", "stakeholder": "guild", "topic": "ban", "sign": 1, "optional": False},
        {"doc": "a", "stakeholder": "union", "topic": "ban", "sign": 1, "optional": True},
    ]
    rows = [{"doc": "a", "stakeholder": "guild", "topic": "ban", "stance": sign}] * 2

    assert score_signs(gold, rows).f1 == f1
