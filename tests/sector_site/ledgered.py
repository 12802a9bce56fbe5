"""The runs of the hourly flow against the misbehaving site, on a real ledger and in virtual time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flows.desk import Desk
from flows.settings import Settings
from flows.stages import fetch
from flows.stages.tally import Tally
from storage.domain.polling import SourceState
from storage.domain.sector import Registry
from storage.ledger import Ledger
from tests.sector_site.newsroom import a_source
from tests.sector_site.site import Site


class InHouse:
    """Stands in for the workshop where hundreds of runs would each start a worker; it isolates nothing."""

    def __enter__(self) -> InHouse:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)


@dataclass
class LedgerRoom:
    """`run` is one scheduled run; `restart` opens the ledger anew, as another process would."""

    site: Site
    folder: Path
    urls: tuple[str, ...]
    also: tuple[str, ...] = ()  # other hosts on the loopback that may be asked
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        sources = {f"source{n}": a_source(url, f"source{n}") for n, url in enumerate(self.urls)}
        registry = Registry("Northmoor", None, "pack", propositions={}, stakeholders={}, sources=sources)
        settings = Settings(data=self.folder, allow=",".join((self.site.host, *self.also)))
        self.desk = Desk(settings, registry, Ledger.open(data=self.folder))

    def restart(self) -> None:
        self.desk.ledger.close()
        self._open()

    @property
    def ledger(self) -> Ledger:
        return self.desk.ledger

    def state(self, number: int = 0) -> SourceState:
        return self.ledger.source_states()[f"source{number}"]

    def run(self) -> Tally:
        clock = self.site.clock
        return fetch.poll_sources(self.desk, now=clock(), clock=clock, sleep=clock.sleep)

    def run_for(self, time: timedelta) -> Tally:
        """Run whenever something is due, and at no other moment, until `time` has passed."""
        clock, told = self.site.clock, Tally()
        end = clock() + time
        while True:
            told += self.run()
            following = self._next()
            if following is None or following > end:
                clock.move_to(end)
                return told
            clock.move_to(following)

    def _next(self) -> datetime | None:
        waiting = [s.next_at for s in self.ledger.source_states().values()]
        waiting += [check.next_at for check in self.ledger.page_checks()]
        return min((moment for moment in waiting if moment and moment > self.site.clock()), default=None)
