"""Count how positions of the annotated articles are read: the seeds, and every invented sector that is annotated."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.commands.evaluate_held_out import GOLD, ORDINARY
from flows.commands.evaluate_positions import load_gold, predictions, scores_of
from flows.readers import build_reader
from flows.scoring.positions import sign_pairs
from storage.domain.stance import Stance
from storage.registry import load_pack

Signs = Counter[tuple[int, int]]  # the sign annotated, the sign read


@dataclass(frozen=True)
class Counts:
    """How the annotated positions that were found were read."""

    signs: Signs
    exact: int  # of those read on the right side, level known: read at their level
    one_side: int  # at the other level of that side
    held: tuple[Counter[int], ...]  # the signs annotated in each sector, found or not
    levels: Counter[int]  # the stances annotated, where the level is known
    sources: tuple[str, ...]

    @property
    def table(self) -> list[list[int]]:
        """Rows: the true side (against, neither, for); columns: the side read."""
        return [[self.signs[true, read] for read in (-1, 0, 1)] for true in (-1, 0, 1)]


def count_articles(root: Path) -> Counts:
    """Read the annotated articles of the repository at `root` and count."""
    reader, pack, articles = build_reader(), load_pack(root / "seeds"), root / "seeds" / "articles"
    gold = load_gold(root / "tests" / "gold")
    pairs = scores_of(articles, pack, reader, gold).pairs
    further = _rows(root / "tests" / "gold" / "further.jsonl")
    told = [*sign_pairs(further, predictions(articles, pack, reader, only={row["doc"] for row in further}))]
    sectors = root / "tests" / "sectors"
    annotated = [*sorted(sectors.glob("*/gold.jsonl")), *(sectors / name / GOLD for name in ORDINARY)]
    levels = Counter(Stance.from_label(gold.positions[i]["stance"]) for i in gold.scored)
    held = [Counter([stance.sign for stance in levels.elements()] + list(_signs(further)))]
    for path in annotated:
        rows = _rows(path)
        told += sign_pairs(rows, predictions(path.parent / "articles", load_pack(path.parent), reader))
        held.append(Counter(_signs(rows)))
    signs = Counter([(a.sign, b.sign) for a, b in pairs] + told)
    right = [a == b for a, b in pairs if a.sign == b.sign != 0]
    sources = ("the five seed documents", *(path.parent.name for path in annotated))
    known = Counter(map(int, levels.elements()))
    return Counts(signs, sum(right), len(right) - sum(right), tuple(held), known, sources)


def _signs(rows: Sequence[dict[str, Any]]) -> Iterator[int]:
    return (row["sign"] for row in rows if not row.get("optional"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
