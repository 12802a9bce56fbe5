"""The parser's steps, taken in products of our own: they end where its own end, whichever others are taken beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy

from flows.reading.attributing.tagging import LEMMATIZER, RULER
from flows.reading.attributing.transitions import PARSER, Steps, steps_of
from tests.flows.reading.attributing.parsed import parser

SEEDS = Path(__file__).parents[4] / "seeds" / "articles"
RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize(
    "paragraphs",
    [*(p.read_text("utf-8").split("\n")[::3] for p in sorted(SEEDS.glob("*.txt"))), [""], ["\t", "No."], []],
)
def test_the_steps_end_where_the_models_own_end(paragraphs):
    nlp = parser()
    theirs = list(nlp.pipe(paragraphs, disable=["ner", RULER, LEMMATIZER]))
    ours = list(nlp.pipe(paragraphs, disable=["ner", RULER, LEMMATIZER, PARSER]))
    steps_of(nlp).parse([doc for doc in ours if len(doc)])

    for mine, its in zip(ours, theirs, strict=True):
        assert [(t.head.i, t.dep_, t.is_sent_start) for t in mine] == [(t.head.i, t.dep_, t.is_sent_start) for t in its]


def test_words_are_worth_what_the_model_says_and_the_same_to_the_last_bit_beside_any_others():
    theirs = parser().get_pipe(PARSER).model.layers[1]
    words = RANDOM.standard_normal((21, theirs.get_dim("nI")), dtype=np.float32)
    together = steps_of(parser()).worth(words)
    asked = theirs.predict(words).transpose(1, 0, 3, 2).reshape(8, 22, -1)

    assert np.allclose(together[:, :22], asked, atol=1e-4)
    for first in (1, 13):
        assert (steps_of(parser()).worth(words[:first])[:, : first + 1] == together[:, : first + 1]).all()


def test_a_step_is_thought_of_alike_whichever_other_states_are_under_way():
    sums = RANDOM.standard_normal((21, 128), dtype=np.float32)
    together = steps_of(parser()).scores(sums.copy())

    assert all((steps_of(parser()).scores(sums[at : at + 1].copy())[0] == together[at]).all() for at in range(21))


def test_a_model_that_is_built_otherwise_keeps_its_own():
    assert not Steps.fits(spacy.blank("en"))
    assert steps_of(spacy.blank("en")) is None
