"""From a set of statements to the findings it supports: a pure function, whatever order they arrived in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.judging.admission import admissions, lies_ahead
from flows.judging.calibration import Calibration
from flows.judging.conditions import condition_changes
from flows.judging.divergence import divergences
from flows.judging.established import Belief, beliefs
from flows.judging.notes import notes
from flows.judging.observed import Observed
from flows.judging.order import Occasion, many, occasions
from flows.judging.parameters import moved_parameters
from flows.judging.revised import NOTHING_GONE, Gone, once
from flows.judging.series import by_id, series_of
from flows.judging.shifts import Change, changes, contradictions
from flows.judging.told import acknowledged_changes, reported_reversals, withdrawals
from flows.judging.utterances import distinct_utterances
from flows.judging.wording import headline
from storage.domain.finding import Evidence, Finding, Kind, Role, Status
from storage.domain.hashing import content_id
from storage.domain.sector import Registry
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Statement

Key = tuple[SeriesId, int]  # a series, and the version of its proposition: two versions are never compared


@dataclass(frozen=True)
class Case:
    """All there is to judge about one series and version: what votes, in order, and what was refused."""

    series: SeriesId
    version: int
    statements: tuple[Statement, ...]
    timeline: tuple[Occasion, ...]
    held: tuple[Belief, ...]  # empty when nothing votes
    withdrawn: tuple[Statement, ...] = ()


def find(
    evidence: Iterable[Statement], *, registry: Registry, calibration: Calibration, left: Gone = NOTHING_GONE
) -> list[Finding]:
    """Return the findings that `evidence` supports. Its order and repetition are irrelevant.

    `left` tells which statements later revisions of their articles do not make any more.
    """
    cases_ = cases(evidence, registry=registry, calibration=calibration, left=left)
    found = [f for case in cases_ for f in findings_of(case, registry=registry, calibration=calibration)]
    return sorted(found, key=lambda f: (f.stakeholder, f.proposition, f.version, f.said_on, f.id))


def cases(
    evidence: Iterable[Statement], *, registry: Registry, calibration: Calibration, left: Gone = NOTHING_GONE
) -> Iterator[Case]:
    """Split `evidence` into what can be judged apart, sorted by series and version."""
    groups: dict[Key, list[Statement]] = defaultdict(list)
    for _, statement in sorted(by_id(evidence).items()):
        groups[series_of(statement, registry=registry), statement.version].append(statement)
    for key in sorted(groups):
        yield _case(key, groups[key], registry, calibration, left)


def _case(key: Key, members: list[Statement], registry: Registry, calibration: Calibration, left: Gone) -> Case:
    gates = {a.statement: a for a in admissions(members, registry=registry, calibration=calibration, left=left)}
    voting = [s for s in members if gates[s.id].admitted or gates[s.id].gate == "copy"]
    utterances = distinct_utterances(voting, registry=registry, calibration=calibration)
    timeline = tuple(occasions(utterances, calibration=calibration))
    held = beliefs(timeline, calibration=calibration) if timeline else ()
    gone = tuple(s for s in members if gates[s.id].gate == "withdrawn")
    # What others tell does not vote, and does not count either once its article no longer says so.
    present = (s for s in members if s.id not in left.withdrawn | left.overtaken)
    gates_passed = {"", "modality", "reported", "copy"}
    kept = (s for s in present if gates[s.id].gate in gates_passed and _told(s, registry, calibration))
    return Case(key[0], key[1], tuple(once(kept)), timeline, held, gone)


def _told(statement: Statement, registry: Registry, calibration: Calibration) -> bool:
    """What others tell of a holder counts for a holder and a proposition of the pack, and from no day still to come."""
    if lies_ahead(statement, calibration):
        return False
    return statement.speaker.stakeholder in registry.stakeholders and statement.proposition in registry.propositions


def findings_of(case: Case, *, registry: Registry, calibration: Calibration) -> list[Finding]:
    """Return the findings of one case."""
    shifts = [_shift(case, c, rank, registry) for rank, c in numbered(case, calibration=calibration)]
    found = [*shifts, *(_observation(case, o) for o in _observed(case, shifts, registry, calibration))]
    return [replace(f, wording=headline(f, registry)) for f in _related(found)]


def numbered(case: Case, *, calibration: Calibration) -> Iterator[tuple[int, Change]]:
    """Yield the changes of a case, each with its rank among those in the same direction."""
    if not case.held:
        return
    found = changes(case.held, calibration=calibration)
    claimed = {o.key for change in found for o in change.late}
    unsettled = contradictions(case.timeline, calibration=calibration)
    found += [c for c in unsettled if c.first.key not in claimed]
    ranks: dict[int, int] = defaultdict(int)
    for change in found:
        yield ranks[change.direction], change
        ranks[change.direction] += 1


def _observed(
    case: Case, shifts: Sequence[Finding], registry: Registry, calibration: Calibration
) -> Iterator[Observed]:
    yield from divergences(case.timeline, registry=registry, calibration=calibration)
    yield from reported_reversals(case.statements, case.timeline, calibration=calibration)
    yield from acknowledged_changes(case.timeline, calibration=calibration)
    yield from withdrawals(case.withdrawn)
    if case.held:
        asked = registry.propositions.get(case.series.proposition)
        yield from moved_parameters(case.held, proposition=asked, registry=registry, calibration=calibration)
        # A condition that comes with a change of level is told there, not twice.
        dates = {f.said_on for f in shifts}
        yield from (o for o in condition_changes(case.held, calibration=calibration) if o.said_on not in dates)


def _shift(case: Case, change: Change, rank: int, registry: Registry) -> Finding:
    # The rank among changes in the same direction, not a date or statement, so that evidence found later keeps the id.
    id_ = content_id(
        "finding", case.series.stakeholder, case.series.proposition, case.version, "shift", change.direction, rank
    )
    told = tuple(
        notes(
            case.series.stakeholder,
            last=change.last,
            first=change.first,
            late=change.late,
            early=change.early,
            registry=registry,
        )
    )
    evidence = [Evidence(s, Role.BEFORE) for s in _speaking_for(change.before, change.early)]
    evidence += [Evidence(s, Role.AFTER) for s in _speaking_for(change.after, change.late)]
    return Finding(
        id_, change.kind, change.status, case.series.stakeholder, case.series.proposition, case.version, change.before,
        change.after, change.first.said_on, round(change.confidence, 3), tuple(evidence), "", told, (),
        (_basis(change), *change.why),
    )  # fmt: skip


def _speaking_for(stance: Stance, said: Sequence[Occasion]) -> list[Statement]:
    """The sentences on the side of `stance`; all of them where the model alone put an occasion on that side."""
    told = [u.statement for o in said for u in o.utterances]
    return [s for s in told if s.stance.sign == stance.sign] or told


def _basis(change: Change) -> str:
    said = f"{many(len(change.early))} before and {many(len(change.late))} after"
    return f"that the position changed, from {said}"


def _observation(case: Case, seen: Observed) -> Finding:
    series = case.series
    id_ = content_id("finding", series.stakeholder, series.proposition, case.version, *seen.family, seen.rank)
    return Finding(
        id_, seen.kind, seen.status, series.stakeholder, series.proposition, case.version, seen.before, seen.after,
        seen.said_on, round(seen.confidence, 3), seen.evidence, "", (), (), seen.why,
    )  # fmt: skip


_TOLD = frozenset({Kind.REPORTED_REVERSAL, Kind.ACKNOWLEDGED_CHANGE})


def _related(found: list[Finding]) -> list[Finding]:
    """Link what tells of one change: a shift in own words, and the report or acknowledgement of it."""
    links: Mapping[str, set[str]] = defaultdict(set)
    for told in (f for f in found if f.kind in _TOLD):
        for other in (f for f in found if f.kind.is_shift or f.kind in _TOLD):
            if told.id != other.id and _same_change(told, other):
                links[told.id].add(other.id)
                links[other.id].add(told.id)
    return [_linked(f, links, {o.id: o for o in found}) for f in found]


def _same_change(told: Finding, other: Finding) -> bool:
    one, two = told.after, other.after
    return one is not None and two is not None and one.sign == two.sign and told.series == other.series


def _linked(finding: Finding, links: Mapping[str, set[str]], known: Mapping[str, Finding]) -> Finding:
    related = tuple(sorted(links.get(finding.id, ())))
    if finding.kind is not Kind.REPORTED_REVERSAL:
        return replace(finding, related=related)
    own = any(
        e.role is Role.AFTER and e.statement.directness.has_own_words
        for id_ in related
        if known[id_].status is not Status.CONTESTED
        for e in known[id_].evidence
    )
    why = (*finding.why, "its own words since agree") if own else finding.why
    return replace(finding, related=related, why=why)
