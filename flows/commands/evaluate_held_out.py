"""How positions are read in sectors that were annotated before the reader was run on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.reading.reader import Reader

Row = dict[str, Any]
GOLD = "held-out.jsonl"  # not gold.jsonl: that is what `make train` counts and the table of rules left out scores
# Sectors that were annotated before they were read, in the order in which they were written.
PLACE = {
    "waterways": "a third sector, annotated before it was read, its errors looked at since",
    "theatres": "a fourth sector, annotated before it was read, its errors looked at since",
    "vets": "a fifth sector, annotated before it was read, its errors looked at since",
    "buses": "a sixth sector, annotated before it was read, its errors looked at since",
    "fires": "a seventh sector, annotated before it was read, its errors never looked at",
    "care": "the first sector's codebook under other bodies, annotated before it was read, its errors looked at since",
    "hallowdale": "the first sector's codebook in trade news, annotated before it was read, its errors looked at since",
    "dentists": "an eighth sector in ordinary trade news, annotated before it was read, its errors looked at since",
    "brackenmoor": "the first sector's codebook in ordinary trade news, by another hand, its errors never looked at",
    "tarnholme": "the first sector's codebook in ordinary trade news, by a third hand, its errors looked at since",
    "rents": "a ninth sector in ordinary trade news, annotated before it was read, its errors never looked at",
    "rivers": "a tenth sector in ordinary trade news, read once unseen, its errors looked at since",
    "ellerdale": "the first sector's codebook in ordinary trade news, by a fourth hand, its errors looked at since",
    "canteens": "an eleventh sector in ordinary trade news, its errors looked at since",
    "ambleford": "the first sector's codebook in ordinary trade news, by a fifth hand, its errors looked at since",
    "taxis": "a twelfth sector in ordinary trade news, its errors looked at since",
    "calderay": "the first sector's codebook in trade news, by a sixth hand, read once, at the end",
    "prisons": "a thirteenth sector in ordinary trade news, read once, at the end",
}
ORDINARY = ("brackenmoor", "rents")  # never looked at, and such as papers print: what judging believes of the reader
LOOKED_AT = (
    "waterways", "theatres", "vets", "buses", "care", "hallowdale", "dentists", "tarnholme", "rivers",
    "ellerdale", "canteens", "ambleford", "taxis",
)  # fmt: skip


def lines(root: Path, reader: Reader) -> Iterator[str]:
    """Yield the figures of every sector held out under `root`: no error is listed."""
    for name in PLACE:
        yield from _figures(root / "tests" / "sectors" / name, reader)


def _figures(folder: Path, reader: Reader) -> Iterator[str]:
    from flows.commands.evaluate_positions import predictions, rows_of
    from flows.scoring.positions import score_signs, sign_pairs
    from storage.registry import load_pack

    gold = rows_of(folder / GOLD)
    given = predictions(folder / "articles", load_pack(folder), reader)
    ratio, pairs = score_signs(gold, given), sign_pairs(gold, given)
    yield f"Positions in {PLACE[folder.name]} ({folder.name}; document x stakeholder x topic x sign)"
    yield f"  P {ratio.precision:.3f}  R {ratio.recall:.3f}  F1 {ratio.f1:.3f}  ({ratio.gold} positions)"
    sign = f"{sum(a == b for a, b in pairs) / len(pairs):.3f}" if pairs else "n/a"
    yield f"  sign {sign} on the {len(pairs)} that were found; false attributions {len(strays(gold, given))}"


def strays(gold: list[Row], given: list[Row]) -> set[tuple[str, str]]:
    """The (document, body) credited with a position where the annotator heard none of that body, on any topic."""
    heard = {(row["doc"], row["stakeholder"]) for row in gold}
    return {(row["doc"], row["stakeholder"]) for row in given if row["stakeholder"] and row["topic"]} - heard
