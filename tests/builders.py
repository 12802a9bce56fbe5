"""Short ways to say what matters in a test, and nothing else. Everybody in here is fictional."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from storage.domain.attribution import Directness, Modality
from storage.domain.hashing import content_id
from storage.domain.sector import Administration, Certainty, Office, Proposition, Registry, Stakeholder
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import Parameter, Speaker, Statement
from storage.domain.when import When

ASSOCIATION = "harbour-masters"
MINISTRY = "ministry"
PROFIT_CAP = "profit-cap"


def an_office(
    person: str, *, of: str, role: str = "president", since: str | None = None, until: str | None = None
) -> Office:
    """A dated role of a fictional person."""
    start, end = (When.parse(day) if day else None for day in (since, until))
    return Office(person, of, role, start, end, Certainty.HIGH)


def a_stakeholder(
    id_: str,
    *,
    name: str | None = None,
    kind: str = "association",
    nation: str | None = None,
    parent: str | None = None,
    offices: Iterable[Office] = (),
    successor: str | None = None,
    administrations: Iterable[tuple[str, str | None, str | None]] = (),
) -> Stakeholder:
    terms = tuple(
        Administration(party, When.parse(since) if since else None, When.parse(until) if until else None)
        for party, since, until in administrations
    )
    return Stakeholder(
        id_, name or id_.replace("-", " ").title(), kind, nation, parent, offices=tuple(offices), successor=successor,
        administrations=terms,
    )  # fmt: skip


def a_proposition(
    id_: str, *, label: str | None = None, version: int = 1, nation: str | None = None, sentence: str | None = None
) -> Proposition:
    return Proposition(
        id_, version, label or id_.replace("-", " ").capitalize(), nation, sentence or f"There should be a {id_}.",
        "Wants it.", "Does not want it.", (id_,), (), (), (),
    )  # fmt: skip


def a_registry(
    stakeholders: Iterable[Stakeholder] | None = None, propositions: Iterable[Proposition] | None = None
) -> Registry:
    """A small pack: an association of harbour masters, a ministry, and a proposed cap on profits."""
    bodies = (
        stakeholders
        if stakeholders is not None
        else [a_stakeholder(ASSOCIATION), a_stakeholder(MINISTRY, kind="department")]
    )
    questions = propositions if propositions is not None else [a_proposition(PROFIT_CAP, label="A cap on profits")]
    return Registry(
        "harbours", None, "digest", {p.id: p for p in questions}, {s.id: s for s in bodies}, sources={}, articles={}
    )


def a_statement(
    stance: Stance = Stance.SUPPORTS,
    said_on: str | None = "2024-03-01",
    *,
    by: str | None = ASSOCIATION,
    on: str = PROFIT_CAP,
    person: str | None = None,
    role: str | None = None,
    document: str | None = None,
    in_office: bool = True,
    directness: Directness = Directness.QUOTED,
    modality: Modality = Modality.ASSERTED,
    text: str | None = None,
    article: str | None = None,
    outlet: str = "The Harbour Gazette",
    seen_at: str | None = None,
    version: int = 1,
    nation: str | None = None,
    conditions: tuple[str, ...] = (),
    parameters: tuple[Parameter, ...] = (),
    endorsed: bool = True,
    continuity: bool = False,
    acknowledges_change: bool = False,
    reported_reversal: bool = False,
    syndicated_from: str | None = None,
    start: int = 0,
) -> Statement:
    """A statement of a fictional body. Unless told, its words are like no other's and it was seen when it was said."""
    mark = content_id(stance, said_on, by, on, person, document, directness, modality, article, outlet, version, start)
    words = text or f"words {mark[:4]} {mark[4:8]} {mark[8:12]} {mark[12:]} on {on}"
    when = When.parse(said_on) if said_on else None
    seen = datetime.fromisoformat(seen_at) if seen_at else _noon(when)
    place = article or f"article-{mark}"
    return Statement(
        article=place,
        revision=f"revision-of-{place}",
        url=f"https://gazette.example/{place}",
        outlet=outlet,
        speaker=Speaker(person or by or "A passer-by", by, person, role, in_office, document),
        proposition=on,
        version=version,
        stance=stance,
        confidence=0.9,
        directness=directness,
        modality=modality,
        content=(Span(start, start + len(words)),),
        text=words,
        source=(),
        source_text=by or "",
        said_on=when,
        seen_at=seen if seen.tzinfo else seen.replace(tzinfo=UTC),
        nation=nation,
        conditions=conditions,
        parameters=parameters,
        endorsed=endorsed,
        continuity=continuity,
        acknowledges_change=acknowledges_change,
        reported_reversal=reported_reversal,
        syndicated_from=syndicated_from,
    )


def _noon(when: When | None) -> datetime:
    day = when.last if when else None
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else datetime(2026, 1, 1, 12, tzinfo=UTC)
