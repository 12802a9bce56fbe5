"""The scorer of attributions, by hand-counted cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.scoring.attribution import (
    GoldAttribution,
    double_quoted,
    named_right,
    precision_without_least_confident,
    quotation_speakers,
    reliability,
    same_name,
    tally,
)
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

TEXT = "Helen Garrick said the plan would fail. She opposed the cap."


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def gold(source: str, content: str) -> GoldAttribution:
    return GoldAttribution(at(source), (), at(content), speaker="Helen Garrick")


def found(source: str, content: str, confidence: float = 0.9) -> Attribution:
    return Attribution(at(source), (), at(content), Directness.PARAPHRASED, confidence, speaker="Garrick")


GOLD = [gold("Helen Garrick", "the plan would fail"), gold("She", "the cap")]


def test_a_hit_needs_half_of_the_words_and_the_right_source():
    one = tally(TEXT, GOLD, [found("Garrick", "plan would fail"), found("Garrick", "the cap")], quoted=[])
    assert (one.hits["all"], one.found["all"], one.gold["all"]) == (1, 2, 2)
    assert one.f1() == pytest.approx(0.5)


def test_a_pronoun_source_is_right_when_the_gold_is_that_pronoun():
    assert tally(TEXT, GOLD, [found("She", "the cap")], quoted=[]).hits["all"] == 1


def test_a_gold_attribution_is_matched_once():
    twice = [found("Garrick", "the plan would fail"), found("Garrick", "plan would fail")]
    assert tally(TEXT, GOLD, twice, quoted=[]).hits["all"] == 1


def test_types_are_counted_from_the_quoted_words():
    one = tally(TEXT, GOLD, [found("Garrick", "the plan would fail")], quoted=list(at("the plan would fail")))
    assert (one.hits["direct"], one.gold["direct"], one.gold["indirect"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Helen Garrick", "Garrick", True),
        ("the Union of Fitters", "Union of Graziers", False),
        ("Department for Travel", "the Department for Travel", True),
        (None, None, True),
        (None, "Garrick", False),
        ("Helen Garrick", "Tom Bell", False),
    ],
)
def test_names_are_the_same_when_one_holds_the_other(a, b, same):
    assert same_name(a, b) is same


def test_names_are_judged_on_matches_only():
    one = tally(TEXT, GOLD, [found("Garrick", "the plan would fail")], quoted=[])
    assert named_right(one.matches) == (1.0, 1.0, 1.0)


def test_the_reliability_table_says_how_often_each_confidence_is_right():
    table = reliability([(0.95, True), (0.95, True), (0.65, False), (0.65, True)])
    assert [(row.count, row.right) for row in table] == [(2, 0.5), (2, 1.0)]


def test_abstaining_drops_the_least_confident():
    outcomes = [(0.9, True), (0.8, True), (0.7, True), (0.6, True), (0.1, False)]
    assert precision_without_least_confident(outcomes) == (0.8, 1.0)


def test_a_quotation_is_credited_to_the_narrowest_attribution_that_holds_it():
    rows = list(quotation_speakers([(at("the cap")[0], "Helen Garrick")], [found("She", "the cap")]))
    assert [good for *_, good in rows] == [True]


def test_quoted_in_corpora_of_others_is_what_stands_between_double_marks_of_one_paragraph():
    text = '“a ‘b’ ”c "d" e “f\ng ``h\'\' “” i "j'
    assert [span.of(text) for span in double_quoted(text)] == ["a ‘b’ ", "d", "f", "h", "j"]


def test_recall_is_counted_by_the_class_of_the_cue():
    told = [replace(GOLD[0], cue=at("said")), replace(GOLD[1], cue=at("opposed")), gold("She", "the plan")]
    one = tally(TEXT, told, [found("Garrick", "the plan would fail")], quoted=[])
    assert (one.recall_by_cue("speech"), one.recall_by_cue("stance")) == (1.0, 0.0)
    assert one.cue_gold == {"speech": 1, "stance": 1, "other": 1}
