"""The process that polls in test_month.py: it lives through virtual time until the end, or until it is killed."""

from __future__ import annotations

import mmap
import struct
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.stages import fetch
from tests.sector_site.ledgered import InHouse, LedgerRoom
from tests.sector_site.site import START, VirtualClock

_MICROSECONDS = struct.Struct("<q")


class SharedClock(VirtualClock):
    """One virtual time for several processes: it stands in a file, and outlives whoever moved it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        if not file.exists():
            file.write_bytes(bytes(_MICROSECONDS.size))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _MICROSECONDS.size)

    def __call__(self) -> datetime:
        return START + timedelta(microseconds=_MICROSECONDS.unpack(self._shared[:])[0])

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._set(self() + timedelta(seconds=seconds))

    def move_to(self, moment: datetime) -> None:
        with self._lock:
            self._set(max(self(), moment))

    def _set(self, moment: datetime) -> None:
        self._shared[:] = _MICROSECONDS.pack((moment - START) // timedelta(microseconds=1))


@dataclass(frozen=True)
class FarSite:
    """What a room needs of a site that another process serves."""

    clock: VirtualClock
    host: str


def main(folder: str, clock_file: str, host: str, end: str, *urls: str) -> None:
    fetch.Workshop = InHouse  # type: ignore[misc,assignment]  # hundreds of runs over feeds of our own making
    clock = SharedClock(Path(clock_file))
    room = LedgerRoom(FarSite(clock, host), Path(folder), urls)  # type: ignore[arg-type]  # see FarSite
    room.run_for(datetime.fromisoformat(end) - clock())
    room.ledger.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
