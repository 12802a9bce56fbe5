"""Sixty virtual days of a sector: three sites that publish, and the service that runs once a day."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from flows import patience
from flows.desk import Desk
from flows.reading import reading as reading_module
from flows.settings import Settings
from flows.stages import fetch, judge, publish, read
from flows.stages.tally import Tally
from storage.domain.run import RunReport
from storage.domain.sector import Registry
from storage.ledger import Ledger
from storage.registry import load_pack
from tests import vessland
from tests.flows.stages.conftest import remembered_read
from tests.sector_site.feeds import item, rss
from tests.sector_site.ledgered import InHouse
from tests.sector_site.newsroom import a_source
from tests.sector_site.site import Response, Seen, Site, VirtualClock

START = datetime(2032, 1, 5, tzinfo=UTC)
DAYS = 60
# A feed is asked once a day at least, however slow its rhythm: a run a day asks every one of them.
EVERY = timedelta(days=1)
WEEK = timedelta(days=7)
SPAN = (START.date(), DAYS)
BODIES = 8
FEEDS = 6
LISTED = 15  # a feed lists its newest entries; what it listed once is still there when it is back
EDIT_AFTER = timedelta(hours=20)
STAGES = ("poll", "read", "judge", "report", "digest")


def publishes_on(day: int) -> bool:
    """Two days of news, one of edits and two without either, in which nothing is lost by not being looked at."""
    return day % 5 < 2 and day < DAYS - 6


@dataclass(frozen=True)
class Issue:
    """One story of one feed, and when it is out."""

    story: vessland.Story
    feed: int
    out: datetime
    paged: bool  # the feed only names its page
    edited: bool  # the page gains a sentence some hours later


def issues() -> list[Issue]:
    """Every story of the sixty days, in the order of publication: from two in three feeds on a day of news."""
    told, number = [], 0
    for day in filter(publishes_on, range(DAYS)):
        on = START.date() + timedelta(days=day)
        for feed in (each for each in range(FEEDS) if (each + day) % 3):
            number += 1
            story = vessland.story(number, bodies=BODIES, span=SPAN, on=on, share=0.6)
            out = START + timedelta(days=day, hours=feed % 3 + 1)
            told.append(Issue(story, feed, out, paged=feed % 3 == 1, edited=feed % 3 == 1 and number % 2 == 0))
    return told


class World:
    """The sites. `trouble` answers instead of them when it has something to say: (host number, path) -> Response."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.trouble: Callable[[int, str], Response | None] = lambda _host, _path: None
        self.sites = [Site(clock, address=f"127.0.0.{number}") for number in (1, 2, 3)]
        self.issues = issues()
        self.feeds = [self._feed(number) for number in range(FEEDS)]
        for issue in self.issues:
            if issue.paged:
                self._site(issue.feed).on(self._path(issue), self._page(issue))

    def close(self) -> None:
        for site in self.sites:
            site.close()

    @property
    def allowed(self) -> str:
        return ",".join(site.host for site in self.sites)

    def _site(self, feed: int) -> Site:
        return self.sites[feed % len(self.sites)]

    def _path(self, issue: Issue) -> str:
        return f"/story/{issue.story.number}"

    def _feed(self, number: int) -> str:
        mine = [issue for issue in self.issues if issue.feed == number]

        def answer(_site: Site, seen: Seen) -> Response:
            if (broken := self.trouble(number % len(self.sites), f"/feed/{number}")) is not None:
                return broken
            out = [issue for issue in mine if issue.out <= seen.at][-LISTED:]
            body = rss(*(self._item(issue) for issue in reversed(out)))
            etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
            same = seen.headers.get("if-none-match") == etag
            return Response(b"" if same else body, 304 if same else 200, {"ETag": etag})

        return self._site(number).on(f"/feed/{number}", answer)

    def _item(self, issue: Issue) -> str:
        day = f"<pubDate>{format_datetime(issue.out)}</pubDate>"
        if issue.paged:
            link = self._site(issue.feed).url(self._path(issue))
            return item(
                issue.story.number, link=link, guid=f"g{issue.story.number}", title=issue.story.title, extra=day
            )
        text = "".join(f"<p>{escape(words, quote=False)}</p>" for words in issue.story.paragraphs)
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        full = f"{day}<content:encoded {space}><![CDATA[{text}]]></content:encoded>"
        return item(issue.story.number, guid=f"g{issue.story.number}", title=issue.story.title, extra=full)

    def _page(self, issue: Issue) -> Callable[[Site, Seen], Response]:
        first = vessland.page(issue.story)
        added = f"<p>A correction of {issue.story.number} words was printed on page {issue.story.number}.</p></article>"
        second = first.replace(b"</article>", added.encode())

        def answer(_site: Site, seen: Seen) -> Response:
            if (broken := self.trouble(issue.feed % len(self.sites), self._path(issue))) is not None:
                return broken
            return Response(second if issue.edited and seen.at >= issue.out + EDIT_AFTER else first)

        return answer


@dataclass
class Service:
    """The hourly flow without Prefect, on a ledger of its own. `before` is called at each stage, for faults."""

    world: World
    folder: Path
    registry: Registry
    patience: float = 60.0
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        settings = Settings(data=self.folder, allow=self.world.allowed, workers=1)
        self.desk = Desk(settings, self.registry, Ledger.open(data=self.folder, patience=self.patience))

    def close(self) -> None:
        self.desk.ledger.close()

    def run(self, now: datetime, *, before: Callable[[str], None] = lambda _stage: None) -> Tally:
        """One run at `now`, by a clock that stands still. Raises what the stages raise."""
        desk, clock = self.desk, VirtualClock(now)
        before("poll")
        tally = fetch.poll_sources(desk, now=now, clock=clock, sleep=clock.sleep)
        before("read")
        for batch in read.unread(desk):
            tally += read.read_batch(desk, batch, now=now)
        before("judge")
        tally += judge.judge(desk, judge.pending(desk), now=now)
        before("report")
        desk.ledger.add_run(RunReport("soak", now, tuple(tally.counts.items()), tally.failures, notes=tally.notes))
        before("digest")
        self.publish(now)
        return tally

    def publish(self, now: datetime) -> None:
        """Write the digest of the week that has ended since the run before. A run that is run again writes it again."""
        for week in weeks():
            if week + WEEK <= now < week + WEEK + EVERY:
                publish.publish(self.desk, publish.Scope(since=week, until=week + WEEK), now=now)


def weeks() -> list[datetime]:
    return [START + number * WEEK for number in range(DAYS // 7)]


def instants() -> Iterator[datetime]:
    """When the service is due."""
    moment = START + timedelta(hours=12, minutes=30)
    while moment < START + timedelta(days=DAYS):
        yield moment
        moment += EVERY


def a_registry(folder: Path, world: World) -> Registry:
    pack = load_pack(vessland.write_pack(folder / "pack", bodies=BODIES))
    named = {f"feed{n}": a_source(url, f"feed{n}") for n, url in enumerate(world.feeds)}
    sources = {name: replace(source, outlet=source.name) for name, source in named.items()}
    return replace(pack, sources=sources)


@contextmanager
def patched(patch: Callable[[object, str, object], None]) -> Iterator[None]:
    """What a soak leaves out: worker processes for feeds of our own making, pauses before a busy ledger is tried
    again, and the names of what failed in a digest's footer, which are metadata of its runs."""
    patch(fetch, "Workshop", InHouse)
    patch(patience, "PAUSES", ())
    patch(publish, "_failures", lambda _desk, _period: set())
    patch(reading_module, "read", remembered_read)
    gc.collect()
    yield
