"""Take in saved files, many at once: several processes read pages ahead, and what they read is kept by the dozen."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flows.desk import Desk
from flows.fetching.archives import Saved, read_folder, read_warc
from flows.fetching.workshop import Workshop
from flows.mishap import named
from flows.revising.identity import article_id
from flows.revising.page import PageText
from flows.revising.plain import article_text
from flows.revising.revisions import Sighting, decide
from flows.revising.urls import canonical, outlet_of
from flows.stages.look import Looker, completed
from flows.stages.take import SEED_EXTRACTOR
from flows.stages.tally import Tally
from storage.domain.article import Article, Look, Revision
from storage.domain.errors import InputError, LedgerError
from storage.domain.hashing import content_id
from storage.domain.polling import StoredBody
from storage.domain.run import Failure, Stage

FOLDER = "folder"
WARCS = ("*.warc", "*.warc.gz")
# Kept in one transaction: one at a time cost 6 ms of this process an article, so many together 2. Other writers wait
# a tenth of a second for it.
TOGETHER = 40
MOST_READERS = 8


@dataclass(frozen=True)
class Opened:
    """A saved page on its way through a reader; `page` raises InputError when its bytes hold no article."""

    article: Article
    body: StoredBody
    page: Future[PageText]


def take_folder(looker: Looker, folder: Path, readers: ThreadPoolExecutor) -> Tally:
    """Take every saved page or text below the folder; what cannot be used is quarantined by name."""
    tally = Tally()
    ahead = _opened_ahead(looker, folder, readers)
    while some := list(islice(ahead, TOGETHER)):
        for one in some:  # waited for before the transaction, so that no other writer waits for a slow page
            if isinstance(one, Opened):
                one.page.exception()
        tally += _kept_safely(looker, some)
    return tally


def _kept_safely(looker: Looker, some: list[Opened | Saved | Failure]) -> Tally:
    """Keep these together or, where one of them fails in a way nobody foresaw, one by one: that one is named."""
    try:
        with looker.desk.ledger.together():
            return _kept(looker, some)
    except LedgerError:
        raise
    except Exception as problem:  # noqa: BLE001 - logged and named: one file ends no run
        if len(some) == 1:
            return _refuse(looker, named(Stage.REVISE, _name(some[0]), problem))
    return Tally.total(_kept_safely(looker, [one]) for one in some)


def _name(one: Opened | Saved | StoredBody | Failure) -> str:
    match one:
        case Opened():
            return one.article.url or one.article.file or one.article.id
        case StoredBody():
            return one.url
        case Saved():
            return one.name
    return one.thing


def readers_of(desk: Desk) -> int:
    """How many pages are read at once: extraction costs as much as all that this process does with a page."""
    return min(desk.settings.workers or os.cpu_count() or 1, MOST_READERS)


def workshop_of(desk: Desk) -> Workshop:
    return Workshop(workers=readers_of(desk))


def _opened_ahead(looker: Looker, folder: Path, readers: ThreadPoolExecutor) -> Iterator[Opened | Saved | Failure]:
    """Yield what the folder holds, in its order, with pages being read ahead of what is asked for."""
    waiting: deque[Opened | Saved | Failure] = deque()
    for found in saved_in(folder):
        try:
            waiting.append(_open(looker, found, readers))
        except Exception as problem:  # noqa: BLE001 - logged and named: one file ends no run
            waiting.append(named(Stage.REVISE, _name(found), problem))
        if len(waiting) > 2 * TOGETHER:
            yield waiting.popleft()
    yield from waiting


def saved_in(folder: Path) -> Iterator[Saved | StoredBody | Failure]:
    """Yield the pages of a folder of any depth, or of one file."""
    if folder.is_file() and any(folder.match(pattern) for pattern in WARCS):
        yield from read_warc(folder)
        return
    yield from read_folder(folder)
    for pattern in WARCS:
        for path in sorted(found for found in folder.rglob(pattern) if found.is_file()):
            yield from read_warc(path)


def _open(looker: Looker, found: Saved | StoredBody | Failure, readers: ThreadPoolExecutor) -> Opened | Saved | Failure:
    """A saved page knows its address (WARC) or only its file name."""
    if isinstance(found, StoredBody):
        url = found.url
        article, body = Article(article_id(url), FOLDER, canonical(url), url, outlet_of(url)), found
    elif isinstance(found, Saved) and not found.is_plain:
        article = _article_of(found)
        body = StoredBody(found.hash, found.data, found.name, looker.now, found.content_type)
    else:
        return found
    return Opened(article, body, readers.submit(looker.read, article, body))


def _article_of(saved: Saved) -> Article:
    name = content_id("article", "file", saved.name)
    return Article(name, FOLDER, None, Path(saved.name).stem, FOLDER, file=saved.name)


def _kept(looker: Looker, some: Iterable[Opened | Saved | Failure]) -> Tally:
    """Keep these, inside one transaction: pages never seen before together, all else one by one and after them."""
    tally = Tally()
    first: dict[str, Opened] = {}
    others: list[Opened] = []
    pages = [one for one in some if isinstance(one, Opened)]
    known = {article.id for article in looker.desk.ledger.articles(ids=[one.article.id for one in pages])}
    for one in some:
        if not isinstance(one, Opened):
            tally += _keep_plain(looker, one) if isinstance(one, Saved) else _refuse(looker, one)
        elif one.page.exception() or one.article.id in known | first.keys():
            others.append(one)
        else:
            first[one.article.id] = one
    tally += _keep_first(looker, list(first.values()))
    for one in others:
        if _is_overtaken(looker, one):
            tally += Tally({"captures older than what is known": 1})
            continue
        tally += looker.keep_body(one.article, one.body, look=Look.BACKFILL, read=one.page.result)[0]
    return tally


def _is_overtaken(looker: Looker, one: Opened) -> bool:
    """True for a page as it stood before the text we know: taken as news, it would undo every edit made since."""
    ledger, name = looker.desk.ledger, one.article.id
    shown = ledger.latest_revisions(articles=[name]).get(name)
    if shown is None:
        return False
    (revision,) = ledger.revisions([shown])
    held = ledger.body(revision.body) if revision.body else None
    return one.body.fetched_at < (held.fetched_at if held else revision.seen_at)


def _keep_first(looker: Looker, found: list[Opened]) -> Tally:
    """Keep pages of articles that nobody has seen: there is nothing to compare them with."""
    ledger, now = looker.desk.ledger, looker.now
    looks = [Sighting(one.article.id, one.page.result(), now, Look.BACKFILL, one.body.hash) for one in found]
    revisions = [decide(look, previous=None).revision for look in looks]
    ledger.add_bodies([one.body for one in found])
    new = ledger.add_articles([completed(one.article, one.page.result()) for one in found], seen_at=now)
    kept = ledger.add_revisions([revision for revision in revisions if revision])
    return Tally({"new articles": new, "new revisions": kept})


def _keep_plain(looker: Looker, saved: Saved) -> Tally:
    try:
        text = article_text(saved.data, name=saved.name)
    except InputError as problem:
        return _refuse(looker, Failure(Stage.REVISE, saved.name, str(problem)))
    ledger, article = looker.desk.ledger, _article_of(saved)
    new = ledger.add_articles([article], seen_at=looker.now)
    revision = Revision(article.id, text, looker.now, Look.BACKFILL, SEED_EXTRACTOR)
    return Tally({"new articles": new, "new revisions": ledger.add_revisions([revision])})


def _refuse(looker: Looker, failure: Failure) -> Tally:
    looker.desk.ledger.quarantine([failure], at=looker.now)
    return Tally(failures=(failure,))
