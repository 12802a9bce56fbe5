"""Poll the sources and fetch the pages of new articles: save before asking, ask, save what came."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flows.desk import Desk
from flows.fetching import pages
from flows.fetching.client import Client
from flows.fetching.pages import Page, PageOutcome
from flows.fetching.poll import Outcome, Poll
from flows.fetching.rounds import plan, poll_all
from flows.revising.identity import Listed, best_text, full_text, identify
from flows.revising.page import EXTRACTOR, read_page
from flows.settings import Settings
from flows.stages.tally import Tally
from storage.domain.article import Article, Look, Revision
from storage.domain.errors import InputError
from storage.domain.polling import PageCheck, StoredBody
from storage.domain.run import Failure, Stage

AT_ONCE = 8
# One run asks for this many pages at most; the rest are due already and go first in the next.
PAGES_A_RUN = 200
FEED_EXTRACTOR = "feed text 1"


def rehearsed_clock(now: datetime) -> Callable[[], datetime]:
    """A clock that starts at `now` and runs at the usual speed."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def open_client(desk: Desk, *, now: datetime) -> Client:
    settings = desk.settings
    return Client(
        clock=rehearsed_clock(now),
        allow=allowed(settings),
        hosts=desk.ledger.host_states(),
        agent=f"Volteface/0.1 (+{settings.contact})",
    )


def allowed(settings: Settings) -> tuple[str, ...]:
    return tuple(place.strip() for place in settings.allow.split(",") if place.strip())


def poll_sources(desk: Desk, *, now: datetime, only: Sequence[str] | None = None) -> Tally:
    """Poll the sources that are due, and fetch the pages that are. Nothing a server does ends the run."""
    chosen = [source for source in desk.registry.sources.values() if only is None or source.id in only]
    known = desk.ledger.source_states()
    round_ = plan(chosen, known, now=now)
    # The state is saved before the request: a crash or a second process must not ask twice.
    ours = desk.ledger.claim([intent.state for intent in round_.intents], known=known)
    intents = [intent for intent in round_.intents if intent.source.id in ours]
    with open_client(desk, now=now) as client:
        polls = poll_all(intents, client=client, now=now)
        save_polls(desk, polls, now=now)
        desk.ledger.save_host_states(client.hosts)
        listed = Tally.total(take_entries(desk, poll, now=now) for poll in polls if poll.entries)
        fetched = fetch_pages(desk, client, now=now)
    failures = tuple(poll.failure for poll in polls if poll.failure)
    desk.ledger.quarantine(failures, at=now)
    done = {poll.source for poll in polls if not poll.failure}
    desk.ledger.release(Stage.FETCH, done)
    counts = {
        "sources polled": len(polls),
        "sources unchanged": sum(poll.outcome in {Outcome.NOT_MODIFIED, Outcome.SAME_BYTES} for poll in polls),
        "sources not due": len(round_.waiting),
    }
    return Tally(counts, failures) + listed + fetched


def save_polls(desk: Desk, polls: Iterable[Poll], *, now: datetime) -> None:
    for poll in polls:
        desk.ledger.add_requests(poll.requests)
        if poll.body:
            desk.ledger.add_bodies([poll.body])
        desk.ledger.save_source_states([poll.state])


def take_entries(desk: Desk, poll: Poll, *, now: datetime) -> Tally:
    """Add the articles a feed lists: with their text where the feed has it, with a page to fetch where it has not."""
    source = desk.registry.sources[poll.source]
    known = {key.key: key.article for key in desk.ledger.entry_keys(source.id)}
    listed = identify(poll.entries, source=source, known=known, seen=now.date())
    fresh = [each for each in listed if each.article.id not in known.values()]
    new = desk.ledger.add_articles((each.article for each in fresh), seen_at=now)
    revisions = desk.ledger.add_revisions(filter(None, (_from_feed(each, now=now) for each in fresh)))
    wanted = [each for each in fresh if full_text(each.entry) is None and each.article.url]
    desk.ledger.save_page_checks(
        PageCheck(each.article.id, each.article.url or "", first_seen=now, next_at=now, rule="new article")
        for each in wanted
    )
    desk.ledger.add_entry_keys(key for each in listed for key in each.keys)
    return Tally({"entries": len(listed), "new articles": new, "new revisions": revisions})


def _from_feed(listed: Listed, *, now: datetime) -> Revision | None:
    """The revision that the feed itself carries: the whole text, or all there is when there is no page to ask."""
    text = full_text(listed.entry) or ("" if listed.article.url else best_text(listed.entry))
    return Revision(listed.article.id, text, now, Look.FEED, FEED_EXTRACTOR) if text else None


def fetch_pages(desk: Desk, client: Client, *, now: datetime) -> Tally:
    """Fetch the pages that are due, eight hosts at a time, and keep what they say."""
    due = [check for check in desk.ledger.page_checks(due=now) if check.withdrawn_at is None][:PAGES_A_RUN]
    articles = {article.id: article for article in desk.ledger.articles(ids=[check.article for check in due])}
    looks = fetch_each([check.url for check in due], client=client)
    tally = Tally()
    for check, page in zip(due, looks, strict=True):
        tally += keep_page(desk, articles[check.article], check, page, now=now)
    desk.ledger.save_host_states(client.hosts)
    return tally


def fetch_each(urls: Sequence[str], *, client: Client) -> list[Page]:
    """Fetch in the order given per host; the answer is in the order of `urls`."""
    queues: dict[str, list[str]] = {}
    for url in urls:
        queues.setdefault(urlsplit(url).netloc, []).append(url)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="page") as pool:
        served = pool.map(lambda queue: [pages.fetch(url, client=client) for url in queue], queues.values())
        found = {page.url: page for queue in served for page in queue}
    return [found[url] for url in urls]


def keep_page(
    desk: Desk, article: Article, check: PageCheck, page: Page, *, now: datetime, look: Look = Look.FEED
) -> Tally:
    """Store what one look at a page brought, and when the page is to be looked at again."""
    desk.ledger.add_requests(page.requests)
    again = replace(check, checked_at=now, status=page.status, next_at=None, rung=check.rung + 1, rule="fetched")
    if page.outcome is PageOutcome.FAILED:
        again = replace(check, failures=check.failures + 1, status=page.status, next_at=now + timedelta(hours=1))
        if again.failures >= 5:
            again = replace(again, next_at=None, rule="given up after five failures")
    elif page.outcome is PageOutcome.WITHDRAWN:
        again = replace(again, withdrawn_at=now, rule="the page is gone")
    desk.ledger.save_page_checks([again])
    if page.failure:
        desk.ledger.quarantine([page.failure], at=now)
        return Tally(failures=(page.failure,))
    if page.body is None:
        return Tally()
    return keep_text(desk, article, page.body, now=now, look=look)


def keep_text(desk: Desk, article: Article, body: StoredBody, *, now: datetime, look: Look) -> Tally:
    """Extract the article from a page's bytes and add the revision; a page without one is quarantined by name."""
    source = desk.registry.sources.get(article.source)
    zone = {"timezone": source.timezone, "country": source.country} if source else {}
    name = article.url or article.file or article.id
    try:
        text = read_page(body.data, url=name, seen=now.date(), content_type=body.content_type, **zone)
    except InputError as problem:
        failure = Failure(Stage.REVISE, name, str(problem))
        desk.ledger.quarantine([failure], at=now)
        return Tally(failures=(failure,))
    untitled = not article.title or article.title in {article.url, Path(article.file or "").stem}
    better = replace(
        article,
        published=article.published or text.published,
        author=article.author or text.author,
        title=(text.title or article.title) if untitled else article.title,
    )
    new = desk.ledger.add_articles([better], seen_at=now)
    desk.ledger.add_bodies([body])
    revision = Revision(article.id, text.text, now, look, EXTRACTOR, body.hash)
    return Tally({"new articles": new, "new revisions": desk.ledger.add_revisions([revision])})
