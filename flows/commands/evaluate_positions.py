"""Print how well positions are read: the annotated seeds, other sectors, and with each group of rules off in turn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.reading.reader import Reader
    from flows.scoring.positions import GoldPositions, PositionScores, Ratio
    from storage.domain.sector import Registry
    from storage.domain.statement import Statement

Row = dict[str, Any]


def lines(root: Path) -> Iterator[str]:
    """Yield the lines of the report. `root` is the repository."""
    from flows.commands.evaluate_held_out import lines as held_out
    from flows.readers import build_reader
    from flows.reading.reader import RULES
    from storage.registry import load_pack

    reader = build_reader()
    registry = load_pack(root / "seeds")
    gold = load_gold(root / "tests" / "gold")
    yield "Positions on the annotated seeds 001 and 002 (a development sample)"
    whole = scores_of(root / "seeds" / "articles", registry, reader, gold)
    yield from _table(whole)
    yield from _elsewhere(root, registry, reader)
    yield from held_out(root, reader)
    yield "Positions with one group of rules left out (F1 of document x stakeholder x topic x sign; sign; false)"
    base = _every_sector(root, registry, reader)
    for rules in RULES:
        lacking = replace(reader, without=frozenset({rules}))
        scores = scores_of(root / "seeds" / "articles", registry, lacking, gold)
        others = _every_sector(root, registry, lacking)
        yield (
            f"  without {rules:<16} {scores.aggregated.f1 - whole.aggregated.f1:+.3f}  "
            f"sign {_figure(scores.sign_accuracy)}  false {scores.false_attributions:>2}  "
            + "  ".join(f"{name} {ratio.f1 - base[name].f1:+.3f}" for name, ratio in others.items())
        )


def _elsewhere(root: Path, registry: Registry, reader: Reader) -> Iterator[str]:
    yield "Positions elsewhere: the other seeds as we annotated them, and another sector that we invented"
    for name, ratio in _other_scores(root, registry, reader).items():
        yield (
            f"  {name + ', document x stakeholder x topic x sign':<48} P {ratio.precision:.3f}  R {ratio.recall:.3f}  "
            f"F1 {ratio.f1:.3f}  ({ratio.gold} positions)"
        )


def _every_sector(root: Path, registry: Registry, reader: Reader) -> dict[str, Ratio]:
    """What the rules were made on: the annotated seeds of our own and every sector whose errors were looked at."""
    from flows.commands.evaluate_held_out import GOLD, LOOKED_AT
    from flows.scoring.positions import score_signs
    from storage.registry import load_pack

    found = _other_scores(root, registry, reader)
    for name in LOOKED_AT:
        folder = root / "tests" / "sectors" / name
        found[name] = score_signs(rows_of(folder / GOLD), predictions(folder / "articles", load_pack(folder), reader))
    return found


def _other_scores(root: Path, registry: Registry, reader: Reader) -> dict[str, Ratio]:
    from flows.scoring.positions import score_signs
    from storage.registry import load_pack

    further = rows_of(root / "tests" / "gold" / "further.jsonl")
    documents = {row["doc"] for row in further}
    found = {
        "000-003-004": score_signs(further, predictions(root / "seeds" / "articles", registry, reader, only=documents))
    }
    for folder in sorted(f for f in (root / "tests" / "sectors").iterdir() if (f / "gold.jsonl").exists()):
        rows = predictions(folder / "articles", load_pack(folder), reader)
        found[folder.name] = score_signs(rows_of(folder / "gold.jsonl"), rows)
    return found


def scores_of(articles: Path, registry: Registry, reader: Reader, gold: GoldPositions) -> PositionScores:
    from flows.scoring.positions import score

    return score(gold, predictions(articles, registry, reader, only=set(gold.documents)))


def predictions(articles: Path, registry: Registry, reader: Reader, *, only: set[str] | None = None) -> list[Row]:
    """Read the seed articles of a pack and return one row per statement of a known stakeholder."""
    from datetime import UTC, datetime

    from flows.reading.reading import read
    from storage.domain.article import Article, Look, Revision

    rows: list[Row] = []
    for seed in registry.articles.values():
        if only is not None and seed.file not in only:
            continue
        text = (articles / seed.file).read_bytes().decode("utf-8")
        article = Article(
            seed.id, "seeds", seed.url, seed.title, seed.outlet, seed.kind, seed.published, seed.said, seed.updated,
            seed.author, None, seed.file,
        )  # fmt: skip
        revision = Revision(seed.id, text, datetime(2026, 1, 1, tzinfo=UTC), Look.SEED, "plain")
        reading = read(revision, article=article, registry=registry, reader=reader)
        rows += [as_row(seed.file, statement) for statement in reading.statements]
    return rows


def as_row(document: str, statement: Statement) -> Row:
    return {
        "doc": document,
        "stakeholder": statement.speaker.stakeholder,
        "topic": statement.proposition,
        "stance": statement.stance.label,
        "is_past": statement.modality == "recalled",
        "start": statement.span.start,
        "end": statement.span.end,
    }


def load_gold(folder: Path) -> GoldPositions:
    from flows.scoring.positions import GoldPositions

    tokens = json.loads((folder / "tokens.json").read_text(encoding="utf-8"))["tokens"]
    return GoldPositions(
        documents=rows_of(folder / "documents.jsonl"),
        positions=rows_of(folder / "positions.jsonl"),
        borderline=rows_of(folder / "borderline.jsonl"),
        tokens=tokens,
    )


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _table(scores: PositionScores) -> Iterator[str]:
    for name, ratio in (
        ("one to one", scores.positions),
        ("document x stakeholder x topic x sign", scores.aggregated),
        ("the same without the sign", scores.aggregated_without_sign),
    ):
        yield f"  {name:<40} P {ratio.precision:.3f}  R {ratio.recall:.3f}  F1 {ratio.f1:.3f}"
    yield (
        f"  stance on {scores.matched} matched: sign {_figure(scores.sign_accuracy)}, "
        f"accuracy {_figure(scores.stance_accuracy)}, weighted kappa {_figure(scores.weighted_kappa)}"
    )
    yield f"  false attributions {scores.false_attributions}, in reader comments {scores.in_reader_comments}"


def _figure(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"
