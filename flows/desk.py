"""One opened desk: settings, sector pack, ledger and reader, shared by every stage of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from flows.settings import Settings
from storage.domain.errors import InputError
from storage.ledger import Ledger
from storage.registry import load_pack

if TYPE_CHECKING:
    from flows.judging import Calibration
    from flows.reading.reader import Reader
    from storage.domain.sector import Registry
    from storage.domain.statement import Claim, SeriesId, Statement


@dataclass(frozen=True)
class Desk:
    """What a stage needs. The reader is built on first use: it takes a second, and polling does without."""

    settings: Settings
    registry: Registry
    ledger: Ledger

    @cached_property
    def reader(self) -> Reader:
        from flows.readers import build_reader  # noqa: PLC0415  # spaCy takes a second to import

        return build_reader(self.settings.model)

    @cached_property
    def reader_identity(self) -> str:
        """The name of the reader, which is known without building it."""
        from flows.readers import identity_of  # noqa: PLC0415  # see `reader`

        return identity_of(self.settings.model)

    @cached_property
    def calibration(self) -> Calibration:
        from flows.judging import load_calibration  # noqa: PLC0415  # numpy is not needed to print a list

        return load_calibration()

    def statements(self, series: Iterable[SeriesId] | None = None, *, as_of: datetime | None = None) -> list[Statement]:
        """Return what was said, as read and as curators had corrected it by `as_of`; of `series` (None: all)."""
        if series is None:
            return self.touching(None, as_of=as_of)
        wanted = frozenset(series)
        return [statement for statement in self.touching(wanted, as_of=as_of) if statement.series in wanted]

    def touching(self, series: Collection[SeriesId] | None, *, as_of: datetime | None = None) -> list[Statement]:
        """Return at least what is, and what was read as, one of `series`, as curators have corrected it."""
        corrections = self.ledger.corrections(as_of=as_of)
        if not corrections:
            return list(self.ledger.statements(series, as_of=as_of))
        from flows.judging.correcting import correct, moves  # noqa: PLC0415  # see `calibration`

        loaded = series
        if series is not None:
            loaded = set(series).union(*(self.homes([c]) for c, to in moves(corrections).items() if {*to} & {*series}))
        return correct(self.ledger.statements(loaded, as_of=as_of), corrections, registry=self.registry)

    def homes(self, claims: Collection[Claim]) -> set[SeriesId]:
        """Return every series that the words of `claims` were ever read as."""
        revisions = self.ledger.revisions(articles={claim.article for claim in claims})
        propositions = {claim.proposition for claim in claims}
        read = self.ledger.series_of(revision.id for revision in revisions)
        return {series for series in read if series.proposition in propositions}


@lru_cache(maxsize=4)
def open_desk(settings: Settings) -> Desk:
    """Open the pack and the ledger, once per process and settings. Raises PackError, LedgerError."""
    registry = load_pack(settings.seeds)
    ledger = Ledger.open(settings.database_url, data=settings.data)
    return Desk(settings, registry, ledger)


def open_known_desk(settings: Settings) -> Desk:
    """Open a ledger that is there already. Raises InputError where none is: looking must not make an empty one."""
    load_pack(settings.seeds)  # a wrong pack is the first thing to say
    if not settings.has_ledger:
        raise InputError(
            f"there is no ledger in {settings.data}; run `volteface ingest` first, or name another with --data"
        )
    return open_desk(settings)
