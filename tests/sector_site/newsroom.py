"""A run of ingestion in memory: what the flow does with the ledger, done with dictionaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.fetching import ladder, pages
from flows.fetching.client import Client, Validators
from flows.fetching.poll import Outcome, Poll
from flows.fetching.rounds import plan, poll_all
from flows.revising import identity
from flows.revising.page import read_page
from flows.revising.revisions import Decision, Sighting, decide
from storage.domain.article import Article, Look, Revision
from storage.domain.errors import InputError
from storage.domain.polling import HostState, PageCheck, SourceState
from storage.domain.source import Source, SourceKind
from tests.sector_site.site import Site, VirtualClock


def a_source(url: str, name: str = "northmoor") -> Source:
    return Source(id=name, name=name.capitalize(), kind=SourceKind.FEED, url=url)


@dataclass
class Newsroom:
    """Remembers what the ledger would; `run` is one scheduled run."""

    clock: VirtualClock
    allow: tuple[str, ...]
    sources: tuple[Source, ...]
    states: dict[str, SourceState] = field(default_factory=dict)
    hosts: tuple[HostState, ...] = ()
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    landed: list[str] = field(default_factory=list)
    revisions: dict[str, list[Revision]] = field(default_factory=dict)
    checks: dict[str, PageCheck] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def client(self) -> Client:
        return Client(clock=self.clock, sleep=self.clock.sleep, allow=self.allow, hosts=self.hosts)

    def run(self, *, read_pages: bool = False) -> tuple[Poll, ...]:
        now = self.clock()
        with self.client() as client:
            intents = plan(self.sources, self.states, now=now, soon=timedelta(0)).intents
            self.states.update((intent.source.id, intent.state) for intent in intents)
            polls = poll_all(intents, client=client, now=now)
            for found in polls:
                self._keep(found, now)
                if read_pages and found.outcome is Outcome.CHANGED:
                    self._read_new(client, now)
            if read_pages:
                self._check_again(client, now)
            self.hosts = client.hosts
        return polls

    def run_for(self, time: timedelta, *, read_pages: bool = False) -> list[Poll]:
        """Run whenever something is due, and at no other moment, until `time` has passed."""
        end, polls = self.clock() + time, []
        while True:
            polls += self.run(read_pages=read_pages)
            waiting = [s.next_at for s in self.states.values()] + [c.next_at for c in self.checks.values()]
            ahead = [moment for moment in waiting if moment and moment > self.clock()]
            if not ahead or min(ahead) > end:
                self.clock.move_to(end)
                return polls
            self.clock.move_to(min(ahead))

    def _keep(self, found: Poll, now: datetime) -> None:
        self.states[found.source] = found.state
        source = next(s for s in self.sources if s.id == found.source)
        self.failures += [found.failure.message] if found.failure else []
        known = self.known.setdefault(source.id, {})
        for listed in identity.identify(found.entries, source=source, known=known, seen=now.date()):
            known.update((key.key, key.article) for key in listed.keys)
            if listed.article.id not in self.articles:
                self.landed.append(listed.article.id)
            self.articles[listed.article.id] = listed.article

    def _read_new(self, client: Client, now: datetime) -> None:
        for article in self.articles.values():
            if article.id not in self.checks and article.url:
                check = PageCheck(article.id, article.url, first_seen=now)
                self._look(client, ladder.asked(check, now), Look.FEED, now)

    def _check_again(self, client: Client, now: datetime) -> None:
        for check in ladder.plan(self.checks.values(), now=now):
            self._look(client, ladder.asked(check, now), Look.RECHECK, now)

    def _look(self, client: Client, check: PageCheck, why: Look, now: datetime) -> None:
        look = pages.fetch(check.url, client=client, validators=Validators(check.etag, check.modified))
        updated = check.page_updated
        if look.body is not None and look.body.hash != check.body:
            try:
                text = read_page(
                    look.body.data, url=look.body.url, seen=now.date(), content_type=look.body.content_type
                )
            except InputError as error:
                self.failures.append(str(error))
            else:
                kept = self.revisions.setdefault(check.article, [])
                sighting = Sighting(check.article, text, now, why, look.body.hash)
                previous = kept[-1] if kept else None
                decision = decide(sighting, previous=previous, updated_before=updated, earlier=kept[:-1])
                self.decisions.append(decision)
                kept += [decision.revision] if decision.revision else []
                updated = text.updated
        self.checks[check.article] = ladder.after(check, look, at=now, page_updated=updated)


def newsroom(site: Site, *urls: str, others: tuple[Site, ...] = ()) -> Newsroom:
    sources = tuple(a_source(url, f"source{n}") for n, url in enumerate(urls))
    return Newsroom(site.clock, tuple(s.host for s in (site, *others)), sources)


def hourly(room, hours):
    """Run as often as anything is due, for so many hours."""
    return room.run_for(timedelta(hours=hours))
