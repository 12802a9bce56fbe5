"""Who may stand behind a cue."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.page import page_of
from flows.reading.attributing.sources import candidates
from tests.flows.reading.attributing.parsed import parser


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Helen Garrick warned that fees rise.", "warned", "Helen Garrick"),
        ("Fees rise, warned a spokesperson for the council.", "warned", "a spokesperson for the council"),
        ("According to the Fitters’ Union, fees rise.", "According", "the Fitters’ Union"),
        ("The plan was rejected by Owen Blackley.", "rejected", "Owen Blackley"),
        ("Its secretary, Jo Pascall, said fees rise.", "said", "Jo Pascall"),
    ],
)
def test_phrases_round_a_cue_may_be_its_source_and_so_may_nobody(text, cue, source):
    page = page_of(make_doc(text, parser()))
    found = [c.piece for c in candidates(page, page.lower.index(cue.lower()))]
    assert source in {page.said(piece) for piece in found if piece}
    assert found[-1] is None
