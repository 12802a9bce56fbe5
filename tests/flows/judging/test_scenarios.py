"""Histories and what they support: the specification of judging, by example. Everybody in them is fictional."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from flows.judging import find
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Kind, Status
from storage.domain.stance import Stance
from storage.domain.statement import Parameter, Statement
from tests.builders import a_statement
from tests.flows.judging.harbour import (
    ADA,
    BERTHS,
    BRAM,
    CALM,
    CAP,
    CORA,
    CREW,
    CROWN,
    DOCKERS,
    DORN,
    ELSA,
    HARBOURS,
    MASTERS,
    MINISTRY,
    PILOTS,
    RIVER_PILOTS,
    STEVEDORES,
)

FOR, LEANS_FOR, NEITHER = Stance.SUPPORTS, Stance.LEANS_FOR, Stance.UNCOMMITTED
LEANS_AGAINST, AGAINST = Stance.LEANS_AGAINST, Stance.OPPOSES
PUBLISHED, QUOTED, NARRATED = Directness.PUBLISHED, Directness.QUOTED, Directness.NARRATED
PARAPHRASED, HEARSAY = Directness.PARAPHRASED, Directness.HEARSAY
CONFIRMED, PROVISIONAL, CONTESTED = Status.CONFIRMED, Status.PROVISIONAL, Status.CONTESTED


@dataclass(frozen=True)
class History:
    """A few statements by one holder, and what they support: kind, status and the sentence of the digest."""

    name: str
    said: tuple[Statement, ...]
    found: tuple[tuple[Kind, Status, str], ...]
    withdrawn: tuple[int, ...] = ()  # places in `said`

    def __str__(self) -> str:
        return self.name


HISTORIES: list[History] = []


def history(name: str, *said: Statement, found: tuple = (), withdrawn: tuple[int, ...] = ()) -> None:
    HISTORIES.append(History(name, said, tuple(found), withdrawn))


def said(day: str | None, stance: Stance, **details) -> Statement:
    return a_statement(stance, day, **{"by": MASTERS, "on": CAP, **details})


def moved(start: str, end: str, who: str = "Harbour Masters", what: str = "A cap on profits", notes: str = "") -> str:
    return f"{who} has moved from {start} to {end} on “{what}”{notes}."


def seems(start: str, end: str, who: str = "Harbour Masters", what: str = "A cap on profits", notes: str = "") -> str:
    return f"{who} appears to have moved from {start} to {end} on “{what}”{notes}."


def figure(number: float, unit: str = "hands") -> dict:
    return {"parameters": (Parameter(number, unit, f"{number:g} {unit}"),)}


TWO_FOR = (said("2023-01-10", FOR), said("2023-03-10", FOR))
REVERSED = (Kind.REVERSAL, CONFIRMED, moved("support", "opposition"))

# -- shifts -------------------------------------------------------------------------------------------------------

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

# -- time ---------------------------------------------------------------------------------------------------------

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
    "opposite quotations three weeks apart are no contest",
    said("2024-03-01", FOR), said("2024-03-22", AGAINST),
)  # fmt: skip
history(
    "a paraphrase against within a week of a quotation for is no contest: it is not in own words",
    said("2024-03-01", FOR), said("2024-03-08", AGAINST, directness=PARAPHRASED),
)  # fmt: skip

# -- the gates: near misses ---------------------------------------------------------------------------------------


def not_counted(name: str, **refused) -> None:
    """Two quotations against that a gate refuses leave two for standing."""
    history(name, *TWO_FOR, said("2024-01-10", AGAINST, **refused), said("2024-03-10", AGAINST, **refused))


not_counted("words of somebody unknown do not count for the body they sound like", by=None)
not_counted("words of a body that the pack does not know do not count", by="lighthouse-keepers")
not_counted("words said as hypothesis do not count", modality=Modality.HYPOTHETICAL)
not_counted("a question is not an answer", modality=Modality.QUESTION)
not_counted("what the article only recalls is not said now", modality=Modality.RECALLED, directness=PUBLISHED)
not_counted("what a body reports of others is not its view", modality=Modality.ATTRIBUTED_TO_OTHER)
not_counted("what a body repeats without endorsing it is not its view", endorsed=False)
not_counted("hearsay does not count", directness=HEARSAY)
not_counted("words about another nation's rules do not count", nation="borland")
not_counted("words about something else move nothing here", on=CREW)
not_counted("words about what the pack does not hold count nowhere", on="whale-oil")
not_counted("a version of the proposition that the pack does not hold yet counts nowhere", version=2)
not_counted("another body's words move nobody else", by=DOCKERS)
not_counted("a former president's words do not count for the body", person=ADA)
not_counted("words dated after they were seen do not count", seen_at="2023-12-01T12:00")
history(
    "a span that is not verbatim does not count",
    *TWO_FOR,
    *(replace(said(f"2024-0{m}-10", AGAINST), text="shorter than its offsets say") for m in (1, 3)),
)
history(
    "the same words in two papers are one utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-09-12", AGAINST, text="“We cannot live with a cap on what harbours earn, ever”", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "the same words reprinted a year later are still one utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2024-09-12", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "a shortened quotation in another paper is the same utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-09-12", AGAINST, text="cannot live with a cap on what harbours earn", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "other words a month later are a second utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-10-12", AGAINST, text="Profits pay for dredging; capping them would silt up every port.", article="b"),
    found=(REVERSED,),
)  # fmt: skip

# -- two voices ---------------------------------------------------------------------------------------------------

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
    "two voices that agree do not diverge",
    said("2022-05-02", AGAINST, person=ADA), said("2022-05-20", AGAINST, person=CORA),
)  # fmt: skip
history(
    "two voices in a year known only as a year do not diverge: they may be months apart",
    said("2022", FOR, person=ADA, article="a"), said("2022", AGAINST, person=CORA, article="b"),
)  # fmt: skip
history(
    "one person who differs from a body out of office is no divergence",
    said("2023-09-02", FOR, person=BRAM), said("2023-09-20", AGAINST, person=ADA, in_office=False),
)  # fmt: skip

# -- who speaks, who governs, what it is called -------------------------------------------------------------------

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

# -- numbers and conditions ---------------------------------------------------------------------------------------


def new_figure(start: str, end: str, *, sure: bool = True, on: str = "A maximum crew") -> str:
    verb = "has moved" if sure else "appears to have moved"
    return f"Harbour Masters {verb} from “{start}” to “{end}” on “{on}”, its stance unchanged."


history(
    "a maximum of 15 raised to 20 is a moved parameter, the stance unchanged",
    said("2023-01-10", FOR, on=CREW, **figure(15)), said("2024-01-10", FOR, on=CREW, **figure(20)),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("15 hands", "20 hands")),),
)  # fmt: skip
history(
    "five years at sea cut to three is a moved parameter",
    said("2023-01-10", FOR, on=CREW, **figure(5, "years")), said("2023-06-10", FOR, on=CREW),
    said("2024-01-10", FOR, on=CREW, **figure(3, "years")),
    found=((Kind.MOVED_PARAMETER, CONFIRMED, new_figure("5 years", "3 years")),),
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

# -- told by others, told by itself, taken back -------------------------------------------------------------------

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
    "hearsay that its article no longer carries never counted and is not missed",
    *TWO_FOR, said("2024-01-10", AGAINST, directness=HEARSAY),
    withdrawn=(2,),
)  # fmt: skip


def test_the_specification_has_at_least_sixty_histories_with_names_of_their_own():
    assert len({history.name for history in HISTORIES}) == len(HISTORIES) >= 60


@pytest.mark.parametrize("case", HISTORIES, ids=str)
def test_history(case: History):
    withdrawn = [case.said[place].id for place in case.withdrawn]

    found = find(case.said, registry=HARBOURS, calibration=CALM, withdrawn=withdrawn)

    assert sorted((f.kind, f.status, f.wording) for f in found) == sorted(case.found)


@pytest.mark.parametrize("case", HISTORIES, ids=str)
def test_the_sentence_of_a_finding_is_neutral_and_its_evidence_is_there(case: History):
    found = find(case.said, registry=HARBOURS, calibration=CALM)

    for finding in found:
        assert finding.evidence
        assert not any(word in finding.wording.lower() for word in ("u-turn", "flip", "admit", "climb", "backtrack"))
