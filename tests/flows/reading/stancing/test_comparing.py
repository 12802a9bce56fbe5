"""What a comparison says of the thing that is compared."""

from __future__ import annotations

import pytest

from tests.flows.reading.stancing.quarry import side as side_of


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Nothing would help masons more than the stone levy.", 1),
        ("Nothing would hurt masons more than the stone levy.", -1),
        ("There is no better idea than the stone levy.", 1),
        ("The cost of the queues is far greater than the cost of the stone levy.", 1),
        ("A toll would help masons more than the stone levy.", 0),
    ],
)
def test_what_nothing_matches_is_the_best_or_the_worst(text, side):
    assert side_of(text) == side
