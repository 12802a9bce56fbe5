"""What is remembered of the sites we ask, so that a restart, a crash or a second process stays polite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.chains import batches
from storage.codec import decode
from storage.domain.polling import (
    Change,
    EntryKey,
    HostState,
    PageCheck,
    RequestRecord,
    SourceState,
    SyndicationGroup,
)
from storage.mapping import (
    change_row,
    entry_key_row,
    host_state_row,
    page_check_row,
    request_row,
    source_state_row,
    syndication_rows,
)
from storage.shelf import Shelf, insert_or_leave, next_seq, upsert
from storage.tables import (
    ChangeRow,
    EntryKeyRow,
    HostStateRow,
    PageCheckRow,
    RequestRow,
    SourceStateRow,
    SyndicationRow,
    table,
)

SOURCE_STATE = table(SourceStateRow)
HOST_STATE = table(HostStateRow)
REQUEST = table(RequestRow)
ENTRY_KEY = table(EntryKeyRow)
PAGE_CHECK = table(PageCheckRow)
CHANGE = table(ChangeRow)
SYNDICATION = table(SyndicationRow)


class Polls(Shelf):
    """Where polling stands: sources, hosts, requests, the names of entries, page checks, edits, copies."""

    def source_states(self) -> dict[str, SourceState]:
        query = select(SOURCE_STATE.c.record).order_by(SOURCE_STATE.c.source)
        states = (decode(SourceState, row.record) for row in self.database.stream(query))
        return {state.source: state for state in states}

    def claim(self, states: Iterable[SourceState], *, known: Mapping[str, SourceState]) -> set[str]:
        """Save states before their requests are made; return the sources that are ours to ask.

        A source whose state is no longer as `known` is left alone: another process has asked it meanwhile.
        """
        with self.database.writing() as connection:
            rows = connection.execute(select(SOURCE_STATE.c.source, SOURCE_STATE.c.record)).tuples().all()
            # Compared as states, not as text: a record of an older version lacks fields that ours has.
            stored = {name: decode(SourceState, record) for name, record in rows}
            ours = [state for state in states if stored.get(state.source) == known.get(state.source)]
            upsert(connection, SOURCE_STATE, [source_state_row(state) for state in ours])
        return {state.source for state in ours}

    def save_source_states(self, states: Iterable[SourceState]) -> None:
        with self.database.writing() as connection:
            upsert(connection, SOURCE_STATE, [source_state_row(state) for state in states])

    def host_states(self) -> list[HostState]:
        query = select(HOST_STATE.c.record).order_by(HOST_STATE.c.origin)
        return [decode(HostState, row.record) for row in self.database.stream(query)]

    def save_host_states(self, states: Iterable[HostState]) -> None:
        """Keep what is known of hosts. The later of two waiting times stands, whichever process saves last."""
        with self.database.writing() as connection:
            rows = connection.execute(select(HOST_STATE.c.origin, HOST_STATE.c.record))
            stored = {row.origin: decode(HostState, row.record) for row in rows}
            merged = [_later(stored.get(state.origin), state) for state in states]
            upsert(connection, HOST_STATE, [host_state_row(state) for state in merged])

    def claim_turn(self, origin: str, *, now: datetime, until: datetime) -> datetime | None:
        """Take the next turn at a host, whichever process asks it: None when it is ours, else when it may be free.

        It is held to `until`, lest one that dies holds it for ever; nobody holds one longer: a later time was set by a
        clock that stood ahead.
        """
        with self.database.writing() as connection:
            state = _host(connection, origin)
            if state.free_at and now < state.free_at <= until:
                return state.free_at
            upsert(connection, HOST_STATE, [host_state_row(replace(state, free_at=until))])
        return None

    def end_turn(self, origin: str, *, free_at: datetime) -> None:
        """Let the host be asked again from `free_at` on."""
        with self.database.writing() as connection:
            upsert(connection, HOST_STATE, [host_state_row(replace(_host(connection, origin), free_at=free_at))])

    def add_requests(self, requests: Iterable[RequestRecord]) -> None:
        for batch in batches(requests):
            with self.database.writing() as connection:
                free = next_seq(connection, REQUEST)
                rows = [{**request_row(each), "seq": free + place} for place, each in enumerate(batch)]
                insert_or_leave(connection, REQUEST, rows)

    def requests(
        self, *, origin: str | None = None, source: str | None = None, since: datetime | None = None
    ) -> Iterator[RequestRecord]:
        """Yield requests, oldest first."""
        query = select(REQUEST.c.record).order_by(REQUEST.c.at, REQUEST.c.seq)
        for column, value in ((REQUEST.c.origin, origin), (REQUEST.c.source, source)):
            if value is not None:
                query = query.where(column == value)
        if since is not None:
            query = query.where(REQUEST.c.at >= since)
        yield from (decode(RequestRecord, row.record) for row in self.database.stream(query))

    def drop_requests(self, *, before: datetime) -> int:
        """Forget requests made before an instant; return how many."""
        with self.database.writing() as connection:
            return connection.execute(delete(REQUEST).where(REQUEST.c.at < before)).rowcount

    def add_entry_keys(self, keys: Iterable[EntryKey]) -> None:
        for batch in batches(keys):
            with self.database.writing() as connection:
                insert_or_leave(connection, ENTRY_KEY, [entry_key_row(key) for key in batch])

    def entry_keys(self, source: str) -> list[EntryKey]:
        query = select(ENTRY_KEY).where(ENTRY_KEY.c.source == source).order_by(ENTRY_KEY.c.key, ENTRY_KEY.c.article)
        return [EntryKey(row.source, row.key, row.article) for row in self.database.stream(query)]

    def page_checks(self, *, due: datetime | None = None, beyond: datetime | None = None) -> list[PageCheck]:
        """Return where the checking of pages stands, soonest first; only those to be seen by `due`, after `beyond`."""
        query = select(PAGE_CHECK.c.record).order_by(
            PAGE_CHECK.c.next_at.is_(None), PAGE_CHECK.c.next_at, PAGE_CHECK.c.article
        )
        if due is not None:
            query = query.where(PAGE_CHECK.c.next_at <= due)
        if beyond is not None:
            query = query.where(PAGE_CHECK.c.next_at > beyond)
        return [decode(PageCheck, row.record) for row in self.database.stream(query)]

    def claim_page_checks(self, checks: Iterable[PageCheck], *, known: Mapping[str, PageCheck]) -> set[str]:
        """Save checks before their pages are asked for; return the articles that are ours to look at.

        A check that is no longer as `known` is left alone: another process looks at the page.
        """
        ours: set[str] = set()
        for batch in batches(checks):
            with self.database.writing() as connection:
                columns = PAGE_CHECK.c
                query = select(columns.article, columns.record).where(columns.article.in_([c.article for c in batch]))
                stored = {name: decode(PageCheck, record) for name, record in connection.execute(query).tuples()}
                free = [check for check in batch if stored.get(check.article) == known.get(check.article)]
                upsert(connection, PAGE_CHECK, [page_check_row(check) for check in free])
                ours.update(check.article for check in free)
        return ours

    def save_page_checks(self, checks: Iterable[PageCheck]) -> None:
        for batch in batches(checks):
            with self.database.writing() as connection:
                upsert(connection, PAGE_CHECK, [page_check_row(check) for check in batch])

    def add_changes(self, changes: Iterable[Change], *, seen_at: datetime) -> None:
        with self.database.writing() as connection:
            insert_or_leave(connection, CHANGE, [change_row(change, seen_at=seen_at) for change in changes])

    def changes(
        self, *, article: str | None = None, since: datetime | None = None, as_of: datetime | None = None
    ) -> Iterator[Change]:
        """Yield how texts changed after `since` and up to `as_of`, in order of time."""
        columns = CHANGE.c
        query = select(columns.record).order_by(columns.seen_at, columns.article, columns.before, columns.after)
        if article is not None:
            query = query.where(columns.article == article)
        if since is not None:
            query = query.where(columns.seen_at > since)
        if as_of is not None:
            query = query.where(columns.seen_at <= as_of)
        yield from (decode(Change, row.record) for row in self.database.stream(query))

    def save_syndication(self, groups: Iterable[SyndicationGroup], *, noted_at: datetime) -> None:
        with self.database.writing() as connection:
            upsert(
                connection, SYNDICATION, [row for group in groups for row in syndication_rows(group, noted_at=noted_at)]
            )

    def syndication(self) -> dict[str, str]:
        """Return, for every copy, the article that it is a copy of."""
        columns = SYNDICATION.c
        query = select(columns.copy, columns.first).order_by(columns.copy)
        return {row[0]: row[1] for row in self.database.stream(query)}


def _host(connection: Connection, origin: str) -> HostState:
    record = connection.execute(select(HOST_STATE.c.record).where(HOST_STATE.c.origin == origin)).scalar()
    return decode(HostState, record) if record else HostState(origin)


def _later(stored: HostState | None, state: HostState) -> HostState:
    if stored is None:
        return state
    state = replace(state, free_at=stored.free_at)  # `claim_turn` and `end_turn` alone say whose turn it is
    if stored.next_at and (state.next_at is None or state.next_at < stored.next_at):
        state = replace(state, next_at=stored.next_at, rule=stored.rule)
    if stored.robots_at and (state.robots_at is None or state.robots_at < stored.robots_at):
        state = replace(state, robots_at=stored.robots_at, robots_status=stored.robots_status, robots=stored.robots)
    return state
