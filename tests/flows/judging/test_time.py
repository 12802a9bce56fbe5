"""Time: what counts as before, after, too long ago and too soon."""

from __future__ import annotations

from storage.domain.finding import Kind
from tests.flows.judging.harbour import CORA
from tests.flows.judging.specification import (
    AGAINST,
    CONTESTED,
    FOR,
    LEANS_FOR,
    PARAPHRASED,
    REVERSED,
    TWO_FOR,
    History,
    Specification,
    said,
)

history = Specification()

history(
    "a baseline of more than two years ago is stale: a new position, not a shift",
    said("2020-01-10", FOR), said("2020-03-10", FOR), said("2023-01-10", AGAINST), said("2023-03-10", AGAINST),
)  # fmt: skip
history(
    "a baseline of just under two years ago still counts",
    said("2021-01-10", FOR), said("2021-03-10", FOR), said("2023-02-10", AGAINST), said("2023-04-10", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "a baseline of exactly two years ago still counts, over a leap day too",
    said("2019-11-10", FOR), said("2020-01-10", FOR), said("2022-01-10", AGAINST), said("2022-03-10", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "a baseline of two years and a day is stale",
    said("2019-11-10", FOR), said("2020-01-10", FOR), said("2022-01-11", AGAINST), said("2022-03-10", AGAINST),
)  # fmt: skip
history(
    "a position kept up since long ago is no stale baseline",
    said("2019-01-10", FOR), said("2020-10-10", FOR), said("2022-03-10", FOR), said("2023-01-10", AGAINST),
    said("2023-03-10", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "undated statements have no place in time",
    *TWO_FOR, said(None, AGAINST, article="a"), said(None, AGAINST, article="b"), said(None, AGAINST, article="c"),
)  # fmt: skip
history(
    "dates known to the year alone and to a day within it give no order",
    said("2024", FOR, article="a"), said("2024", FOR, article="b"), said("2024-06-10", AGAINST),
    said("2024-08-10", AGAINST),
)  # fmt: skip
history(
    "dates known to two years in a row give an order",
    said("2023", FOR, article="a"), said("2023", FOR, article="b"), said("2024", AGAINST, article="c"),
    said("2024", AGAINST, article="d"),
    found=(REVERSED,),
)  # fmt: skip
history(
    "dates known to two months in a row give an order too",
    said("2024-03", FOR, article="a"), said("2024-04", FOR, article="b"), said("2024-09", AGAINST, article="c"),
    said("2024-10", AGAINST, article="d"),
    found=(REVERSED,),
)  # fmt: skip
history(
    "support said some time in the year of the change holds the reversal back: it may have come after",
    said("2023-01-10", FOR), said("2023-03-10", FOR), said("2024-06-10", AGAINST), said("2024", FOR, article="a"),
    said("2024", FOR, article="b"),
)  # fmt: skip
history(
    "opposite quotations within two weeks are contested until something settles them",
    *(said(day, FOR, person=CORA) for day in ("2023-06-10", "2024-03-01")), said("2024-03-08", AGAINST, person=CORA),
    found=((
        Kind.INCONSISTENCY, CONTESTED,
        "Harbour Masters has said two things within a short time on “A cap on profits”: support, then opposition; "
        "which of them stands is not settled.",
    ),),
)  # fmt: skip
history(
    "later words for the new side settle the contest: a reversal",
    said("2023-06-10", FOR), said("2023-12-01", FOR), said("2024-03-08", AGAINST), said("2024-03-01", FOR),
    said("2024-05-08", AGAINST), said("2024-07-08", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "later words for the old side settle the contest: nothing changed",
    said("2023-06-10", FOR), said("2024-03-01", FOR), said("2024-03-08", AGAINST), said("2024-05-08", FOR),
    said("2024-07-08", FOR),
)  # fmt: skip
history(
    "a qualification within two weeks of full support is no contradiction, and only seems to be a softening",
    *(said(f"2023-0{month}-10", FOR) for month in (1, 2, 3)), said("2024-05-20", FOR),
    *(said(f"2024-05-2{day}", LEANS_FOR) for day in (6, 8)),
)  # fmt: skip
history(
    "opposite quotations three weeks apart are no contest",
    said("2024-03-01", FOR), said("2024-03-22", AGAINST),
)  # fmt: skip
history(
    "a paraphrase against within a week of a quotation for is no contest: it is not in own words",
    said("2024-03-01", FOR), said("2024-03-08", AGAINST, directness=PARAPHRASED),
)  # fmt: skip


@history.cases()
def test_history(told: History):
    told.check()
