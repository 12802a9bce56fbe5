"""Print how well another sector is read with the same code: one sign per document, stakeholder and topic."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.reading.reader import Reader
    from flows.scoring.positions import Ratio


def sector_lines(folder: Path, reader: Reader) -> Iterator[str]:
    """Yield the lines for the pack in `folder`, whose `gold.jsonl` holds what its articles say."""
    ratio = sector_scores(folder, reader)
    yield f"Positions in another sector, {folder.name} (invented, no code of its own)"
    yield (
        f"  {'document x stakeholder x topic x sign':<40} "
        f"P {ratio.precision:.3f}  R {ratio.recall:.3f}  F1 {ratio.f1:.3f}  ({ratio.gold} positions)"
    )


def sector_scores(folder: Path, reader: Reader) -> Ratio:
    from flows.commands.evaluate_positions import predictions
    from flows.scoring.positions import score_signs
    from storage.registry import load_pack

    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    return score_signs(gold, predictions(folder / "articles", load_pack(folder), reader))
