"""Read a batch of revisions in whatever process this is. It knows no ledger, no settings and no orchestrator.

A process that only reads imports this and the parser: 113 MB. With all that a run needs it was 290.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from storage.domain.article import Article, Revision
from storage.domain.errors import InputError
from storage.domain.run import Failure, Stage
from storage.domain.sector import Registry
from storage.domain.statement import Reading

log = logging.getLogger(__name__)


class Batch:
    """Revisions to be read, with all that a process elsewhere needs for it: no ledger, no pack of its own.

    Not a dataclass: Prefect walks through those, field by field, looking for futures in every text.
    """

    def __init__(self, pages: Sequence[tuple[Article, Revision]], registry: Registry, model: str, reader: str) -> None:
        self.pages, self.registry, self.model, self.reader = pages, registry, model, reader


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of a batch."""

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...]


def read_pages(batch: Batch) -> Read:
    """Read a batch, in whatever process this is. Raises InputError where another reader is installed."""
    from flows.readers import build_reader, make_ready  # noqa: PLC0415  # spaCy takes a second to import
    from flows.reading.reading import read  # noqa: PLC0415

    reader = build_reader(batch.model)
    if reader.identity != batch.reader:
        raise InputError(
            f"{socket.gethostname()} reads with {reader.identity}, the run with {batch.reader}: install the same there"
        )
    make_ready(batch.registry)
    readings: list[Reading] = []
    failures: list[Failure] = []
    for article, revision in batch.pages:
        try:
            readings.append(read(revision, article=article, registry=batch.registry, reader=reader))
        except Exception as problem:  # one article must not take the run down: it is logged, named and quarantined
            log.exception("article %s could not be read", revision.article)
            failures.append(Failure(Stage.READ, revision.article, f"It could not be read: {type(problem).__name__}."))
    return Read(tuple(readings), tuple(failures))
