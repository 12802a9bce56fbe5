"""Resolve statements to what a reader sees: speaker, office, outlet, date, link, passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flows.reporting import naming
from flows.reporting.excerpts import excerpt
from storage.domain.article import Article
from storage.domain.attribution import Modality
from storage.domain.digest import Citation, Point, Timeline, Undated
from storage.domain.finding import Admission, Role
from storage.domain.sector import Registry
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Statement
from storage.domain.when import When


@dataclass(frozen=True)
class Sources:
    """Where to look things up: by article id, by revision id, by statement id."""

    registry: Registry
    articles: Mapping[str, Article]
    texts: Mapping[str, str]
    admissions: Mapping[str, Admission] = field(default_factory=dict)


def cite(statement: Statement, *, sources: Sources, role: Role | None = None) -> Citation:
    article = sources.articles.get(statement.article)
    admission = sources.admissions.get(statement.id)
    speaker = statement.speaker
    body = naming.stakeholder(sources.registry, speaker.stakeholder or speaker.name)
    return Citation(
        statement=statement.id,
        stakeholder=body,
        speaker=speaker.person or speaker.document or (speaker.name if speaker.stakeholder is None else body),
        office=speaker.role,
        outlet=statement.outlet,
        title=article.title if article else "",
        url=statement.url or (article.url if article else None),
        article=statement.article,
        said_on=statement.said_on,
        date_basis=_inferred(article) if statement.said_on else None,
        stance=counts_as(statement),
        confidence=statement.confidence,
        conditions=statement.conditions,
        directness=naming.DIRECTNESS[statement.directness],
        modality=_modality(statement),
        excerpt=excerpt(statement, sources.texts.get(statement.revision)),
        counted=admission is None or admission.admitted,
        refusal=naming.refusal(admission, statement.modality) if admission else "",
        role=role,
        relayed_by=statement.relayed_by,
        corrected=statement.corrected,
    )


def counts_as(statement: Statement) -> Stance:
    """The stance it counts for, the same in headings, quotations and pictures: hedged words, one level at most."""
    return statement.stance.one_level if statement.modality is Modality.HEDGED else statement.stance


def _modality(statement: Statement) -> str:
    told = naming.MODALITY[statement.modality]
    return f"{told}: counts one level" if counts_as(statement) is not statement.stance else told


def counts(statement: Statement, sources: Sources) -> bool:
    admission = sources.admissions.get(statement.id)
    return admission is None or admission.admitted


def _inferred(article: Article | None) -> str | None:
    """Why the date is what it is, where no date is printed: an inferred one must be seen as such."""
    dated = (article.said or article.published) if article else None
    return dated.basis if dated and dated.raw is None else None


def oldest_first(statements: Iterable[Statement]) -> list[Statement]:
    """Dated statements by date, undated last; ties by id, so that the order never depends on arrival."""
    return sorted(statements, key=lambda s: (s.said_on is None, s.said_on or _NEVER, s.id))


_NEVER = When.parse("0001-01-01")


def timeline(
    series: SeriesId,
    statements: Iterable[Statement],
    *,
    sources: Sources,
    turn: When | None = None,
    cited: Iterable[Statement] = (),
) -> Timeline:
    """Return every dated statement of one series as points, oldest first; of the `cited` also those without a date."""
    points = tuple(
        Point(s.said_on, counts_as(s), counts(s, sources), s.outlet) for s in oldest_first(statements) if s.said_on
    )
    return Timeline(
        stakeholder=naming.stakeholder(sources.registry, series.stakeholder),
        topic=naming.topic(sources.registry, series.proposition),
        points=points,
        turn=turn,
        undated=tuple(
            Undated(counts_as(s), counts(s, sources), s.outlet) for s in oldest_first(cited) if s.said_on is None
        ),
    )
