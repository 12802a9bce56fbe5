"""Modality, conditions, parameters and the passage itself: each a step of its own."""

from __future__ import annotations

import pytest

from flows.reading.stancing import Passage, load_model, stances
from flows.reading.stancing.conditions import conditions_of
from flows.reading.stancing.modality import modality_of
from flows.reading.stancing.parameters import parameters_of
from storage.domain.attribution import Modality
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, parser, passage, sign


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Night blasting must end, the parish council said.", Modality.ASSERTED),
        ("It may perhaps be time to end night blasting, she thought.", Modality.HEDGED),
        ("Why should anybody have to lie awake for gravel?", Modality.QUESTION),
        ("If the ban were ever to come in, three pits would close.", Modality.HYPOTHETICAL),
        ("“We told the inspector in 2014 that it should stop,” he recalled.", Modality.RECALLED),
    ],
)
def test_modality_is_read_from_how_it_is_said(text, modality):
    assert modality_of(passage(text)) is modality


def of_cue(text: str, cue: str) -> Passage:
    """The passage of an attribution whose content is all that follows the cue."""
    whole = passage(text)
    at = next(token.i for token in whole.doc if token.text == cue)
    return Passage(whole.doc, content=tuple(i for i in whole.content if i > at), cue=(at,))


@pytest.mark.parametrize(
    ("text", "cue", "modality"),
    [
        ("He played down an apparent demand in its plan that blasting be limited.", "demand", Modality.HEDGED),
        ("Its plan carries the suggestion that blasting could be limited.", "suggestion", Modality.HEDGED),
        ("Its plan suggests that blasting should be limited.", "suggests", Modality.ASSERTED),
        ("He played down the demand in its plan that blasting be limited.", "demand", Modality.ASSERTED),
    ],
)
def test_what_is_told_with_reserve_or_only_floated_is_hedged(text, cue, modality):
    assert modality_of(of_cue(text, cue)) is modality


@pytest.mark.parametrize(
    "text",
    [
        "The owners would accept a ban provided that existing contracts are honoured.",
        "The owners will not back a ban unless existing contracts are honoured.",
        "As long as existing contracts are honoured the owners can live with a ban.",
        "Not until existing contracts are honoured will the owners back it.",
    ],
)
def test_a_condition_is_quoted_with_its_opening_word(text):
    (condition,) = conditions_of(passage(text))

    assert "existing contracts are honoured" in condition


def test_a_plain_statement_has_no_condition():
    assert conditions_of(passage("The owners oppose the ban.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "If you are at the edge of a quarry, you want somebody to hold the rope.",
        "If the ban had been costed, nobody would have signed it.",
        "If we want blasters to stay, the ban must come.",
        "If the council is serious about sleep, it should ban night blasting.",
        "We would be happier if night blasting were left alone.",
    ],
)
def test_what_is_told_of_anybody_what_never_was_an_aim_and_a_wish_set_no_terms(text):
    assert conditions_of(passage(text)) == ()


def test_terms_put_to_somebody_are_conditions():
    assert conditions_of(passage("If you pay for the lights, we will back the ban.")) == ("If you pay for the lights",)


def test_a_parameter_keeps_its_number_its_unit_and_its_words():
    found = {(p.value, p.unit) for p in parameters_of(passage("A limit of fifteen blasts a week, and a £2m fund."))}

    assert (15.0, "blasts") in found
    assert (2_000_000.0, "£") in found


def test_a_year_is_no_parameter():
    assert parameters_of(passage("The ban was promised in 2019.")) == ()


def test_words_before_the_passage_are_not_judged():
    found = passage("This is a disgrace.", "Ministers have shelved the ban.")

    assert [t.text for t in found.judged][:2] == ["This", "is"]
    assert "shelved" in [t.text for sentence in found.before for t in sentence]


def test_rows_come_back_in_the_exchange_format():
    rows = [{"id": "1", "topic": NIGHT_BLASTING.id, "before": None, "text": "We oppose the night blasting ban."}]

    (answer,) = stances(rows, propositions={NIGHT_BLASTING.id: NIGHT_BLASTING}, model=load_model(), nlp=parser())

    assert set(answer) == {"id", "stance", "confidence", "modality", "conditions"}
    assert answer["stance"] in {"oppose", "qualified_oppose"}
    assert 0 <= answer["confidence"] <= 1


def test_a_condition_ends_where_somebody_elses_words_stand_between():
    whole = passage(
        "“We back the ban provided that the money stays in the valley,” said Orla Penhale, “and not a day later.”"
    )
    said = next(token.i for token in whole.doc if token.text == "said")
    own = tuple(i for i in whole.content if not said <= i < said + 4)
    assert conditions_of(Passage(whole.doc, own)) == ("provided that the money stays in the valley",)


def test_no_longer_is_a_negation():
    assert sign("The valley forum no longer backs the night blasting ban.") == -sign(
        "The valley forum backs the night blasting ban."
    )
