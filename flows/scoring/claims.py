"""Score claims about known truth: precision, recall, false alarms, delay, and whether confidence means what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from flows.scoring.simulation import Claim, World


@dataclass(frozen=True, slots=True)
class Score:
    """How a set of claims fares in a world."""

    claims: int
    precision: float  # 1.0 of none: nothing said, nothing wrong
    recall: float  # of all changes, one-step ones too
    false_per_thousand: float  # false claims per 1,000 statements
    delay: float  # mean number of statements from the first one after a change to the claim; nan of none


def score(world: World, claims: Iterable[Claim]) -> Score:
    """Match claims with changes: each change is found once, by a claim which spans it and names its kind."""
    made = list(claims)
    right = [claim for claim in made if claim.holds(world)]
    waits = _waits(world, right)
    changes = len(world.true_changes())
    false = len(made) - len(right)
    return Score(
        claims=len(made),
        precision=len(right) / len(made) if made else 1.0,
        recall=len(waits) / changes if changes else 1.0,
        false_per_thousand=1000 * false / world.statements,
        delay=float(np.mean(waits)) if waits else float("nan"),
    )


def _waits(world: World, right: Sequence[Claim]) -> list[int]:
    """For each change that was found: how many statements after its first the claim was made."""
    places: dict[int, list[int]] = defaultdict(list)
    for series, place in world.true_changes():
        places[series].append(place)
    found: dict[tuple[int, int], int] = {}
    for claim in sorted(right, key=lambda c: c.made_at):
        spanned = (t for t in places[claim.series] if claim.last <= t < claim.first)
        new = next((t for t in spanned if (claim.series, t) not in found), None)
        if new is not None:
            found[claim.series, new] = claim.made_at - (new + 1)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about one confidence: how sure they were, and how often they were right."""

    floor: float
    claims: int
    confidence: float
    right: float


def reliability(
    world: World, claims: Iterable[Claim], *, floors: Sequence[float] = (0.5, 0.6, 0.7, 0.8, 0.9)
) -> list[Bin]:
    """Return the reliability table, without empty bins."""
    made = list(claims)
    bins = []
    for floor, ceiling in zip(floors, [*floors[1:], 1.01], strict=True):
        members = [c for c in made if floor <= c.confidence < ceiling]
        if members:
            sure = float(np.mean([c.confidence for c in members]))
            bins.append(Bin(floor, len(members), sure, float(np.mean([c.holds(world) for c in members]))))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between confidence and the share that is right, weighted by the number of claims."""
    total = sum(b.claims for b in bins)
    return sum(b.claims * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def brier(world: World, claims: Iterable[Claim]) -> float:
    """Mean squared distance between confidence and truth over the claims; nan of none."""
    squares = [(c.confidence - c.holds(world)) ** 2 for c in claims]
    return float(np.mean(squares)) if squares else float("nan")


def recall_at_precision(world: World, claims: Iterable[Claim], precision: float) -> float:
    """The recall that the most claims reach, taken from the surest on, which together are as precise as `precision`."""
    ranked = sorted(claims, key=lambda c: (-c.confidence, c.series, c.last))
    right = np.cumsum([c.holds(world) for c in ranked])
    enough = np.nonzero(right / np.arange(1, len(ranked) + 1) >= precision)[0]
    return score(world, ranked[: int(enough[-1]) + 1]).recall if len(enough) else 0.0
