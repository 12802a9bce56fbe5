"""The specification as a whole: enough histories, a near miss for every gate, and every case that must be covered."""

from __future__ import annotations

import pytest

from flows.judging import admissions
from flows.judging.admission import GATES
from tests.flows.judging import test_conditions, test_gates, test_shifts, test_time, test_told, test_voices
from tests.flows.judging.harbour import CALM, HARBOURS

CHAPTERS = (test_shifts, test_time, test_gates, test_voices, test_conditions, test_told)
HISTORIES = {told.name: told for chapter in CHAPTERS for told in chapter.history.histories}

# For each gate a history whose statements it refuses, and which would be another without it.
NEAR_MISSES = {
    "speaker": "words of somebody unknown do not count for the body they sound like",
    "verbatim": "a span that is not verbatim does not count",
    "office": "a former president's words do not count for the body",
    "endorsed": "what a body repeats without endorsing it is not its view",
    "proposition": "words about another nation's rules do not count",
    "hearsay": "hearsay does not count",
    "modality": "words said as hypothesis do not count",
    "reported": "a report of a change to where the body already stood is a misread report of another's change",
    "dated": "words dated after they were seen do not count",
    "copy": "the same words in two papers are one utterance",
    "withdrawn": "a quotation that its article no longer carries is withdrawn, and what rested on it with it",
    "overtaken": "a quotation that its article now gives to another is nobody's change of position, and not withdrawn",
}

MUST_COVER = {
    "the organisation's series and each person's": (
        "a former minister does not move the ministry",
        "a former minister who changes position has moved, the ministry has not",
    ),
    "a new office-holder": ("a new president with a new line has moved the body, under new leadership",),
    "a change of government": (
        "a ministry that changes with the government is marked so, and as under new leadership",
    ),
    "a merged or renamed body": (
        "a renamed body keeps its past",
        "a body merged from two begins anew: the past of one is not its own",
    ),
    "a moved parameter": (
        "five years at sea cut to three from one own publication to the next is a moved parameter",
        "a maximum of 15, said twice, raised to 20 and said again is a moved parameter without a doubt",
    ),
    "a condition added or dropped": (
        "a condition stated in every statement after many without it is new",
        "a condition always stated, then left out of five statements, is dropped",
    ),
    "a reported reversal later corroborated": ("a reported reversal that own words later bear out is both",),
    "a quotation withdrawn by a revision": (
        "a quotation that its article no longer carries is withdrawn, and what rested on it with it",
    ),
    "a contradiction inside two weeks": (
        "opposite quotations within two weeks are contested until something settles them",
        "later words for the new side settle the contest: a reversal",
        "later words for the old side settle the contest: nothing changed",
    ),
    "a stale baseline": ("a baseline of more than two years ago is stale: a new position, not a shift",),
    "two versions of one proposition": ("two versions of one proposition are never compared",),
}


def test_there_are_at_least_sixty_histories_and_each_has_a_name_of_its_own():
    assert len(HISTORIES) == sum(len(chapter.history.histories) for chapter in CHAPTERS) >= 60


@pytest.mark.parametrize("gate", NEAR_MISSES)
def test_every_gate_has_a_near_miss(gate):
    told = HISTORIES[NEAR_MISSES[gate]]
    refused = admissions(told.said, registry=HARBOURS, calibration=CALM, left=told.left)
    assert gate in {admission.gate for admission in refused}


def test_no_gate_is_without_a_near_miss():
    # What a curator decides is told in test_correcting.
    assert {name for name, _ in GATES} | {"copy", "withdrawn", "overtaken"} == {*NEAR_MISSES, "curator"}


@pytest.mark.parametrize("case", MUST_COVER)
def test_every_case_that_must_be_covered_has_its_histories(case):
    assert [name for name in MUST_COVER[case] if name not in HISTORIES] == []
