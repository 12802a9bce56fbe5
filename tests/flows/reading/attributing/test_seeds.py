"""The quotations of the annotated seed documents go to those who said them."""

from __future__ import annotations

from pathlib import Path

from flows.commands.evaluate_attribution import seed_quotations
from tests.flows.reading.attributing.parsed import parser

ROOT = Path(__file__).resolve().parents[4]


def test_at_least_95_percent_of_the_quotations_have_the_right_speaker():
    rows = list(seed_quotations(ROOT, parser()))
    wrong = [(wanted, got, text) for wanted, got, good, text in rows if not good]
    assert len(wrong) <= 0.05 * len(rows), wrong
