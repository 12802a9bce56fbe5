"""Row <-> domain: what each domain object looks like as a row, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row

from storage.chains import NOTHING
from storage.codec import decode, digest, encode
from storage.domain.article import Article, Look, Revision
from storage.domain.attribution import Attribution
from storage.domain.finding import Admission, ChangeKind, Conclusion
from storage.domain.polling import (
    Change,
    EntryKey,
    HostState,
    PageCheck,
    RequestRecord,
    SourceState,
    StoredBody,
    SyndicationGroup,
)
from storage.domain.record import Correction, PublishedDigest, Quarantined
from storage.domain.run import Failure, RunReport, Stage
from storage.domain.statement import Reading, Statement
from storage.domain.when import When

Values = dict[str, Any]


def body_row(body: StoredBody) -> Values:
    return {
        "hash": body.hash,
        "url": body.url,
        "content_type": body.content_type,
        "etag": body.etag,
        "modified": body.modified,
        "size": len(body.data),
        "fetched_at": body.fetched_at,
        "content": body.data,
    }


def stored_body(row: Row[Any]) -> StoredBody:
    return StoredBody(row.hash, row.content, row.url, row.fetched_at, row.content_type, row.etag, row.modified)


def article_version(article: Article, *, seen_at: datetime) -> Values:
    record = encode(article)
    first, last, _ = _days(article.published.when if article.published else None)
    return {
        "article": article.id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "kind": article.kind.value,
        "published_first": first,
        "published_last": last,
        "seen_at": seen_at,
        "digest": digest(record),
        "record": record,
    }


def revision_row(revision: Revision) -> Values:
    return {
        "id": revision.id,
        "article": revision.article,
        "seen_at": revision.seen_at,
        "look": revision.look.value,
        "extractor": revision.extractor,
        "body": revision.body,
        "text": revision.text.encode(),
    }


def revision(row: Row[Any]) -> Revision:
    return Revision(
        article=row.article,
        text=row.text.decode(),
        seen_at=row.seen_at,
        look=Look(row.look),
        extractor=row.extractor,
        body=row.body,
    )


def sighting(revision: Revision) -> Values:
    return {
        "article": revision.article,
        "digest": revision.id,
        "seen_at": revision.seen_at,
        "look": revision.look.value,
        "body": revision.body,
    }


def distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each statement once, where it was named first."""
    return tuple({statement.id: statement for statement in reversed(tuple(statements))}.values())[::-1]


def reading_row(reading: Reading, *, read_at: datetime) -> Values:
    attributions, unknown = encode(reading.attributions), encode(reading.unknown_speakers)
    return {
        "revision": reading.revision,
        "reader": reading.reader,
        "pack": reading.pack,
        "read_at": read_at,
        "digest": digest(attributions, unknown, encode(distinct(reading.statements))),
        "unknown_speakers": unknown,
        "attributions": attributions.encode(),
    }


def reading(row: Row[Any], statements: Sequence[Statement]) -> Reading:
    return Reading(
        revision=row.revision,
        reader=row.reader,
        pack=row.pack,
        attributions=attributions(row),
        statements=tuple(statements),
        unknown_speakers=decode(tuple[str, ...], row.unknown_speakers),
    )


def attributions(row: Row[Any]) -> tuple[Attribution, ...]:
    return decode(tuple[Attribution, ...], row.attributions)


def statement_row(statement: Statement, *, reading: int, place: int) -> Values:
    first, last, precision = _days(statement.said_on)
    return {
        "reading": reading,
        "place": place,
        "id": statement.id,
        "revision": statement.revision,
        "stakeholder": statement.series.stakeholder,
        "person": statement.speaker.person,
        "proposition": statement.proposition,
        "version": statement.version,
        "stance": int(statement.stance),
        "directness": statement.directness.value,
        "modality": statement.modality.value,
        "said_first": first,
        "said_last": last,
        "said_precision": precision,
        "seen_at": statement.seen_at,
        "record": encode(statement),
    }


def admission_row(admission: Admission, *, judged_at: datetime) -> Values:
    return {
        "statement": admission.statement,
        "admitted": admission.admitted,
        "gate": admission.gate,
        "reason": admission.reason,
        "judged_at": judged_at,
        "digest": digest(encode(admission)),
    }


def admission(row: Row[Any]) -> Admission:
    return Admission(row.statement, row.admitted, row.reason, row.gate)


def conclusion_row(conclusion: Conclusion) -> Values:
    finding = conclusion.finding
    held = conclusion.change is not ChangeKind.RETRACTED
    return {
        "finding": finding.id,
        "stakeholder": finding.stakeholder,
        "proposition": finding.proposition,
        "kind": finding.kind.value,
        "status": finding.status.value,
        "change": conclusion.change.value,
        "held": held,
        "concluded_at": conclusion.concluded_at,
        # What is held, not why it was written down: concluding the same twice is no news.
        "digest": digest(encode(finding)) if held else NOTHING,
        "record": encode(conclusion),
    }


def correction_row(correction: Correction) -> Values:
    return {"statement": correction.statement, "kind": correction.kind, "note": correction.note, "at": correction.at}


def correction(row: Row[Any], *, said: Statement | None) -> Correction:
    return Correction(row.statement, row.kind, row.note, row.at, said)


def run_row(report: RunReport) -> Values:
    # The same run again is the same report, however long it took this time.
    same = digest(encode(replace(report, seconds=None)))
    return {"flow": report.flow, "started_at": report.started_at, "digest": same, "record": encode(report)}


def quarantine_row(failure: Failure, *, at: datetime) -> Values:
    return {
        "stage": failure.stage.value,
        "thing": failure.thing,
        "message": failure.message,
        "transient": failure.transient,
        "first_at": at,
        "last_at": at,
        "times": 1,
    }


def quarantined(row: Row[Any]) -> Quarantined:
    failure = Failure(Stage(row.stage), row.thing, row.message, row.transient)
    return Quarantined(failure, row.first_at, row.last_at, row.times)


def digest_row(published: PublishedDigest) -> Values:
    return {name: getattr(published, name) for name in ("path", "since", "until", "as_of", "sha256")}


def published_digest(row: Row[Any]) -> PublishedDigest:
    return PublishedDigest(row.path, row.since, row.until, row.as_of, row.sha256)


def source_state_row(state: SourceState) -> Values:
    return {
        "source": state.source,
        "standing": state.standing.value,
        "next_at": state.next_at,
        "record": encode(state),
    }


def host_state_row(state: HostState) -> Values:
    return {"origin": state.origin, "next_at": state.next_at, "record": encode(state)}


def request_row(request: RequestRecord) -> Values:
    record = encode(request)
    names = ("at", "origin", "source", "purpose", "status")
    return {**{name: getattr(request, name) for name in names}, "digest": digest(record), "record": record}


def entry_key_row(key: EntryKey) -> Values:
    return {"source": key.source, "key": key.key, "article": key.article}


def page_check_row(check: PageCheck) -> Values:
    return {"article": check.article, "next_at": check.next_at, "record": encode(check)}


def change_row(change: Change, *, seen_at: datetime) -> Values:
    return {
        "article": change.article,
        "seen_at": seen_at,
        "before": change.before,
        "after": change.after,
        "kind": change.kind.value,
        "stealth": change.stealth,
        "record": encode(change),
    }


def syndication_rows(group: SyndicationGroup, *, noted_at: datetime) -> list[Values]:
    return [
        {"copy": copy, "first": group.first, "similarity": group.similarity, "noted_at": noted_at}
        for copy in group.copies
    ]


def pack_row(name: str, snapshot: object) -> Values:
    return {"digest": name, "record": orjson.dumps(snapshot, option=orjson.OPT_SORT_KEYS)}


def _days(when: When | None) -> tuple[Any, Any, str | None]:
    return (when.first, when.last, when.precision.value) if when else (None, None, None)
