"""Told by others, told by itself, taken back."""

from __future__ import annotations

from dataclasses import replace

from flows.judging import find
from storage.domain.attribution import Modality
from storage.domain.finding import Kind
from tests.flows.judging.harbour import CALM, HARBOURS, MINISTRY
from tests.flows.judging.specification import (
    AGAINST,
    CONFIRMED,
    FOR,
    HEARSAY,
    LEANS_AGAINST,
    NARRATED,
    PARAPHRASED,
    PROVISIONAL,
    REVERSED,
    TWO_FOR,
    History,
    Specification,
    moved,
    said,
    seems,
)

history = Specification()

REPORTED = "Ministry of Tides is reported to have moved from support to"
TOLD = {"by": MINISTRY, "directness": NARRATED, "article": "one"}

history(
    "an account of a change, with the old and the new position, is a reported reversal; the mildest account counts",
    said(None, FOR, **TOLD, modality=Modality.RECALLED),
    said("2024", AGAINST, **TOLD, reported_reversal=True, start=300),
    said("2024", LEANS_AGAINST, **TOLD, start=500),
    found=((
        Kind.REPORTED_REVERSAL, CONFIRMED, f"{REPORTED} qualified opposition on “A cap on profits”.",
    ),),
)  # fmt: skip
history(
    "an account that is dated after it was seen tells of no change, were it the last day of the calendar",
    said("9999-12-31", AGAINST, **TOLD, reported_reversal=True, seen_at="2024-04-01T12:00"),
    said("2024-05-01", AGAINST, **TOLD, reported_reversal=True, start=300, seen_at="2024-04-01T12:00"),
)
history(
    "a recalled position and an opposite present one, in one article, are a reported reversal without a word for it",
    said(None, FOR, **TOLD, modality=Modality.RECALLED), said("2024", AGAINST, **TOLD, start=300),
    found=((Kind.REPORTED_REVERSAL, CONFIRMED, f"{REPORTED} opposition on “A cap on profits”."),),
)  # fmt: skip
history(
    "a recalled position that still stands is no reversal",
    said(None, FOR, **TOLD, modality=Modality.RECALLED), said("2024", FOR, **TOLD, start=300),
)  # fmt: skip
history(
    "a report of a change that names no old position says only where to",
    said("2024-05-01", AGAINST, **TOLD, reported_reversal=True),
    found=((
        Kind.REPORTED_REVERSAL, CONFIRMED,
        "Ministry of Tides is reported to have moved to opposition on “A cap on profits”.",
    ),),
)  # fmt: skip
history(
    "a report of a change to where the body already stood is a misread report of another's change",
    said("2023-01-10", AGAINST, by=MINISTRY), said("2024-05-01", AGAINST, **TOLD, reported_reversal=True),
)  # fmt: skip
history(
    "a hypothetical change is no report of one",
    said("2023-01-10", FOR, by=MINISTRY),
    said("2024-05-01", AGAINST, **TOLD, reported_reversal=True, modality=Modality.HYPOTHETICAL),
)  # fmt: skip
history(
    "a report of a change starts from what the body last said itself",
    said("2023-01-10", FOR, by=MINISTRY), said("2023-03-10", FOR, by=MINISTRY),
    said("2024-05-01", AGAINST, **TOLD, reported_reversal=True),
    found=((Kind.REPORTED_REVERSAL, CONFIRMED, f"{REPORTED} opposition on “A cap on profits”."),),
)  # fmt: skip
history(
    "two reports of one change are one finding",
    said("2023-01-10", FOR, by=MINISTRY),
    said("2024-05-01", AGAINST, **TOLD, reported_reversal=True),
    said("2024-06-01", AGAINST, **{**TOLD, "article": "two"}, reported_reversal=True),
    found=((Kind.REPORTED_REVERSAL, CONFIRMED, f"{REPORTED} opposition on “A cap on profits”."),),
)  # fmt: skip
history(
    "a report of a change with no date says nothing",
    said(None, AGAINST, **TOLD, reported_reversal=True),
)  # fmt: skip
history(
    "hearsay of a change says nothing",
    said("2024-05-01", AGAINST, **{**TOLD, "directness": HEARSAY}, reported_reversal=True),
)  # fmt: skip
history(
    "a reported reversal that own words later bear out is both",
    said("2023-01-10", FOR, by=MINISTRY), said("2023-03-10", FOR, by=MINISTRY),
    said("2024-01-01", AGAINST, **TOLD, reported_reversal=True),
    said("2024-03-10", AGAINST, by=MINISTRY), said("2024-05-10", AGAINST, by=MINISTRY),
    found=(
        (Kind.REPORTED_REVERSAL, CONFIRMED, f"{REPORTED} opposition on “A cap on profits”."),
        (Kind.REVERSAL, CONFIRMED, moved("support", "opposition", who="Ministry of Tides")),
    ),
)  # fmt: skip
history(
    "a body that says it has changed its mind acknowledges a change",
    *TWO_FOR, said("2024-01-10", AGAINST, acknowledges_change=True),
    found=(
        (
            Kind.ACKNOWLEDGED_CHANGE, CONFIRMED,
            "Harbour Masters says that it has moved from support to opposition on “A cap on profits”.",
        ),
        (Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),
    ),
)  # fmt: skip
history(
    "a change of mind in a paraphrase is told with less certainty",
    said("2024-01-10", AGAINST, acknowledges_change=True, directness=PARAPHRASED),
    found=((
        Kind.ACKNOWLEDGED_CHANGE, PROVISIONAL,
        "Harbour Masters says that it has moved to opposition on “A cap on profits”.",
    ),),
)  # fmt: skip
history(
    "a quotation that its article no longer carries is withdrawn, and what rested on it with it",
    *TWO_FOR, said("2024-01-10", AGAINST), said("2024-03-10", AGAINST),
    withdrawn=(2, 3),
    found=tuple(
        (
            Kind.QUOTATION_WITHDRAWN, CONFIRMED,
            "An article no longer carries words of Harbour Masters on “A cap on profits” which expressed opposition.",
        )
        for _ in range(2)
    ),
)  # fmt: skip
history(
    "a quotation that two revisions carried and the third does not is withdrawn once",
    *(
        replace(said("2024-01-10", FOR, text="We cannot live without a cap on harbours.", article="a"), revision=name)
        for name in ("first-revision", "second-revision")
    ),
    withdrawn=(0, 1),
    found=((
        Kind.QUOTATION_WITHDRAWN, CONFIRMED,
        "An article no longer carries words of Harbour Masters on “A cap on profits” which expressed support.",
    ),),
)  # fmt: skip
history(
    "a withdrawn quotation that another paper still carries goes on counting",
    *TWO_FOR, said("2024-01-10", AGAINST, text="A cap would silt up every port in the land.", article="a"),
    said("2024-01-11", AGAINST, text="A cap would silt up every port in the land.", article="b"),
    said("2024-03-10", AGAINST),
    withdrawn=(2,),
    found=(
        REVERSED,
        (
            Kind.QUOTATION_WITHDRAWN, CONFIRMED,
            "An article no longer carries words of Harbour Masters on “A cap on profits” which expressed opposition.",
        ),
    ),
)  # fmt: skip
history(
    "a quotation that its article now gives to another is nobody's change of position, and not withdrawn",
    *TWO_FOR, said("2024-01-10", AGAINST), said("2024-03-10", AGAINST),
    overtaken=(2, 3),
)  # fmt: skip
history(
    "a report of a change that its article takes back reports nothing",
    said("2024-01-01", AGAINST, **TOLD, reported_reversal=True),
    withdrawn=(0,),
)  # fmt: skip
history(
    "hearsay that its article no longer carries never counted and is not missed",
    *TWO_FOR, said("2024-01-10", AGAINST, directness=HEARSAY),
    withdrawn=(2,),
)  # fmt: skip


@history.cases()
def test_history(told: History):
    told.check()


def test_a_report_that_later_own_words_deny_says_so():
    before, report = said("2022-01-10", FOR), said("2022-06-01", AGAINST, reported_reversal=True, directness=NARRATED)
    denial = said("2022-06-05", FOR, continuity=True)
    denied, silent, agreeing = (
        next(f for f in find(told, registry=HARBOURS, calibration=CALM) if f.kind is Kind.REPORTED_REVERSAL)
        for told in ([before, report, denial], [before, report], [before, report, said("2022-06-05", AGAINST)])
    )
    assert denied.why[-1] == "its own words since say otherwise"
    assert denied.wording == silent.wording
    assert not any("otherwise" in why for found in (silent, agreeing) for why in found.why)
