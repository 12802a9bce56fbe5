"""Judge the series whose evidence changed, and append what changed in our conclusions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from flows.desk import Desk
from flows.judging import Gone, Shown, admissions, canonical, find, gone, positions, reconcile, series_of, sources_of
from flows.judging.correcting import moves
from flows.stages.tally import Tally
from storage.domain.finding import Admission, Conclusion, Position
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
    tokens: defaultdict[SeriesId, dict[SeriesId, int]] = defaultdict(dict)
    for named in series:
        if named in waiting:
            tokens[canonical(named, registry=desk.registry)][named] = waiting[named]
    look = previous_look(desk, now=now)
    new = 0
    for key in sorted(tokens):
        concluded, gates = _judge_one(desk, key, now=now, look=look)
        new += desk.ledger.append(concluded, judged=tokens[key], admissions={now: gates})
    return Tally({"series judged": sum(map(len, tokens.values())), "changed conclusions": new})


def _judge_one(
    desk: Desk, series: SeriesId, *, now: datetime, look: date | None
) -> tuple[list[Conclusion], list[Admission]]:
    sources = frozenset(sources_of(series, registry=desk.registry))
    known = desk.touching(sources)
    evidence = [statement for statement in known if statement.series in sources]
    left = no_longer_said(desk, evidence)
    gates = admissions(evidence, registry=desk.registry, calibration=desk.calibration, left=left)
    found = find(evidence, registry=desk.registry, calibration=desk.calibration, left=left)
    held = desk.ledger.held([series], retracted=True)
    corrected = {statement.id: statement.corrected for statement in known}
    return reconcile(held, found, now=now, previous_look=look, admissions=gates, corrected=corrected), gates


def previous_look(desk: Desk, *, now: datetime) -> date | None:
    """Return the day of the last run that began before `now`, less a grace; None on the first.

    What was said before it is an archive find. An interview printed today was often given weeks ago: that is news.
    """
    before = next((run.started_at for run in desk.ledger.runs() if run.started_at < now), None)
    return (before - timedelta(days=desk.calibration.grace_days)).date() if before else None


def no_longer_said(desk: Desk, evidence: Sequence[Statement], *, as_of: datetime | None = None) -> Gone:
    """Return which statements of a series, given whole, their articles made no longer at `as_of`, or make no longer."""
    shown = desk.ledger.latest_revisions(articles={statement.article for statement in evidence}, as_of=as_of)
    edited = {s.article for s in evidence if s.revision != shown[s.article]}
    if not edited:
        return Gone()
    known = list(desk.ledger.revisions(articles=edited, as_of=as_of))
    read = desk.ledger.read_by_anybody((revision.id for revision in known), as_of=as_of)
    texts: dict[str, list[Shown]] = {article: [] for article in edited}
    for revision in sorted(known, key=lambda r: (r.id == shown[r.article], r.seen_at, r.id), reverse=True):
        texts[revision.article].append(Shown(revision.id, revision.text, revision.id in read))
    return gone([s for s in evidence if s.article in edited], shown=texts)


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
        left = no_longer_said(desk, evidence, as_of=as_of)
        held = positions(evidence, registry=desk.registry, calibration=desk.calibration, left=left)
        found += [position for position in held if position.until is None]
    return found
