"""Reading generated news, articles a second, against parsing the same texts and against attributing all of them."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import spacy

from flows.readers import DEFAULT_MODEL, build_reader
from flows.reading.attributing import attribute, make_doc
from flows.reading.reading import read
from storage.domain.article import Article, Look, Revision
from storage.registry import load_pack
from tests.bench import Part, Row, alternated, at_most
from tests.vessland import story, write_pack

STORIES = 150
NOW = datetime(2040, 1, 1, tzinfo=UTC)


def rows() -> list[Row]:
    reader = build_reader()
    parser = spacy.load(DEFAULT_MODEL, exclude=["ner"])  # the reader's own embeds a word that it has met no more
    with tempfile.TemporaryDirectory() as folder:
        registry = load_pack(write_pack(Path(folder) / "pack"))
    told = [story(number) for number in range(STORIES)]
    texts = ["\n\n".join([one.title, *one.paragraphs]) for one in told]
    pages = [
        (Article(f"a{n}", "bench", None, one.title, "Bench"), Revision(f"a{n}", text, NOW, Look.BACKFILL, "bench"))
        for n, (one, text) in enumerate(zip(told, texts, strict=True))
    ]

    def ours() -> None:
        for article, revision in pages:
            read(revision, article=article, registry=registry, reader=reader)

    def plain() -> None:
        for _ in parser.pipe(texts):
            pass

    def everything() -> None:
        for text in texts:
            attribute(make_doc(text, parser), weights=reader.attribution)

    mine, parsed, attributed = alternated(ours, plain, everything, rounds=3)
    speed = f"{STORIES / mine:.0f} articles/s"
    return [
        at_most("reading generated news", speed, f"nlp.pipe {STORIES / parsed:.0f} articles/s", mine / parsed, 0.6),
        at_most(
            "reading generated news, a fifth of it relevant",
            speed,
            f"parse and attribute everything {STORIES / attributed:.0f} articles/s",
            mine / attributed,
            0.6,
        ),
    ]


PARTS = [Part("news", rows, seconds=25)]
