"""Measure attribution on held-out writers and on quotations whose speakers are known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.commands.evaluate_any_text import any_text
from storage.domain.errors import InputError
from storage.domain.span import Span

if TYPE_CHECKING:
    from spacy.language import Language

    from flows.fitting.attribution import Article
    from flows.scoring.attribution import Tally

Outcomes = Sequence[tuple[float, bool]]


def lines(root: Path, *, outside: Path | None = None) -> Iterator[str]:
    """Yield the attribution section of `make evaluate`. Weights never saw the writer that they are tested on.

    `outside` is an annotated corpus of the caller's own, lines of {id, text, attributions: [{source, cue, content}]}
    with lists of [start, end]: it is scored too.
    """
    import spacy

    from flows.fitting.attribution import MODEL, held_out, load_material, quoted_spans
    from flows.scoring.attribution import Tally, tally

    nlp = spacy.load(MODEL)
    material = load_material(nlp, root / "tests" / "training")
    whole, of_writer = Tally(), {writer: Tally() for writer in material.writers}
    for article, found in held_out(material):
        page = material.pages[article.id]
        one = tally(article.text, article.gold, found, quoted=quoted_spans(page))
        whole.add(one)
        of_writer[article.writer].add(one)
    yield "Attribution, our own articles, one writer held out at a time"
    yield from _table(of_writer, whole)
    yield _by_cue(whole)
    yield from _names(whole)
    yield from _confidence(whole)
    yield from _unseen(root, nlp)
    yield from _gum(root, nlp)
    yield from _quotations(root, nlp)
    if outside is not None:
        yield from outside_lines(outside, nlp)
    yield from any_text(nlp)


def outside_lines(path: Path, nlp: Language) -> Iterator[str]:
    """Score the shipped weights on somebody else's annotation: spans alone, its names are not asked for."""
    from flows.reading.attributing import attribute, load_weights, make_doc
    from flows.scoring.attribution import Tally, double_quoted, tally

    weights, whole, articles = load_weights(), Tally(), _annotated(path)
    for article in articles:
        found = attribute(make_doc(article.text, nlp), weights=weights)
        whole.add(tally(article.text, article.gold, found, quoted=list(double_quoted(article.text))))
    yield f"{path.name}: {len(articles)} texts, weights as shipped; quoted is what stands between double marks"
    yield from _table({}, whole)
    yield _by_cue(whole)
    yield from _reliability(whole.confidences, whole.confidences)


def _annotated(path: Path) -> list[Article]:
    from flows.fitting.attribution import gum_article

    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [gum_article(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise InputError(f"{path} is not a file of annotated texts, one JSON object a line: {problem}") from problem


def _table(of_writer: dict[str, Tally], whole: Tally) -> Iterator[str]:
    yield "  writer   F1    P     R     direct mixed indirect  gold"
    for name, one in [*of_writer.items(), ("all", whole)]:
        types = "  ".join(f"{one.f1(kind):.3f}" for kind in ("direct", "mixed", "indirect"))
        yield f"  {name:6} {one.f1():.3f} {one.precision():.3f} {one.recall():.3f}  {types}  {one.gold['all']}"


def _by_cue(whole: Tally) -> str:
    from flows.scoring.cue_classes import CLASSES

    found = ", ".join(f"{of} {whole.recall_by_cue(of):.3f} of {whole.cue_gold[of]}" for of in CLASSES)
    return f"  recall by cue: {found}"


def _names(whole: Tally) -> Iterator[str]:
    from flows.scoring.attribution import named_right

    speaker, body, both = named_right(whole.matches)
    yield f"  names of {len(whole.matches)} matched: speaker {speaker:.3f}, organisation {body:.3f}, both {both:.3f}"
    labelled = [m for m in whole.matches if m.gold.directness]
    direct = sum(m.gold.directness == m.found.directness.value for m in labelled) / max(1, len(labelled))
    kind = sum(m.gold.kind == m.found.kind for m in labelled) / max(1, len(labelled))
    yield f"  directness right {direct:.3f}, kind right {kind:.3f}"


def _confidence(whole: Tally) -> Iterator[str]:
    from flows.fitting.attribution import calibration
    from flows.reading.attributing.features import interpolated

    # Every other prediction fits the table, the rest is read from it, so that it is not its own judge.
    table = calibration(whole.confidences[::2])
    judged = [(interpolated(table, score), right) for score, right in whole.confidences[1::2]]
    yield from _reliability(judged, whole.confidences)


def _reliability(judged: Outcomes, every: Outcomes) -> Iterator[str]:
    from flows.scoring.attribution import precision_without_least_confident, reliability

    yield "  confidence: said and right, of predictions that the table was not fitted on"
    for row in reliability(judged):
        yield f"    {row.low:.1f}-{row.high:.1f}  n {row.count:4}  said {row.confidence:.3f}  right {row.right:.3f}"
    before, after = precision_without_least_confident(every)
    yield f"  precision {before:.3f}; without the least confident fifth {after:.3f}"


def _unseen(root: Path, nlp: Language) -> Iterator[str]:
    """Score the shipped weights on articles that no weights were trained on, by a writer of their own."""
    from flows.fitting.attribution import quoted_spans, read_marked
    from flows.reading.attributing import attribute, load_weights, make_doc
    from flows.reading.attributing.page import page_of
    from flows.scoring.attribution import Tally, tally

    weights, whole = load_weights(), Tally()
    files = sorted((root / "tests" / "gold" / "attribution").glob("*.txt"))
    for file in files:
        article = read_marked(file.read_text(encoding="utf-8"), writer="g")
        doc = make_doc(article.text, nlp)
        found = attribute(doc, weights=weights, head=article.head)
        whole.add(tally(article.text, article.gold, found, quoted=quoted_spans(page_of(doc))))
    yield f"{len(files)} further articles of our own, annotated and never trained on; weights as shipped"
    yield from _table({}, whole)
    yield _by_cue(whole)
    yield from _names(whole)


def _gum(root: Path, nlp: object) -> Iterator[str]:
    from flows.fitting.attribution import gum_article
    from flows.reading.attributing import attribute, load_weights, make_doc
    from flows.reading.attributing.page import page_of
    from flows.scoring.attribution import Tally, tally

    total, weights = Tally(), load_weights()
    for line in (root / "tests/training/gum/gum.test.jsonl").read_text(encoding="utf-8").splitlines():
        article = gum_article(json.loads(line))
        doc = make_doc(article.text, nlp)  # type: ignore[arg-type]  # spaCy is imported late
        quoted = [q.inner for q in page_of(doc).quotations]
        total.add(tally(article.text, article.gold, attribute(doc, weights=weights), quoted=quoted))
    yield f"GUM test part (clauses only, so precision means little): recall {total.recall():.3f} of {total.gold['all']}"


def _quotations(root: Path, nlp: object) -> Iterator[str]:
    right = [row for row in seed_quotations(root, nlp) if row[2]]
    every = list(seed_quotations(root, nlp))
    yield f"Seed documents: speaker right for {len(right)} of {len(every)} quotations in the body"
    yield from (f"    wrong: {name} wanted, {got} found: {text[:60]}" for name, got, good, text in every if not good)


def seed_quotations(root: Path, nlp: object) -> Iterator[tuple[str, str | None, bool, str]]:
    """For each quotation of tests/gold/quotes.jsonl that has a speaker: wanted, found, whether right, and its text."""
    from flows.reading.attributing import attribute, load_weights, make_doc
    from flows.scoring.attribution import quotation_speakers

    weights = load_weights()
    rows = [json.loads(row) for row in (root / "tests/gold/quotes.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [row for row in rows if row["in_body"] and row["stakeholder"]]
    for name in sorted({row["doc"] for row in wanted}):
        text = (root / "seeds" / "articles" / name).read_text(encoding="utf-8")
        found = attribute(make_doc(text, nlp), weights=weights)  # type: ignore[arg-type]  # spaCy is imported late
        here = [row for row in wanted if row["doc"] == name]
        spans = [(Span(row["start"], row["end"]), _name(row)) for row in here]
        for row, (_, want, got, good) in zip(here, quotation_speakers(spans, found), strict=True):
            yield want, got, good, row["text"]


def _name(row: dict[str, Any]) -> str:
    """The person, else the body as the article names it."""
    return str(row["speaker_person"] or (row["mention"] or {}).get("text") or row["stakeholder"])
