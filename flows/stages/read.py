"""Read revisions that nobody has read, and those that a change of pack or reader affects, batch by batch."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from flows.desk import Desk
from flows.patience import patiently
from flows.stages.batch import Batch, Read, read_pages
from flows.stages.tally import Tally

log = logging.getLogger(__name__)
PAGE = 500  # revisions looked at together when a change of the pack is traced


def unread(desk: Desk) -> Iterator[list[str]]:
    """Yield the ids of revisions that await a reading, in a fixed order and in batches: never all of them.

    Those read with another pack or reader wait for `affected`: a change of the codebook is somebody's decision,
    and re-reading years of articles is not for the hourly run.
    """
    reader, pack, after = desk.reader_identity, desk.registry.digest, None
    if changed := patiently(lambda: desk.ledger.read_by_others(reader, pack)):
        log.warning("%d revisions were read with another pack or reader: run `volteface reread`", changed)
    find = partial(desk.ledger.unread_by_anybody, reader, pack, limit=desk.settings.batch)
    while batch := patiently(partial(find, after=after)):
        yield batch
        after = batch[-1]


def waiting(desk: Desk) -> int:
    """Return how many revisions this reader, with this pack, has yet to read or to look at again."""
    return patiently(lambda: desk.ledger.count_unread(desk.reader_identity, desk.registry.digest))


def affected(desk: Desk, *, now: datetime, everything: bool = False) -> Iterator[list[str]]:
    """Yield the ids of revisions to be read again. Readings that the change cannot touch are confirmed as they are."""
    rest: list[str] = []
    for found in _everything(desk) if everything else _touched(desk, now=now):
        rest += found
        while len(rest) >= desk.settings.batch:
            yield rest[: desk.settings.batch]
            rest = rest[desk.settings.batch :]
    if rest:
        yield rest


def _everything(desk: Desk) -> Iterator[list[str]]:
    after = None
    while page := patiently(partial(desk.ledger.revision_ids, after=after, limit=PAGE)):
        yield page
        after = page[-1]


def _touched(desk: Desk, *, now: datetime) -> Iterator[list[str]]:
    from flows.reading.affected import snapshot  # noqa: PLC0415  # spaCy takes a second to import

    reader, pack, after = desk.reader_identity, desk.registry.digest, None
    patiently(lambda: desk.ledger.add_pack_snapshot(pack, snapshot(desk.registry)))
    while page := patiently(partial(desk.ledger.unread, reader, pack, after=after, limit=PAGE)):
        yield patiently(partial(_touched_of, desk, page, now=now))
        after = page[-1]


def _touched_of(desk: Desk, page: Sequence[str], *, now: datetime) -> list[str]:
    """Return those of `page` that the change may touch; confirm the others."""
    from flows.reading.affected import affected as touched_by  # noqa: PLC0415  # spaCy takes a second to import

    reader, pack = desk.reader_identity, desk.registry.digest
    same_reader = {r.revision: r for r in desk.ledger.readings(page) if r.reader == reader and r.pack != pack}
    again = set(page) - set(same_reader)
    for before in sorted({reading.pack for reading in same_reader.values()}):
        known = desk.ledger.pack_snapshot(before)
        mine = {name: reading for name, reading in same_reader.items() if reading.pack == before}
        if known is None:
            again |= set(mine)
            continue
        texts = {revision.id: revision.text for revision in desk.ledger.revisions(mine)}
        again |= set(touched_by(known, desk.registry, texts=texts, readings=mine))
    desk.ledger.confirm_readings(set(same_reader) - again, reader=reader, pack=pack, read_at=now)
    return [name for name in page if name in again]


def load(desk: Desk, revisions: Sequence[str]) -> Batch:
    """Return `revisions` with their articles as they are known now, ready to be read anywhere."""
    found = list(desk.ledger.revisions(revisions))
    articles = {article.id: article for article in desk.ledger.articles(ids={each.article for each in found})}
    pages = [(articles[revision.article], revision) for revision in found]
    return Batch(pages, desk.registry, desk.settings.model, desk.reader_identity)


def save(desk: Desk, found: Read, *, now: datetime) -> Tally:
    """Keep what was read. The series whose evidence changes become pending in the same transaction."""
    from flows.reading.affected import snapshot  # noqa: PLC0415  # spaCy takes a second to import

    desk.ledger.add_pack_snapshot(desk.registry.digest, snapshot(desk.registry))
    desk.ledger.add_readings(found.readings, read_at=now)
    desk.ledger.quarantine(found.failures, at=now)
    counts = {
        "revisions read": len(found.readings),
        "attributions": sum(len(reading.attributions) for reading in found.readings),
        "statements": sum(len(reading.statements) for reading in found.readings),
    }
    return Tally(counts, found.failures)


def read_batch(desk: Desk, revisions: Sequence[str], *, now: datetime) -> Tally:
    """Load, read and save, here and now."""
    return save(desk, read_pages(load(desk, revisions)), now=now)


def unknown_speakers(desk: Desk, revisions: Iterable[str], *, as_of: datetime | None) -> Counter[str]:
    """Return how often each name that the pack does not know was met in `revisions`."""
    found: Counter[str] = Counter()
    for reading in desk.ledger.readings(revisions, as_of=as_of):
        found.update(reading.unknown_speakers)
    return found
