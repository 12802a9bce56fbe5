"""Try saved feeds and pages as if sources served them: each polled twice, into a ledger that is thrown away."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from flows.desk import Desk
from flows.fetching.feeds import FeedDocument, read_feed
from flows.fetching.poll import Outcome, Poll, body_hash
from flows.fetching.workshop import Workshop
from flows.revising.page import PageText, read_page
from flows.settings import Settings
from flows.stages.fetch import keep_poll
from flows.stages.look import Looker
from storage.domain.errors import InputError
from storage.domain.polling import FeedEntry, SourceState, StoredBody
from storage.domain.sector import Registry
from storage.domain.source import Source, SourceKind
from storage.ledger import Ledger

LATER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file. `faults` are ours: an exception, a lost entry, a second poll that added something."""

    file: str
    kind: str  # "feed", "page" or "refused"
    told: str = ""
    entries: int = 0
    articles: int = 0
    faults: tuple[str, ...] = ()

    def lines(self, *, quiet: bool) -> Iterator[str]:
        if not quiet:
            counts = f", {self.entries} entries, {self.articles} articles" if self.kind == "feed" else ""
            yield f"{self.kind:8} {self.file}{counts}{f' ({self.told})' if self.told else ''}"
        for fault in self.faults:
            yield f"FAULT    {self.file}: {fault}"


@dataclass
class Totals:
    """What the files of a trial came to."""

    kinds: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    articles: int = 0
    faults: int = 0

    def add(self, verdict: Verdict) -> None:
        self.kinds[verdict.kind] += 1
        self.entries += verdict.entries
        self.articles += verdict.articles
        self.faults += len(verdict.faults)

    def __str__(self) -> str:
        kinds = self.kinds
        return (
            f"{kinds.total()} files: {kinds['feed']} feeds with {self.entries} entries and {self.articles} articles, "
            f"{kinds['page']} pages, {kinds['refused']} refused; {self.faults} faults"
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """A document, or the sentence that refused it, or the exception that nobody declared."""

    feed: FeedDocument | None = None
    page: PageText | None = None
    told: str = ""
    fault: str = ""


def try_files(files: Iterable[Path], *, now: datetime) -> Iterator[Verdict]:
    """Read each file as a feed and, where it is none, as an article's page; then keep it twice as the flow would."""
    with tempfile.TemporaryDirectory() as folder, Workshop() as workshop:
        ledger = Ledger.open(data=Path(folder))
        try:
            for number, file in enumerate(files):
                yield _tried(file, number, ledger=ledger, workshop=workshop, now=now)
        finally:
            ledger.close()


def _tried(file: Path, number: int, *, ledger: Ledger, workshop: Workshop, now: datetime) -> Verdict:
    raw = file.read_bytes()
    found = _in_workshop(workshop, read_as_feed, raw)
    if found.feed is None:
        page = found if found.fault else _in_workshop(workshop, read_as_page, raw, now.date())
        kind = "page" if page.page else "refused"
        return Verdict(file.name, kind, page.told or found.told, faults=(page.fault,) if page.fault else ())
    source = Source(f"file{number}", file.name, SourceKind.FEED, f"https://trial.example/{number}/feed")
    registry = Registry("trial", None, "pack", propositions={}, stakeholders={}, sources={source.id: source})
    desk = Desk(Settings(), registry, ledger)
    feed = found.feed
    try:
        _kept(desk, source, feed, raw, workshop=workshop, at=now)
        landed = len({key.article for key in ledger.entry_keys(source.id)})
        again = _kept(desk, source, feed, raw, workshop=workshop, at=now + LATER)
    except Exception as error:  # noqa: BLE001 - a trial is there to name whatever goes wrong
        return Verdict(file.name, "feed", entries=len(feed.entries), faults=(_named(error),))
    distinct = len({_item(entry) for entry in feed.entries})
    faults = (
        *([f"{distinct} different entries, {landed} articles"] if landed != distinct else []),
        *([f"a second poll added {again}"] if again else []),
    )
    told = f"{feed.form}: {'; '.join(feed.conditions)}".rstrip(": ")
    return Verdict(file.name, "feed", told, len(feed.entries), landed, faults)


def _item(entry: FeedEntry) -> FeedEntry:
    """All that an entry says, its place aside; an item that a document lists twice word for word is one."""
    return replace(entry, position=0)


def _kept(desk: Desk, source: Source, feed: FeedDocument, raw: bytes, *, workshop: Workshop, at: datetime) -> int:
    """Keep the feed as a poll that brought it; the number of articles and revisions that are new.

    Validators and equal bytes are passed over on purpose: what counts is that every entry is known again.
    """
    body = StoredBody(body_hash(raw), raw, source.url or "", at, "", None, None)
    poll = Poll(source.id, Outcome.CHANGED, SourceState(source.id, asked_at=at), entries=feed.entries, body=body)
    counts = keep_poll(desk, poll, Looker(desk, workshop, at)).counts
    new = counts.get("new articles", 0)
    return new or counts.get("new revisions", 0)


def _in_workshop(workshop: Workshop, read: Callable[..., _Read], *given: bytes | date) -> _Read:
    try:
        return workshop.run(read, *given)
    except InputError as problem:  # beyond a limit of time or memory it is refused; a reader that crashed is a fault
        return _Read(fault=str(problem)) if "crashed" in str(problem) else _Read(told=str(problem))


def read_as_feed(raw: bytes) -> _Read:
    try:
        return _Read(feed=read_feed(raw, url="https://trial.example/feed"))
    except InputError as problem:
        return _Read(told=str(problem), fault=_named(problem.__cause__) if _is_ours(problem) else "")
    except Exception as error:  # noqa: BLE001 - as in `_tried`
        return _Read(fault=_named(error))


def read_as_page(raw: bytes, seen: date) -> _Read:
    url = f"https://trial.example/{hashlib.sha256(raw).hexdigest()[:12]}"
    try:
        return _Read(page=read_page(raw, url=url, seen=seen))
    except InputError as problem:
        return _Read(told=str(problem).removeprefix(url).strip())
    except Exception as error:  # noqa: BLE001 - as in `_tried`
        return _Read(fault=_named(error))


def _is_ours(problem: InputError) -> bool:
    """A library that trips over a feed is a fault; JSON and XML that are none are the file's."""
    return problem.__cause__ is not None and not isinstance(problem.__cause__, ValueError | SyntaxError)


def _named(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]
