"""Judge the series whose evidence changed, and append what changed in our conclusions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from flows.desk import Desk
from flows.judging import admissions, canonical, find, positions, reconcile, series_of, sources_of
from flows.judging.correcting import moves
from flows.stages.tally import Tally
from storage.domain.finding import Conclusion, Position
from storage.domain.statement import SeriesId, Statement


def pending(desk: Desk) -> list[SeriesId]:
    """Return the series that await judgement, in a fixed order.

    Words that a curator gave to another body are evidence of that body's series: it awaits judgement with theirs.
    """
    waiting = desk.ledger.pending()
    given = moves(desk.ledger.corrections())
    followers = {to for claim, targets in given.items() if desk.homes([claim]) & set(waiting) for to in targets}
    if followers - set(waiting):
        desk.ledger.reopen(followers - set(waiting))
        waiting = desk.ledger.pending()
    return sorted(waiting)


def judge(desk: Desk, series: Sequence[SeriesId], *, now: datetime) -> Tally:
    """Re-judge `series` from all their evidence; no other series is looked at.

    The tokens are read before the evidence: what arrives meanwhile leaves its series pending.
    """
    waiting = desk.ledger.pending()
    tokens = {key: waiting[key] for key in series if key in waiting}
    look = previous_look(desk, now=now)
    concluded: list[Conclusion] = []
    for key in sorted({canonical(named, registry=desk.registry) for named in tokens}):
        concluded += _judge_one(desk, key, now=now, look=look)
    new = desk.ledger.append(concluded, judged=tokens)
    return Tally({"series judged": len(tokens), "changed conclusions": new})


def _judge_one(desk: Desk, series: SeriesId, *, now: datetime, look: date | None) -> list[Conclusion]:
    sources = frozenset(sources_of(series, registry=desk.registry))
    known = desk.touching(sources)
    evidence = [statement for statement in known if statement.series in sources]
    gone = withdrawn(evidence, latest=latest_texts(desk, evidence))
    gates = admissions(evidence, registry=desk.registry, calibration=desk.calibration, withdrawn=gone)
    desk.ledger.add_admissions(gates, judged_at=now)
    found = find(evidence, registry=desk.registry, calibration=desk.calibration, withdrawn=gone)
    held = desk.ledger.held([series], retracted=True)
    corrected = {statement.id: statement.corrected for statement in known}
    return reconcile(held, found, now=now, previous_look=look, admissions=gates, corrected=corrected)


def previous_look(desk: Desk, *, now: datetime) -> date | None:
    """Return the day of the last run that began before `now`, less a grace; None on the first.

    What was said before it is an archive find. An interview printed today was often given weeks ago: that is news.
    """
    before = next((run.started_at for run in desk.ledger.runs() if run.started_at < now), None)
    return (before - timedelta(days=desk.calibration.grace_days)).date() if before else None


def withdrawn(evidence: Iterable[Statement], *, latest: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Return the ids of statements whose words the newest revision of their article no longer has.

    They stop voting; that a quotation is gone is told besides. `latest` maps an article to the id and the text
    of the revision it shows now.
    """
    return frozenset(
        statement.id
        for statement in evidence
        if statement.revision != latest[statement.article][0] and statement.text not in latest[statement.article][1]
    )


def latest_texts(
    desk: Desk, evidence: Iterable[Statement], *, as_of: datetime | None = None
) -> dict[str, tuple[str, str]]:
    """Return for each article of `evidence` the id and the text of the revision it showed at `as_of`, or shows now."""
    shown = desk.ledger.latest_revisions(articles={statement.article for statement in evidence}, as_of=as_of)
    return {revision.article: (revision.id, revision.text) for revision in desk.ledger.revisions(shown.values())}


def standing(desk: Desk, statements: Iterable[Statement], *, as_of: datetime | None = None) -> list[Position]:
    """Return the positions that stand at the end of each series, or stood there at `as_of`."""
    together: defaultdict[SeriesId, list[Statement]] = defaultdict(list)
    for statement in statements:
        together[series_of(statement, registry=desk.registry)].append(statement)
    return standing_in(desk, together, as_of=as_of)


def standing_in(
    desk: Desk, series: Mapping[SeriesId, Sequence[Statement]], *, as_of: datetime | None = None
) -> list[Position]:
    """Return the positions that stand at the end of each of `series`, or stood there at `as_of`."""
    found: list[Position] = []
    for evidence in series.values():
        gone = withdrawn(evidence, latest=latest_texts(desk, evidence, as_of=as_of))
        held = positions(evidence, registry=desk.registry, calibration=desk.calibration, withdrawn=gone)
        found += [position for position in held if position.until is None]
    return found
