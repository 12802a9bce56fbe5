"""Who speaks, who leads, who governs, and what a body is called."""

from __future__ import annotations

from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Kind
from tests.flows.judging.harbour import (
    ADA,
    BERTHS,
    BRAM,
    CORA,
    CROWN,
    DOCKERS,
    DORN,
    ELSA,
    MINISTRY,
    PILOTS,
    RIVER_PILOTS,
    STEVEDORES,
)
from tests.flows.judging.specification import (
    AGAINST,
    CONFIRMED,
    FOR,
    LEANS_FOR,
    NARRATED,
    PARAPHRASED,
    PROVISIONAL,
    PUBLISHED,
    REVERSED,
    TWO_FOR,
    History,
    Specification,
    moved,
    said,
    seems,
)

history = Specification()

BRAM_AND_CORA = (
    Kind.DIVERGENCE,
    CONFIRMED,
    "Within Harbour Masters, statements on “A cap on profits” differ: support from Bram Oake, "
    "opposition from Cora Flint.",
)

# -- two voices -------------------------------------------------------------------------------------------------------

history(
    "a written response and the vice-president who differ in the same month are a divergence, not a shift",
    said("2021-08", LEANS_FOR, document="its response", directness=NARRATED, modality=Modality.HEDGED, article="a"),
    said("2021-08", AGAINST, person=CORA, role="vice-president", article="a", start=300),
    found=((
        Kind.DIVERGENCE, CONFIRMED,
        "Within Harbour Masters, statements on “A cap on profits” differ: qualified support from its response, "
        "opposition from Cora Flint (vice-president).",
    ),),
)  # fmt: skip
history(
    "two office-holders who differ in one month are a divergence",
    said("2022-05-02", FOR, person=ADA, role="president"),
    said("2022-05-20", AGAINST, person=CORA, role="vice-president"),
    found=((
        Kind.DIVERGENCE, CONFIRMED,
        "Within Harbour Masters, statements on “A cap on profits” differ: support from Ada Quill (president), "
        "opposition from Cora Flint (vice-president).",
    ),),
)  # fmt: skip
history(
    "a divergence after a long common line is no shift, however many sentences it has",
    *TWO_FOR, said("2023-06-01", FOR, document="its plan", directness=PUBLISHED),
    said("2023-06-05", AGAINST, person=CORA), said("2023-06-09", AGAINST, person=CORA),
    said("2023-06-12", AGAINST, person=CORA),
    found=((
        Kind.DIVERGENCE, CONFIRMED,
        "Within Harbour Masters, statements on “A cap on profits” differ: support from its plan, "
        "opposition from Cora Flint.",
    ),),
)  # fmt: skip
history(
    "a divergence that the body then follows is also a reversal",
    *TWO_FOR, said("2023-06-01", FOR, document="its plan", directness=PUBLISHED),
    said("2023-06-05", AGAINST, person=CORA), said("2023-09-12", AGAINST, document="its response"),
    said("2023-11-12", AGAINST, document="its manifesto"),
    found=(
        (
            Kind.DIVERGENCE, CONFIRMED,
            "Within Harbour Masters, statements on “A cap on profits” differ: support from its plan, "
            "opposition from Cora Flint.",
        ),
        REVERSED,
    ),
)  # fmt: skip
history(
    "a president who goes on supporting has not moved because a vice-president began to oppose: they diverge",
    *(said(f"2024-{month:02d}-10", FOR, person=BRAM, role="president") for month in range(1, 13)),
    *(said(f"2024-{month:02d}-20", AGAINST, person=CORA, role="vice-president") for month in range(6, 13)),
    *(said(f"2024-{month:02d}-27", AGAINST, person=CORA, role="vice-president") for month in range(6, 13)),
    found=((
        Kind.DIVERGENCE, CONFIRMED,
        "Within Harbour Masters, statements on “A cap on profits” differ: support from Bram Oake (president), "
        "opposition from Cora Flint (vice-president).",
    ),),
)  # fmt: skip
history(
    "two office-holders who contradict each other in turn diverge, whoever spoke last",
    *(
        said(f"2024-{month:02d}-{day}", FOR if month % 2 else AGAINST, person=BRAM if month % 2 else CORA)
        for month in range(1, 9)
        for day in (10, 20)
    ),
    found=(BRAM_AND_CORA,),
)  # fmt: skip
history(
    "a new line that others voice, while one who stated the old one stated it once more, only appears to be a reversal",
    said("2023-08-10", FOR, person=BRAM), said("2023-09-10", FOR, person=BRAM),
    *(said(f"2024-0{month}-10", AGAINST, person=CORA) for month in (3, 4, 5, 6, 7, 8)),
    said("2024-05-28", FOR, person=BRAM),
    found=(BRAM_AND_CORA, (Kind.REVERSAL, PROVISIONAL, seems("support", "opposition"))),
)  # fmt: skip
history(
    "a reporter's summary against the vice-president's quotation only appears to be a divergence",
    said("2022-05-02", FOR, directness=NARRATED), said("2022-05-20", AGAINST, person=CORA),
    found=((
        Kind.DIVERGENCE, PROVISIONAL,
        "Within Harbour Masters, statements on “A cap on profits” appear to differ: support from the organisation "
        "itself, opposition from Cora Flint.",
    ),),
)  # fmt: skip
history(
    "a response and a reporter's summary of the body are one voice, and do not diverge",
    said("2022-05-02", FOR, document="its response", directness=PARAPHRASED),
    said("2022-05-20", AGAINST, directness=NARRATED),
)  # fmt: skip
history(
    "two voices one step apart do not diverge",
    said("2022-05-02", FOR, person=ADA), said("2022-05-20", LEANS_FOR, person=CORA),
)  # fmt: skip
history(
    "two voices half a year apart do not diverge, and one quotation each is too little for a shift",
    said("2022-02-02", FOR, person=ADA), said("2022-08-20", AGAINST, person=CORA),
)  # fmt: skip
history(
    "one sentence out of line among many of a spokesperson is a misreading, not a divergence",
    *(said(f"2024-01-1{day}", FOR, person=CORA) for day in (0, 4)),
    *(said(day, FOR, person=BRAM) for day in ("2024-01-02", "2024-01-04", "2024-02-05")),
    said("2024-01-20", AGAINST, person=BRAM),
)  # fmt: skip
history(
    "a spokesperson who says both things in one month only appears to diverge from another",
    *(said(f"2024-01-1{day}", FOR, person=CORA) for day in (0, 4)),
    said("2024-01-05", FOR, person=BRAM), said("2024-01-25", AGAINST, person=BRAM),
    found=((
        Kind.DIVERGENCE, PROVISIONAL,
        "Within Harbour Masters, statements on “A cap on profits” appear to differ: opposition from Bram Oake, "
        "support from Cora Flint.",
    ),),
)  # fmt: skip
history(
    "two who each keep to their own line over weeks diverge, one sentence out of line or not",
    *(said(day, FOR, person=CORA) for day in ("2024-01-05", "2024-02-10")),
    *(said(day, AGAINST, person=BRAM) for day in ("2024-01-04", "2024-01-06", "2024-02-08")),
    said("2024-01-22", FOR, person=BRAM),
    found=((
        Kind.DIVERGENCE, CONFIRMED,
        "Within Harbour Masters, statements on “A cap on profits” differ: opposition from Bram Oake, "
        "support from Cora Flint.",
    ),),
)  # fmt: skip
history(
    "one sentence each, one of them half quoted, only appears to be a divergence",
    said("2022-05-02", FOR, person=ADA), said("2022-05-20", AGAINST, person=CORA, directness=Directness.MIXED),
    found=((
        Kind.DIVERGENCE, PROVISIONAL,
        "Within Harbour Masters, statements on “A cap on profits” appear to differ: support from Ada Quill, "
        "opposition from Cora Flint.",
    ),),
)  # fmt: skip
history(
    "an outgoing president and the next one who differ within a month do not diverge",
    said("2023-06-20", FOR, person=ADA), said("2023-07-10", AGAINST, person=BRAM),
)  # fmt: skip
history(
    "two voices that agree do not diverge",
    said("2022-05-02", AGAINST, person=ADA), said("2022-05-20", AGAINST, person=CORA),
)  # fmt: skip
history(
    "a response read both ways in one breath is no side of a divergence",
    said("2021-08", FOR, document="its response", directness=PARAPHRASED, article="a"),
    said("2021-08", AGAINST, document="its response", directness=PARAPHRASED, article="a", start=200),
    said("2021-08", AGAINST, person=CORA, role="vice-president", article="a", start=300),
)  # fmt: skip
history(
    "two voices in a year known only as a year do not diverge: they may be months apart",
    said("2022", FOR, person=ADA, article="a"), said("2022", AGAINST, person=CORA, article="b"),
)  # fmt: skip
history(
    "one person who differs from a body out of office is no divergence",
    said("2023-09-02", FOR, person=BRAM), said("2023-09-20", AGAINST, person=ADA, in_office=False),
)  # fmt: skip

# -- who speaks, who governs, what it is called -----------------------------------------------------------------------

history(
    "a new president with a new line has moved the body, under new leadership",
    said("2023-03-10", FOR, person=ADA), said("2023-05-10", FOR, person=ADA),
    said("2023-12-10", AGAINST, person=BRAM), said("2024-02-10", AGAINST, person=BRAM),
    found=((Kind.REVERSAL, CONFIRMED, moved("support", "opposition", notes=" (under new leadership)")),),
)  # fmt: skip
history(
    "a change that an old hand voices too is not put down to new leadership",
    said("2023-03-10", FOR, person=ADA), said("2023-05-10", FOR, person=ADA),
    said("2023-12-10", AGAINST, person=BRAM), said("2024-02-10", AGAINST, person=CORA),
    found=(REVERSED,),
)  # fmt: skip
history(
    "a ministry that changes with the government is marked so, and as under new leadership",
    said("2022-01-10", FOR, by=MINISTRY, person=DORN), said("2022-03-10", FOR, by=MINISTRY, person=DORN),
    said("2023-01-10", AGAINST, by=MINISTRY, person=ELSA), said("2023-03-10", AGAINST, by=MINISTRY, person=ELSA),
    found=((
        Kind.REVERSAL, CONFIRMED,
        moved(
            "support", "opposition", who="Ministry of Tides",
            notes=" (the administration changed; under new leadership)",
        ),
    ),),
)  # fmt: skip
history(
    "a government that changes within one administration is not excused by an older change",
    said("2023-01-10", FOR, by=CROWN), said("2023-03-10", FOR, by=CROWN),
    said("2024-01-10", AGAINST, by=CROWN), said("2024-03-10", AGAINST, by=CROWN),
    found=((Kind.REVERSAL, CONFIRMED, moved("support", "opposition", who="the Crown")),),
)  # fmt: skip
history(
    "a renamed body keeps its past",
    said("2023-01-10", FOR, by=STEVEDORES), said("2023-03-10", FOR, by=STEVEDORES),
    said("2024-01-10", AGAINST, by=DOCKERS), said("2024-03-10", AGAINST, by=DOCKERS),
    found=((
        Kind.REVERSAL, CONFIRMED, moved("support", "opposition", who="Dockers", notes=" (formerly Stevedores)"),
    ),),
)  # fmt: skip
history(
    "a body merged from two begins anew: the past of one is not its own",
    said("2023-01-10", FOR, by=RIVER_PILOTS), said("2023-03-10", FOR, by=RIVER_PILOTS),
    said("2024-01-10", AGAINST, by=PILOTS), said("2024-03-10", AGAINST, by=PILOTS),
)  # fmt: skip
history(
    "a former minister does not move the ministry",
    said("2022-01-10", FOR, by=MINISTRY, person=DORN), said("2022-03-10", FOR, by=MINISTRY, person=DORN),
    said("2022-09-10", AGAINST, by=MINISTRY, person=DORN, in_office=False),
    said("2022-11-10", AGAINST, by=MINISTRY, person=DORN, in_office=False),
)  # fmt: skip
history(
    "a former minister who changes position has moved, the ministry has not",
    said("2022-09-10", FOR, by=MINISTRY, person=DORN, in_office=False),
    said("2022-11-10", FOR, by=MINISTRY, person=DORN, in_office=False),
    said("2023-09-10", AGAINST, by=MINISTRY, person=DORN, in_office=False),
    said("2023-11-10", AGAINST, by=MINISTRY, person=DORN, in_office=False),
    found=((Kind.REVERSAL, CONFIRMED, moved("support", "opposition", who="Dorn Vale")),),
)  # fmt: skip
history(
    "two versions of one proposition are never compared",
    said("2023-01-10", FOR, on=BERTHS, version=1), said("2023-03-10", FOR, on=BERTHS, version=1),
    said("2024-01-10", AGAINST, on=BERTHS, version=2), said("2024-03-10", AGAINST, on=BERTHS, version=2),
)  # fmt: skip


@history.cases()
def test_history(told: History):
    told.check()
