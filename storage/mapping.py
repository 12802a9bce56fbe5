"""Row <-> domain: what each domain object looks like as a row, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row

from storage.chains import NOTHING
from storage.codec import decode, digest, encode
from storage.domain.article import Article, Look, Revision
from storage.domain.attribution import Attribution
from storage.domain.finding import Admission, ChangeKind, Conclusion
from storage.domain.record import Correction, PublishedDigest, Quarantined
from storage.domain.run import Failure, RunReport, Stage
from storage.domain.statement import Reading, Statement
from storage.domain.when import When

Values = dict[str, Any]


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


def reading_row(reading: Reading, *, read_at: datetime) -> Values:
    attributions, unknown = encode(reading.attributions), encode(reading.unknown_speakers)
    return {
        "revision": reading.revision,
        "reader": reading.reader,
        "pack": reading.pack,
        "read_at": read_at,
        "digest": digest(attributions, unknown, encode(reading.statements)),
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


def correction(row: Row[Any]) -> Correction:
    return Correction(row.statement, row.kind, row.note, row.at)


def run_row(report: RunReport) -> Values:
    record = encode(report)
    return {"flow": report.flow, "started_at": report.started_at, "digest": digest(record), "record": record}


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


def pack_row(name: str, snapshot: object) -> Values:
    return {"digest": name, "record": orjson.dumps(snapshot, option=orjson.OPT_SORT_KEYS)}


def _days(when: When | None) -> tuple[Any, Any, str | None]:
    return (when.first, when.last, when.precision.value) if when else (None, None, None)
