"""Publish a digest: gather what the ledger knew at an instant, build the pages, write those that changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from flows.desk import Desk
from flows.reporting import html, json, markdown
from flows.reporting.building import Material, build
from flows.reporting.sections import file_name
from flows.stages.evidence import Evidence
from flows.stages.read import unknown_speakers
from flows.stages.site import FOLDER, refresh_site, site_shows
from flows.stages.writing import publishing_alone, write
from storage.domain.digest import Filters, Period, Standing
from storage.domain.errors import InputError
from storage.domain.finding import Admission, Status
from storage.domain.record import PublishedDigest
from storage.domain.run import Failure


@dataclass(frozen=True)
class Scope:
    """Which digest is wanted. Nothing set: what changed since the last one, if anything did."""

    since: datetime | None = None
    until: datetime | None = None
    as_of: datetime | None = None
    stakeholder: str | None = None
    topic: str | None = None
    min_status: Status | None = None

    @property
    def is_next(self) -> bool:
        return self == Scope()

    @property
    def filters(self) -> Filters:
        return Filters(self.stakeholder, self.topic, self.min_status)


@dataclass(frozen=True)
class Published:
    """`path` is relative to the data folder: of the digest written, or of the last one when there was nothing new."""

    path: str
    headline: str
    written: bool
    markdown: str


def publish(desk: Desk, scope: Scope, *, now: datetime) -> Published:
    """Write the digest of `scope`. Raises InputError for an unknown name and a folder that cannot be written.

    One run at a time: of two that end together, the one that gathered first could write last, and what the
    other had found would be on no page.
    """
    _check(scope, desk)
    with publishing_alone(desk.settings.data):
        return _publish(desk, scope, now=now)


def _publish(desk: Desk, scope: Scope, *, now: datetime) -> Published:
    until = scope.until or now
    # A digest of a time still to come - a rehearsal - is nobody's starting point.
    last = next((each for each in reversed(desk.ledger.digests()) if each.until <= until), None)
    period = _period(scope, last, now=now)
    if scope.is_next and last is not None and not _news(desk, period):
        if site_shows(desk) != last.until:  # a run was stopped between its digest and its site
            refresh_site(desk, now=last.until)
        return Published(last.path, f"Nothing new since {last.path}.", written=False, markdown="")
    published = _write_digest(desk, period, scope)  # forgotten before the site: of a large sector both take room
    shown = site_shows(desk)  # a past period is published beside the site, which goes on showing the latest
    refresh_site(desk, now=shown if shown and period.until < shown <= now else period.until)
    return published


def _write_digest(desk: Desk, period: Period, scope: Scope) -> Published:
    digest = build(gather(desk, period), period=period, filters=scope.filters)
    path = f"{FOLDER}/{file_name(digest)}.html"
    page = html.render(digest)
    checksum = hashlib.sha256(page.encode()).hexdigest()
    write(desk.settings.data, {path: page})
    write(desk.settings.data, {f"{FOLDER}/{file_name(digest)}.md": markdown.render(digest)})
    write(desk.settings.data, {f"{FOLDER}/{file_name(digest)}.json": json.render(digest)})
    if scope.filters == Filters():
        desk.ledger.add_digest(PublishedDigest(path, period.since, period.until, period.as_of, checksum))
    return Published(path, digest.summary[0], written=True, markdown=markdown.flags(digest))


def _check(scope: Scope, desk: Desk) -> None:
    """A misspelt name would give an empty page that looks like good news."""
    for what, wanted, known in (
        ("stakeholder", scope.stakeholder, desk.registry.stakeholders),
        ("topic", scope.topic, desk.registry.propositions),
    ):
        if wanted is not None and wanted not in known:
            raise InputError(f"the pack has no {what} {wanted!r}")


def _period(scope: Scope, last: PublishedDigest | None, *, now: datetime) -> Period:
    until = scope.until or now
    since = scope.since
    if since is None and last is not None and last.until < until:
        since = last.until
    if since is None and last is not None and last.until == until:
        since = last.since
    if since is not None and since >= until:
        raise InputError(f"the period is empty: it would start at {since.isoformat()} and end at {until.isoformat()}")
    return Period(since, until, scope.as_of or until)


def _news(desk: Desk, period: Period) -> bool:
    """True when a revision was seen, a conclusion changed, or something failed that had not failed just before."""
    if desk.ledger.conclusions(since=period.since, until=period.until) or _seen(desk, period):
        return True
    return bool(_failing(desk, period) - _failing(desk, Period(None, period.since or period.until, period.as_of)))


def _failing(desk: Desk, period: Period) -> set[str]:
    return {failure.thing for failure in _failures(desk, period)}


def _seen(desk: Desk, period: Period) -> dict[str, str]:
    """The revisions first seen in the period, with their articles."""
    return desk.ledger.seen(since=period.since, as_of=min(period.until, period.as_of))


def gather(desk: Desk, period: Period) -> Material:
    """Everything known at `period.as_of` that the digest may need."""
    ledger, as_of = desk.ledger, period.as_of
    seen, evidence = _seen(desk, period), Evidence(desk, as_of=as_of)
    articles = {article.id: article for article in ledger.articles(as_of=as_of)}
    counted, refused = _admissions(desk, as_of)
    held: list[Standing] = []
    said: Counter[str] = Counter()
    here: list[str] = []
    for part in evidence.parts():
        held += evidence.rows(part, articles=articles, admissions=refused, passages=True)
        statements = [each for group in part.values() for each in group]
        said.update(each.article for each in statements)
        here += [each.id for each in statements if each.revision in seen]
    conclusions = ledger.conclusions(until=period.until, as_of=as_of)
    told = [c.finding.evidence for c in conclusions if period.since is None or c.concluded_at > period.since]
    cited = {piece.statement.revision for pieces in told for piece in pieces}
    return Material(
        registry=desk.registry,
        conclusions=conclusions,
        held=held,
        said=said,
        articles=articles,
        texts={revision.id: revision.text for revision in ledger.revisions(cited)},
        admissions=refused,
        read=sorted(set(seen.values())),
        counts=(
            ("articles", len(set(seen.values()))),
            ("statements", len(here)),
            ("of them counted", len(counted & set(here))),
        ),
        failures=sorted(_failures(desk, period), key=lambda f: (f.stage, f.thing)),
        unknown=unknown_speakers(desk, seen, as_of=as_of),
        history=evidence,
    )


def _admissions(desk: Desk, as_of: datetime) -> tuple[set[str], dict[str, Admission]]:
    """The statements that count, and why others do not: a hundred thousand "yes" need not be kept."""
    counted: set[str] = set()
    refused: dict[str, Admission] = {}
    for admission in desk.ledger.admissions(as_of=as_of):
        if admission.admitted:
            counted.add(admission.statement)
        else:
            refused[admission.statement] = admission
    return counted, refused


def _failures(desk: Desk, period: Period) -> set[Failure]:
    return {
        failure
        for run in desk.ledger.runs()
        if run.started_at <= period.until and (period.since is None or run.started_at > period.since)
        for failure in run.failures
    }
