"""Build the digest of a period from what the ledger knew at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.reporting import naming
from flows.reporting.citing import Sources, cite, timeline
from flows.reporting.comparing import compare
from flows.reporting.leading import by_date, in_reading_order, newest_words
from flows.reporting.summing import summary
from storage.domain.article import Article
from storage.domain.digest import Comparison, Digest, Filters, Flag, Period, Read, Standing, Unknown
from storage.domain.finding import Admission, ChangeKind, Conclusion, Evidence, Finding, Position, Role, Status
from storage.domain.run import Failure
from storage.domain.sector import Registry
from storage.domain.stance import crosses
from storage.domain.statement import SeriesId, Statement
from storage.domain.when import When

_RANK = {Status.CONFIRMED: 3, Status.PROVISIONAL: 2, Status.CONTESTED: 1, Status.RETRACTED: 0}
_AFRESH = frozenset({ChangeKind.NEW, ChangeKind.ARCHIVE})


@dataclass(frozen=True)
class Material:
    """Everything known at `as_of` that the digest may need. Nothing else is looked at.

    `conclusions`: at least those of the period; earlier ones tell a finding that has only now been
    confirmed from one that was. `statements`: of every series with a finding or position, for the
    pictures. `texts`: revision id to text, for the paragraphs around quotations. `read`: ids of the
    articles read in the period. `history`: statements by the series they vote in, where a body was
    renamed; by default each votes in the series that it names. `held` are rows of positions that were
    worked out before, and `said` how many statements each article has: then nobody need hold all statements.
    """

    registry: Registry
    conclusions: Sequence[Conclusion] = ()
    positions: Sequence[Position] = ()
    statements: Sequence[Statement] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    admissions: Mapping[str, Admission] = field(default_factory=dict)
    read: Sequence[str] = ()
    counts: Sequence[tuple[str, int]] = ()
    failures: Sequence[Failure] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)  # name of an unknown speaker -> times
    history: Mapping[SeriesId, Sequence[Statement]] = field(default_factory=dict)  # where names have changed
    held: Sequence[Standing] = ()
    said: Mapping[str, int] = field(default_factory=dict)  # article id -> statements

    @property
    def sources(self) -> Sources:
        return Sources(self.registry, self.articles, self.texts, self.admissions)


def build(material: Material, *, period: Period, filters: Filters | None = None) -> Digest:
    """Return the digest of `period`. Pure: the order of everything in `material` is irrelevant."""
    wanted = filters or Filters()
    history = material.history or _by_series(material.statements)
    sections = _sections(material, period=period, wanted=wanted, history=history)
    unfinished = Digest(
        sector=material.registry.name,
        period=period,
        filters=wanted,
        summary=(),
        **sections,
        standing=_standing(material, wanted),
        counts=tuple(material.counts),
        read=_read(material),
        failures=tuple(sorted(set(material.failures), key=lambda f: (f.stage, f.thing, f.message))),
        unknown=_unknown(material.unknown),
        scope=_scope(wanted, material.registry),
    )
    return summary(unfinished)


def _scope(wanted: Filters, registry: Registry) -> str:
    """What the reader asked to see, in words."""
    parts = [
        f"only {naming.stakeholder(registry, wanted.stakeholder)} and what belongs to it" if wanted.stakeholder else "",
        f"only the topic “{naming.topic(registry, wanted.topic)}”" if wanted.topic else "",
        f"only what is {wanted.min_status} or surer" if wanted.min_status else "",
    ]
    return ", ".join(part for part in parts if part)


def _by_series(statements: Iterable[Statement]) -> dict[SeriesId, list[Statement]]:
    grouped: dict[SeriesId, list[Statement]] = defaultdict(list)
    for statement in statements:
        grouped[statement.series].append(statement)
    return grouped


def _sections(
    material: Material, *, period: Period, wanted: Filters, history: Mapping[SeriesId, Sequence[Statement]]
) -> dict[str, tuple[Flag, ...]]:
    found: dict[str, list[tuple[Conclusion, ChangeKind]]] = defaultdict(list)
    for latest, change, earlier in _changes(material.conclusions, period):
        if _is_wanted(latest.finding, change, wanted=wanted, registry=material.registry):
            found[_section(latest.finding, change, earlier)].append((latest, change))
    return {
        name: tuple(_flag(*entry, material=material, history=history) for entry in sorted(group, key=_page_order))
        for name, group in found.items()
    }


def _changes(
    conclusions: Iterable[Conclusion], period: Period
) -> list[tuple[Conclusion, ChangeKind, Conclusion | None]]:
    """Return for each finding touched in the period: its last word, what that is to a reader, what stood before."""
    logs: dict[str, list[Conclusion]] = defaultdict(list)
    for conclusion in conclusions:
        if conclusion.concluded_at <= period.until:
            logs[conclusion.finding.id].append(conclusion)
    changes = []
    for identifier in sorted(logs):
        log = sorted(set(logs[identifier]), key=_log_order)
        before = [c for c in log if period.since is not None and c.concluded_at <= period.since]
        inside = log[len(before) :]
        if not inside:
            continue
        earlier = before[-1] if before else None
        if inside[-1].change is ChangeKind.RETRACTED and inside[0].change in _AFRESH:
            continue  # came and went between two looks: this page never told it
        change = inside[-1].change
        if change is ChangeKind.AMENDED and inside[0].change in _AFRESH:
            change = inside[0].change  # grew within the period: new to a reader of this page
        changes.append((inside[-1], change, earlier))
    return changes


def _section(finding: Finding, change: ChangeKind, earlier: Conclusion | None) -> str:
    if change is ChangeKind.RETRACTED or finding.status is Status.RETRACTED:
        return "corrections"
    if change is ChangeKind.ARCHIVE:
        return "archive"
    # A finding that this page's reader last saw unconfirmed is news when it is confirmed.
    newly_sure = earlier is not None and earlier.finding.status is not Status.CONFIRMED
    if change is ChangeKind.AMENDED and not (newly_sure and finding.status is Status.CONFIRMED):
        return "corrections"
    if not finding.kind.is_shift:
        return "observations"
    return "shifts" if finding.status is Status.CONFIRMED else "unconfirmed"


def _is_wanted(finding: Finding, change: ChangeKind, *, wanted: Filters, registry: Registry) -> bool:
    sure_enough = (
        wanted.min_status is None
        or change is ChangeKind.RETRACTED  # whoever was told it must be told that it fell
        or _RANK[finding.status] >= _RANK[wanted.min_status]
    )
    return sure_enough and _about(finding.series, wanted, registry)


def _about(series: SeriesId, wanted: Filters, registry: Registry) -> bool:
    whose = wanted.stakeholder is None or naming.belongs_to(registry, series.stakeholder, wanted.stakeholder)
    return whose and wanted.topic in {None, series.proposition}


def _page_order(entry: tuple[Conclusion, ChangeKind]) -> tuple[int, bool, int, int, str]:
    """Surest first, a change of sign before a change of degree, then newest, then by id."""
    finding = entry[0].finding
    crossed = finding.before is not None and finding.after is not None and crosses(finding.before, finding.after)
    newest = -finding.said_on.last.toordinal()
    return -_RANK[finding.status], not crossed, newest, -round(finding.confidence * 1e6), finding.id


def flag(conclusion: Conclusion, *, sources: Sources, history: Iterable[Statement]) -> Flag:
    """Return one finding with its quotations, comparison and picture."""
    finding = conclusion.finding
    evidence = by_date(finding.evidence)
    read = in_reading_order(evidence, finding=finding, sources=sources)
    return Flag(
        finding=finding,
        change=conclusion.change,
        concluded_at=conclusion.concluded_at,
        reason=conclusion.reason,
        stakeholder=naming.stakeholder(sources.registry, finding.stakeholder),
        topic=naming.topic(sources.registry, finding.proposition),
        proposition=naming.proposition(sources.registry, finding.proposition),
        citations=tuple(cite(e.statement, sources=sources, role=e.role) for e in read),
        comparison=_comparison(evidence),
        timeline=timeline(
            finding.series,
            _with(history, evidence, finding.series),
            sources=sources,
            turn=finding.said_on if finding.kind.is_shift else None,
            cited=[e.statement for e in evidence if e.statement.series == finding.series],
        ),
    )


def _flag(
    conclusion: Conclusion,
    change: ChangeKind,
    *,
    material: Material,
    history: Mapping[SeriesId, Sequence[Statement]],
) -> Flag:
    told = Conclusion(conclusion.finding, change, conclusion.concluded_at, conclusion.reason)
    return flag(told, sources=material.sources, history=history.get(conclusion.finding.series, ()))


def _with(history: Iterable[Statement], evidence: Iterable[Evidence], series: SeriesId) -> list[Statement]:
    """The series and its evidence, each once: what stands beside may belong to another series."""
    own = [e.statement for e in evidence if e.role is not Role.BESIDE or e.statement.series == series]
    return list({s.id: s for s in [*history, *own]}.values())


def _comparison(evidence: Sequence[Evidence]) -> Comparison | None:
    """The nearest copies among what was said before and after."""
    earlier = [e.statement.text for e in evidence if e.role is Role.BEFORE]
    later = [e.statement.text for e in evidence if e.role is not Role.BEFORE]
    found = [c for old in earlier[-3:] for new in later[:3] if (c := compare(old, new))]
    return max(found, key=lambda c: c.similarity, default=None)


def latest_conclusions(conclusions: Iterable[Conclusion]) -> list[Conclusion]:
    """The last word on every finding, in the order of their ids."""
    last: dict[str, Conclusion] = {}
    for conclusion in sorted(set(conclusions), key=_log_order):
        last[conclusion.finding.id] = conclusion
    return [last[identifier] for identifier in sorted(last)]


def _log_order(conclusion: Conclusion) -> tuple[datetime, bool]:
    return conclusion.concluded_at, conclusion.change is ChangeKind.RETRACTED


def standing(position: Position, *, sources: Sources) -> Standing:
    """Return a position as a row: what, since when, how sure, and the newest words for it."""
    newest = newest_words(position, sources.registry.propositions.get(position.series.proposition))
    return Standing(
        stakeholder_id=position.series.stakeholder,
        stakeholder=naming.stakeholder(sources.registry, position.series.stakeholder),
        topic_id=position.series.proposition,
        topic=naming.topic(sources.registry, position.series.proposition),
        stance=position.stance,
        conditions=position.conditions,
        since=position.since,
        confidence=position.confidence,
        status=position.status,
        latest=cite(newest, sources=sources) if newest else None,
        statements=len(position.evidence),
    )


def _standing(material: Material, wanted: Filters) -> tuple[Standing, ...]:
    rows = [
        row
        for row in (*material.held, *(standing(p, sources=material.sources) for p in material.positions))
        if _about(SeriesId(row.stakeholder_id, row.topic_id), wanted, material.registry)
        and (wanted.min_status is None or _RANK[row.status] >= _RANK[wanted.min_status])
    ]
    return tuple(sorted(rows, key=_by_topic))


def _by_topic(row: Standing) -> tuple[str, str, str, str, When]:
    return row.topic.casefold(), row.topic_id, row.stakeholder.casefold(), row.stakeholder_id, row.since


def _read(material: Material) -> tuple[Read, ...]:
    """What was read. Statement counts are over what the ledger handed over."""
    found: defaultdict[str, int] = defaultdict(int, material.said)
    for statement in material.statements:
        found[statement.article] += 1
    known = [material.articles[i] for i in sorted(set(material.read)) if i in material.articles]
    rows = [Read(a.id, a.title, a.outlet, a.url, a.published.when if a.published else None, found[a.id]) for a in known]
    return tuple(sorted(rows, key=lambda r: (r.published is None, r.published and r.published.first, r.title, r.id)))


def _unknown(names: Mapping[str, int]) -> tuple[Unknown, ...]:
    rows = [Unknown(name, times) for name, times in names.items()]
    return tuple(sorted(rows, key=lambda u: (-u.times, u.name)))
