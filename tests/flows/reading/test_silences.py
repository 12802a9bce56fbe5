"""Who says nothing of a measure, and who says that they have no view of it."""

from __future__ import annotations

import pytest

from tests.flows.reading.harbour import read_text

LEAD = "A bill would bring in a ban on night dredging from next year.\n\n"


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ("said that it did not comment on the ban on night dredging.", []),
        ("did not comment on the bill but said that the ban on night dredging was a mistake.", [-1]),
        ("said that the ban on night dredging was a matter for ministers.", []),
        ("said that a ban on night dredging was a matter of urgency.", [1]),
        ("had no view on the ban on night dredging, it said.", [0]),
        ("said that it had no view on the bill but was against the ban on night dredging.", [-1]),
    ],
)
def test_no_word_is_no_position_and_no_view_stands_between_the_sides(said, signs):
    reading = read_text(f"{LEAD}The Union of Dock Hands {said}\n", on="2024-06-01")

    assert [s.stance.sign for s in reading.statements] == signs
