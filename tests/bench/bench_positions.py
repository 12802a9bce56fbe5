"""Reading against plain parsing of the same text, and against a pack ten times as large."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from tests.bench import Part, Row, apart

ROOT = Path(__file__).parents[2]
OTHERS = ROOT / "tests" / "training" / "attribution"
ROUNDS = 5
COPIES = 3  # of the process, each of which reads everything once


def rows() -> list[Row]:
    import spacy

    from flows.readers import DEFAULT_MODEL, build_reader, make_ready
    from flows.reading.layout import Layout
    from flows.reading.reading import read
    from storage.domain.article import Article, Look, Revision
    from storage.registry import load_pack

    registry, reader = load_pack(ROOT / "seeds"), build_reader()
    plain = spacy.load(DEFAULT_MODEL)
    texts = {s: (ROOT / "seeds" / "articles" / s.file).read_bytes().decode() for s in registry.articles.values()}
    large = _ten_times(registry)
    for pack in (registry, large):  # as for whatever process reads
        make_ready(pack)

    others = {
        path.stem: _marks_off(path.read_text(encoding="utf-8")) for path in sorted(OTHERS.glob("[a-f]/*.txt"))[::4]
    }

    def read_one(about: Article, text: str, pack) -> None:
        revision = Revision(about.id, text, datetime(2026, 1, 1, tzinfo=UTC), Look.SEED, "plain")
        read(revision, article=about, registry=pack, reader=reader)

    def read_with(pack) -> None:
        for seed, text in texts.items():
            about = Article(seed.id, "s", seed.url, seed.title, seed.outlet, seed.kind, seed.published, seed.said)
            read_one(about, text, pack)

    def read_feed() -> None:
        read_with(registry)
        for name, text in others.items():
            read_one(Article(name, "s", f"https://example.org/{name}", name, "Gazette"), text, registry)

    def parse_feed() -> None:
        list(plain.pipe([*texts.values(), *others.values()]))

    def parse() -> None:
        list(plain.pipe(texts.values()))

    def parse_body() -> None:
        list(plain.pipe([p.of(text) for text in texts.values() for p in Layout.of(text).paragraphs]))

    ours, whole, body, ten, feed, feed_parsed = _medians(
        lambda: read_with(registry), parse, parse_body, lambda: read_with(large), read_feed, parse_feed
    )
    return [
        _row("reading the seeds / spaCy nlp.pipe over them", ours, whole, 0.6),
        _row("reading the seeds / spaCy nlp.pipe over their bodies", ours, body, None),
        _row(f"reading a general feed, the seeds and {len(others)} others / nlp.pipe over it", feed, feed_parsed, 0.6),
        _row("reading with ten times the propositions / with the pack", ten, ours, 1.5),
    ]


def _marks_off(article: str) -> str:
    """The body of an annotated article about other things than the pack's, without its marks."""
    return re.sub(r"\{[SQC]\d+\||\}", "", article.split("\n---\n")[1])


def _ten_times(registry):
    """The pack with each proposition ten times, nine of them under words that no text holds."""
    more = dict(registry.propositions)
    for n in range(9):
        for p in registry.propositions.values():
            renamed = {
                field: tuple(f"{term} q{n}x" for term in getattr(p, field))
                for field in ("measure_terms", "restricted_terms", "topic_terms")
            }
            more[f"{p.id}-{n}"] = replace(p, id=f"{p.id}-{n}", support_cues=(), oppose_cues=(), **renamed)
    return replace(registry, propositions=more, digest=registry.digest + "x10")


def _medians(*jobs: Callable[[], None]) -> list[float]:
    """Medians of processor time, the jobs run in turn so that a busy machine slows them alike."""
    for job in jobs:
        job()
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(ROUNDS):
        for job, taken in zip(jobs, times, strict=True):
            start = time.process_time()
            job()
            taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in times]


def _row(name: str, ours: float, theirs: float, target: float | None) -> Row:
    ratio = ours / theirs
    return Row(
        name, f"{ours * 1000:.0f} ms", f"{theirs * 1000:.0f} ms", ratio,
        f"<= {target:.2f}" if target else "", ratio <= target if target else None,
    )  # fmt: skip


def engine_rows() -> list[Row]:
    """Speaker, proposition and stance: all of reading but the parse and the attribution, over the parse of the text.

    Every reading is the first of its text in its process, as in a run. Warm: the process has read other articles, as
    in a backfill. Cold: it has read none, as in a run that finds one new article; codebook, gazetteer and lexicons are
    then made for it. Imports, parser, weights and the pack are loaded in both.
    """
    seeds, *sectors = [ROOT / "seeds", *sorted((ROOT / "tests" / "sectors").iterdir())]
    the_seeds = list(_articles(seeds))
    invented = [one for folder in sectors for one in [*_articles(folder)][:2]]  # enough to say, and to wait for
    engine = _Engine()
    return [
        engine.warm("the seeds", the_seeds, after=invented[::2]),
        engine.warm("fictional sectors", invented, after=the_seeds),
        engine.cold("each seed the first article of a process", the_seeds),
    ]


class _Engine:
    """Reads with the parse and the attribution timed apart: what is left is the engine."""

    def __init__(self) -> None:
        import spacy

        from flows.readers import DEFAULT_MODEL, build_reader

        self._reader, self._plain = build_reader(), spacy.load(DEFAULT_MODEL)

    def warm(self, name: str, told: Sequence[tuple], *, after: Sequence[tuple]) -> Row:
        return self._row(name, [apart(lambda: self._measured(told, after)) for _ in range(COPIES)], 0.25)

    def cold(self, name: str, told: Sequence[tuple]) -> Row:
        rounds = []
        for _ in range(COPIES):
            alone = [apart(lambda one=one: self._measured([one], [])) for one in told]
            rounds.append(tuple(sum(times) for times in zip(*alone, strict=True)))
        return self._row(name, rounds, None)

    def _row(self, name: str, rounds: Sequence[tuple[float, float]], target: float | None) -> Row:
        ours, theirs = (statistics.median(times) for times in zip(*rounds, strict=True))
        return _row(f"speaker, proposition and stance, {name} / nlp.pipe over them", ours, theirs, target)

    def _measured(self, told: Sequence[tuple], after: Sequence[tuple]) -> tuple[float, float]:
        """Seconds of the engine and of plain parsing; both have met `after`, the engine also the packs of `told`."""
        from flows.readers import make_ready

        self._parsed(after)
        self._engine(after)
        packs = {id(pack): pack for _, _, pack in told}.values() if after else ()
        self._engine([(*after[0][:2], pack) for pack in packs])
        for pack in packs:
            make_ready(pack)
        return self._engine(told), self._parsed(told)

    def _parsed(self, told: Sequence[tuple]) -> float:
        start = time.process_time()
        list(self._plain.pipe([revision.text for revision, _, _ in told]))
        return time.process_time() - start

    def _engine(self, told: Sequence[tuple]) -> float:
        from flows.reading import reading

        others = [0.0]  # seconds of the parse and of the attribution, which are not what is measured

        def stopped(step: Callable[..., object]) -> Callable[..., object]:
            def timed(*given: object, **named: object) -> object:
                start = time.process_time()
                found = step(*given, **named)
                others[0] += time.process_time() - start
                return found

            return timed

        with (
            patch.object(reading, "make_doc", stopped(reading.make_doc)),
            patch.object(reading, "attribute", stopped(reading.attribute)),
        ):
            start = time.process_time()
            for revision, about, pack in told:
                reading.read(revision, article=about, registry=pack, reader=self._reader)
            return time.process_time() - start - others[0]


def _articles(folder: Path) -> Iterator[tuple]:
    from storage.domain.article import Article, Look, Revision
    from storage.registry import load_pack

    pack = load_pack(folder)
    for seed in pack.articles.values():
        text = (folder / "articles" / seed.file).read_bytes().decode()
        about = Article(seed.id, "s", seed.url, seed.title, seed.outlet, seed.kind, seed.published, seed.said)
        yield Revision(about.id, text, datetime(2026, 1, 1, tzinfo=UTC), Look.SEED, "plain"), about, pack


PARTS = [Part("seeds", rows, seconds=30), Part("engine", engine_rows, seconds=60)]
