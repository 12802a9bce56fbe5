"""Refit what judging believes: the reader's confusion from coded statements, the hazard from series of readings.

`python -m flows.fitting.judging` writes the stance engine's measured confusion into the calibration file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.judging.calibration import LEVELS, Array, Calibration, transition
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


def rewrite(text: str, counts: Mapping[Directness, Array], *, command: str) -> str:
    """Return the calibration file `text` with measured counts in place of those it holds."""
    for directness, seen in counts.items():
        rows = json.dumps([[round(float(n), 2) for n in row] for row in seen])
        measured = f'measured = {{ value = {rows}, provenance = "measured: {command}, {seen.sum():g} statements" }}\n'
        section = re.compile(rf"(\[confusion\.{directness.value}\]\njudged = .*\n)(?:measured = .*\n)?")
        found = section.search(text)
        if found is None:
            raise ValueError(f"the calibration file has no judged table for {directness.value}")
        text = text[: found.start()] + found[1] + measured + text[found.end() :]
    return text


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
    text = rewrite(CALIBRATION.read_text("utf-8"), measured_counts(confusion), command=confusion["provenance"])
    CALIBRATION.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
