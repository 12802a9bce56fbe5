"""Fit what tells a link that was meant from a word in passing, on the annotated sectors whose errors were looked at.

`python -m flows.fitting.dwelling` writes `flows/reading/dwelling.json`, and prints for every sector how weights fitted
without it do there. A sector is also read with the codebook of each other one beside its own: what an article is
linked to in a codebook that is none of its business was said in passing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from flows.commands.evaluate_held_out import GOLD, LOOKED_AT
from flows.commands.evaluate_positions import rows_of
from flows.readers import build_reader
from flows.reading.dwelling import FIGURES, FOREMOST, PASSING, Bearing
from flows.reading.reader import Reader
from flows.reading.reading import read
from storage.domain.article import Article, Look, Revision
from storage.domain.sector import Registry
from storage.registry import load_pack

FLOWS = Path(__file__).resolve().parents[1]
WEIGHTS = FLOWS / "reading" / "dwelling.json"
STRENGTH = 1 / 3  # of the weights, each figure counted in its own spread
NOT_ANNOTATED = ("harbours",)  # its articles and its codebook beside those of others need no annotation
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sector:
    """An annotated sector: its pack, its articles, and which body takes a side on what in which."""

    name: str
    pack: Registry
    articles: Path
    held: frozenset[tuple[str, str, str]]
    documents: frozenset[str]

    @classmethod
    def of(cls, name: str, folder: Path, gold: Sequence[Mapping[str, Any]]) -> Sector:
        held = frozenset((row["doc"], row["stakeholder"], row["topic"]) for row in gold)
        return cls(name, load_pack(folder), folder / "articles", held, frozenset(row["doc"] for row in gold))


@dataclass(frozen=True)
class Rows:
    """One row for each statement that was read: its figures, and whether its body is annotated with that topic.

    `sectors` names for each row whose article it is; `packs` whose codebook the proposition is from.
    """

    figures: np.ndarray
    meant: np.ndarray
    sectors: np.ndarray
    packs: np.ndarray

    def without(self, sector: str) -> Rows:
        keep = (self.sectors != sector) & (self.packs != sector)
        return Rows(self.figures[keep], self.meant[keep], self.sectors[keep], self.packs[keep])


def sectors_of(root: Path) -> list[Sector]:
    """The seeds that we annotated and every invented sector that was opened."""
    found = [Sector.of("seeds", root / "seeds", rows_of(root / "tests" / "gold" / "further.jsonl"))]
    invented = root / "tests" / "sectors"
    opened = sorted(path for path in invented.glob("*/gold.jsonl"))
    opened += [invented / name / GOLD for name in LOOKED_AT]
    found += [Sector.of(path.parent.name, path.parent, rows_of(path)) for path in opened]
    return [*found, *(Sector.of(name, invented / name, ()) for name in NOT_ANNOTATED)]


def gather(sectors: Sequence[Sector], reader: Reader) -> Rows:
    """Read every sector with its own codebook, and with each other one beside it."""
    plain = replace(reader, without=frozenset({"dwelling"}))
    rows = [row for sector in sectors for row in _own(sector, plain)]
    rows += [row for sector in sectors for other in sectors if other != sector for row in _beside(sector, other, plain)]
    return Rows(*(np.array(column) for column in zip(*rows, strict=True)))


Row = tuple[tuple[float, ...], bool, str, str]


def _own(sector: Sector, reader: Reader) -> Iterator[Row]:
    for place, figures in _links(sector, sector.pack, reader):
        if place[0] in sector.documents:
            yield figures, place in sector.held, sector.name, sector.name


def _beside(sector: Sector, other: Sector, reader: Reader) -> Iterator[Row]:
    """What the articles of `sector` are linked to in the codebook of `other`."""
    foreign = {
        f"{other.name}:{p.id}": replace(p, id=f"{other.name}:{p.id}", nation=sector.pack.nation)
        for p in other.pack.propositions.values()
    }
    both = {**sector.pack.propositions, **foreign}
    pack = replace(sector.pack, propositions=both, digest=f"{sector.pack.digest}+{other.pack.digest}")
    for (_, _, topic), figures in _links(sector, pack, reader):
        if topic in foreign:
            yield figures, False, sector.name, other.name


def _links(sector: Sector, pack: Registry, reader: Reader) -> Iterator[tuple[tuple[str, str, str], tuple[float, ...]]]:
    for seed in pack.articles.values():
        article = Article(
            seed.id, "seeds", seed.url, seed.title, seed.outlet, seed.kind, seed.published, seed.said, seed.updated,
            seed.author, None, seed.file,
        )  # fmt: skip
        text = (sector.articles / seed.file).read_bytes().decode("utf-8")
        revision = Revision(seed.id, text, READ_AT, Look.SEED, "plain")
        for statement in read(revision, article=article, registry=pack, reader=reader).statements:
            why = next(step.why for step in statement.trail if step.step == "proposition")
            bearing = Bearing.read_back(why)
            if bearing is not None and statement.speaker.stakeholder:
                yield (seed.file, statement.speaker.stakeholder, statement.proposition), bearing.figures


def fitted(rows: Rows) -> dict[str, float]:
    """The weight of each figure and, under "", the constant."""
    spread = rows.figures.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", max_iter=1000, tol=1e-8)
    model.fit(rows.figures / spread, rows.meant)
    weights = dict(zip(FIGURES, model.coef_[0] / spread, strict=True))
    return {name: round(float(weight), 3) for name, weight in {"": model.intercept_[0], **weights}.items()}


def dropped(rows: Rows, weights: Mapping[str, float]) -> np.ndarray:
    """Which of `rows` these weights take for said in passing."""
    odds = weights[""] + rows.figures @ np.array([weights[name] for name in FIGURES])
    foremost = rows.figures[:, FIGURES.index("near")] >= FOREMOST
    return np.asarray((1 / (1 + np.exp(-odds)) < PASSING) & ~foremost)


def held_out(rows: Rows) -> Iterable[str]:
    """What weights fitted without a sector and without its codebook drop there."""
    total: dict[str, int] = defaultdict(int)
    for sector in dict.fromkeys(rows.sectors):
        mine = (rows.sectors == sector) & (rows.packs == sector)
        own = Rows(rows.figures[mine], rows.meant[mine], rows.sectors[mine], rows.packs[mine])
        passing = dropped(own, fitted(rows.without(sector)))
        counts = {"rightly": passing & ~own.meant, "not meant": ~own.meant, "wrongly": passing & own.meant}
        for name, which in {**counts, "meant": own.meant}.items():
            total[name] += int(which.sum())
        yield _line(sector, {name: int(which.sum()) for name, which in counts.items()} | {"meant": own.meant.sum()})
    yield _line("all", total)


def _line(name: str, n: Mapping[str, int]) -> str:
    return f"  {name:<10} drops {n['rightly']} of {n['not meant']} not meant, {n['wrongly']} of {n['meant']} meant"


def main() -> None:
    write(gather(sectors_of(FLOWS.parent), build_reader()))


def write(rows: Rows) -> None:
    print("\n".join(held_out(rows)))
    sources = ", ".join(dict.fromkeys(rows.sectors))
    told = f"{len(rows.meant)} statements, {int(rows.meant.sum())} of them meant, of {sources}"
    told += "; written by python -m flows.fitting.dwelling"
    WEIGHTS.write_text(json.dumps({"provenance": told, "weights": fitted(rows)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
