"""One opened desk: settings, sector pack, ledger and reader, shared by every stage of a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from flows.settings import Settings
from storage.ledger import Ledger
from storage.registry import load_pack

if TYPE_CHECKING:
    from flows.judging import Calibration
    from flows.reading.reader import Reader
    from storage.domain.sector import Registry


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
    def calibration(self) -> Calibration:
        from flows.judging import load_calibration  # noqa: PLC0415  # numpy is not needed to print a list

        return load_calibration()


@lru_cache(maxsize=4)
def open_desk(settings: Settings) -> Desk:
    """Open the pack and the ledger, once per process and settings. Raises PackError, LedgerError."""
    registry = load_pack(settings.seeds)
    ledger = Ledger.open(settings.database_url, data=settings.data)
    return Desk(settings, registry, ledger)
