"""The belief at one date as a picture in the terminal."""

from __future__ import annotations

from flows.commands.console import console
from flows.commands.timelines import HALF, _bar, _read_as
from storage.domain.attribution import Modality
from storage.domain.stance import Stance
from tests.builders import a_statement


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


def test_what_was_said_is_told_in_the_words_of_the_headline_with_its_hedge():
    assert _read_as(a_statement(Stance.LEANS_AGAINST)) == "qualified opposition"
    assert _read_as(a_statement(Stance.SUPPORTS, modality=Modality.HEDGED)) == "support (hedged)"


def test_in_a_pipe_no_line_is_folded_to_a_terminal_that_is_not_there(capsys):
    console().print("x" * 150)
    assert capsys.readouterr().out == "x" * 150 + "\n"
