"""Decide which timeline a statement belongs to: the organisation's, or the person's own."""

from __future__ import annotations

from collections.abc import Iterable

from storage.domain.sector import Registry, Stakeholder
from storage.domain.statement import SeriesId, Statement

PERSON = "person"  # the kind of an entry that is one human being


def by_id(evidence: Iterable[Statement]) -> dict[str, Statement]:
    """Return the statements of a set by id. Of two that differ under one id, arrival does not decide which is kept."""
    kept: dict[str, Statement] = {}
    for statement in evidence:
        known = kept.get(statement.id)
        if known is None or (known != statement and repr(statement) < repr(known)):
            kept[statement.id] = statement
    return kept


def series_of(statement: Statement, *, registry: Registry) -> SeriesId:
    """Return the series that `statement` votes in: that of the body which carries its holder's name today."""
    return canonical(statement.series, registry=registry)


def canonical(series: SeriesId, *, registry: Registry) -> SeriesId:
    """Return the series that statements named `series` vote in."""
    return SeriesId(_today(series.stakeholder, registry), series.proposition)


def sources_of(series: SeriesId, *, registry: Registry) -> tuple[SeriesId, ...]:
    """Return every series, as statements name it, that must be loaded to judge `series`."""
    names = [series.stakeholder]
    for body in registry.stakeholders.values():
        known_as = (body.id, *_own_names(body)) if body.kind == PERSON else (body.id,)
        names += [name for name in known_as if name not in names and _today(name, registry) == series.stakeholder]
    return tuple(SeriesId(name, series.proposition) for name in names)


def _today(stakeholder: str, registry: Registry) -> str:
    """Follow renamings. A merger of several bodies is a new holder: their positions do not become its own.

    What a person says out of office is theirs under their name: where the pack has an entry for the person, that.
    """
    if stakeholder not in registry.stakeholders:
        entries = [e.id for e in registry.stakeholders.values() if e.kind == PERSON and stakeholder in _own_names(e)]
        stakeholder = entries[0] if len(entries) == 1 else stakeholder
    seen = {stakeholder}
    body = registry.stakeholders.get(stakeholder)
    while body and body.successor and body.successor not in seen and len(_predecessors(body.successor, registry)) == 1:
        stakeholder = body.successor
        seen.add(stakeholder)
        body = registry.stakeholders.get(stakeholder)
    return stakeholder


def _own_names(person: Stakeholder) -> tuple[str, ...]:
    return (person.name, *person.aliases)


def _predecessors(stakeholder: str, registry: Registry) -> list[str]:
    return [body.id for body in registry.stakeholders.values() if body.successor == stakeholder]
