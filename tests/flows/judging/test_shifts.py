"""Shifts: a position that changed, and how sure we are that it did."""

from __future__ import annotations

from storage.domain.attribution import Modality
from storage.domain.finding import Kind
from tests.flows.judging.harbour import CORA
from tests.flows.judging.specification import (
    AGAINST,
    CONFIRMED,
    FOR,
    LEANS_AGAINST,
    LEANS_FOR,
    NARRATED,
    NEITHER,
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

history(
    "two quotations for and, a year on, two against are a reversal",
    *TWO_FOR, said("2024-01-10", AGAINST), said("2024-03-10", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "two against and then two for are a reversal too",
    said("2023-01-10", AGAINST), said("2023-03-10", AGAINST), said("2024-01-10", FOR), said("2024-03-10", FOR),
    found=((Kind.REVERSAL, CONFIRMED, moved("opposition", "support")),),
)  # fmt: skip
history(
    "one quotation each way, a year apart, only seem to be a reversal",
    said("2023-01-10", FOR), said("2024-01-10", AGAINST),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "one reading against among many for is taken for a misreading",
    *TWO_FOR, said("2023-05-10", AGAINST), said("2023-07-10", FOR), said("2023-09-10", FOR),
)  # fmt: skip
history(
    "there and back again are two reversals",
    *TWO_FOR, *(said(f"2023-{month}-10", AGAINST) for month in ("08", "10", "12")), said("2024-06-10", FOR),
    said("2024-08-10", FOR),
    found=(REVERSED, (Kind.REVERSAL, CONFIRMED, moved("opposition", "support"))),
)  # fmt: skip
history(
    "there, back and there again are three reversals, not the one from the first to the last",
    *(said(f"202{year}-{month}-10", FOR if year % 2 else AGAINST)
      for year in (0, 1, 2, 3) for month in ("02", "05", "08", "11")),
    found=(
        (Kind.REVERSAL, CONFIRMED, moved("opposition", "support")), REVERSED,
        (Kind.REVERSAL, CONFIRMED, moved("opposition", "support")),
    ),
)  # fmt: skip
history(
    "support, a long time uncommitted, then opposition are the two steps that were taken",
    *(said(f"202{year}-{month}-10", stance)
      for year, stance in enumerate((FOR, NEITHER, AGAINST)) for month in ("02", "05", "08", "11")),
    found=(
        (Kind.SOFTENING, CONFIRMED, moved("support", "no commitment either way")),
        (Kind.HARDENING, CONFIRMED, moved("no commitment either way", "opposition")),
    ),
)  # fmt: skip
SEVEN_FOR = tuple(said(f"2023-{month:02}-10", FOR) for month in range(1, 8))
history(
    "in a long series a softening that the latest words alone make likely waits for further ones",
    *SEVEN_FOR, *(said(f"2025-0{month}-10", LEANS_FOR) for month in (1, 5)),
    found=((Kind.SOFTENING, PROVISIONAL, seems("support", "qualified support")),),
)  # fmt: skip
history(
    "in a long series a softening that further words bear out is one",
    *SEVEN_FOR, *(said(f"2025-0{month}-10", LEANS_FOR) for month in (1, 5, 7)),
    found=((Kind.SOFTENING, CONFIRMED, moved("support", "qualified support")),),
)  # fmt: skip
history(
    "in a long series words that say little more, and leave the softening likely, bear it out too",
    *SEVEN_FOR, *(said(f"2025-0{month}-10", LEANS_FOR) for month in (5, 7)),
    said("2025-08-10", FOR, modality=Modality.HEDGED),
    found=((Kind.SOFTENING, CONFIRMED, moved("support", "qualified support")),),
)  # fmt: skip
history(
    "support that becomes qualified, said three times, is a softening",
    *TWO_FOR, said("2024-01-10", LEANS_FOR), said("2024-03-10", LEANS_FOR), said("2024-05-10", LEANS_FOR),
    found=((Kind.SOFTENING, CONFIRMED, moved("support", "qualified support")),),
)  # fmt: skip
history(
    "qualified opposition that loses its qualification is a hardening",
    said("2023-01-10", LEANS_AGAINST), said("2023-03-10", LEANS_AGAINST), said("2023-05-10", LEANS_AGAINST),
    said("2024-01-10", AGAINST), said("2024-03-10", AGAINST), said("2024-05-10", AGAINST),
    found=((Kind.HARDENING, CONFIRMED, moved("qualified opposition", "opposition")),),
)  # fmt: skip
history(
    "support given up for no commitment is a softening",
    *TWO_FOR, said("2024-01-10", NEITHER), said("2024-03-10", NEITHER),
    found=((Kind.SOFTENING, CONFIRMED, moved("support", "no commitment either way")),),
)  # fmt: skip
history(
    "somebody uncommitted who comes out against has hardened",
    said("2023-01-10", NEITHER), said("2023-03-10", NEITHER), said("2024-01-10", AGAINST), said("2024-03-10", AGAINST),
    found=((Kind.HARDENING, CONFIRMED, moved("no commitment either way", "opposition")),),
)  # fmt: skip
history(
    "from qualified support to qualified opposition crosses the line: a reversal",
    said("2023-01-10", LEANS_FOR), said("2023-03-10", LEANS_FOR), said("2023-05-10", LEANS_FOR),
    said("2024-01-10", LEANS_AGAINST), said("2024-03-10", LEANS_AGAINST),
    found=((Kind.REVERSAL, CONFIRMED, moved("qualified support", "qualified opposition")),),
)  # fmt: skip
history(
    "one own publication against, after own publications for, is a reversal",
    said("2023-01-10", FOR, directness=PUBLISHED), said("2023-03-10", FOR, directness=PUBLISHED),
    said("2024-01-10", AGAINST, directness=PUBLISHED),
    found=(REVERSED,),
)  # fmt: skip
history(
    "narrated opposition, however often, only seems to be a reversal: nobody has quoted it",
    *TWO_FOR, *(said(f"2024-0{month}-10", AGAINST, directness=NARRATED) for month in (1, 3, 5)),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "narrated opposition with one quotation among it is a reversal",
    *TWO_FOR, said("2024-01-10", AGAINST, directness=NARRATED), said("2024-03-10", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "hedged quotations against only seem to be a reversal",
    *TWO_FOR, *(said(f"2024-0{month}-10", AGAINST, modality=Modality.HEDGED) for month in (1, 3, 5)),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "qualified opposition")),),
)  # fmt: skip
history(
    "support repeated with a hedge has not softened: a hedge counts one level at most",
    *TWO_FOR, *(said(f"2024-0{month}-10", FOR, modality=Modality.HEDGED) for month in (1, 3, 5)),
)  # fmt: skip
history("the same position in four articles is no change", *TWO_FOR, said("2024-01-10", FOR), said("2024-05-10", FOR))
history("one statement ever is a first-known position", said("2024-01-10", AGAINST))
history(
    "one quotation one step away is no shift: it takes a second utterance",
    *TWO_FOR, said("2023-06-10", FOR), said("2024-01-10", LEANS_FOR),
)  # fmt: skip
history(
    "five sentences of one interview are one occasion, not five utterances",
    *TWO_FOR, *(said("2023-09-10", AGAINST, article="interview", start=100 * n) for n in range(5)),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "what a spokesperson and the body say in one article is told once",
    *TWO_FOR, said("2024-01-10", AGAINST, person=CORA, article="a"),
    said("2024-01-10", AGAINST, article="a", directness=NARRATED, start=500),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "what a spokesperson and the body say in two articles is told twice",
    *TWO_FOR, said("2024-01-10", AGAINST, person=CORA, article="a"),
    said("2024-01-10", AGAINST, article="b", directness=NARRATED, start=500),
    found=(REVERSED,),
)  # fmt: skip
history(
    "an interview quoted in one paper and paraphrased in another two days later is told once",
    *TWO_FOR, said("2024-01-10", AGAINST, person=CORA),
    said("2024-01-12", AGAINST, person=CORA, directness=NARRATED),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "what one article tells of two days is told once",
    *TWO_FOR, said("2024-01-10", AGAINST, article="a"), said("2024-01-12", AGAINST, article="a", start=500),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "a softening that is only narrated, however often, only seems to be one",
    *TWO_FOR, *(said(f"2024-0{month}-10", LEANS_FOR, directness=NARRATED) for month in (1, 3, 5, 7)),
    found=((Kind.SOFTENING, PROVISIONAL, seems("support", "qualified support")),),
)  # fmt: skip
history(
    "a quotation that says both things in one breath bears out nothing that is narrated",
    *TWO_FOR, *(said(f"2024-0{month}-10", AGAINST, directness=NARRATED) for month in (1, 2, 3)),
    said("2024-05-10", FOR, article="a"), said("2024-05-10", AGAINST, article="a", start=500),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip


@history.cases()
def test_history(told: History):
    told.check()
