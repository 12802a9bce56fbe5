"""Say which readings a change of the pack can touch: only those are made again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from storage.domain.hashing import content_id
from storage.domain.sector import Proposition, Registry, Stakeholder
from storage.domain.statement import Reading

_WORD = re.compile(r"\w+")
# Terms match by lemma, so words are compared by their beginnings: too many readings are made again, never too few.
_STEM = 5
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


def snapshot(registry: Registry) -> dict[str, Any]:
    """Return, for each entry of the pack, a hash of all it says and the names by which a text may mean it."""
    entries: dict[str, Any] = {}
    for proposition in registry.propositions.values():
        key = f"proposition/{proposition.id}"
        entries[key] = {"hash": content_id(repr(proposition)), "names": sorted(_terms(proposition))}
    for body in registry.stakeholders.values():
        entries[f"stakeholder/{body.id}"] = {"hash": content_id(repr(body)), "names": sorted(_names(body))}
    return entries


def affected(
    before: Mapping[str, Any], registry: Registry, *, texts: Mapping[str, str], readings: Mapping[str, Reading]
) -> set[str]:
    """Return the revisions (keys of `texts` and `readings`) that may be read differently under `registry`.

    `before` is the snapshot of the pack that the readings were made with.
    """
    after = snapshot(registry)
    changed = {key for key in {*before, *after} if _hash(before, key) != _hash(after, key)}
    names = [stems(name) for key in changed for pack in (before, after) for name in pack.get(key, {}).get("names", ())]
    return {
        revision
        for revision, reading in readings.items()
        if _speaks_of(reading, changed) or _mentions(texts[revision], names)
    }


def stems(name: str) -> frozenset[str]:
    """The beginnings of a name's words, without regard to case."""
    return frozenset(word[:_STEM] for word in _WORD.findall(name.casefold()))


def _hash(pack: Mapping[str, Any], key: str) -> str | None:
    entry = pack.get(key)
    return entry["hash"] if entry else None


def _speaks_of(reading: Reading, changed: Collection[str]) -> bool:
    return any(
        f"proposition/{s.proposition}" in changed or f"stakeholder/{s.speaker.stakeholder}" in changed
        for s in reading.statements
    )


def _mentions(text: str, names: Iterable[frozenset[str]]) -> bool:
    """True when one sentence has all words of a name: terms are matched within a few words of each other."""
    wanted = [name for name in names if name]
    return any(name <= present for present in map(stems, _SENTENCE.split(text)) for name in wanted)


def _terms(proposition: Proposition) -> set[str]:
    return {
        *proposition.measure_terms, *proposition.restricted_terms, *proposition.topic_terms, *proposition.near_misses
    }  # fmt: skip


def _names(body: Stakeholder) -> set[str]:
    """Its names, and the surnames of its office-holders."""
    surnames = {office.person.split()[-1] for office in body.offices if office.person}
    return {body.name, *body.aliases, *body.descriptive_refs, *surnames}
