"""Poll the sources that are due: save before asking, ask, save what came, list the articles of each feed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flows.desk import Desk
from flows.fetching import politeness
from flows.fetching.client import Client, agent_of, jitter
from flows.fetching.feeds import MOST_ENTRIES, read_feed
from flows.fetching.poll import Outcome, Poll
from flows.fetching.rounds import Intent, plan, poll_all
from flows.fetching.workshop import Workshop
from flows.mishap import named
from flows.progress import bar
from flows.revising.identity import Listed, best_text, full_text, identify
from flows.revising.page import PageText
from flows.settings import Settings
from flows.stages.copies import note_copies
from flows.stages.look import Looker, look_at_pages, start_anew
from flows.stages.tally import Tally
from storage.domain.article import Look
from storage.domain.polling import PageCheck, SourceState
from storage.domain.run import Failure, Stage

FEED_EXTRACTOR = "feed text 1"
Clock = Callable[[], datetime]


def rehearsed_clock(now: datetime) -> Clock:
    """A clock that starts at `now` and runs at the usual speed."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def open_client(
    desk: Desk, *, now: datetime, clock: Clock | None = None, sleep: Callable[[float], None] = time.sleep
) -> Client:
    settings = desk.settings
    return Client(
        clock=clock or rehearsed_clock(now),
        sleep=sleep,
        allow=allowed(settings),
        hosts=desk.ledger.host_states(),
        turns=desk.ledger,
        agent=agent_of(settings.contact),
    )


def allowed(settings: Settings) -> tuple[str, ...]:
    return tuple(place.strip() for place in settings.allow.split(",") if place.strip())


def poll_sources(
    desk: Desk,
    *,
    now: datetime,
    only: Sequence[str] | None = None,
    clock: Clock | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Tally:
    """Poll the sources that are due, and look at the pages that are. Nothing a server does ends the run.

    `clock` and `sleep` let a test live through a month in seconds.
    """
    intents, waiting = _claimed(desk, only, now=now)
    with Workshop() as workshop, open_client(desk, now=now, clock=clock, sleep=sleep) as client:
        with bar("asking sources", total=len(intents)) as advance:
            polls = poll_all(
                intents, client=client, now=now, read=lambda *a, **k: workshop.run(read_feed, *a, **k), advance=advance
            )
        desk.ledger.save_host_states(client.hosts)
        polls = tuple(_continued(desk, poll, workshop) for poll in polls)
        looker = Looker(desk, workshop, now)
        asked = {intent.source.id: intent.state for intent in intents}
        listed = Tally.total(_kept(poll, asked[poll.source], looker, client) for poll in polls)
        fetched = start_anew(looker, jumped=any(intent.condition for intent in intents))
        fetched += look_at_pages(looker, client)
    failures = tuple(poll.failure for poll in polls if poll.failure)
    _remember(desk, polls, (*failures, *listed.failures), now=now)
    counts = {
        "sources polled": len(polls),
        "sources unchanged": sum(poll.outcome in {Outcome.NOT_MODIFIED, Outcome.SAME_BYTES} for poll in polls),
        "sources not due": waiting,
    }
    notes = (*(intent.condition for intent in intents if intent.condition), *conditions(polls))
    tally = Tally(counts, failures, notes) + listed + fetched
    return tally + note_copies(desk, now=now) if tally.counts.get("new revisions") else tally


def _claimed(desk: Desk, only: Sequence[str] | None, *, now: datetime) -> tuple[list[Intent], int]:
    """Return the sources that are due and ours to ask, and how many are not due.

    Their state is saved before the request: a crash or a second process must not ask twice.
    """
    chosen = [source for source in desk.registry.sources.values() if only is None or source.id in only]
    known = desk.ledger.source_states()
    round_ = plan(chosen, known, now=now)
    ours = desk.ledger.claim([intent.state for intent in round_.intents], known=known)
    return [intent for intent in round_.intents if intent.source.id in ours], len(round_.waiting)


def _remember(desk: Desk, polls: Sequence[Poll], failures: Sequence[Failure], *, now: datetime) -> None:
    """Quarantine what failed, and release the sources that have answered since."""
    desk.ledger.quarantine(failures, at=now)
    desk.ledger.release(Stage.FETCH, {poll.source for poll in polls} - {failure.thing for failure in failures})


def _continued(desk: Desk, poll: Poll, workshop: Workshop) -> Poll:
    """Read on, from the stored bytes, in a feed that is too long for one reading: nobody is asked for it again."""
    body = poll.body or (desk.ledger.body(poll.state.body) if poll.state.body else None)
    if not poll.rest_from or body is None:
        return poll
    try:
        part = workshop.run(read_feed, body.data, url=body.url, content_type=body.content_type, start=poll.rest_from)
    except Exception as problem:  # noqa: BLE001 - what came before the rest is kept; logged and named
        why = named(Stage.FETCH, poll.source, problem).message
        told = f"{poll.source}: its items from {poll.rest_from + 1:,} on were left out. {why}"
        return replace(poll, state=replace(poll.state, taken=0), conditions=(*poll.conditions, told))
    end = poll.rest_from + MOST_ENTRIES
    return replace(
        poll,
        state=replace(poll.state, taken=end if end < part.listed else 0),
        entries=(*poll.entries, *part.entries),
        conditions=(*poll.conditions, *(f"{poll.source}: {condition}." for condition in part.conditions)),
    )


def conditions(polls: Sequence[Poll]) -> tuple[str, ...]:
    """What is worth telling of polls and is no failure: a feed cut, a host that waits, a huge robots.txt."""
    told = [condition for poll in polls for condition in poll.conditions]
    answered = [record for poll in polls for record in poll.requests if record.status is not None and record.note]
    return (*told, *(f"{record.url}: {record.note}" for record in answered))


def _kept(poll: Poll, asked: SourceState, looker: Looker, client: Client) -> Tally:
    """Keep one poll; what fails in a way nobody foresaw is named, and its source is asked again as after a failure.

    `asked` is its state before the answer, with the old validators: with the new ones the feed would not come again.
    """
    try:
        return keep_poll(looker.desk, poll, looker)
    except Exception as problem:  # noqa: BLE001 - logged and named: one feed ends no run
        failure = named(Stage.FETCH, poll.source, problem)
    shaken = jitter(client, poll.source, asked.failures)
    state = politeness.after_failure(asked, {}, at=looker.now, jitter=shaken, why=failure.message)
    looker.desk.ledger.add_requests(poll.requests)
    looker.desk.ledger.save_source_states([state])
    return Tally(failures=(failure,))


def keep_poll(desk: Desk, poll: Poll, looker: Looker) -> Tally:
    """Save what one poll brought, all of it or nothing.

    A crash between the new validator and the entries would lose them: the next answer would be 304.
    """
    with desk.ledger.together():
        desk.ledger.add_requests(poll.requests)
        if poll.body:
            desk.ledger.add_bodies([poll.body])
        desk.ledger.save_source_states([poll.state])
        if poll.outcome is Outcome.GONE:
            withdraw(desk, poll.source, now=looker.now)
        return take_entries(desk, poll, looker) if poll.entries else Tally()


def withdraw(desk: Desk, source: str, *, now: datetime) -> None:
    """Mark the articles of a source that is gone for good as withdrawn. Their texts and pages stay."""
    checks = {check.article: check for check in desk.ledger.page_checks()}
    listed = desk.ledger.articles(ids={key.article for key in desk.ledger.entry_keys(source)})
    known = [checks.get(a.id) or PageCheck(a.id, a.url or "", first_seen=now) for a in listed]
    rule = f"its source {source} answered 410 Gone"
    desk.ledger.save_page_checks(
        replace(check, withdrawn_at=check.withdrawn_at or now, next_at=None, rule=rule) for check in known
    )


def take_entries(desk: Desk, poll: Poll, looker: Looker) -> Tally:
    """Add the articles a feed lists: with their text where the feed has it, with a page to look at where it has not."""
    source, now = desk.registry.sources[poll.source], looker.now
    known = {key.key: key.article for key in desk.ledger.entry_keys(source.id)}
    listed = identify(poll.entries, source=source, known=known, seen=now.date())
    held = set(known.values())
    fresh = [each for each in listed if each.article.id not in held]
    # Another feed may have listed it before; its page is then on the ladder already.
    elsewhere = {article.id for article in desk.ledger.articles(ids=[each.article.id for each in fresh])}
    tally = Tally({"entries": len(listed), "new articles": _add(desk, fresh, now=now)})
    full = {each.article.id: full_text(each.entry) for each in listed}  # once: it is the dearest step of a poll
    for each in listed:
        text = full[each.article.id] or ("" if each.article.url else best_text(each.entry))
        if text:
            tally += looker.keep(each.article, _feed_page(each, text), look=Look.FEED, body=None)
    wanted = [
        each for each in fresh
        if each.article.id not in elsewhere and full[each.article.id] is None and each.article.url
    ]  # fmt: skip
    desk.ledger.save_page_checks(
        PageCheck(each.article.id, each.article.url or "", first_seen=now, next_at=now, rule="new article")
        for each in wanted
    )
    # The names are remembered last: a run that dies before finds its entries fresh again.
    desk.ledger.add_entry_keys(key for each in listed for key in each.keys)
    return tally


def _add(desk: Desk, fresh: Sequence[Listed], *, now: datetime) -> int:
    return desk.ledger.add_articles((each.article for each in fresh), seen_at=now)


def _feed_page(listed: Listed, text: str) -> PageText:
    article = listed.article
    return PageText(
        title=article.title,
        text=text,
        published=article.published,
        updated=listed.entry.updated,
        author=article.author,
        canonical=article.url or "",
        extractor=FEED_EXTRACTOR,
    )
