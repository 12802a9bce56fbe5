"""Which proposals stand together."""

from __future__ import annotations

import pytest

from flows.reading.attributing import make_doc
from flows.reading.attributing.page import page_of
from flows.reading.attributing.selection import Proposal, select
from tests.flows.reading.attributing.parsed import parser

TEXT = "Garrick said that Blackley warned that fees rise."  # the words are numbered from 0


@pytest.mark.parametrize(
    ("proposed", "taken"),
    [
        ([(1, (2, 8), 0.9), (4, (5, 8), 0.8)], [1, 4]),  # one inside the other, its cue too
        ([(1, (2, 8), 0.9), (4, (2, 8), 0.8)], [1]),  # the same words: the surer one
        ([(1, (2, 8), 0.7), (4, (2, 8), 0.8)], [4]),
        ([(1, (2, 8), 0.2)], []),  # below the threshold
        ([(1, (3, 5), 0.9), (4, (6, 8), 0.6)], [1, 4]),  # apart
    ],
)
def test_the_surer_is_taken_and_what_crosses_it_is_not(proposed, taken):
    page = page_of(make_doc(TEXT, parser()))
    given = [Proposal(cue, None, -1, (piece,), score) for cue, piece, score in proposed]
    assert [p.cue for p in select(page, given, 0.5)] == taken
