"""What has happened, what would come of it, what is good or ill today: told, and by whom it may be told."""

from __future__ import annotations

import pytest

from flows.reading.stancing.consequences import Effect, effects
from flows.reading.stancing.features import evidence, senses_of
from flows.reading.stancing.frame import frame_of
from flows.reading.stancing.targets import named
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, STONE_LEVY, passage, read


def told(text: str) -> list[Effect]:
    tokens = passage(text).judged
    targets = named(tokens, frame_of(NIGHT_BLASTING))
    return effects(tokens, targets=targets, pointers=(), senses=senses_of(tokens))


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Three drivers quit last year.", "account"),
        ("Half of them have gone hungry since.", "account"),
        ("We lost a third of our trade in one winter.", "account"),
        ("Families would lose the one shop they have.", "forecast"),
        ("The shopkeepers said that it would push small firms out of business.", ""),
        ("The shopkeepers said that the lorries would push small firms out of business.", "forecast"),
        ("Nobody will be able to sleep.", "forecast"),
        ("Mothers wait an hour for a bus.", "present"),
        ("The bus leaves at nine.", ""),
    ],
)
def test_each_clause_tells_what_happened_what_would_or_what_is_good_or_ill_today(text, how):
    assert [effect.told for effect in told(text)] == ([how] if how else [])


@pytest.mark.parametrize(
    "text",
    [
        "We would look at it again.",
        "The guild said it would wait for the review.",
        "A shop that lost its licence.",
        "The owners opposed it, though some drivers would grumble.",
        "I do not believe that villages would lose their shops.",
        "If villages lost their shops.",
        "The papers could be kept by others.",
        "Compensation must come first.",
    ],
)
def test_plans_of_ones_own_and_what_is_granted_denied_supposed_or_put_forward_are_not_argued_from(text):
    assert told(text) == []


def test_who_tells_what_happened_argues_for_the_change_and_who_foretells_argues_against_it():
    happened = evidence(passage("Two children were hurt on that road in a month."), NIGHT_BLASTING)
    foretold = evidence(passage("Two villages would lose their only shop."), NIGHT_BLASTING)

    assert happened.signed["cons:account"] == happened.signed["cons:ill"] == 1.0
    assert foretold.signed["cons:forecast"] == foretold.signed["cons:ill"] == 1.0


def test_what_the_measure_does_has_the_sign_of_the_good_it_does_and_what_the_restricted_thing_does_the_contrary():
    closes = evidence(passage("The curfew would close four shops and lose us our jobs."), NIGHT_BLASTING)
    wakes = evidence(passage("Night blasting frightens the children."), NIGHT_BLASTING)

    assert closes.signed["cons:done by it"] < 0 < wakes.signed["cons:done by it"]


def test_what_something_else_does_with_the_measure_inside_its_name_is_kept_apart():
    (effect,) = told("The loss of the curfew frightens the children.")

    assert (effect.told, effect.course) == ("beside it", 1.0)


def test_what_is_told_changes_side_when_the_measure_is_being_undone():
    words, undone = "Two villages would lose their only shop.", "Ministers have scrapped the stone levy."

    assert evidence(passage(words, undone), STONE_LEVY).signed["cons:forecast"] == -1.0


def test_the_explanation_names_what_is_told():
    chain = read("Three drivers quit last year because of the noise.").path

    assert "told: quit (account, ill)" in chain
