"""Fit what tells a proposition that a speaker means from one in passing, on the annotated sectors that were looked at.

`python -m flows.fitting.meant` writes `flows/reading/meant.json`, and prints for every sector how weights fitted
without it do there (the first sector's codebook is that of three: its articles are held out, not its names). A sector
is also read with the codebook of each other one beside its own: what an article is linked to in a codebook that is
none of its business is not meant.
"""

from __future__ import annotations

import json
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
from flows.reading.meant import FIGURES, Bearing
from flows.reading.reader import Reader
from flows.reading.reading import listen
from flows.reading.subjects import gone_through
from storage.domain.article import Article, Look, Revision
from storage.domain.sector import Registry
from storage.registry import load_pack

FLOWS = Path(__file__).resolve().parents[1]
WEIGHTS = FLOWS / "reading" / "meant.json"
STRENGTH = 0.3  # of the weights, each figure counted in its own spread
BESIDE = 0.1  # what all links to other codebooks weigh together, against those to the sectors' own
NOT_ANNOTATED = ("harbours",)  # its articles and its codebook beside those of others need no annotation
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sector:
    """An annotated sector: its pack, its articles, and which body takes a side on what in which.

    `arguable`: of those, which are neither asked for nor held against a reading.
    """

    name: str
    pack: Registry
    articles: Path
    held: frozenset[tuple[str, str, str]]
    arguable: frozenset[tuple[str, str, str]]
    documents: frozenset[str]

    @classmethod
    def of(cls, name: str, folder: Path, gold: Sequence[Mapping[str, Any]]) -> Sector:
        held = frozenset((row["doc"], row["stakeholder"], row["topic"]) for row in gold)
        arguable = frozenset((row["doc"], row["stakeholder"], row["topic"]) for row in gold if row.get("optional"))
        documents = frozenset(row["doc"] for row in gold)
        return cls(name, load_pack(folder), folder / "articles", held, arguable, documents)


@dataclass(frozen=True)
class Row:
    """What one stretch may be about: the figures, whether its body is annotated with that topic, and where it is.

    `sector`: whose article it is, `pack`: whose codebook the proposition is from.
    """

    figures: tuple[float, ...]
    linked: bool
    least: float
    meant: bool
    sector: str
    pack: str
    position: tuple[str, str, str, str]


def sectors_of(root: Path) -> list[Sector]:
    """The seeds that we annotated and the invented sectors that were opened."""
    found = [Sector.of("seeds", root / "seeds", rows_of(root / "tests" / "gold" / "further.jsonl"))]
    invented = root / "tests" / "sectors"
    opened = sorted(path for path in invented.glob("*/gold.jsonl"))
    opened += [invented / name / GOLD for name in LOOKED_AT]
    found += [Sector.of(path.parent.name, path.parent, rows_of(path)) for path in opened]
    return [*found, *(Sector.of(name, invented / name, ()) for name in NOT_ANNOTATED)]


def gather(sectors: Sequence[Sector], reader: Reader) -> list[Row]:
    """Read every sector with its own codebook, and with each other one beside it."""
    plain = replace(reader, without=frozenset({"dwelling"}))
    rows = [row for sector in sectors for row in _own(sector, plain)]
    return rows + [
        row for one in sectors for other in sectors if _strange(one, other) for row in _beside(one, other, plain)
    ]


def _strange(one: Sector, other: Sector) -> bool:
    return not one.pack.propositions.keys() & other.pack.propositions.keys()


def _own(sector: Sector, reader: Reader) -> Iterator[Row]:
    for place, bearing in _candidates(sector, sector.pack, reader):
        if place[0] in sector.documents and place not in sector.arguable:
            meant = place in sector.held
            yield Row(
                bearing.figures, bearing.linked, bearing.least, meant, sector.name, sector.name, (sector.name, *place)
            )


def _beside(sector: Sector, other: Sector, reader: Reader) -> Iterator[Row]:
    """What the articles of `sector` may be about in the codebook of `other`."""
    foreign = {
        f"{other.name}:{p.id}": replace(p, id=f"{other.name}:{p.id}", nation=sector.pack.nation)
        for p in other.pack.propositions.values()
    }
    both = {**sector.pack.propositions, **foreign}
    pack = replace(sector.pack, propositions=both, digest=f"{sector.pack.digest}+{other.pack.digest}")
    for place, bearing in _candidates(sector, pack, reader):
        if place[2] in foreign:
            yield Row(
                bearing.figures, bearing.linked, bearing.least, False, sector.name, other.name, (sector.name, *place)
            )


def _candidates(sector: Sector, pack: Registry, reader: Reader) -> Iterator[tuple[tuple[str, str, str], Bearing]]:
    for seed in pack.articles.values():
        article = Article(
            seed.id, "seeds", seed.url, seed.title, seed.outlet, seed.kind, seed.published, seed.said, seed.updated,
            seed.author, None, seed.file,
        )  # fmt: skip
        text = (sector.articles / seed.file).read_bytes().decode("utf-8")
        revision = Revision(seed.id, text, READ_AT, Look.SEED, "plain")
        _, heard, desk = listen(revision, article=article, registry=pack, reader=reader)
        for voice, stretch in gone_through(heard, desk):
            for topic in stretch.candidates:
                if voice.speaker.stakeholder and topic.bearing is not None:
                    yield (seed.file, voice.speaker.stakeholder, topic.proposition), topic.bearing


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each figure and, under "", the constant."""
    figures, meant = np.array([row.figures for row in rows]), np.array([row.meant for row in rows])
    beside = np.array([row.sector != row.pack for row in rows])
    weight = np.where(beside, BESIDE * (~beside).sum() / max(1, beside.sum()), 1.0)
    spread = figures.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", max_iter=2000, tol=1e-8)
    model.fit(figures / spread, meant, sample_weight=weight)
    weights = dict(zip(FIGURES, model.coef_[0] / spread, strict=True))
    return {name: round(float(weight), 3) for name, weight in {"": model.intercept_[0], **weights}.items()}


def taken(rows: Sequence[Row], weights: Mapping[str, float]) -> set[tuple[str, str, str, str]]:
    """The positions that these weights take for meant in some stretch."""
    odds = weights[""] + np.array([row.figures for row in rows]) @ np.array([weights[name] for name in FIGURES])
    likely = 1 / (1 + np.exp(-odds))
    return {row.position for row, sure in zip(rows, likely, strict=True) if sure >= row.least}


def held_out(rows: Sequence[Row]) -> Iterator[str]:
    """What weights fitted without a sector and without its codebook make of it, beside the rules alone."""
    total = np.zeros(4, dtype=int)
    for sector in dict.fromkeys(row.sector for row in rows):
        own = [row for row in rows if row.sector == sector == row.pack]
        if not own:
            continue
        meant = {row.position for row in own if row.meant}
        linked = {row.position for row in own if row.linked}
        now = taken(own, fitted([row for row in rows if sector not in (row.sector, row.pack)]))
        counts = np.array([len(linked & meant), len(linked - meant), len(now & meant), len(now - meant)])
        total += counts
        yield _line(sector, counts)
    yield _line("all", total)
    strange = [row for row in rows if row.sector != row.pack]
    passed = taken(strange, fitted(rows))
    linked = {row.position for row in strange if row.linked}
    yield f"  other codebooks: {len(linked)} linked by the rules, {len(passed)} now (weights fitted on these too)"


def _line(sector: str, counts: Iterable[int]) -> str:
    right, wrong, now_right, now_wrong = counts
    return f"  {sector:<10} rules {right} right, {wrong} wrong; now {now_right} right, {now_wrong} wrong"


def main() -> None:
    write(gather(sectors_of(FLOWS.parent), build_reader()))


def write(rows: Sequence[Row]) -> None:
    print("\n".join(held_out(rows)))
    sources = ", ".join(dict.fromkeys(row.sector for row in rows))
    told = f"{len(rows)} links that could be, {sum(row.meant for row in rows)} of them meant, of {sources}"
    told += "; written by python -m flows.fitting.meant"
    WEIGHTS.write_text(json.dumps({"provenance": told, "weights": fitted(rows)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
