"""Replay everything that was fetched, from stored bytes and without a network, into a ledger of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from flows.desk import Desk
from flows.fetching.feeds import read_feed
from flows.fetching.poll import Outcome, Poll
from flows.fetching.rounds import SOON
from flows.fetching.workshop import Workshop
from flows.mishap import named
from flows.progress import bar, watched
from flows.revising.urls import canonical
from flows.stages import judge, publish, read
from flows.stages.copies import note_copies
from flows.stages.fetch import FEED_EXTRACTOR, take_entries
from flows.stages.look import Looker
from flows.stages.tally import Tally
from storage.domain.article import Article, Look, Sighted
from storage.domain.errors import InputError
from storage.domain.polling import SourceState, StoredBody
from storage.domain.run import Failure, RunReport, Stage
from storage.ledger import Ledger

Tell = Callable[[str], None]
SERIES_AT_ONCE = 500


@dataclass(frozen=True)
class _FeedCame:
    """A source brought these bytes, and with them new texts of `articles`."""

    at: datetime
    source: str
    body: str
    articles: frozenset[str]


@dataclass(frozen=True)
class _PageStayed:
    """A page was fetched and nothing new was found in it."""

    at: datetime
    article: str
    body: str


_Event = _FeedCame | Sighted | _PageStayed


def replay(origin: Ledger, desk: Desk, *, tell: Tell) -> Tally:
    """Extract every stored body of `origin` again into the fresh ledger of `desk`, in the order in which they came.

    With the same extractor the same articles and revisions come out. With another one each text is as today's
    extractor reads it, and there is never a revision that `origin` has not.
    """
    tally = Tally()
    came = _events(origin, desk)
    with Workshop() as workshop, bar("replaying", total=len(came)) as advance:
        player = _Player(origin, desk, workshop)
        for day, events in groupby(came, key=lambda event: _at(event).date()):
            part = Tally()
            # Copies are noted as each run noted them: by evening an edit may have parted two that were alike at noon.
            for at, at_once in groupby(events, key=_at):
                run = Tally()
                for event in at_once:
                    run += player.play_safely(event)
                    advance(1)
                part += run + note_copies(desk, now=at) if run.counts.get("new revisions") else run
            tally += part
            tell(f"{day}: {part}")
    tally += _fill_in(origin, desk)
    _carry_over(origin, desk)
    return tally


def conclude(desk: Desk, taken: Tally, *, now: datetime, tell: Tell) -> publish.Published:
    """Read, judge and publish what was replayed, and record the run."""
    for batch in watched(read.unread(desk), "reading, batch by batch"):
        taken += read.read_batch(desk, batch, now=now)
        tell(f"read: {taken.counts['revisions read']} revisions")
    pending = judge.pending(desk)
    for start in watched(range(0, len(pending), SERIES_AT_ONCE), "judging, batch by batch"):
        taken += judge.judge(desk, pending[start : start + SERIES_AT_ONCE], now=now)
    tell(f"judged: {len(pending)} series")
    desk.ledger.add_run(RunReport("replay", now, tuple(taken.counts.items()), taken.failures, notes=taken.notes))
    return publish.publish(desk, publish.Scope(), now=now)


def last_instant(origin: Ledger) -> datetime | None:
    """When anything was last seen or done; None for a ledger that holds nothing."""
    moments = [run.started_at for run in origin.runs(last=1)]
    newest = origin.newest()
    return max([*moments, newest]) if newest else None


@dataclass
class _Player:
    """Plays one event after the other. `updated` is each page's own "updated" when it was last read."""

    origin: Ledger
    desk: Desk
    workshop: Workshop
    updated: dict[str, str] = field(default_factory=dict)

    def play_safely(self, event: _Event) -> Tally:
        """What failed the run that fetched it was named and left out there: it is here too, and the rest goes on."""
        try:
            return self.play(event)
        except Exception as problem:  # noqa: BLE001 - logged and named: one event ends no replay
            thing = event.source if isinstance(event, _FeedCame) else event.article
            failure = named(Stage.REVISE, thing, problem)
        self.desk.ledger.quarantine([failure], at=_at(event))
        return Tally(failures=(failure,))

    def play(self, event: _Event) -> Tally:
        may_add = event.articles if isinstance(event, _FeedCame) else _sighted(event)
        looker = Looker(self.desk, self.workshop, _at(event), may_add)
        if isinstance(event, Sighted) and event.body is None:
            return self._text(event, looker)
        body = self.origin.body(event.body or "")
        if body is None:
            return Tally({"bodies that retention removed": 1}) + self._as_it_was(event)
        if isinstance(event, _FeedCame):
            return Tally({"bodies extracted": 1}) + self._feed(event.source, body, looker)
        look = event.look if isinstance(event, Sighted) else Look.RECHECK
        return Tally({"bodies extracted": 1}) + self._page(event.article, body, look, looker)

    def _feed(self, source: str, body: StoredBody, looker: Looker) -> Tally:
        try:
            document = self.workshop.run(read_feed, body.data, url=body.url, content_type=body.content_type)
        except InputError as problem:
            failure = Failure(Stage.FETCH, source, f"{body.url}: {problem}")
            self.desk.ledger.quarantine([failure], at=looker.now)
            return Tally(failures=(failure,))
        found = Poll(source, Outcome.CHANGED, SourceState(source), entries=document.entries, body=body)
        self.desk.ledger.add_bodies([body])
        return take_entries(self.desk, found, looker)

    def _page(self, name: str, body: StoredBody, look: Look, looker: Looker) -> Tally:
        article = self._article(name, looker.now)
        kept, updated = looker.keep_body(article, body, look=look, updated_before=self.updated.get(name))
        if updated:
            self.updated[name] = updated
        return kept

    def _text(self, event: Sighted, looker: Looker) -> Tally:
        """A text without bytes of its own: a feed's is there by now, a seed's or a plain file's is taken as it was."""
        (revision,) = self.origin.revisions([event.revision])
        shown = self.desk.ledger.latest_revisions(articles=[event.article]).get(event.article)
        feeds_own = revision.extractor.startswith(FEED_EXTRACTOR.rpartition(" ")[0])
        if shown == event.revision or (feeds_own and shown and revision.extractor != FEED_EXTRACTOR):
            return Tally()
        return self._as_it_was(event)

    def _as_it_was(self, event: _Event) -> Tally:
        if not isinstance(event, Sighted):
            return Tally()
        (revision,) = self.origin.revisions([event.revision])
        article = self._article(event.article, event.seen_at)
        new = self.desk.ledger.add_articles([article], seen_at=event.seen_at)
        # The bytes it came from are gone, or it never had any.
        kept = replace(revision, seen_at=event.seen_at, look=event.look, body=None)
        added = self.desk.ledger.add_revisions([kept])
        return Tally({"new articles": new, "new revisions": added, "texts taken as they were": 1})

    def _article(self, name: str, at: datetime) -> Article:
        return next(iter([*self.origin.articles(ids=[name], as_of=at), *self.origin.articles(ids=[name])]))


def _sighted(event: Sighted | _PageStayed) -> set[str]:
    return {event.article} if isinstance(event, Sighted) else set()


def _at(event: _Event) -> datetime:
    return event.seen_at if isinstance(event, Sighted) else event.at


def _events(origin: Ledger, desk: Desk) -> list[_Event]:
    """Everything that came, in order of time; at one instant the feeds before the pages they list."""
    sightings = list(origin.sightings())
    told: defaultdict[datetime, set[str]] = defaultdict(set)
    for sighted in sightings:
        told[sighted.seen_at] |= {sighted.article} if sighted.body is None else set()
    shown = {sighted.body for sighted in sightings}
    starts = sorted(run.started_at for run in origin.runs())
    feeds = _feeds(origin, desk)
    pages = {check.url: check.article for check in origin.page_checks()}
    pages |= {article.url: article.id for article in origin.articles() if article.url}
    came: list[_Event] = list(sightings)
    for fetched_at, name, url in origin.bodies():
        at = _instant(fetched_at, starts)
        if url in feeds and name not in shown:
            came.append(_FeedCame(at, feeds[url], name, frozenset(told[at])))
        elif name not in shown and (article := pages.get(url) or pages.get(canonical(url) or url)):
            came.append(_PageStayed(at, article, name))
    return sorted(came, key=lambda event: (_at(event), not isinstance(event, _FeedCame)))


def _feeds(origin: Ledger, desk: Desk) -> dict[str, str]:
    """Return the source that each feed's address belongs to; redirects made several of one."""
    known = desk.registry.sources
    asked: Iterator[tuple[str | None, str | None]] = (
        (record.url, record.source) for record in origin.requests() if record.purpose == "feed"
    )
    named: Iterable[tuple[str | None, str | None]] = [
        *asked,
        *((source.url, source.id) for source in known.values()),
        *((state.url, state.source) for state in origin.source_states().values()),
    ]
    return {url: source for url, source in named if url and source in known and source}


def _instant(fetched_at: datetime, starts: Sequence[datetime]) -> datetime:
    """A run sees everything at the instant it began; what it asked for came a little later."""
    place = bisect_right(starts, fetched_at)
    began = starts[place - 1] if place else fetched_at
    return began if fetched_at - began <= SOON else fetched_at


def _fill_in(origin: Ledger, desk: Desk) -> Tally:
    """Articles that never had a text, of sources that are no longer in the pack."""
    missing = origin.first_seen()
    for name in desk.ledger.first_seen():
        missing.pop(name, None)
    for article in origin.articles(ids=missing):
        desk.ledger.add_articles([article], seen_at=missing[article.id])
    return Tally({"articles taken as they were": len(missing)})


def _carry_over(origin: Ledger, desk: Desk) -> None:
    """Who was asked when: a poll into the new ledger must be as polite as into the old. And what curators decided."""
    states = origin.source_states()
    desk.ledger.add_requests(origin.requests())
    desk.ledger.save_host_states(origin.host_states())
    desk.ledger.save_source_states(states.values())
    desk.ledger.save_page_checks(origin.page_checks())
    for source in states:
        desk.ledger.add_entry_keys(origin.entry_keys(source))
    for decided in origin.corrections():
        desk.ledger.add_correction(decided.statement, kind=decided.kind, note=decided.note, at=decided.at)
