"""Check what must hold of attribution on any text: nothing raises, spans are inside, time grows with the length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from flows.reading.attributing import Weights

SHORT, LONG = 50_000, 200_000
_REPEATED = {
    "speech in one line": "Mr Bell said the plan was wrong, and she agreed that it “will fail” in the end. ",
    "one sentence": "Mr Bell said the plan was wrong, and she agreed that it would fail, and ",
    "paragraphs": "Mr Bell, who chairs the union, said it was wrong.\n\n“It will fail,” she added.\n\n",
    "open quotations": "“We will fight.\n\n",
    "10,000 marks and more": "“ ' \" ‘ ’ ” ",
    "marks alone": '"',
    "German": "Der Minister sagte, „das Gesetz sei schlecht“, und die Opposition widersprach. ",
    "Arabic": "قال الوزير إن الخطة سيئة. ",
    "Chinese": "他说这个计划不好。",
    "any signs": "\x00\u2028\r\n😀e\u0301\u202e\ufeff ",
}


def any_text(nlp: Language) -> Iterator[str]:
    """Yield one line for each kind of text, read at two lengths: four times the length may take four times as long."""
    from flows.reading.attributing import load_weights

    weights = load_weights()
    yield f"Any text: {LONG:,} characters against {SHORT:,} (linear is {LONG / SHORT:.0f}), every span checked"
    for name, unit in _REPEATED.items():
        short, _ = read_repeated(unit, SHORT, nlp, weights)
        long, count = read_repeated(unit, LONG, nlp, weights)
        yield f"  {name:22} {long:5.2f} s, {long / short:4.1f} times as long, {count:5} attributions"


def read_repeated(unit: str, length: int, nlp: Language, weights: Weights) -> tuple[float, int]:
    """The CPU seconds and the number of attributions of `unit` repeated to `length`; fails on a span that is wrong."""
    from flows.reading.attributing import attribute, make_doc
    from flows.reading.attributing.parsing import paragraphs_of
    from flows.reading.attributing.quotations import find_quotations

    text = (unit * (length // len(unit) + 1))[:length]
    before = time.process_time()
    doc = make_doc(text, nlp)
    found = attribute(doc, weights=weights)
    taken = time.process_time() - before
    spans = [span for a in found for span in (*a.source, *a.cue, *a.content)]
    paragraphs = paragraphs_of(text)
    crossing = any(not paragraphs[q.paragraph].covers(q.span) for q in find_quotations(text, paragraphs))
    if doc.text != text or crossing or any(span.end > length or not span.of(text).strip() for span in spans):
        raise AssertionError(f"a span outside of the text or its paragraph, in {unit[:30]!r} repeated")
    return taken, len(found)
