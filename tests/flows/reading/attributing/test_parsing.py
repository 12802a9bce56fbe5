"""The Doc covers the whole text, and a paragraph's parse is its own."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.parsing import paragraphs_of
from tests.flows.reading.attributing.parsed import parser

TEXT = "Helen Garrick opposed the plan.\n\nShe said it “will fail”.\nThe union agreed."


@pytest.mark.parametrize("text", ["", "\n", "  \n\t", TEXT, "a" * 5_000, "one\r\ntwo\u2028three", "\n\nlate start"])
def test_the_doc_holds_the_text_unchanged(text):
    assert make_doc(text, parser()).text == text


def test_no_sentence_crosses_a_newline():
    for sentence in make_doc(TEXT, parser()).sents:
        assert "\n" not in sentence.text.strip()


def test_only_the_paragraphs_asked_for_are_parsed():
    first, *_ = paragraphs_of(TEXT)
    doc = make_doc(TEXT, parser(), [first])

    assert doc.text == TEXT
    assert [bool(token.dep_) for token in doc if token.idx < first.end] == [True] * 6
    assert not any(token.dep_ for token in doc if token.idx > first.end + 2)


def test_a_paragraph_is_parsed_alike_whichever_others_are():
    second = paragraphs_of(TEXT)[1]
    alone, whole = make_doc(TEXT, parser(), [second]), make_doc(TEXT, parser())

    def structure(doc):
        return [(t.text, t.dep_, t.head.i) for t in doc if second.start <= t.idx < second.end]

    assert structure(alone) == structure(whole)


def test_names_are_not_looked_for_by_the_statistical_recogniser():
    assert not make_doc(TEXT, parser()).ents
