"""Context that a reader needs beside a shift: who leads now, who governs now, what the body used to be called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.judging.leading import leads
from flows.judging.order import Occasion
from flows.judging.series import sources_of
from storage.domain.sector import Administration, Office, Registry, Stakeholder
from storage.domain.statement import SeriesId, Speaker
from storage.domain.when import When


def notes(
    stakeholder: str,
    *,
    last: Occasion,
    first: Occasion,
    late: Sequence[Occasion],
    early: Sequence[Occasion],
    registry: Registry,
) -> Iterator[str]:
    """Yield the notes of a change between occasions `last` and `first`, in a fixed order."""
    body = registry.stakeholders.get(stakeholder)
    if body is None:
        return
    if _administration_changed(body, last.said_on, first.said_on, registry):
        yield "the administration changed"
    if _new_holder(body, last, late, registry):
        yield "under new leadership"
    names = {
        registry.stakeholders[n].name
        for o in early
        for n in _names(o)
        if n != stakeholder and n in registry.stakeholders
    }
    for name in sorted(names):
        yield f"formerly {name}"


def left_office(occasion: Occasion, day: When, registry: Registry) -> bool:
    """True when those who spoke are known to hold no office in the body any more on `day`."""
    return all(_left(u.statement.speaker, day, registry) for u in occasion.utterances)


def _left(speaker: Speaker, day: When, registry: Registry) -> bool:
    body = registry.stakeholders.get(speaker.stakeholder or "")
    offices = [o for o in body.offices if o.person == speaker.person] if body and speaker.person else []
    return bool(offices) and not any(o.held_on(day) for o in offices)


def _names(occasion: Occasion) -> set[str]:
    return {u.statement.speaker.stakeholder or "" for u in occasion.utterances}


def _new_holder(body: Stakeholder, last: Occasion, late: Sequence[Occasion], registry: Registry) -> bool:
    """True when all who are named in the later evidence came after the earlier words, and one of them leads."""
    speakers = {person for o in late for person in o.persons}
    began = [_offices(person, body, registry) for person in speakers]
    new = all(
        offices and all(o.since is not None and last.said_on.precedes(o.since) for o in offices) for offices in began
    )
    return bool(began) and new and any(leads(o.role, body) for offices in began for o in offices)


def _offices(person: str, body: Stakeholder, registry: Registry) -> list[Office]:
    """Under whatever name the body went: a president who stays through a renaming is no new one."""
    names = [source.stakeholder for source in sources_of(SeriesId(body.id, ""), registry=registry)]
    return [o for name in names for o in registry.stakeholders[name].offices if o.person == person]


def _administration_changed(body: Stakeholder, early: When, late: When, registry: Registry) -> bool:
    """True when those who governed on one day cannot have governed on the other."""
    terms = _administrations(body, registry)
    before, after = ({t for t in terms if t.governed_on(day)} for day in (early, late))
    return bool(before and after) and not before & after


def _administrations(body: Stakeholder, registry: Registry) -> tuple[Administration, ...]:
    """Those of the body, or of the government that it is a part of."""
    seen: set[str] = set()
    current: Stakeholder | None = body
    while current and not current.administrations and current.parent and current.id not in seen:
        seen.add(current.id)
        current = registry.stakeholders.get(current.parent)
    return current.administrations if current else ()
