"""Which of the findings held is the same as one found now, so that it keeps its name whatever turns up before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from storage.domain.finding import Finding, Kind, Role, Status
from storage.domain.hashing import content_id

_MOVES = frozenset({Kind.REVERSAL, Kind.SOFTENING, Kind.HARDENING, Kind.INCONSISTENCY})


def same(one: Finding, other: Finding) -> bool:
    """True when both tell of one event: a move to a position, or an observation, that the same statement speaks for."""
    if (one.series, one.version, _family(one)) != (other.series, other.version, _family(other)):
        return False
    return bool(telling(one) & telling(other))


def _family(finding: Finding) -> tuple[object, ...]:
    """What two findings must share to be one: a contest and the reversal it becomes do, two moved figures do not."""
    if finding.kind in _MOVES:
        return "move", (finding.after or 0) > (finding.before or 0)
    if finding.kind is Kind.MOVED_PARAMETER:
        return finding.kind, finding.why[:1]
    return (finding.kind,)


def telling(finding: Finding) -> frozenset[str]:
    """The statements that make the event; where there is none after it (words withdrawn), those before."""
    later = frozenset(e.statement.id for e in finding.evidence if e.role is not Role.BEFORE)
    return later or frozenset(e.statement.id for e in finding.evidence)


def named(found: Iterable[Finding], held: Iterable[Finding]) -> list[Finding]:
    """Return `found` under the ids that their events are held by. The order of both is irrelevant.

    An id is a rank among events of its kind, so an older event that is found later would take the id of the one we
    told: what we told keeps it, and the older one gets an id of its own.
    """
    new = {finding.id: finding for finding in found}
    known = {finding.id: finding for finding in held}
    ids = _matched(new, known)
    for id_, finding in sorted(new.items()):
        if id_ not in ids:
            ids[id_] = _free(finding, {*known, *ids.values()} if id_ in ids.values() else set())
    return [_renamed(finding, ids) for finding in new.values()]


def _matched(new: Mapping[str, Finding], known: Mapping[str, Finding]) -> dict[str, str]:
    """For each event that is held, the id it is held by: standing ones first, then the one that keeps its id."""
    pairs = [(f, old) for f in new.values() for old in known.values() if same(f, old)]
    likely = [
        (old.status is Status.RETRACTED, f.id != old.id, -len(telling(f) & telling(old)), f.id, old.id)
        for f, old in pairs
    ]
    ids: dict[str, str] = {}
    for *_, found, held in sorted(likely):
        if found not in ids and held not in ids.values():
            ids[found] = held
    return ids


def _free(finding: Finding, taken: set[str]) -> str:
    """Its own id, or one made of it and its first telling statement when that names another event."""
    id_ = finding.id
    while id_ in taken:
        id_ = content_id("finding", id_, min(telling(finding), default=""))
    return id_


def _renamed(finding: Finding, ids: Mapping[str, str]) -> Finding:
    related = tuple(sorted(ids.get(id_, id_) for id_ in finding.related))
    return replace(finding, id=ids[finding.id], related=related)
