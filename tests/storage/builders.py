"""Fictional observations and conclusions; everything that does not matter to a test has a value here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.domain.article import Article, ArticleKind, Dated, Look, Revision
from storage.domain.attribution import Attribution, Directness, Modality
from storage.domain.finding import ChangeKind, Conclusion, Evidence, Finding, Kind, Role, Status
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import Reading, Speaker, Statement, Step
from storage.domain.when import When

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def an_article(name: str = "a1", *, title: str = "Guild sets out its view", published: str = "2026-02-28") -> Article:
    return Article(
        id=name,
        source="gazette",
        url=f"https://gazette.example/{name}",
        title=title,
        outlet="The Gazette",
        kind=ArticleKind.NEWS,
        published=Dated(When.parse(published), "feed"),
    )


def a_revision(article: str = "a1", *, text: str = "The guild backs the ban.", seen_at: datetime = START) -> Revision:
    return Revision(article, text, seen_at, Look.FEED, "extractor 1")


def an_attribution() -> Attribution:
    return Attribution(
        (Span(0, 9),), (Span(10, 15),), (Span(16, 23),), Directness.NARRATED, 0.75, why="a verb of stance"
    )


def a_statement(
    revision: Revision,
    *,
    by: str = "guild",
    on: str = "ban",
    stance: Stance = Stance.SUPPORTS,
    said_on: str | None = "2026-02-28",
    why: str = "",
) -> Statement:
    return Statement(
        article=revision.article,
        revision=revision.id,
        url=None,
        outlet="The Gazette",
        speaker=Speaker(by.title(), by),
        proposition=on,
        version=1,
        stance=stance,
        confidence=0.9,
        directness=Directness.QUOTED,
        modality=Modality.ASSERTED,
        content=(Span(0, 9),),
        text=revision.text[:9],
        source=(Span(4, 9),),
        source_text=revision.text[4:9],
        said_on=When.parse(said_on) if said_on else None,
        seen_at=revision.seen_at,
        trail=(Step("stance", "supports", why),) if why else (),
    )


def a_reading(revision: Revision, *statements: Statement, reader: str = "reader 1", pack: str = "pack 1") -> Reading:
    return Reading(revision.id, reader, pack, (an_attribution(),), statements, ("A passer-by",))


def a_finding(*evidence: Statement, name: str = "f1", status: Status = Status.CONFIRMED, on: str = "ban") -> Finding:
    return Finding(
        id=name,
        kind=Kind.REVERSAL,
        status=status,
        stakeholder="guild",
        proposition=on,
        version=1,
        before=Stance.OPPOSES,
        after=Stance.SUPPORTS,
        said_on=When.parse("2026-02-28"),
        confidence=0.875,
        evidence=tuple(Evidence(statement, Role.AFTER) for statement in evidence),
        wording="The guild has moved.",
    )


def concluded(finding: Finding, at: datetime, change: ChangeKind = ChangeKind.NEW, reason: str = "") -> Conclusion:
    return Conclusion(finding, change, at, reason)
