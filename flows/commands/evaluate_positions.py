"""Print how well positions are read: on the annotated seeds, on a second sector, and with each rule off in turn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.reading.reader import Reader
    from flows.scoring.positions import GoldPositions, PositionScores
    from storage.domain.sector import Registry
    from storage.domain.statement import Statement

Row = dict[str, Any]


def lines(root: Path) -> Iterator[str]:
    """Yield the lines of the report. `root` is the repository."""
    from flows.readers import build_reader
    from storage.registry import load_pack

    reader = build_reader()
    registry = load_pack(root / "seeds")
    gold = load_gold(root / "tests" / "gold")
    yield "Positions on the annotated seeds 001 and 002 (a development sample)"
    yield from _table(scores_of(root / "seeds" / "articles", registry, reader, gold))
    sectors = root / "tests" / "sectors"
    for folder in sorted(p for p in sectors.iterdir() if (p / "gold.jsonl").exists()) if sectors.is_dir() else ():
        from flows.commands.evaluate_sectors import sector_lines

        yield from sector_lines(folder, reader)


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
        documents=_rows(folder / "documents.jsonl"),
        positions=_rows(folder / "positions.jsonl"),
        borderline=_rows(folder / "borderline.jsonl"),
        tokens=tokens,
    )


def _rows(path: Path) -> list[Row]:
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
