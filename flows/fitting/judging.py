"""Refit what judging believes: the reader's confusion from coded statements, the hazard from series of readings.

`python -m flows.fitting.judging` writes into the calibration file how the stance engine reads the coded pairs and
how the whole reader reads the annotated articles.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.fitting.articles import Counts, count_articles
from flows.judging.calibration import LEVELS, Array, Calibration, transition
from flows.judging.confusion import fit_likeness, pooled
from storage.domain.attribution import Directness

FLOWS = Path(__file__).resolve().parents[1]
CALIBRATION = FLOWS / "judging" / "calibration.toml"
CONFUSION = FLOWS / "reading" / "stancing" / "confusion.json"
HAZARDS = np.geomspace(0.005, 2.0, 61)


def fit_hazard(read: npt.NDArray[np.int64], days: npt.NDArray[np.int64], *, calibration: Calibration) -> float:
    """Return the changes per year that make the readings (series x statement, level indices) likeliest."""
    scores = [_log_likelihood(read, days, replace(calibration, hazard_per_year=h, transitions={})) for h in HAZARDS]
    return float(HAZARDS[int(np.argmax(scores))])


def _log_likelihood(read: npt.NDArray[np.int64], days: npt.NDArray[np.int64], calibration: Calibration) -> float:
    tables = calibration.emission(Directness.QUOTED).T[read]
    gaps = np.diff(days, axis=1)
    distinct, inverse = np.unique(gaps, return_inverse=True)
    hazard, jump = calibration.hazard_per_year, calibration.jump
    table = np.array([transition(hazard_per_year=hazard, jump=jump, days=int(d)) for d in distinct])
    steps = table[inverse.reshape(gaps.shape)]
    belief = calibration.prior * tables[:, 0]
    total = np.zeros(len(read))
    for t in range(1, read.shape[1]):
        scale = belief.sum(axis=1)
        total += np.log(scale)
        belief = np.einsum("ni,nij->nj", belief / scale[:, None], steps[:, t - 1]) * tables[:, t]
    return float((total + np.log(belief.sum(axis=1))).sum())


def put(text: str, place: str, value: object, *, provenance: str) -> str:
    """Return the calibration file `text` with the number at `place` ("change.prior") and its provenance replaced."""
    section, _, name = place.rpartition(".")
    header = text.find(f"[{section}]\n")
    line = re.compile(rf"^{name} = .*$", re.MULTILINE).search(text, header) if header >= 0 else None
    if line is None or "\n[" in text[header + 1 : line.start()]:
        raise ValueError(f"the calibration file has no {place}")
    told = f"{name} = {{ value = {json.dumps(value)}, provenance = {json.dumps(provenance, ensure_ascii=False)} }}"
    return text[: line.start()] + told + text[line.end() :]


def refitted(text: str, confusion: Mapping[str, Any], counts: Counts) -> str:
    """Return the calibration file `text` with all that can be fitted: how the reader errs, what is held at first."""
    for directness, seen in measured_counts(confusion).items():
        rows = [[round(float(n), 2) for n in row] for row in seen]
        told = f"measured: {confusion['provenance']}, {seen.sum():g} statements"
        text = put(text, f"confusion.{directness.value}.measured", rows, provenance=told)
    read = f"{', '.join(counts.sources)}; written by python -m flows.fitting.judging"
    positions = sum(counts.signs.values())
    text = put(text, "articles.signs", counts.table, provenance=f"measured: {positions} annotated positions of {read}")
    levels = [counts.exact, counts.one_side]
    text = put(text, "articles.levels", levels, provenance="measured: the first two seed documents, as above")
    told = " and ".join(f"{sum(sector.values())}" for sector in counts.held)
    told = f"measured: {told} annotated positions, each sector counted alike, a `share` of each position"
    text = put(text, "change.prior", _prior(counts, text), provenance=f"{told}, and one of each stance added")
    raw = tomllib.loads(text)
    share, unseen = (raw["reading"][name]["value"] for name in ("share", "unseen"))
    counted = {name: np.array(e["measured"]["value"]) for name, e in raw["confusion"].items()}
    pairs = pooled(counted, weight=1e9, unseen=unseen)
    weight, least, most = fit_likeness(pairs["direct"], np.array(counts.table), share=share)
    told = "fitted: the weight under which the sides read in the articles are likeliest, given the pairs; 95 % interval"
    told = f"{told} {least:.1f} to {most:.1f}"
    return put(text, "reading.like_pairs", round(weight, 2), provenance=told)


def _prior(counts: Counts, text: str) -> list[float]:
    """What is held before anything is said: sides as annotated, each side's levels as annotated where they are told."""
    share = tomllib.loads(text)["reading"]["share"]["value"]
    held = [{sign: share * seen[sign] + _levels_of(sign) for sign in (-1, 0, 1)} for seen in counts.held]
    sides = {sign: sum(seen[sign] / sum(seen.values()) for seen in held) for sign in (-1, 0, 1)}
    levels = {level: share * counts.levels[level] + 1 for level in LEVELS}
    of_side = {sign: sum(n for level, n in levels.items() if level.sign == sign) for sign in sides}
    chances = [sides[level.sign] * levels[level] / of_side[level.sign] for level in LEVELS]
    return [round(chance / sum(chances), 3) for chance in chances]


def _levels_of(sign: int) -> int:
    return sum(level.sign == sign for level in LEVELS)


# The coded pairs tell three ways of saying apart; the other two take the table of the one they are most like.
_LIKE = {
    Directness.PUBLISHED: "direct",
    Directness.QUOTED: "direct",
    Directness.MIXED: "mixed",
    Directness.PARAPHRASED: "indirect",
    Directness.NARRATED: "indirect",
}
_STANCES = [stance.label for stance in LEVELS]


def measured_counts(confusion: Mapping[str, Any]) -> dict[Directness, Array]:
    """Return counts, true stance by stance as read, without what was coded or read as no position at all."""
    places = [confusion["labels"].index(label) for label in _STANCES]
    tables = confusion["every_reading"]
    return {d: np.array(tables[form], dtype=float)[np.ix_(places, places)] for d, form in _LIKE.items()}


def main() -> None:
    confusion = json.loads(CONFUSION.read_text("utf-8"))
    text = refitted(CALIBRATION.read_text("utf-8"), confusion, count_articles(FLOWS.parent))
    CALIBRATION.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
