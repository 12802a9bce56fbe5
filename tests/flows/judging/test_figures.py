"""Numbers as a reader is told of them."""

from __future__ import annotations

import pytest

from flows.judging.figures import move, plural, singular


@pytest.mark.parametrize(
    ("one", "many"),
    [("case", "cases"), ("family", "families"), ("day", "days"), ("class", "classes"), ("child", "children")],
)
def test_a_unit_is_told_in_the_plural_and_compares_in_the_singular(one, many):
    assert plural(one) == many
    assert singular(many) == one


@pytest.mark.parametrize("unit", ["%", "km", "per cent", ""])
def test_signs_and_symbols_stay_as_they_are(unit):
    assert plural(unit) == unit


def test_a_move_is_told_with_the_number_of_the_new_figure():
    assert move(5, 3, "year") == "from 5 to 3 years"
    assert move(3, 1, "year") == "from 3 to 1 year"
    assert move(15, 20, "") == "from 15 to 20"
