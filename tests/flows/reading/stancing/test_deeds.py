"""What a body does about the measure is its side; what others do, or it may do, is not."""

from __future__ import annotations

import pytest

from tests.flows.reading.stancing.quarry import side as side_of


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("We will scrap the stone levy within a year.", -1),
        ("The leader said he would block the stone levy.", -1),
        ("The guild said it would press ahead with the stone levy.", 1),
        ("The council has promised to put a stop to the stone levy.", -1),
        ("We will not proceed with the stone levy.", -1),
        ("The guild noted that others would scrap the stone levy.", 0),
        ("We could scrap the stone levy.", 0),
        ("We lost the stone levy.", 0),
        ("If we scrap the stone levy, there will be talk.", 0),
    ],
)
def test_a_deed_of_the_speakers_own_takes_a_side(text, side):
    assert side_of(text) == side
