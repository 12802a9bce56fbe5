"""Which words may be cues."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.cues import candidates
from flows.reading.attributing.page import page_of
from tests.flows.reading.attributing.parsed import parser


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Helen Garrick warned that fees rise.", {"warned", "rise"}),
        ("According to Garrick, fees are high.", {"According"}),
        ("Garrick: We will fight.", {":", "fight"}),
        ("The hall opens at 10:30.", {"opens"}),
        ("“It is a ruin of a hall.” — Ada Prowse", {"—"}),
    ],
)
def test_verbs_and_the_marks_that_introduce_a_speaker_may_be_cues(text, cues):
    page = page_of(make_doc(text, parser()))
    assert {page.said((i, i + 1)) for i in candidates(page)} - {"is", "are"} == cues
