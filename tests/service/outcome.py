"""What runs leave behind, to be compared byte for byte: every export, every page of the digests, a sound ledger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.desk import open_desk
from flows.settings import read_settings
from storage.doctor import examine
from tests.flows.stages.outcomes import differences, digests, exports
from tests.service.installation import ROOT

NOW = "2043-03-01T06:00:00+00:00"  # the sector is told of in 2042: nothing may be dated after it was seen
SECTOR = ROOT / "tests" / "sectors" / "libraries"
BACKFILL = ("backfill", "--source", "seeds", "--seeds", str(SECTOR), "--now", NOW)
INGEST = ("ingest", "--offline", "--seeds", str(SECTOR), "--now", NOW)


@dataclass(frozen=True)
class Outcome:
    exports: dict[str, str]
    digests: dict[str, bytes]

    def __repr__(self) -> str:  # megabytes would tell nobody more
        return "<exports and digests>"


def left(data: Path, database_url: str | None = None) -> Outcome:
    desk = open_desk(read_settings(data=data, seeds=SECTOR, database_url=database_url))
    try:
        assert examine(desk.ledger) == []
        assert desk.ledger.pending() == {}
        return Outcome(exports(desk), digests(desk))
    finally:
        desk.ledger.close()
        open_desk.cache_clear()


def unlike(found: Outcome, expected: Outcome) -> list[str]:
    """The names of exports and pages that differ, with the first line that does."""
    return differences((found.exports, found.digests), (expected.exports, expected.digests))
