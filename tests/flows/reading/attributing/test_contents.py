"""What may be said by a cue."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.contents import candidates
from flows.reading.attributing.page import page_of
from flows.reading.attributing.sources import candidates as sources
from tests.flows.reading.attributing.parsed import parser


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Helen Garrick warned that fees rise.", "warned", ["that fees rise"]),
        ("“We lost,” said Garrick. “All of us did.”", "said", ["“We lost,”", "“All of us did.”"]),
        ("The plan was rejected by Owen Blackley.", "rejected", ["The plan"]),
        ("According to Garrick, fees rise.", "According", ["fees rise"]),
    ],
)
def test_the_stretch_that_is_said_is_among_those_round_the_cue_and_none_holds_the_cue(text, cue, content):
    page = page_of(make_doc(text, parser()))
    at = page.lower.index(cue.lower())
    found = [c.pieces for source in sources(page, at) for c in candidates(page, at, source)]
    assert [s.strip("“”,") for s in content] in [[page.said(p).strip("“”,") for p in pieces] for pieces in found]
    assert not any(i <= at < j for pieces in found for i, j in pieces)
