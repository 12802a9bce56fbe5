"""Words tagged from memory come out as the model's own ruler and lemmatizer would have them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from flows.reading.attributing.tagging import LEMMATIZER, RULER, Tagger, tagger_of
from tests.flows.reading.attributing.parsed import parser

TEXTS = sorted((Path(__file__).parents[4] / "seeds" / "articles").glob("*.txt"))
COLUMNS = ["TAG", "POS", "MORPH", "LEMMA", "HEAD"]


def both(texts):
    nlp = parser()
    theirs = list(nlp.pipe(texts, disable=["ner"]))
    ours = list(nlp.pipe(texts, disable=["ner", RULER, LEMMATIZER]))
    tagger_of(nlp).tag(ours)
    return ours, theirs


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_seed_documents_are_tagged_as_the_model_tags_them(path):
    ours, theirs = both([line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()])

    for mine, its in zip(ours, theirs, strict=True):
        assert (mine.to_array(COLUMNS) == its.to_array(COLUMNS)).all(), its.text


@pytest.mark.parametrize(
    "text",
    ["Let's say it's all gonna end.", "There is a way, y'all, ain't there?", "", "  \t ", "They both had it done."],
)
def test_rules_over_several_words_hold(text):
    (mine,), (its,) = both([text])

    assert (mine.to_array(COLUMNS) == its.to_array(COLUMNS)).all()


def test_what_was_learnt_once_is_said_again():
    (first,), _ = both(["The union both opposed and delayed it."])
    (again,), _ = both(["The union both opposed and delayed it."])

    assert [t.pos_ for t in first] == [t.pos_ for t in again]


def test_a_model_without_these_steps_keeps_its_own():
    assert not Tagger.fits(spacy.blank("en"))
    assert tagger_of(spacy.blank("en")) is None
