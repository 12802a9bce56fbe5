"""Read revisions that nobody has read, and those that a change of pack or reader affects."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from flows.desk import Desk
from flows.stages.tally import Tally
from storage.domain.article import Revision
from storage.domain.run import Failure, Stage
from storage.domain.statement import Reading

log = logging.getLogger(__name__)


def unread(desk: Desk) -> list[str]:
    """Return the ids of revisions that await a reading, in a fixed order.

    Those read with another pack or reader wait for `affected`: a change of the codebook is somebody's decision,
    and re-reading years of articles is not for the hourly run.
    """
    waiting = desk.ledger.unread(desk.reader.identity, desk.registry.digest)
    changed = {
        reading.revision
        for reading in desk.ledger.readings(waiting)
        if (reading.reader, reading.pack) != (desk.reader.identity, desk.registry.digest)
    }
    if changed:
        log.warning("%d revisions were read with another pack or reader: run `volteface reread`", len(changed))
    return [name for name in waiting if name not in changed]


def affected(desk: Desk, *, now: datetime, everything: bool = False) -> list[str]:
    """Return the ids of revisions to be read again. Readings that the change cannot touch are confirmed as they are."""
    from flows.reading.affected import affected as touched_by  # noqa: PLC0415  # spaCy takes a second to import
    from flows.reading.affected import snapshot  # noqa: PLC0415

    reader, pack = desk.reader.identity, desk.registry.digest
    waiting = desk.ledger.unread(reader, pack)
    if everything:
        return [revision.id for revision in desk.ledger.revisions()]
    desk.ledger.add_pack_snapshot(pack, snapshot(desk.registry))
    same_reader = {r.revision: r for r in desk.ledger.readings(waiting) if r.reader == reader and r.pack != pack}
    again = set(waiting) - set(same_reader)
    for before in sorted({reading.pack for reading in same_reader.values()}):
        known = desk.ledger.pack_snapshot(before)
        mine = {name: reading for name, reading in same_reader.items() if reading.pack == before}
        if known is None:
            again |= set(mine)
            continue
        texts = {revision.id: revision.text for revision in desk.ledger.revisions(mine)}
        again |= set(touched_by(known, desk.registry, texts=texts, readings=mine))
    desk.ledger.confirm_readings(set(same_reader) - again, reader=reader, pack=pack, read_at=now)
    return [name for name in waiting if name in again]


def read_batch(desk: Desk, revisions: Sequence[str], *, now: datetime) -> Tally:
    """Read and save. The series whose evidence changes become pending in the same transaction."""
    from flows.reading.affected import snapshot  # noqa: PLC0415  # spaCy takes a second to import

    readings, failures = _read_each(desk, desk.ledger.revisions(revisions))
    desk.ledger.add_pack_snapshot(desk.registry.digest, snapshot(desk.registry))
    desk.ledger.add_readings(readings, read_at=now)
    desk.ledger.quarantine(failures, at=now)
    counts = {
        "revisions read": len(readings),
        "attributions": sum(len(reading.attributions) for reading in readings),
        "statements": sum(len(reading.statements) for reading in readings),
    }
    return Tally(counts, tuple(failures))


def _read_each(desk: Desk, revisions: Iterable[Revision]) -> tuple[list[Reading], list[Failure]]:
    from flows.reading.reading import read  # noqa: PLC0415  # spaCy takes a second to import

    readings: list[Reading] = []
    failures: list[Failure] = []
    for revision in revisions:
        article = desk.ledger.article(revision.article)
        assert article is not None, "a foreign key holds every revision to its article"
        try:
            readings.append(read(revision, article=article, registry=desk.registry, reader=desk.reader))
        except Exception as problem:  # one article must not take the run down: it is logged, named and quarantined
            log.exception("article %s could not be read", revision.article)
            failures.append(Failure(Stage.READ, revision.article, f"It could not be read: {type(problem).__name__}."))
    return readings, failures


def unknown_speakers(desk: Desk, revisions: Iterable[str], *, as_of: datetime | None) -> Counter[str]:
    """Return how often each name that the pack does not know was met in `revisions`."""
    found: Counter[str] = Counter()
    for reading in desk.ledger.readings(revisions, as_of=as_of):
        found.update(reading.unknown_speakers)
    return found
