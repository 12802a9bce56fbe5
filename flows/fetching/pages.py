"""Fetch one page as politely as a feed, and say what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from flows.fetching import politeness
from flows.fetching.client import Answer, Client, Validators
from flows.mishap import named
from storage.domain.errors import FetchError
from storage.domain.polling import RequestRecord, StoredBody
from storage.domain.run import Failure, Stage


class PageOutcome(StrEnum):
    FETCHED = "fetched"
    NOT_MODIFIED = "not modified"
    WITHDRAWN = "withdrawn"  # 404 or 410 where there was a page
    REFUSED = "refused"  # login, paywall, robots.txt: not tried again
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Page:
    """One look at one address. `home` is where permanent redirects led; `body` only when bytes came."""

    url: str
    home: str
    outcome: PageOutcome
    status: int | None = None
    body: StoredBody | None = None
    requests: tuple[RequestRecord, ...] = ()
    failure: Failure | None = None


def fetch(
    url: str, *, client: Client, source: str | None = None, validators: Validators | None = None, purpose: str = "page"
) -> Page:
    """Never raises for what a server does: the outcome and the failure's one sentence say it."""
    log: list[RequestRecord] = []
    try:
        return _judged(
            url, client.get(url, purpose=purpose, source=source, validators=validators, log=log), client, log
        )
    except FetchError as error:
        outcome = PageOutcome.FAILED if error.transient else PageOutcome.REFUSED
        fault = Failure(Stage.FETCH, url, str(error), error.transient)
        return Page(url, url, outcome, None, None, tuple(log), fault)
    except Exception as problem:  # noqa: BLE001 - logged and named: a mistake of ours over one page ends no run
        return Page(url, url, PageOutcome.FAILED, None, None, tuple(log), named(Stage.FETCH, url, problem))


def _judged(url: str, answer: Answer, client: Client, log: list[RequestRecord]) -> Page:
    reply, headers = answer.reply, answer.reply.headers
    if reply.status == 200:
        digest = hashlib.sha256(reply.body).hexdigest()
        kind, etag, modified = headers.get("content-type", ""), headers.get("etag"), headers.get("last-modified")
        body = StoredBody(digest, reply.body, answer.url, answer.at, kind, etag, modified)
        return Page(url, answer.home, PageOutcome.FETCHED, 200, body, tuple(log))
    if reply.status == 304:
        return Page(url, answer.home, PageOutcome.NOT_MODIFIED, 304, None, tuple(log))
    if reply.status == 429:
        wait = politeness.retry_after(headers, answer.at) or politeness.HOUR
        client.hold(answer.url, until=answer.at + wait, rule=f"429 for {url}")
    outcome = _OUTCOMES.get(reply.status, PageOutcome.FAILED)
    fault = Failure(Stage.FETCH, url, f"{url} answered {reply.status}.", outcome is PageOutcome.FAILED)
    return Page(url, answer.home, outcome, reply.status, None, tuple(log), fault)


_OUTCOMES = {
    404: PageOutcome.WITHDRAWN,
    410: PageOutcome.WITHDRAWN,
    401: PageOutcome.REFUSED,
    402: PageOutcome.REFUSED,
    403: PageOutcome.REFUSED,
    451: PageOutcome.REFUSED,
}
