"""The one neutral sentence: what it says follows from kind, status and evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.judging import find, headline
from storage.domain.finding import Kind, Role, Status
from storage.domain.stance import Stance
from tests.builders import a_statement
from tests.flows.judging.harbour import CALM, CAP, HARBOURS

(REVERSAL,) = find(
    [
        a_statement(stance, day, on=CAP)
        for stance, day in (
            (Stance.SUPPORTS, "2023-01-10"),
            (Stance.SUPPORTS, "2023-03-10"),
            (Stance.OPPOSES, "2024-01-10"),
            (Stance.OPPOSES, "2024-03-10"),
        )
    ],
    registry=HARBOURS,
    calibration=CALM,
)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.CONFIRMED, "Harbour Masters has moved from support to opposition on “A cap on profits”."),
        (Status.PROVISIONAL, "Harbour Masters appears to have moved from support to opposition on “A cap on profits”."),
        (
            Status.RETRACTED,
            "No longer held: Harbour Masters appears to have moved from support to opposition on “A cap on profits”.",
        ),
    ],
)
def test_how_sure_we_are_is_in_the_verb(status, sentence):
    assert headline(replace(REVERSAL, status=status), HARBOURS) == sentence


def test_what_others_report_is_never_said_in_our_own_voice():
    told = replace(REVERSAL, kind=Kind.REPORTED_REVERSAL)
    assert "is reported to have moved" in headline(told, HARBOURS)
    assert "has moved" not in headline(told, HARBOURS)


def test_notes_stand_behind_the_sentence():
    noted = replace(REVERSAL, notes=("the administration changed", "under new leadership"))
    assert headline(noted, HARBOURS).endswith(" (the administration changed; under new leadership).")


def test_what_the_pack_no_longer_holds_goes_by_its_id():
    lost = replace(REVERSAL, stakeholder="gone-body", proposition="gone-question")
    assert headline(lost, HARBOURS) == "gone-body has moved from support to opposition on “gone-question”."


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", Status)
def test_every_kind_has_a_neutral_sentence_at_every_status(kind, status):
    beside = tuple(replace(e, role=Role.BESIDE) for e in REVERSAL.evidence[2:])
    finding = replace(REVERSAL, kind=kind, status=status, evidence=REVERSAL.evidence + beside)
    sentence = headline(finding, HARBOURS)
    assert sentence.endswith(".")
    assert "Harbour Masters" in sentence
    assert not any(word in sentence.lower() for word in ("u-turn", "flip-flop", "admit", "volte", "none"))
