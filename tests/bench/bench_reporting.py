"""Digest and site at the size of a large sector: how long, how much memory, how much is written again."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.desk import open_desk
from flows.reporting import Material, build, html, json, markdown, site
from flows.settings import read_settings
from flows.stages.publish import Scope, publish
from flows.stages.site import refresh_site
from storage.domain.article import Article, ArticleKind, Dated, Look, Revision
from storage.domain.attribution import Directness, Modality
from storage.domain.digest import Period
from storage.domain.finding import Admission, ChangeKind, Conclusion, Evidence, Finding, Kind, Position, Role, Status
from storage.domain.sector import Registry
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import Reading, SeriesId, Speaker, Statement
from storage.domain.when import When
from storage.ledger import Ledger
from tests.bench import Part, Row, peak_megabytes
from tests.flows.reporting.ferries import a_proposition, a_stakeholder

NOW = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
BODIES, TOPICS, STATEMENTS, FINDINGS = 200, 60, 100_000, 1_000
PAGES_ALONE = 20_000  # statements where pages are made without a ledger; with one, all of them are
_QUOTE = "A cap of {n} on route {n} is what our members asked for in spring, and we have not changed our minds since,"
_TEXT = "The forum met in Skerrow on Tuesday.\n“{quote}” said the body in question. It had rained.\nNobody else spoke."
_DAY_ONE = date(2016, 1, 1)


def a_registry() -> Registry:
    bodies = [a_stakeholder(f"body-{i:03}", f"Association of Harbour {i:03}") for i in range(BODIES)]
    topics = [a_proposition(f"topic-{i:02}", f"Topic {i:02}", f"Route {i:02} should be kept.") for i in range(TOPICS)]
    return Registry(
        "Scale", "Norrland", "scale", {t.id: t for t in topics}, {b.id: b for b in bodies}, sources={}
    )  # fmt: skip


def a_statement(number: int) -> Statement:
    """One of `number` statements spread evenly over all series; each series swings a little over the years."""
    series = number % (BODIES * TOPICS)
    turn = number // (BODIES * TOPICS)
    quote = _QUOTE.format(n=number)
    start = _TEXT.index("{quote}")
    return Statement(
        article=f"article-{number}",
        revision=f"revision-{number}",
        url=f"https://news.example/{number}",
        outlet="Harbour Gazette",
        speaker=Speaker("Maren Voss", f"body-{series // TOPICS:03}", person="Maren Voss", role="president"),
        proposition=f"topic-{series % TOPICS:02}",
        version=1,
        stance=Stance((series + turn // 3) % 5 - 2),
        confidence=0.9,
        directness=Directness.QUOTED,
        modality=Modality.ASSERTED,
        content=(Span(start, start + len(quote)),),
        text=quote,
        source=(Span(0, 3),),
        source_text="Voss",
        said_on=When.on(_DAY_ONE + timedelta(days=(number * 37) % 3600)),
        seen_at=NOW,
    )


def grouped(number: int) -> dict[SeriesId, list[Statement]]:
    found: dict[SeriesId, list[Statement]] = {}
    for statement in map(a_statement, range(number)):
        found.setdefault(statement.series, []).append(statement)
    return found


def a_position(evidence: list[Statement]) -> Position:
    last = evidence[-1]
    since = last.said_on or When.on(_DAY_ONE)
    return Position(last.series, 1, last.stance, (), since, None, 0.9, Status.CONFIRMED, tuple(evidence[-3:]))


def some_conclusions(number: int, statements: dict[SeriesId, list[Statement]]) -> list[Conclusion]:
    found = []
    for index, (series, evidence) in enumerate(list(statements.items())[:number]):
        cited = (Evidence(evidence[0], Role.BEFORE), Evidence(evidence[-1], Role.AFTER))
        finding = Finding(
            f"f{index:08}", Kind.REVERSAL, Status.CONFIRMED, series.stakeholder, series.proposition, 1, Stance.SUPPORTS,
            Stance.OPPOSES, evidence[-1].said_on or When.on(_DAY_ONE), 0.9, cited, f"Body {index} has moved.",
        )  # fmt: skip
        found.append(Conclusion(finding, ChangeKind.NEW, NOW, ""))
    return found


def a_library(number: int) -> site.Library:
    statements = grouped(number)
    conclusions = some_conclusions(FINDINGS, statements)
    return site.Library(
        registry=a_registry(),
        until=NOW,
        positions=[a_position(group) for group in statements.values()],
        conclusions=conclusions,
        statements=statements,
        texts=texts(conclusions),
    )


def texts(conclusions: list[Conclusion]) -> dict[str, str]:
    cited = [e.statement for c in conclusions for e in c.finding.evidence]
    return {s.revision: _TEXT.format(quote=s.text) for s in cited}


def a_material(findings: int) -> Material:
    statements = grouped(8 * BODIES * TOPICS // 10)
    conclusions = some_conclusions(findings, statements)
    wanted = {c.finding.series for c in conclusions}
    kept = {series: group for series, group in statements.items() if series in wanted}
    return Material(
        registry=a_registry(),
        conclusions=conclusions,
        positions=[a_position(group) for group in kept.values()],
        statements=[s for group in kept.values() for s in group],
        texts=texts(conclusions),
    )


def timed(work: Callable[[], object]) -> float:
    """Processor time: one thread does it all, and what else the machine does must not count."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _digest(material: Material) -> int:
    from flows.reporting.plots import _draw

    _draw.cache_clear()
    digest = build(material, period=Period(datetime(2026, 3, 1, tzinfo=UTC), NOW, NOW))
    return len(html.render(digest)) + len(markdown.render(digest)) + len(json.render(digest))


def _write(library: site.Library, before: dict[str, str]) -> tuple[dict[str, str], int, int]:
    """Render what has changed, as the flow does, without keeping it: fingerprints, pages, characters."""
    after, written, size = {}, 0, 0
    for page in site.pages(library):
        after[page.path] = page.fingerprint
        if before.get(page.path) != page.fingerprint:
            written += 1
            size += len(page.render())
    return after, written, size


def measure(number: int) -> dict[str, float]:
    """In a process of its own, so that the peak of memory is that of this site alone."""
    library = a_library(number)
    first: list[tuple[dict[str, str], int, int]] = []
    full = timed(lambda: first.append(_write(library, {})))
    before, pages, size = first[0]
    start = time.process_time()
    _, again, _ = _write(a_fresh(library), before)
    unchanged = time.process_time() - start
    series, group = next(iter(library.statements.items()))
    grown = {**library.statements, series: [*group, replace(group[0], said_on=When.on(date(2026, 3, 2)))]}
    _, touched, _ = _write(a_fresh(library, statements=grown), before)
    return {
        "full": full, "unchanged": unchanged, "pages": pages, "again": again, "touched": touched,
        "megabytes": size / 1e6, "peak": peak_megabytes(),
    }  # fmt: skip


def a_fresh(library: site.Library, **changes: object) -> site.Library:
    """The same knowledge in a new run: nothing worked out before is remembered."""
    return replace(library, **changes)


def _measured(number: int) -> dict[str, float]:
    code = f"from tests.bench.bench_reporting import measure; print(repr(measure({number})))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return dict(ast.literal_eval(told))


def _digest_rows() -> list[Row]:
    half, whole = a_material(FINDINGS // 2), a_material(FINDINGS)
    times = [(timed(lambda: _digest(half)), timed(lambda: _digest(whole))) for _ in range(5)]
    small, large = (sorted(column)[2] for column in zip(*times, strict=True))
    ratio = large / (2 * small)
    name = f"digest of {FINDINGS:,} findings, 3 formats"
    return [_row(name, f"{large:.1f} s", f"2 x 500 findings: {2 * small:.1f} s", ratio, "<= 1.10", ratio <= 1.10)]


def _site_rows() -> list[Row]:
    one, whole, other = _measured(PAGES_ALONE // 2), _measured(PAGES_ALONE), _measured(PAGES_ALONE // 2)
    name = f"pages alone of {BODIES} x {TOPICS} x {PAGES_ALONE:,}"
    time_all, pages, again, touched = whole["full"], f"{whole['pages']:.0f} pages", whole["again"], whole["touched"]
    halves = one["full"] + other["full"]
    linear, memory, quiet = time_all / halves, whole["peak"] / 500, whole["unchanged"] / time_all
    size = f"{time_all:.0f} s, {whole['megabytes']:.0f} MB"
    return [
        _row(
            f"{name}: all {pages}",
            size,
            f"two of half as many: {halves:.0f} s",
            linear,
            "<= 1.10",
            linear <= 1.1,
        ),
        _row(f"{name}: peak memory", f"{whole['peak']:.0f} MB", "500 MB", memory, "<= 1", memory <= 1),
        _row(f"{name}: nothing new", f"{whole['unchanged']:.0f} s", f"{time_all:.0f} s", quiet, "0 pages", again == 0),
        _row(f"{name}: one statement", f"{touched:.0f} pages", pages, touched / whole["pages"], "<= 5", touched <= 5),
    ]


_FILL = " The forum heard about fares, piers and winter boats from many people that day." * 25
_PER_ARTICLE, _PER_BATCH = 5, 5_000
_BEFORE = NOW - timedelta(days=30)


def _an_article(number: int, *, seen_at: datetime = _BEFORE) -> tuple[Article, Revision, Reading]:
    """Several kilobytes of text with five statements."""
    said = [a_statement(n) for n in range(number, number + _PER_ARTICLE)]
    text = "\n".join(_TEXT.format(quote=each.text) + _FILL for each in said)
    title = f"Islands and fares, number {number}: what the forum in Skerrow heard"
    article = Article(
        f"article-{number}", "gazette", f"https://news.example/{number}", title, "Harbour Gazette", ArticleKind.NEWS,
        published=Dated(said[0].said_on or When.on(_DAY_ONE), "feed"),
    )  # fmt: skip
    revision = Revision(article.id, text, seen_at, Look.FEED, "bench 1")
    read = []
    for each in said:
        at = text.index(each.text)
        content = (Span(at, at + len(each.text)),)
        read.append(replace(each, article=article.id, revision=revision.id, url=article.url, content=content))
    return article, revision, Reading(revision.id, "bench", "bench", (), tuple(read))


def _keep(ledger: Ledger, found: list[tuple[Article, Revision, Reading]], *, at: datetime) -> list[Statement]:
    articles, revisions, readings = (list(column) for column in zip(*found, strict=True))
    statements = [statement for reading in readings for statement in reading.statements]
    ledger.add_articles(articles, seen_at=at)
    ledger.add_revisions(revisions)
    ledger.add_readings(readings, read_at=at)
    ledger.add_admissions([Admission(each.id, True, "") for each in statements], judged_at=at)
    return statements


def fill(data: Path, number: int) -> None:
    """A ledger of `number` statements in articles, and a finding for one in a hundred of them."""
    found: dict[SeriesId, list[Statement]] = {}
    with Ledger.open(data=data) as ledger:
        for start in range(0, number, _PER_BATCH):
            batch = [_an_article(n) for n in range(start, min(number, start + _PER_BATCH), _PER_ARTICLE)]
            for statement in _keep(ledger, batch, at=_BEFORE):
                found.setdefault(statement.series, []).append(statement)
        ledger.append(some_conclusions(number // 100, found))


def publish_ledger(data: Path, number: int) -> dict[str, float]:
    """The first digest and site of a ledger, then one more article; in a process of its own, as `measure`."""
    desk = replace(open_desk(read_settings(data=data, offline=True)), registry=a_registry())
    full = timed(lambda: publish(desk, Scope(), now=NOW))
    peak = peak_megabytes()
    pages = len(list((data / "digests").rglob("*.html"))) + len(list((data / "digests").rglob("*.atom")))
    later = NOW + timedelta(minutes=1)
    article, revision, reading = _an_article(number, seen_at=later)
    _keep(desk.ledger, [(article, revision, replace(reading, statements=reading.statements[:1]))], at=later)
    return {"full": full, "peak": peak, "pages": pages, "touched": refresh_site(desk, now=later)}


def _published(number: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        told = ""
        for step in ("fill", "publish_ledger"):
            code = f"print(repr(bench.{step}(Path({folder!r}), {number})))"
            code = f"from pathlib import Path; from tests.bench import bench_reporting as bench; {code}"
            told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return dict(ast.literal_eval(told))


def _ledger_rows() -> list[Row]:
    few, many = _published(STATEMENTS // 10), _published(STATEMENTS)
    name = f"digest and site of a ledger of {BODIES} x {TOPICS} x {STATEMENTS:,}"
    each, of_few = many["full"] / STATEMENTS * 1e3, few["full"] / (STATEMENTS // 10) * 1e3
    linear, memory = each / of_few, many["peak"] / 500
    touched, pages = many["touched"], many["pages"]
    return [
        _row(
            f"{name}: a statement",
            f"{each:.2f} ms",
            f"of {STATEMENTS // 10:,}: {of_few:.2f} ms",
            linear,
            "<= 1.25",
            linear <= 1.25,
        ),
        _row(f"{name}: peak memory", f"{many['peak']:.0f} MB", "500 MB", memory, "<= 1", memory <= 1),
        _row(f"{name}: one more", f"{touched:.0f} pages", f"{pages:.0f} pages", touched / pages, "<= 5", touched <= 5),
    ]


def _row(name: str, ours: str, theirs: str, ratio: float, target: str, met: bool) -> Row:
    return Row(name, ours, theirs, ratio, target, met)


PARTS = [
    Part("digest", _digest_rows, seconds=40),
    Part("site", _site_rows, seconds=60, long=True),
    Part("ledger", _ledger_rows, seconds=420, long=True),
]
