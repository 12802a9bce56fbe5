"""The subject of a whole article is what its headline and most of its sentences name."""

from __future__ import annotations

from flows.reading.links import Sentence
from flows.reading.main_subject import main_subject, sections_on
from flows.reading.propositions import Match
from storage.domain.span import Span

WORDS = (Span(0, 4),)


def named(name, score=0.9, term="a term"):
    return {name: Match(name, score, WORDS, term)}


def sentences(*abouts, heading=0):
    return [Sentence(Span(n, n + 1), n, heading, about) for n, about in enumerate(abouts)]


def test_what_two_sentences_name_and_no_other_is_the_subject():
    assert main_subject(sentences(named("lamps"), {}, named("lamps")), []) == "lamps"


def test_one_sentence_is_no_subject_but_a_headline_is():
    assert main_subject(sentences(named("lamps"), {}), []) is None
    assert main_subject(sentences({}), [named("lamps")]) == "lamps"


def test_of_two_that_are_named_as_often_neither_is_the_subject():
    assert main_subject(sentences(*[named("lamps")] * 2, *[named("cranes")] * 2), []) is None


def test_words_of_it_without_a_term_do_not_name_it():
    assert main_subject(sentences(*[named("lamps", term="")] * 3), []) is None


def test_the_sections_on_a_subject_are_those_that_name_it_or_whose_heading_does():
    told = [*sentences(named("lamps"), heading=1), *sentences({}, heading=2), *sentences({}, heading=3)]

    assert sections_on("lamps", told, {3: named("lamps")}) == {1, 3}
    assert sections_on(None, told, {3: named("lamps")}) == frozenset()
