"""Look at article pages: fetch those that are due, decide what is a new revision, and when to look again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from flows.desk import Desk
from flows.fetching import ladder, pages
from flows.fetching.client import Client, Validators
from flows.fetching.pages import Page, PageOutcome
from flows.fetching.politeness import DAY
from flows.fetching.workshop import Workshop
from flows.mishap import named
from flows.progress import Advance, bar
from flows.revising.identity import article_id
from flows.revising.page import PageText, read_page
from flows.revising.revisions import Sighting, decide
from flows.revising.urls import is_home, key
from flows.stages.tally import Tally
from storage.domain.article import Article, Look
from storage.domain.errors import InputError
from storage.domain.polling import EntryKey, PageCheck, StoredBody
from storage.domain.run import Failure, Stage

HOSTS_AT_ONCE = 8
# One run looks at this many pages at most; the rest stay due and go first in the next.
PAGES_A_RUN = 200


@dataclass(frozen=True)
class Looker:
    """Reads pages in the workshop, where a hostile one can do no harm, and keeps what is new."""

    desk: Desk
    workshop: Workshop
    now: datetime
    # A replay names the articles that had a new revision then; any other that would have one is counted, and none kept.
    may_add: Collection[str] | None = None

    def read(self, article: Article, body: StoredBody) -> PageText:
        """Raises InputError, one sentence, when the bytes hold no article."""
        source = self.desk.registry.sources.get(article.source)
        zone = {"timezone": source.timezone, "country": source.country} if source else {}
        name = article.url or article.file or article.id
        return self.workshop.run(
            read_page, body.data, url=name, seen=self.now.date(), content_type=body.content_type, **zone
        )

    def keep_body(
        self,
        article: Article,
        body: StoredBody,
        *,
        look: Look,
        updated_before: str | None = None,
        read: Callable[[], PageText] | None = None,
    ) -> tuple[Tally, str | None]:
        """Store the bytes and the revision they hold, if it is a new one. Returns also the page's own "updated".

        `read` gives the page where it was read ahead; it raises InputError as `Looker.read` does.
        """
        try:
            page = read() if read else self.read(article, body)
        except InputError as problem:
            failure = Failure(Stage.REVISE, article.url or article.file or article.id, str(problem))
            self.desk.ledger.quarantine([failure], at=self.now)
            return Tally(failures=(failure,)), None
        self.desk.ledger.add_bodies([body])
        kept = self.keep(article, page, look=look, body=body.hash, updated_before=updated_before)
        return kept, page.updated

    def keep(
        self, article: Article, page: PageText, *, look: Look, body: str | None, updated_before: str | None = None
    ) -> Tally:
        """Store what a page says when it differs from what it said before, and how it differs."""
        ledger = self.desk.ledger
        new = ledger.add_articles([completed(article, page)], seen_at=self.now)
        note_address(self.desk, article, page.canonical)
        earlier = list(ledger.revisions(articles=[article.id]))
        shown = ledger.latest_revisions(articles=[article.id]).get(article.id)
        previous = next((revision for revision in earlier if revision.id == shown), None)
        decision = decide(
            Sighting(article.id, page, self.now, look, body),
            previous=previous,
            updated_before=updated_before,
            earlier=[revision for revision in earlier if revision.id != shown],
            reread=lambda name: self._again(article, name),
        )
        if decision.revision and self.may_add is not None and article.id not in self.may_add:
            return Tally({"looks left as they were": 1})
        revisions = ledger.add_revisions([decision.revision]) if decision.revision else 0
        change = decision.change
        edited, touched = bool(change and decision.revision), bool(change and change.touched_only)
        if change and (edited or touched):
            ledger.add_changes([change], seen_at=self.now)
        counts = {"new articles": new, "new revisions": revisions, "edited articles": int(edited)}
        return Tally({**counts, "articles re-dated without an edit": int(touched)})

    def _again(self, article: Article, body: str) -> str | None:
        """The text of stored bytes by today's extractor; None when they are gone."""
        stored = self.desk.ledger.body(body)
        try:
            return self.read(article, stored).text if stored else None
        except InputError:  # today's extractor refuses what yesterday's read: there is nothing to compare with
            return None


def completed(article: Article, page: PageText) -> Article:
    """What the feed did not say, the page may: date, author, a title."""
    untitled = not article.title or article.title in {article.url, Path(article.file or "").stem}
    return replace(
        article,
        published=article.published or page.published,
        author=article.author or page.author,
        title=(page.title or article.title) if untitled else article.title,
    )


def note_address(desk: Desk, article: Article, address: str) -> None:
    """Remember another address of a page, by its own word or where it has moved for good: the feed may name it next."""
    name = None if is_home(address) else key(address)
    if name is None or name == key(article.url or ""):
        return
    if not list(desk.ledger.articles(ids=[article_id(address)])):  # an article of its own stays one, whoever claims it
        desk.ledger.add_entry_keys([EntryKey(article.source, f"link:{name}", article.id)])


def start_anew(looker: Looker, *, jumped: bool) -> Tally:
    """Bring back the pages that a clock which stood ahead has put off, and say so; `jumped`: a source has noticed it.

    No rung lies further ahead than the last: a look beyond that tells a jump even where no source is left to notice.
    """
    ledger, now = looker.desk.ledger, looker.now
    if not jumped and not ledger.page_checks(beyond=now + ladder.RUNGS[-1] + DAY):
        return Tally()
    lost = [check for check in ledger.page_checks() if ladder.is_beyond_sense(check, now)]
    ledger.save_page_checks([ladder.from_now_on(check, now) for check in lost])
    if not lost:
        return Tally()
    pages = "1 page was" if len(lost) == 1 else f"{len(lost)} pages were"
    looked = "is" if len(lost) == 1 else "are"
    return Tally(notes=(f"{pages} put off by a clock that has jumped back and {looked} looked at from now on.",))


def look_at_pages(looker: Looker, client: Client) -> Tally:
    """Fetch the pages that are due, eight hosts at a time, and keep what they say."""
    ledger, now = looker.desk.ledger, looker.now
    due = ladder.plan(ledger.page_checks(due=now), now=now)[:PAGES_A_RUN]
    # Saved before the requests: a run that dies, and one beside this one, do not look again at once.
    asked = [ladder.asked(check, now) for check in due]
    ours = ledger.claim_page_checks(asked, known={check.article: check for check in due})
    due = tuple(check for check in due if check.article in ours)
    articles = {article.id: article for article in ledger.articles(ids=[check.article for check in due])}
    looks = fetch_each({check.url: Validators(check.etag, check.modified) for check in due}, client=client)
    tally = Tally({"pages looked at": len(due)})
    for check in due:
        look = Look.FEED if check.checked_at is None else Look.RECHECK
        tally += keep_safely(looker, articles[check.article], check, looks[check.url], look=look)
    ledger.save_host_states(client.hosts)
    return tally


def fetch_each(wanted: Mapping[str, Validators | None], *, client: Client) -> dict[str, Page]:
    """Fetch each address with its validators; in the order given per host, several hosts at once."""
    queues: dict[str, list[str]] = {}
    for url in wanted:
        queues.setdefault(urlsplit(url).netloc, []).append(url)

    def serve(queue: Sequence[str], advance: Advance) -> list[Page]:
        served = []
        for url in queue:
            page = pages.fetch(url, client=client, validators=wanted[url])
            try:
                served.append(_unless_home(page))
            except Exception as problem:  # noqa: BLE001 - logged and named: one page ends no run
                served.append(_left_out(page, named(Stage.FETCH, url, problem)))
            advance(1)
        return served

    threads = ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="page")
    with bar("fetching pages", total=len(wanted)) as advance, threads as pool:
        served = pool.map(partial(serve, advance=advance), queues.values())
        return {page.url: page for pages_ in served for page in pages_}


def _unless_home(page: Page) -> Page:
    """An article that now leads to its site's front page is gone, whatever the status says: that is no text of its."""
    if page.body is None or is_home(page.url) or not is_home(page.body.url):
        return page
    told = f"{page.url} leads to the front page {page.body.url}; the article is not there."
    return replace(page, outcome=PageOutcome.WITHDRAWN, body=None, failure=Failure(Stage.FETCH, page.url, told))


def _left_out(page: Page, failure: Failure) -> Page:
    return replace(page, outcome=PageOutcome.FAILED, body=None, failure=failure)


def keep_safely(looker: Looker, article: Article, check: PageCheck, page: Page, *, look: Look) -> Tally:
    """Keep one look; what fails in a way nobody foresaw is named, and the page is looked at again in its time."""
    try:
        return keep_page(looker, article, check, page, look=look)
    except Exception as problem:  # noqa: BLE001 - logged and named: one page ends no run
        failure = named(Stage.REVISE, page.url, problem)
    ledger = looker.desk.ledger
    ledger.quarantine([failure], at=looker.now)
    ledger.save_page_checks([ladder.after(check, _left_out(page, failure), at=looker.now)])
    return Tally(failures=(failure,))


def keep_page(looker: Looker, article: Article, check: PageCheck, page: Page, *, look: Look) -> Tally:
    """Store what one look at a page brought, and when the page is to be looked at again."""
    ledger = looker.desk.ledger
    ledger.add_requests(page.requests)
    if page.body:
        note_address(looker.desk, article, page.home)
    tally, updated = Tally(), None
    if page.body is not None and page.body.hash != check.body:
        tally, updated = looker.keep_body(article, page.body, look=look, updated_before=check.page_updated)
    elif page.failure:
        ledger.quarantine([page.failure], at=looker.now)
        tally = Tally(failures=(page.failure,))
    ledger.save_page_checks([ladder.after(check, page, at=looker.now, page_updated=updated)])
    return tally
