"""Tell the operator how a host was treated: every request, when it may be asked again, and the rule that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flows.fetching import robots
from flows.fetching.client import SPACING
from flows.fetching.politeness import is_due
from storage.domain.polling import HostState, RequestRecord, SourceState
from storage.domain.source import Source


def why(
    host: str,
    *,
    records: Iterable[RequestRecord],
    states: Iterable[tuple[Source, SourceState]],
    hosts: Iterable[HostState],
    now: datetime,
) -> str:
    """Return the ledger of one host as text, oldest request first. `host` is a name, with or without a port."""
    lines = [host]
    lines += [line for state in hosts if _at(state.origin, host) for line in _host_lines(state, now)]
    lines += [
        line
        for source, state in states
        if _at(state.url or source.url, host)
        for line in _state_lines(source, state, now)
    ]
    made = sorted((r for r in records if _at(r.origin, host)), key=lambda r: r.at)
    lines.append(f"  {len(made)} request{'s' if len(made) != 1 else ''}:" if made else "  It was never asked.")
    lines += [line for record in made for line in _record_lines(record)]
    return "\n".join(lines)


def _at(url: str | None, host: str) -> bool:
    parts = urlsplit(url or "")
    return host.lower() in (parts.netloc.lower(), (parts.hostname or "").lower())


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _host_lines(state: HostState, now: datetime) -> Iterator[str]:
    if state.robots_at:
        answer = f"answered {state.robots_status}" if state.robots_status else "not answered"
        delay = robots.delay(state)
        yield f"  robots.txt: {answer} on {_stamp(state.robots_at)}" + (f", crawl delay {delay:g} s" if delay else "")
    if state.next_at and state.next_at > now:
        yield f"  The whole host is left alone until {_stamp(state.next_at)}: {state.rule}"
        return
    delay = robots.delay(state)
    rule = "its Crawl-delay" if delay > SPACING else "our own spacing"
    yield f"  The host may be asked now, a request at a time, {max(delay, SPACING):g} s apart: {rule}"


def _state_lines(source: Source, state: SourceState, now: datetime) -> Iterator[str]:
    due = is_due(state, now)
    if due.at is None and not due.due:
        told = f"not asked any more: {due.rule}"
    elif due.due:
        told = f"may be asked now ({due.rule or 'its time has come'})"
    else:
        told = f"next asked from {_stamp(due.at)}: {due.rule}" if due.at else due.rule
    yield f"  {source.id} ({state.url or source.url}): {state.standing.value}, {told}"
    if state.note and state.note not in told:
        yield f"    {state.note}"


def _record_lines(record: RequestRecord) -> Iterator[str]:
    answer = str(record.status) if record.status is not None else "no answer"
    kind = "conditional" if record.conditional else "unconditional"
    yield f"  {_stamp(record.at)}  {record.purpose:9} {record.url}"
    yield f"    {answer}, {kind}, {record.size:,} bytes, {record.seconds:.2f} s" + (
        f": {record.note}" if record.note else ""
    )
    if record.next_at:
        yield f"    next from {_stamp(record.next_at)}: {record.rule}"
