"""A parsed text says of its words what spaCy says, however it was parsed."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.parsing import paragraphs_of
from flows.reading.parsed import Parsed
from tests.flows.reading.attributing.parsed import parser

TEXT = """Pilots ask for lights

“The harbour, which nobody has dredged since 1990, must be closed at night,” said Ada Prowse.  She didn't stay.

Masters’ meeting: no vote\tyet
"""


@pytest.mark.parametrize("parsed", [None, [], paragraphs_of(TEXT)[1:2]], ids=["wholly", "not at all", "in part"])
def test_every_word_hangs_where_spacy_hangs_it(parsed):
    doc = make_doc(TEXT, parser(), parsed)
    for theirs, ours in zip(doc, Parsed(doc), strict=True):
        for name in ("i", "idx", "text", "text_with_ws", "lower_", "lemma_", "pos_", "tag_", "dep_", "is_punct"):
            assert getattr(ours, name) == getattr(theirs, name)
        assert ours.is_space == theirs.is_space
        assert ours.head.i == theirs.head.i
        if ours.dep_:  # spaCy lets the words of a line that is not parsed hang on the first, or on nothing
            assert [t.i for t in ours.children] == [t.i for t in theirs.children]
            assert [t.i for t in ours.subtree] == [t.i for t in theirs.subtree]
            assert ours.left_edge.i == theirs.left_edge.i
            assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
            assert ours.sent.root.i == theirs.sent.root.i


def test_a_stretch_of_characters_has_the_words_that_spacy_gives_it():
    doc = make_doc(TEXT, parser())
    ours = Parsed(doc)
    for start in range(len(TEXT)):
        for end in range(start + 1, min(start + 12, len(TEXT) + 2)):
            touched = doc.char_span(start, end, alignment_mode="expand")
            inside = doc.char_span(start, end, alignment_mode="contract")
            assert [t.i for t in ours.touching(start, end)] == [t.i for t in touched or ()]
            assert [t.i for t in ours.within(start, end)] == [t.i for t in inside or ()]


def test_a_tree_may_be_deeper_than_python_calls():
    doc = make_doc(f"The end {'of a ' * 590}levy came.", parser())
    root = next(token for token in Parsed(doc) if token.head is token)

    assert [t.i for t in root.subtree] == [t.i for t in doc[root.i].subtree]
    assert len(list(root.subtree_without(frozenset({"prep"})))) < len(list(root.subtree))


def test_a_text_without_words_has_no_sentences():
    assert list(Parsed(make_doc("", parser()))) == []
