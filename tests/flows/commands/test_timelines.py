"""The belief at one date as a picture in the terminal."""

from __future__ import annotations

from flows.commands.timelines import HALF, _bar
from storage.domain.stance import Stance


def picture(**shares: float) -> str:
    return _bar({stance: shares.get(stance.label, 0.0) for stance in Stance}).plain


def test_what_speaks_against_grows_to_the_left_and_what_speaks_for_to_the_right():
    against, favour = picture(oppose=0.5, support=0.25).split("│")
    assert against == " " * (HALF // 2) + "█" * (HALF // 2)
    assert favour == "█" * (HALF // 4) + " " * (3 * HALF // 4)


def test_a_qualified_stance_is_shaded_outside_the_full_one():
    assert picture(qualified_oppose=0.25, oppose=0.5).split("│")[0].strip() == "▒▒▒▒████████"


def test_what_is_on_neither_side_is_left_blank():
    assert set(picture(mixed=1.0)) == {" ", "│"}
