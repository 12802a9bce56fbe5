"""Ingestion against the raw libraries, measured alternately in this run: feeds, articles, re-checks, diffs, polls."""

from __future__ import annotations

import gc
import io
import resource
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import fast_diff_match_patch
import feedparser
import psutil
import trafilatura

from flows.fetching.client import Client, Validators
from flows.fetching.feeds import read_feed
from flows.fetching.poll import Outcome, body_hash
from flows.fetching.rounds import plan, poll_all
from flows.fetching.workshop import Workshop
from flows.revising.changes import typed
from flows.revising.identity import identify
from flows.revising.page import read_page
from flows.revising.revisions import Sighting, decide
from flows.revising.worddiff import TOKEN
from storage.domain.article import Article, Look
from storage.domain.errors import InputError
from storage.domain.polling import SourceState, StoredBody
from storage.ledger import Ledger
from tests.bench import Part, Row, alternated, at_most
from tests.revision_corpus.build import article
from tests.sector_site.feeds import item, page, rss
from tests.sector_site.newsroom import a_source
from tests.sector_site.site import Response, Site, VirtualClock

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
BATCH = 20
URL = "https://northmoor.example/feed"


def seconds(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 7) -> tuple[float, float]:
    """Medians of the processor time of both, run in turn: other work on the machine falls on neither."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for times, work in zip(taken, (ours, theirs), strict=True):
            started = time.process_time()
            work()
            times.append(time.process_time() - started)
    return statistics.median(taken[0]), statistics.median(taken[1])


def row(name: str, pair: tuple[float, float], theirs: str, target: float) -> Row:
    ratio = pair[0] / pair[1]
    words = f"<= {target:g}" if target >= 0.05 else f"<= 1/{1 / target:.0f}"
    return Row(name, f"{pair[0] * 1000:.2f} ms", f"{theirs} {pair[1] * 1000:.2f} ms", ratio, words, ratio <= target)


def a_full_feed(first: int = 0, *, count: int = 100) -> bytes:
    def one(number: int) -> str:
        link = (
            '&lt;a href="/more?a=1" class="x" title="y"&gt;more&lt;/a&gt; &lt;img src="/i.jpg" alt="z" width="9"/&gt;'
        )
        paragraphs = "".join(f"&lt;p class='p'&gt;{line} {link}&lt;/p&gt;" for line in article(number % 40) * 2)
        return item(
            number,
            link=f"https://northmoor.example/story/{number}",
            guid=f"n{number}",
            title=f"{article(number % 40)[0]} {number}",
            extra=f"<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate><description>{paragraphs}</description>",
        )

    return rss(*(one(number) for number in range(first, first + count)))


def a_page(number: int) -> bytes:
    title, *paragraphs = article(number)
    return page(*paragraphs * 3, title=title, before="<p>3 minutes ago</p>", after="<aside><h3>Most read</h3></aside>")


def feed_rows(ledger: Ledger) -> list[Row]:
    raw, source = a_full_feed(), a_source(URL)
    known = body_hash(raw)
    rounds = iter(range(1_000))

    def changed() -> None:
        found = read_feed(a_full_feed_of(next(rounds)), url=URL)
        listed = identify(found.entries, source=source, known={}, seen=NOW.date())
        ledger.add_articles((one.article for one in listed), seen_at=NOW)
        ledger.add_entry_keys(key for one in listed for key in one.keys)

    documents = [a_full_feed(n * 1000) for n in range(8)]

    def a_full_feed_of(number: int) -> bytes:
        return documents[number % len(documents)]

    def default() -> object:
        return feedparser.parse(io.BytesIO(raw))

    same = seconds(lambda: body_hash(raw) == known, default)
    return [
        row("unchanged feed, same bytes", same, "feedparser", 1 / 50),
        row("changed feed, 100 full items: parse, identity, store", seconds(changed, default), "feedparser", 0.6),
    ]


def page_rows(ledger: Ledger) -> list[Row]:
    raw, seen = a_page(1), date(2026, 11, 21)
    pages, at = [a_page(n) for n in range(40)], iter(range(10_000))
    texts = iter(range(10_000))

    def store(batch: int) -> None:
        looks = range(batch * BATCH, (batch + 1) * BATCH)
        bodies = [pages[look % 40] + b"<!-- %d -->" % look for look in looks]
        texts = [
            read_page(b, url=f"https://northmoor.example/{n}", seen=seen) for n, b in zip(looks, bodies, strict=True)
        ]
        found = [
            decide(Sighting(f"bench-{look}", read, NOW, Look.FEED, body_hash(data)), previous=None).revision
            for look, read, data in zip(looks, texts, bodies, strict=True)
        ]
        ledger.add_articles(
            (
                Article(r.article, "northmoor", t.canonical, t.title, "N")
                for r, t in zip(found, texts, strict=True)
                if r
            ),
            seen_at=NOW,
        )
        ledger.add_bodies(StoredBody(body_hash(data), data, URL, NOW, "text/html") for data in bodies)
        ledger.add_revisions(revision for revision in found if revision)

    def raw_batch() -> None:
        for _ in range(BATCH):
            raw_call()

    def raw_call() -> object:
        return trafilatura.extract(pages[next(texts) % 40], with_metadata=True, include_comments=False)

    first = read_page(raw, url=URL, seen=seen)
    kept = Sighting("a", first, NOW, Look.FEED).revision

    def same_text() -> None:
        read = read_page(raw, url=URL, seen=seen)
        assert decide(Sighting("a", read, NOW, Look.RECHECK), previous=kept).revision is None

    digest = body_hash(raw)
    return [
        row(
            "article: extract, date, store, by 20",
            seconds(lambda: store(next(at)), raw_batch),
            "trafilatura with metadata",
            1.25,
        ),
        row(
            "re-check, same bytes",
            seconds(lambda: body_hash(raw) == digest, raw_call, rounds=15),
            "trafilatura",
            1 / 50,
        ),
        row(
            "re-check, same text: read, compare, no revision",
            seconds(same_text, raw_call, rounds=25),
            "trafilatura",
            1.1,
        ),
    ]


def diff_rows() -> list[Row]:
    before = "\n\n".join(line for number in range(12) for line in article(number))
    words = before.split(" ")
    after = list(words)
    for edit in range(20):
        after[edit * len(words) // 20 + 3] = f"changed{edit}"
    edited, other = " ".join(after), "\n\n".join(line[::-1] for n in range(20, 32) for line in article(n))

    def fast(new: str) -> Callable[[], object]:
        def compare() -> object:
            letters: dict[str, str] = {}
            one, two = (
                "".join(letters.setdefault(t, chr(256 + len(letters))) for t in TOKEN.findall(text))
                for text in (before, new)
            )
            return fast_diff_match_patch.diff(one, two, timelimit=0, checklines=False, cleanup="No")

        return compare

    name = f"diff and classify, {len(words):,} words"
    return [
        row(f"{name}, 20 edits", seconds(lambda: typed(before, edited), fast(edited)), "C++ word diff", 3),
        row(f"{name}, unrelated", seconds(lambda: typed(before, other), fast(other)), "C++ word diff", 3),
    ]


def poll_row() -> Row:
    """200 feeds that answer 304, over a real socket, and the parsing of one of them that this saves."""
    clock = VirtualClock()
    site = Site(clock)
    raw = a_full_feed()

    def answer(_site: Site, seen: object) -> Response:
        fresh = getattr(seen, "headers", {}).get("if-none-match") != '"x"'
        return Response(raw if fresh else b"", 200 if fresh else 304, {"ETag": '"x"'})

    sources = [a_source(site.on(f"/{n}", answer), f"s{n}") for n in range(200)]
    states = {s.id: SourceState(s.id, etag='"x"', body="known", changed_at=clock()) for s in sources}
    with Client(clock=clock, sleep=clock.sleep, allow=[site.host]) as client:
        started = time.perf_counter()
        polls = poll_all(plan(sources, states, now=clock()).intents, client=client, now=clock())
        taken = time.perf_counter() - started
    site.close()
    started = time.perf_counter()
    feedparser.parse(io.BytesIO(raw))
    parse = (time.perf_counter() - started) * len(sources)
    assert {found.state.failures for found in polls} == {0}
    return Row(
        "poll of 200 unchanged feeds against parsing them",
        f"{taken:.2f} s",
        f"parsing them {parse:.1f} s",
        taken / parse,
        "",
        None,
    )


def loop_row() -> Row:
    """200 feeds that answer 304: a round of polls against a bare loop of the same requests, by the same client."""
    clock = VirtualClock()
    site = Site(clock)
    sources = [a_source(site.on(f"/{n}", Response(status=304, headers={"ETag": '"x"'})), f"s{n}") for n in range(200)]
    states = {s.id: SourceState(s.id, etag='"x"', body="known", changed_at=clock()) for s in sources}
    with Client(clock=clock, sleep=clock.sleep, allow=[site.host]) as client:

        def ours() -> None:
            polls = poll_all(plan(sources, states, now=clock()).intents, client=client, now=clock())
            assert {found.outcome for found in polls} == {Outcome.NOT_MODIFIED}

        def bare() -> None:
            for source in sources:
                client.get(source.url or "", purpose="feed", validators=Validators('"x"'), log=[])

        mine, loop = alternated(ours, bare, clock=time.perf_counter)
    site.close()
    return at_most(
        "poll of 200 unchanged feeds", f"{mine:.2f} s", f"bare loop, same client {loop:.2f} s", mine / loop, 1.25
    )


def children_cpu() -> float:
    """Processor time of the workers, of those that have ended and of those at work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    working = [child.cpu_times() for child in psutil.Process().children()]
    return used.ru_utime + used.ru_stime + sum(times.user + times.system for times in working)


def hostile_row() -> Row:
    """40 hostile feeds among 200: the other 160 land, each hostile one within 5 s of CPU."""
    hostile = [
        b'<rss version="2.0"><channel><item ' + b" ".join(b'a%d="1"' % n for n in range(60_000)) + b"></item>",
        b'<rss version="2.0"><channel>' + b"<a>" * 200_000,
        b'<rss version="2.0"><channel><item><author>' + b"a." * 16_000 + b"</author></item></channel></rss>",
        b"\x00" * 500_000,
    ]
    process, landed, worst = psutil.Process(), 0, 0.0
    before, started = process.memory_info().rss, time.perf_counter()
    with Workshop() as workshop:
        for number in range(200):
            bad = number % 5 == 0
            raw = hostile[number // 5 % 4] if bad else a_full_feed(number * 100, count=10)
            begun = children_cpu()
            try:
                landed += len(workshop.run(read_feed, raw, url=URL).entries) == 10
            except InputError:
                assert bad
            worst = max(worst, children_cpu() - begun if bad else 0.0)
    grown = (process.memory_info().rss - before) / 1e6
    met = landed == 160 and worst < 5 and grown < 100
    told = f"{landed} of 160 landed, worst {worst:.1f} s of CPU, {time.perf_counter() - started:.0f} s in all"
    return Row(
        "40 hostile feeds among 200",
        told,
        f"grown by {grown:.0f} MB",
        landed / 160,
        "160 land, < 5 s, < 100 MB",
        met,
    )


def volume_row(ledger: Ledger) -> Row:
    """2,000 new articles from 50 sources, memory before and after."""
    process, sources = psutil.Process(), [a_source(f"https://n{n}.example/feed", f"v{n}") for n in range(50)]
    marks: list[int] = []
    started = time.perf_counter()
    for number, source in enumerate(sources):
        raw = a_full_feed(1_000_000 + number * 40, count=40).replace(
            b"northmoor.example", f"n{number}.example".encode()
        )
        found = read_feed(raw, url=URL)
        listed = identify(found.entries, source=source, known={}, seen=NOW.date())
        ledger.add_articles((one.article for one in listed), seen_at=NOW + timedelta(hours=number))
        for one in listed:
            html = a_page(int(one.entry.position) % 40)
            read = read_page(html, url=one.article.url or URL, seen=NOW.date())
            decision = decide(Sighting(one.article.id, read, NOW, Look.FEED), previous=None)
            ledger.add_revisions([decision.revision] if decision.revision else [])
        gc.collect()
        marks.append(process.memory_info().rss)
    taken = time.perf_counter() - started
    grown = (marks[-1] - marks[9]) / 1e6
    told = f"{taken:.1f} s, {2000 / taken:.0f} a second"
    return Row(
        "2,000 new articles from 50 sources",
        told,
        f"grown by {grown:.0f} MB after the first 400",
        grown / 50,
        "memory flat (< 50 MB)",
        grown < 50,
    )


def _with_a_ledger(measure: Callable[[Ledger], list[Row]]) -> list[Row]:
    with TemporaryDirectory() as folder:
        return measure(Ledger.open(data=Path(folder)))


PARTS = [
    Part("feeds", lambda: _with_a_ledger(feed_rows), seconds=10),
    Part("pages", lambda: _with_a_ledger(page_rows), seconds=25),
    Part("diffs", diff_rows, seconds=5),
    Part("poll", lambda: [poll_row(), loop_row()], seconds=15),
    Part("hostile", lambda: [hostile_row()], seconds=90),
    Part("volume", lambda: _with_a_ledger(lambda ledger: [volume_row(ledger)]), seconds=25),
]
