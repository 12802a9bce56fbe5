"""The main job on the seed set: reading against plain spaCy over the same text, and peak memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime

from flows.readers import build_reader
from flows.reading.reading import read
from flows.revising.plain import article_text
from flows.settings import read_settings
from flows.stages.take import seed_article
from storage.domain.article import Look, Revision
from storage.registry import load_pack
from tests.bench import Part, Row

RUNS = 5
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _reading() -> Row:
    settings = read_settings()
    registry, reader = load_pack(settings.seeds), build_reader(settings.model)
    pairs = []
    for entry in registry.articles.values():
        text = article_text((settings.seeds / "articles" / entry.file).read_bytes(), name=entry.file)
        pairs.append((seed_article(entry), Revision(entry.id, text, NOW, Look.SEED, "bench")))
    ours, theirs = [], []
    for number in range(RUNS + 1):
        started = time.process_time()
        for article, revision in pairs:
            read(revision, article=article, registry=registry, reader=reader)
        between = time.process_time()
        for _ in reader.nlp.pipe([revision.text for _, revision in pairs]):
            pass
        if number:  # the first round warms both up
            ours.append(between - started)
            theirs.append(time.process_time() - between)
    mine, plain = statistics.median(ours), statistics.median(theirs)
    return Row(
        name="reading the seed set against nlp.pipe over the same text",
        ours=f"{mine:.2f} s CPU",
        theirs=f"{plain:.2f} s CPU",
        ratio=mine / plain,
        target="",
        met=None,
    )


def _memory() -> Row:
    ours = _peak("from flows.__main__ import main; import sys; sys.argv = ['volteface', 'read', '--json']; main()")
    theirs = _peak("from flows.readers import build_reader; build_reader()")
    return Row(
        name="peak memory of reading the seed set against loading the parser alone",
        ours=f"{ours:.0f} MB",
        theirs=f"{theirs:.0f} MB",
        ratio=ours / theirs,
        target="",
        met=None,
    )


def _peak(code: str) -> float:
    """Peak resident memory of an interpreter that runs `code`, in MB, by the kernel's account of it."""
    told = "from tests.bench import peak_megabytes; print(peak_megabytes(), file=sys.stderr)"
    script = f"import sys\ntry:\n    {code}\nfinally:\n    {told}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return float(done.stderr.strip().splitlines()[-1])


PARTS = [Part("reading", lambda: [_reading()], seconds=15), Part("memory", lambda: [_memory()], seconds=15)]
