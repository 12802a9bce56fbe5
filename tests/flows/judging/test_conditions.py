"""Numbers and conditions: what a stance is about."""

from __future__ import annotations

from storage.domain.finding import Kind
from storage.domain.statement import Parameter
from tests.flows.judging.harbour import ADA, BRAM, CORA, CREW
from tests.flows.judging.specification import (
    AGAINST,
    CONFIRMED,
    FOR,
    LEANS_FOR,
    NARRATED,
    PROVISIONAL,
    PUBLISHED,
    TWO_FOR,
    History,
    Specification,
    figure,
    moved,
    said,
)

history = Specification()


def new_figure(start: str, end: str, *, sure: bool = True, on: str = "A maximum crew") -> str:
    verb = "has moved" if sure else "appears to have moved"
    return f"Harbour Masters {verb} from “{start}” to “{end}” on “{on}”, its stance unchanged."


def figures(*numbers: tuple[float, str]) -> dict:
    return {"parameters": tuple(Parameter(number, unit, f"{number:g} {unit}") for number, unit in numbers)}


history(
    "a maximum of 15 raised to 20 is a moved parameter, the stance unchanged",
    said("2023-01-10", FOR, on=CREW, **figure(15)), said("2024-01-10", FOR, on=CREW, **figure(20)),
    found=((Kind.MOVED_PARAMETER, PROVISIONAL, new_figure("15 hands", "20 hands", sure=False)),),
)  # fmt: skip
history(
    "a maximum of 15, said twice, raised to 20 and said again is a moved parameter without a doubt",
    said("2022-10-10", FOR, on=CREW, **figure(15)), said("2023-01-10", FOR, on=CREW, **figure(15)),
    said("2024-01-10", FOR, on=CREW, **figure(20)),
    said("2024-04-10", FOR, on=CREW, **figure(20)),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15 hands", "20 hands")),),
)  # fmt: skip
history(
    "numbers of something that the proposition does not name are no parameters",
    said("2023-01-10", FOR, on=CREW, **figure(14, "ferries")),
    *(said(f"2024-0{month}-10", FOR, on=CREW, **figure(15, "ferries")) for month in (1, 4)),
)  # fmt: skip
history(
    "five years at sea, said twice, and cut to three once seem to have moved",
    said("2022-11-10", FOR, on=CREW, **figure(5, "years")),
    said("2023-01-10", FOR, on=CREW, **figure(5, "years")), said("2023-06-10", FOR, on=CREW),
    said("2024-01-10", FOR, on=CREW, **figure(3, "years")),
    found=((Kind.MOVED_PARAMETER, PROVISIONAL, new_figure("5 years", "3 years", sure=False)),),
)  # fmt: skip
history(
    "five years at sea cut to three from one own publication to the next is a moved parameter",
    said("2023-01-10", FOR, on=CREW, directness=PUBLISHED, **figure(5, "years")),
    said("2024-01-10", FOR, on=CREW, directness=PUBLISHED, **figure(3, "years")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("5 years", "3 years")),),
)  # fmt: skip
history(
    "of two numbers in each sentence the one that moved is told",
    *(said(day, FOR, on=CREW, **figures((15, "hands"), (5, "years"))) for day in ("2023-01-10", "2023-03-10")),
    *(said(day, FOR, on=CREW, **figures((20, "hands"), (5, "years"))) for day in ("2024-01-10", "2024-03-10")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15 hands", "20 hands")),),
)  # fmt: skip
history(
    "of two numbers that both moved each is told with its own figures",
    *(said(day, FOR, on=CREW, **figures((15, "hands"), (5, "years"))) for day in ("2023-01-10", "2023-03-10")),
    *(said(day, FOR, on=CREW, **figures((20, "hands"), (3, "years"))) for day in ("2024-01-10", "2024-03-10")),
    found=(
        (Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15 hands", "20 hands")),
        (Kind.MOVED_PARAMETER, CONFIRMED, new_figure("5 years", "3 years")),
    ),
)  # fmt: skip
history(
    "a five-year minimum and three years at sea are numbers in one unit, however it is spaced or spelt",
    said("2023-01-10", FOR, on=CREW, **figure(5, "years ")), said("2023-03-10", FOR, on=CREW, **figure(5, "year")),
    said("2024-01-10", FOR, on=CREW, **figure(3, "Year")), said("2024-03-10", FOR, on=CREW, **figure(3, "years")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("5 years ", "3 Year")),),
)  # fmt: skip
history(
    "a bare number said of a cap is its figure",
    *(said(day, FOR, parameters=(Parameter(15, "", "15"),)) for day in ("2023-01-10", "2023-03-10")),
    *(said(day, FOR, parameters=(Parameter(20, "", "20"),)) for day in ("2024-01-10", "2024-03-10")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15", "20", on="A cap on profits")),),
)  # fmt: skip
history(
    "a bare number and one with its unit are one figure where the body's figure has but one unit",
    *(said(day, FOR, on=CREW, parameters=(Parameter(15, "", "15"),)) for day in ("2023-01-10", "2023-03-10")),
    *(said(day, FOR, on=CREW, **figure(20)) for day in ("2024-01-10", "2024-03-10")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15", "20 hands")),),
)  # fmt: skip
history(
    "a bare number beside figures in two units belongs to neither",
    said("2023-01-10", FOR, on=CREW, parameters=(Parameter(15, "", "15"),)),
    said("2023-03-10", FOR, on=CREW, **figures((20, "hands"), (5, "years"))),
)  # fmt: skip
history(
    "a figure that comes and goes is a misread number, not a parameter that moved",
    *(
        said(day, FOR, on=CREW, **figure(number))
        for day, number in (
            ("2023-01-10", 15), ("2023-03-10", 15), ("2023-06-10", 20), ("2023-08-10", 15), ("2024-01-10", 20),
            ("2024-03-10", 15),
        )
    ),
)  # fmt: skip
history(
    "a figure that moved and is named once more as it was only seems to have moved",
    *(said(day, FOR, on=CREW, **figure(15)) for day in ("2023-01-10", "2023-03-10")),
    *(said(day, FOR, on=CREW, **figure(20)) for day in ("2024-01-10", "2024-03-10")),
    said("2024-05-10", FOR, on=CREW, **figure(15)),
    found=((Kind.MOVED_PARAMETER, PROVISIONAL, new_figure("15 hands", "20 hands", sure=False)),),
)  # fmt: skip
history(
    "two office-holders who each have a figure of their own have moved nothing",
    *(said(day, FOR, on=CREW, person=CORA, **figure(15)) for day in ("2023-12-10", "2023-12-12")),
    *(said(day, FOR, on=CREW, person=BRAM, **figure(20)) for day in ("2023-12-14", "2023-12-16")),
)  # fmt: skip
history(
    "a new president with a new figure has moved it",
    *(said(day, FOR, on=CREW, person=ADA, **figure(15)) for day in ("2023-03-10", "2023-05-10")),
    *(said(day, FOR, on=CREW, person=BRAM, **figure(20)) for day in ("2023-12-10", "2024-02-10")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15 hands", "20 hands")),),
)  # fmt: skip
history(
    "figures that are only narrated, however often, only seem to have moved",
    *(said(d, FOR, on=CREW, directness=NARRATED, **figure(15)) for d in ("2023-01-10", "2023-03-10", "2023-05-10")),
    *(said(d, FOR, on=CREW, directness=NARRATED, **figure(20)) for d in ("2024-01-10", "2024-03-10", "2024-05-10")),
    found=((Kind.MOVED_PARAMETER, PROVISIONAL, new_figure("15 hands", "20 hands", sure=False)),),
)  # fmt: skip
history(
    "a new number that is only narrated once only seems to have moved",
    said("2023-01-10", FOR, on=CREW, **figure(15)),
    said("2024-01-10", FOR, on=CREW, directness=NARRATED, **figure(20)),
    found=((Kind.MOVED_PARAMETER, PROVISIONAL, new_figure("15 hands", "20 hands", sure=False)),),
)  # fmt: skip
history(
    "the same number twice has not moved",
    said("2023-01-10", FOR, on=CREW, **figure(15)), said("2024-01-10", FOR, on=CREW, **figure(15)),
)  # fmt: skip
history(
    "fifteen hands and twenty years are not the same parameter",
    said("2023-01-10", FOR, on=CREW, **figure(15)), said("2024-01-10", FOR, on=CREW, **figure(20, "years")),
)  # fmt: skip
history(
    "two numbers in one breath are a range, not a parameter",
    said("2023-01-10", FOR, on=CREW, **figure(15)),
    said("2024-01-10", FOR, on=CREW, article="a", **figure(18)),
    said("2024-01-10", FOR, on=CREW, article="a", start=100, **figure(22)),
)  # fmt: skip
history(
    "a number given three years later is new, not moved",
    said("2020-01-10", FOR, on=CREW, **figure(15)), said("2023-02-10", FOR, on=CREW, **figure(20)),
)  # fmt: skip
history(
    "another number with the stance reversed is a reversal, not a moved parameter",
    said("2023-01-10", FOR, on=CREW), said("2023-03-10", FOR, on=CREW, **figure(15)),
    said("2024-01-10", AGAINST, on=CREW, **figure(20)), said("2024-03-10", AGAINST, on=CREW),
    found=((Kind.REVERSAL, CONFIRMED, moved("support", "opposition", what="A maximum crew")),),
)  # fmt: skip


def only_if(text: str = "only if dredging is paid for") -> dict:
    return {"conditions": (text,)}


ATTACHED = "has attached a condition to its support on “A cap on profits”: “only if dredging is paid for”."
DROPPED = "has dropped a condition from its support on “A cap on profits”: “only if dredging is paid for”."

history(
    "a condition stated twice after two statements without it seems to be new: it may have gone unsaid",
    *TWO_FOR, said("2024-01-10", FOR, **only_if()), said("2024-03-10", FOR, **only_if()),
    found=((
        Kind.NEW_CONDITION, PROVISIONAL,
        f"Harbour Masters {ATTACHED.replace('has attached', 'appears to have attached')}",
    ),),
)  # fmt: skip
history(
    "a condition stated in every statement after many without it is new",
    *TWO_FOR, said("2023-05-10", FOR), said("2023-07-10", FOR),
    *(said(f"2024-0{month}-10", FOR, **only_if()) for month in (1, 3, 5)),
    found=((Kind.NEW_CONDITION, CONFIRMED, f"Harbour Masters {ATTACHED}"),),
)  # fmt: skip
history(
    "a condition that is only narrated, however often, only seems to be new",
    *TWO_FOR, said("2023-05-10", FOR), said("2023-07-10", FOR),
    *(said(f"2024-0{month}-10", FOR, directness=NARRATED, **only_if()) for month in (1, 3, 5)),
    found=((
        Kind.NEW_CONDITION, PROVISIONAL,
        f"Harbour Masters {ATTACHED.replace('has attached', 'appears to have attached')}",
    ),),
)  # fmt: skip
history(
    "own publications leave no condition unsaid: two without, two with, and it is new",
    said("2023-01-10", FOR, directness=PUBLISHED), said("2023-03-10", FOR, directness=PUBLISHED),
    said("2024-01-10", FOR, directness=PUBLISHED, **only_if()),
    said("2024-03-10", FOR, directness=PUBLISHED, **only_if()),
    found=((Kind.NEW_CONDITION, CONFIRMED, f"Harbour Masters {ATTACHED}"),),
)  # fmt: skip
history(
    "a condition stated once is no news yet",
    *TWO_FOR, said("2024-01-10", FOR, **only_if()),
)  # fmt: skip
history(
    "a condition that was there from the first is not new",
    said("2023-01-10", FOR, **only_if()), said("2023-03-10", FOR, **only_if()), said("2024-01-10", FOR, **only_if()),
)  # fmt: skip
history(
    "a condition always stated, then left out of five statements, is dropped",
    *(said(f"2023-0{month}-10", FOR, **only_if()) for month in (1, 2, 3)),
    *(said(f"2024-0{month}-10", FOR) for month in (1, 3, 5, 7, 9)),
    found=((Kind.DROPPED_CONDITION, CONFIRMED, f"Harbour Masters {DROPPED}"),),
)  # fmt: skip
history(
    "a condition left out of two statements is not dropped yet: it may have gone unsaid",
    said("2023-01-10", FOR, **only_if()), said("2023-03-10", FOR, **only_if()), said("2024-01-10", FOR),
    said("2024-03-10", FOR),
)  # fmt: skip
history(
    "a condition stated once and then left out was never established",
    said("2023-01-10", FOR), said("2023-03-10", FOR, **only_if()), said("2024-01-10", FOR), said("2024-03-10", FOR),
)  # fmt: skip
history(
    "a condition left out once is not dropped: silence is no change",
    said("2023-01-10", FOR, **only_if()), said("2023-03-10", FOR, **only_if()), said("2024-01-10", FOR),
)  # fmt: skip
history(
    "a condition that comes with a softening is told there, not twice",
    *TWO_FOR, *(said(f"2024-0{month}-10", LEANS_FOR, **only_if()) for month in (1, 3, 5)),
    found=((Kind.SOFTENING, CONFIRMED, moved("support", "qualified support")),),
)  # fmt: skip


@history.cases()
def test_history(told: History):
    told.check()
