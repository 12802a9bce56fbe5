"""What a service needs to stay well: pack, ledger, sources, clock, disk, Prefect. Each check says what it found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.domain.errors import LedgerError
from storage.domain.polling import SourceState, Standing
from storage.domain.source import Source, SourceKind

if TYPE_CHECKING:
    from flows.settings import Settings
    from storage.ledger import Ledger

WINDOW = timedelta(weeks=4)  # shorter, and a holiday makes a weekly source look silent
CLOCK_SLACK = timedelta(minutes=5)
LEAST_FREE = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that is not well. `serious`: it keeps Volteface from working, or from being right."""

    where: str
    message: str
    serious: bool = True


def examine_everything(settings: Settings, *, now: datetime) -> Iterator[Complaint]:
    """Yield everything that is not well, the parts that others need first."""
    from storage.ledger import Ledger

    sources = yield from _pack(settings)
    yield from _disk(settings)
    yield from _prefect(os.environ.get("PREFECT_API_URL"))
    if not settings.has_ledger:  # looking makes none; the first run does
        yield Complaint("ledger", f"there is none in {settings.data} yet: the first run makes it", serious=False)
        return
    try:
        ledger = Ledger.open(settings.database_url, data=settings.data)
    except LedgerError as error:
        yield Complaint("ledger", str(error))
        return
    with ledger:
        yield from _ledger(ledger)
        yield from _clock(ledger.newest(), now=now)
        began = min((run.started_at for run in ledger.runs()), default=now)
        yield from standing(sources, ledger.source_states())
        if began <= now - WINDOW:
            yield from volumes(sources, ledger.arrivals(since=now - WINDOW))


def standing(sources: Mapping[str, Source], states: Mapping[str, SourceState]) -> Iterator[Complaint]:
    """Sources that are no longer asked, or that fail."""
    for name, state in states.items():
        if name in sources and state.standing is not Standing.LIVE:
            ended = state.standing in {Standing.GONE, Standing.BLOCKED}
            yield Complaint("source", f"{name} is {state.standing}: {state.note or state.rule}", serious=ended)


def volumes(sources: Mapping[str, Source], arrivals: Mapping[str, int]) -> Iterator[Complaint]:
    """Sources that brought fewer or more articles in the last four weeks than the pack expects of them."""
    weeks = WINDOW.days / 7
    for source in sources.values():
        if source.kind is not SourceKind.FEED or not source.enabled or source.expected_per_week is None:
            continue
        least, most = source.expected_per_week
        found = arrivals.get(source.id, 0)
        expected = f"{least} to {most} a week are expected"
        if found < least * weeks:
            what = "is silent" if found == 0 else "is too quiet"
            yield Complaint("source", f"{source.id} {what}: {found} articles in four weeks, {expected}", serious=False)
        elif found > most * weeks:
            yield Complaint(
                "source", f"{source.id} is too loud: {found} articles in four weeks, {expected}", serious=False
            )


def _pack(settings: Settings) -> Generator[Complaint, None, Mapping[str, Source]]:
    """Yield the pack's problems; return its sources, as far as it can be loaded."""
    from storage.registry import check_pack, load_pack

    problems = check_pack(settings.seeds).problems
    for problem in problems:
        yield Complaint("pack", str(problem))
    return {} if problems else load_pack(settings.seeds).sources


def _ledger(ledger: Ledger) -> Iterator[Complaint]:
    from storage.doctor import examine

    for ailment in examine(ledger):
        yield Complaint("ledger", ailment.message)
    if waiting := ledger.pending():
        yield Complaint("ledger", f"{len(waiting)} series await judgement: the next run judges them", serious=False)
    if held := ledger.quarantined():
        first = held[0].failure
        sentence = f"{len(held)} things are in quarantine: the first is {first.thing}: {first.message}"
        yield Complaint("ledger", sentence, serious=False)


def _clock(newest: datetime | None, *, now: datetime) -> Iterator[Complaint]:
    if newest is not None and newest > now + CLOCK_SLACK:
        sentence = f"it is {now:%Y-%m-%d %H:%M} here, but the ledger saw something at {newest:%Y-%m-%d %H:%M}"
        yield Complaint("clock", f"{sentence}: one of the two clocks is wrong")


def _disk(settings: Settings) -> Iterator[Complaint]:
    folder = next(place for place in (settings.data, *settings.data.parents) if place.exists())
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        yield Complaint("disk", f"{free // 2**20} MB are left where {settings.data} is; a run wants 500")


def _prefect(address: str | None) -> Iterator[Complaint]:
    if address is None:
        return  # every run then starts a server of its own
    import httpx

    try:
        httpx.get(f"{address.rstrip('/')}/health", timeout=5).raise_for_status()
    except httpx.HTTPError as error:
        yield Complaint("Prefect", f"the server at {address} does not answer ({type(error).__name__})")
