"""What was said of ferries, and what was concluded: enough for every part of a digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from storage.domain.attribution import Directness, Modality
from storage.domain.finding import (
    Admission,
    ChangeKind,
    Conclusion,
    Evidence,
    Finding,
    Kind,
    Position,
    Role,
    Status,
)
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Speaker, Statement
from storage.domain.when import When
from tests.flows.reporting.ferries import ARTICLES, REVISIONS, SINCE, UNTIL


def a_statement(
    words: str | tuple[str, ...],
    *,
    article: str = "a-budget",
    by: str = "island-councils",
    on: str = "fare-cap",
    stance: Stance = Stance.SUPPORTS,
    person: str | None = None,
    role: str | None = None,
    **fields,
) -> Statement:
    """A statement whose words stand in the article's text. Several words: one quotation in pieces."""
    revision = REVISIONS[article]
    pieces = (words,) if isinstance(words, str) else words
    starts = [revision.text.index(piece) for piece in pieces]
    content = tuple(Span(at, at + len(piece)) for at, piece in zip(starts, pieces, strict=True))
    published = ARTICLES[article].published
    given = {
        "confidence": 0.9, "directness": Directness.QUOTED, "modality": Modality.ASSERTED, "source": (),
        "source_text": person or by, "said_on": published.when if published else None, "seen_at": SINCE,
    }  # fmt: skip
    return Statement(
        article=article,
        revision=revision.id,
        url=ARTICLES[article].url,
        outlet=ARTICLES[article].outlet,
        speaker=Speaker(name=person or by, stakeholder=by, person=person, role=role),
        proposition=on,
        version=1,
        stance=stance,
        content=content,
        text=revision.text[content[0].start : content[-1].end],
        **(given | fields),
    )


WANTS_CAP = a_statement(
    "A legal cap on fares is the only thing that will keep young families on the islands, and we want it in this bill,",
    person="Maren Voss", role="president",
)  # fmt: skip
REFUSES_CAP = a_statement(
    "A legal cap on fares would empty the timetable before it filled a single cabin. We cannot support it,",
    article="a-turn", stance=Stance.OPPOSES, person="Tolla Reed", role="president",
)  # fmt: skip
REFUSES_CAP_IN_WRITING = a_statement(
    "We do not support a statutory cap on fares.",
    article="a-turn-2", stance=Stance.OPPOSES, directness=Directness.PUBLISHED,
)  # fmt: skip
CREW_ALWAYS = a_statement(
    "We will support raising the minimum crew from five to seven on every route, summer and winter, without exception.",
    article="a-crew-1", by="harbour-union", on="crew-size", directness=Directness.PUBLISHED,
)  # fmt: skip
CREW_IN_WINTER = a_statement(
    "We will support raising the minimum crew from five to seven on every route in winter, if the state pays for "
    "training.",
    article="a-crew-2", by="harbour-union", on="crew-size", stance=Stance.LEANS_FOR, directness=Directness.PUBLISHED,
    conditions=("the state pays for training",),
)  # fmt: skip
NO_NIGHT_BOATS = a_statement(
    ("Nobody is on the two o’clock boat but the crew,", "would not mourn” night sailings"),
    article="a-night", by="ferry-operators", on="night-sailings", stance=Stance.LEANS_AGAINST, person="Ansel Brook",
    role="director", directness=Directness.MIXED, confidence=0.74,
)  # fmt: skip
NIGHT_BOATS = a_statement(
    "the difference between a job and no job",
    article="a-night", by="passenger-voice", on="night-sailings", person="Ida Marr", role="chair",
)  # fmt: skip
LIVE_WITH_IT = a_statement(
    "may be something we could live with, in time",
    article="a-profit", by="blue-line", on="profit-ban", stance=Stance.LEANS_FOR, person="Per Aasen",
    role="chief executive", modality=Modality.HEDGED, confidence=0.61,
)  # fmt: skip
MINISTRY_FREE = a_statement(
    "This government will not tell companies what to do with their profits,",
    article="a-ministry", by="transport-ministry", on="profit-ban", stance=Stance.OPPOSES, person="Odd Lunde",
    role="minister for sea transport",
)  # fmt: skip
MINISTRY_DROPS = a_statement(
    "the ministry has dropped its opposition to limits on dividends",
    article="a-profit", by="transport-ministry", on="profit-ban", stance=Stance.LEANS_FOR,
    directness=Directness.HEARSAY, confidence=0.5, reported_reversal=True,
)  # fmt: skip
STATEMENTS = (
    WANTS_CAP, REFUSES_CAP, REFUSES_CAP_IN_WRITING, CREW_ALWAYS, CREW_IN_WINTER, NO_NIGHT_BOATS, NIGHT_BOATS,
    LIVE_WITH_IT, MINISTRY_FREE, MINISTRY_DROPS,
)  # fmt: skip
ADMISSIONS = {s.id: Admission(s.id, True, "") for s in STATEMENTS} | {
    MINISTRY_DROPS.id: Admission(MINISTRY_DROPS.id, False, "hearsay: the speaker is not named", "hearsay")
}


def a_finding(
    *evidence: tuple[Role, Statement], kind: Kind = Kind.REVERSAL, status: Status = Status.CONFIRMED, **fields
) -> Finding:
    before = next((s for role, s in evidence if role is Role.BEFORE), None)
    after = next((s for role, s in evidence if role is Role.AFTER), before)
    assert after is not None
    given = {
        "id": f"{after.id}"[:12], "before": before.stance if before else None, "after": after.stance,
        "confidence": 0.93, "said_on": after.said_on, "why": (), "wording": "Somebody has moved.",
    }  # fmt: skip
    return Finding(
        kind=kind,
        status=status,
        stakeholder=after.speaker.stakeholder or after.speaker.name,
        proposition=after.proposition,
        version=1,
        evidence=tuple(Evidence(statement, role) for role, statement in evidence),
        **(given | fields),
    )


def a_conclusion(
    finding: Finding, change: ChangeKind = ChangeKind.NEW, *, at: datetime = UNTIL, reason: str = ""
) -> Conclusion:
    return Conclusion(finding, change, at, reason)


REVERSAL = a_finding(
    (Role.BEFORE, WANTS_CAP), (Role.AFTER, REFUSES_CAP), (Role.AFTER, REFUSES_CAP_IN_WRITING),
    confidence=0.94, notes=("under new leadership",),
    wording="The Association of Island Councils has moved from supporting to opposing a legal cap on fares.",
    why=("two of its own statements within three days say so, one of them in its own publication.",),
)  # fmt: skip
SOFTENING = a_finding(
    (Role.BEFORE, CREW_ALWAYS), (Role.AFTER, CREW_IN_WINTER), kind=Kind.NEW_CONDITION, confidence=0.86,
    wording="The Harbour and Deck Workers’ Union has attached a condition to its support for a larger minimum crew.",
    why=("one own publication before and one after.",),
)  # fmt: skip
REPORTED = a_finding(
    (Role.BEFORE, MINISTRY_FREE), (Role.AFTER, MINISTRY_DROPS), kind=Kind.REPORTED_REVERSAL, status=Status.PROVISIONAL,
    confidence=0.5,
    wording="The Ministry of Sea Transport is reported to have moved on limits on dividends.",
    why=("only others say so, and they are not named.",),
)  # fmt: skip
UNSURE = a_finding(
    (Role.AFTER, LIVE_WITH_IT), kind=Kind.SOFTENING, status=Status.PROVISIONAL, confidence=0.58, before=Stance.OPPOSES,
    wording="Blue Line Ferries appears to have moved on limits on dividends.",
    why=("one hedged quotation", "a second statement would settle it.",),
)  # fmt: skip
ARCHIVED = a_finding(
    (Role.AFTER, NO_NIGHT_BOATS), kind=Kind.HARDENING, confidence=0.81, before=Stance.UNCOMMITTED,
    wording="The Federation of Ferry Operators had moved towards opposing night sailings by November 2025.",
)  # fmt: skip
WITHDRAWN = a_finding(
    (Role.AFTER, NIGHT_BOATS), kind=Kind.REVERSAL, status=Status.RETRACTED, confidence=0.3, before=Stance.OPPOSES,
    wording="No longer held: Passenger Voice appears to have moved on night sailings.",
)  # fmt: skip
BEFORE_PERIOD = datetime(2026, 2, 20, tzinfo=UTC)
CONCLUSIONS = (
    a_conclusion(REVERSAL),
    a_conclusion(SOFTENING),
    a_conclusion(REPORTED),
    a_conclusion(UNSURE),
    a_conclusion(ARCHIVED, ChangeKind.ARCHIVE),
    a_conclusion(replace(WITHDRAWN, status=Status.PROVISIONAL), at=BEFORE_PERIOD),
    a_conclusion(WITHDRAWN, ChangeKind.RETRACTED, reason="The earlier quotation was somebody else’s."),
)


def a_position(*evidence: Statement, status: Status = Status.CONFIRMED, confidence: float = 0.9) -> Position:
    last = evidence[-1]
    return Position(
        series=SeriesId(last.speaker.stakeholder or "", last.proposition),
        version=1,
        stance=last.stance,
        conditions=last.conditions,
        since=evidence[0].said_on or When.parse("2026"),
        until=None,
        confidence=confidence,
        status=status,
        evidence=evidence,
    )


POSITIONS = (
    a_position(REFUSES_CAP, REFUSES_CAP_IN_WRITING, confidence=0.94),
    a_position(CREW_IN_WINTER, confidence=0.86),
    a_position(NO_NIGHT_BOATS, confidence=0.81),
    a_position(NIGHT_BOATS, confidence=0.88),
    a_position(MINISTRY_FREE, confidence=0.7, status=Status.PROVISIONAL),
)
