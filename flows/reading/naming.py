"""Put the pack's stakeholders to attributions whose speaker or organisation is already known by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from storage.domain.attribution import Attribution
from storage.domain.sector import Registry
from storage.domain.when import When


def with_stakeholders(
    found: Iterable[Attribution], *, registry: Registry, published: When | None
) -> tuple[Attribution, ...]:
    """Return the attributions with `stakeholder` filled in where a name settles it.

    An organisation is known by its name or an alias. A person speaks for the one body in which they held an
    office when the text was published; without a date, or with several such bodies, nothing is guessed.
    """
    bodies = _by_name(registry)
    return tuple(replace(each, stakeholder=_body(each, bodies, registry, published)) for each in found)


def _body(
    attribution: Attribution, bodies: Mapping[str, str | None], registry: Registry, published: When | None
) -> str | None:
    for name in (attribution.organisation, attribution.speaker):
        if name and (body := bodies.get(_key(name))):
            return body
    if attribution.speaker is None or published is None:
        return None
    held = {office.organisation for office in registry.offices_of(attribution.speaker) if office.held_on(published)}
    return held.pop() if len(held) == 1 else None


def _by_name(registry: Registry) -> dict[str, str | None]:
    """Names to ids; None for a name that two bodies share."""
    found: dict[str, str | None] = {}
    for body in registry.stakeholders.values():
        for name in {_key(each) for each in (body.name, *body.aliases)}:
            found[name] = body.id if found.get(name, body.id) == body.id else None
    return found


def _key(name: str) -> str:
    folded = " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
    return folded.removesuffix("'s").removesuffix("'")
