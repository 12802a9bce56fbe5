"""What hangs on the measure: what follows if it comes, and what goes on unless, until and without it."""

from __future__ import annotations

import pytest

from flows.reading.stancing.features import evidence
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, passage


def staked(text: str) -> list[tuple[str, float]]:
    return [(stake.kind, stake.value) for stake in evidence(passage(text), NIGHT_BLASTING).stakes]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Without the night blasting ban, more families will lose their homes, the parish said.", "without", 1.0),
        ("Unless ministers bring in the night blasting ban, people will suffer, the parish warned.", "without", 1.0),
        ("Until the night blasting ban is in place, children will lose sleep, the parish said.", "without", 1.0),
        ("If the night blasting ban goes ahead, small firms will close, the owners warned.", "if", -1.0),
        ("If the night blasting ban is dropped, thousands will suffer, the parish warned.", "if", 1.0),
    ],
)
def test_what_follows_speaks_for_the_measure_or_against_it(text, kind, value):
    assert staked(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Unless the lorries are washed, people will suffer.",  # names nothing of the measure
        "If there is a night blasting ban, we will vote against it.",  # a deed of the speaker's own
        "If the night blasting ban comes, ministers must pay for it.",  # a demand
        "The parish opposes the night blasting ban if it costs jobs.",
    ],
)
def test_conditions_deeds_and_demands_are_no_stake(text):
    assert staked(text) == []


def test_a_turn_of_phrase_within_the_supposition_is_not_counted_again():
    seen = evidence(passage("Without the night blasting ban, people will suffer."), NIGHT_BLASTING)

    assert not any(name.startswith("turn:") for name in seen.signed)
