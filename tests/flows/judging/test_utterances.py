"""The same words in five papers are one utterance; other words are another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.judging.utterances import distinct_utterances, normalise
from storage.domain.attribution import Directness
from storage.domain.span import Span
from tests.builders import a_statement
from tests.flows.judging.harbour import ADA, CALM, CORA, HARBOURS
from tests.flows.judging.histories import evidence

WORDS = "We shall never live with a cap on what harbours earn, and neither will our members."


def utterances(*said):
    return distinct_utterances(said, registry=HARBOURS, calibration=CALM)


def test_house_styles_do_not_tell_texts_apart():
    assert normalise("“We can’t,” she said.") == normalise("'We can't' she said") == ("we", "can't", "she", "said")


def test_one_utterance_counts_from_its_earliest_copy_in_its_most_direct_form():
    told = a_statement(said_on="2024-03-01", text=WORDS, article="a", directness=Directness.NARRATED)
    quoted = a_statement(said_on="2024-03-04", text=WORDS, article="b")
    (one,) = utterances(quoted, told)
    assert one.statement == quoted
    assert str(one.said_on) == "2024-03-01"
    assert one.copies == (told,)


def test_a_date_known_to_the_day_wins_over_one_known_to_the_year():
    yearly = a_statement(said_on="2024", text=WORDS, article="a")
    daily = a_statement(said_on="2024-03-04", text=WORDS, article="b")
    (one,) = utterances(yearly, daily)
    assert str(one.said_on) == "2024-03-04"


def test_a_shortened_quotation_is_a_copy():
    short = a_statement(text="never live with a cap on what harbours earn", article="b")
    assert len(utterances(a_statement(text=WORDS, article="a"), short)) == 1


def test_a_shortened_quotation_half_a_year_later_is_a_new_utterance():
    short = a_statement(text="never live with a cap on what harbours earn", article="b", said_on="2024-10-01")
    assert len(utterances(a_statement(text=WORDS, article="a"), short)) == 2


def test_a_slogan_can_be_said_twice():
    first, second = (
        a_statement(text="Cap it now!", article=a, said_on=d) for a, d in (("a", "2024-03-01"), ("b", "2024-09-01"))
    )
    assert len(utterances(first, second)) == 2


def test_two_persons_may_say_the_same_words():
    assert len(utterances(a_statement(text=WORDS, person=ADA), a_statement(text=WORDS, person=CORA, article="b"))) == 2


def test_another_revision_of_the_article_says_nothing_new():
    first = a_statement(text="We oppose it.", article="a")
    assert len(utterances(first, replace(first, revision="second-revision"))) == 1


def test_overlapping_spans_of_one_text_are_one_utterance():
    first = a_statement(text="We oppose the cap and always will.", article="a")
    second = replace(first, text="oppose the cap", content=(Span(3, 17),))
    assert len(utterances(first, second)) == 1


@given(evidence(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_what_is_a_copy_does_not_depend_on_arrival(said, random):
    dated = [s for s in said if s.said_on]
    expected = utterances(*dated)
    random.shuffle(dated)
    assert utterances(*dated) == expected


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_and_nothing_counts_twice(said):
    dated = {s.id: s for s in said if s.said_on}
    counted = [s.id for u in utterances(*dated.values()) for s in (u.statement, *u.copies)]
    assert sorted(counted) == sorted(dated)
