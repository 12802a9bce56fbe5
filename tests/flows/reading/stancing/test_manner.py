"""How a passage puts its case is a feature on the side of what it speaks of."""

from __future__ import annotations

import pytest

from flows.reading.stancing.features import evidence
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, passage


def signed(text: str) -> dict[str, float]:
    return dict(evidence(passage(text), NIGHT_BLASTING).signed)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("We would sooner have new windows than a curfew for quarries.", "under:than"),
        ("Try new windows before a night blasting ban.", "under:before"),
        ("Pay for windows instead of a ban on night blasting.", "under:instead"),
    ],
)
def test_what_something_else_is_put_before_is_passed_over(text, feature):
    assert signed(text)[feature] > 0


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Who would want to live there?", "asks:who"),
        ("Why are we the last to hear?", "asks:why"),
        ("Are they asleep down there?", "asks:yes or no"),
    ],
)
def test_a_question_is_known_by_how_it_opens(text, feature):
    assert feature in signed(text)


def test_a_measure_that_is_only_mentioned_is_on_its_own_side_until_it_is_denied():
    assert signed("The night blasting ban is on the agenda.")["only named:act"] == 1
    assert signed("The night blasting ban was not on the agenda.")["only denied:act"] == -1


def test_a_question_commands_nothing():
    paths = evidence(passage("When did you last scrap a night blasting ban?"), NIGHT_BLASTING).paths

    assert not any(path.normative for path in paths)
