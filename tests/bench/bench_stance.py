"""Deciding stance against parsing the same words, both measured alternately in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import spacy

from flows.fitting.stance import PARSER, load_pairs
from flows.reading.stancing import decide, load_model
from tests.bench import Part, Row

PAIRS = 150
ROUNDS = 7


def rows() -> list[Row]:
    nlp = spacy.load(PARSER)
    model = load_model()
    pairs = load_pairs(nlp)[:PAIRS]
    texts = [pair.passage.doc.text for pair in pairs]
    deciding, parsing = [], []
    for _ in range(ROUNDS):
        parsing.append(_seconds(lambda: list(nlp.pipe(texts))))
        deciding.append(_seconds(lambda: [decide(p.passage, p.proposition, model=model) for p in pairs]))
    ours, theirs = statistics.median(deciding), statistics.median(parsing)
    return [
        Row(
            name=f"stance of {PAIRS} passages, one proposition each, against parsing them",
            ours=f"{ours * 1000:.0f} ms",
            theirs=f"{theirs * 1000:.0f} ms",
            ratio=ours / theirs,
            target="<= 0.25 with speaker and proposition",
            met=ours / theirs <= 0.25,
        )
    ]


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


PARTS = [Part("decide", rows, seconds=40)]
