"""Many figures say together whether a proposition is meant; a trail tells which said most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.meant import (
    ARTICLE,
    BORNE_OUT,
    CONTEXT,
    ENOUGH,
    FIGURES,
    NAMING,
    PAIRS,
    TOLD_AS,
    WAYS,
    WORDS,
    Bearing,
    load_weights,
)

NOTHING = dict.fromkeys((*ARTICLE, *WORDS, *CONTEXT), 0.0)
MUCH = NOTHING | dict.fromkeys(("dwelt", "near", "named", "named whole", "headed", "score", "lead", "foremost"), 1.0)


def figure(bearing, name):
    return bearing.figures[FIGURES.index(name)]


def test_every_figure_has_a_shipped_weight():
    constant, weights = load_weights()

    assert constant
    assert len(weights) == len(FIGURES) == len(set(FIGURES))


@pytest.mark.parametrize("way", WAYS)
def test_what_the_article_is_full_of_is_likelier_meant_than_what_it_has_no_word_of(way):
    assert Bearing.of(MUCH, way).likely > Bearing.of(NOTHING, way).likely


@pytest.mark.parametrize(("way", "least"), [("says", NAMING), ("points back", ENOUGH), ("not linked", BORNE_OUT)])
def test_what_is_named_needs_less_to_bear_it_out_than_what_is_pointed_to_and_that_less_than_what_no_rule_links(
    way, least
):
    assert Bearing.of(MUCH, way).least == least
    assert NAMING < ENOUGH < BORNE_OUT


def test_a_link_that_nothing_bears_out_is_not_meant():
    assert not Bearing.of(NOTHING, "points back").meant
    assert not Bearing.of(NOTHING, "not linked").meant


@given(st.fixed_dictionaries({name: st.floats(0, 1) for name in NOTHING}), st.sampled_from(WAYS))
def test_figures_that_go_together_are_products_and_the_way_is_one_of_all(given_figures, way):
    bearing = Bearing.of(given_figures, way)

    assert 0 <= bearing.likely <= 1
    assert sum(figure(bearing, name) for name in WAYS) == figure(bearing, way) == 1.0
    for first, second in PAIRS:
        assert figure(bearing, f"{first} and {second}") == figure(bearing, first) * figure(bearing, second)


def test_a_trail_tells_how_likely_a_link_is_and_what_said_most_on_either_side():
    told = Bearing.of(MUCH, "says").told()

    assert told.startswith("meant 0.9")
    by, against = told.split(" by ")[1].split(" against ")
    assert 1 <= len(by.split(", ")) <= 3
    assert 1 <= len(against.split(", ")) <= 3
    assert {*by.split(", "), *against.split(", ")} <= {*TOLD_AS, "nothing"}


def test_a_trail_calls_each_figure_by_words_of_its_own():
    assert len({*TOLD_AS}) == len(TOLD_AS) == len(FIGURES)
    assert not any("," in phrase or " by " in phrase or " against " in phrase for phrase in TOLD_AS)
