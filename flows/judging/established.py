"""Find the stretches of a timeline over which one stance is established, and how sure each pair of them differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.model import Smoothed, smooth
from flows.judging.order import Occasion, Placement, placed
from storage.domain.stance import Stance

SIGN = {-1: slice(0, 2), 0: slice(2, 3), 1: slice(3, 5)}


@dataclass(frozen=True)
class Belief:
    """The model run over one timeline, under one reading of its imprecise dates."""

    order: tuple[Occasion, ...]
    smoothed: Smoothed
    places: dict[str, int]

    def joint(self, early: Occasion, late: Occasion) -> Array:
        """Chance of each pair of stances at two occasions; all zero when they come the other way round."""
        first, second = self.places[early.key], self.places[late.key]
        return self.smoothed.joint(first, second) if first < second else np.zeros((len(LEVELS), len(LEVELS)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive occasions at which the same stance is likelier than not."""

    occasions: tuple[Occasion, ...]
    stance: Stance
    confidence: float  # at its surest date

    @property
    def sign(self) -> int:
        return self.stance.sign


def believe(timeline: Sequence[Occasion], placement: Placement, *, calibration: Calibration) -> Belief:
    order = placed(timeline, placement)
    smoothed = smooth([o.likelihood for o in order], [o.day(placement) for o in order], calibration=calibration)
    return Belief(tuple(order), smoothed, {o.key: index for index, o in enumerate(order)})


def beliefs(timeline: Sequence[Occasion], *, calibration: Calibration) -> tuple[Belief, ...]:
    """Return one belief, or two when some date is imprecise: with every such date as early, and as late, as can be."""
    first = believe(timeline, Placement.EARLIEST, calibration=calibration)
    if all(o.said_on.first == o.said_on.last for o in timeline):
        return (first,)
    return (first, believe(timeline, Placement.LATEST, calibration=calibration))


def sides(belief: Belief, *, calibration: Calibration) -> list[Stretch]:
    """Return the stretches on one side (for, against, neither). A weak one between two others is taken for noise."""
    signs = [np.array([m[SIGN[s]].sum() for s in (-1, 0, 1)]) for m in belief.smoothed.marginals]
    runs = list(_runs(belief.order, [(int(p.argmax()) - 1, float(p.max())) for p in signs], calibration))
    return [_side(belief, run) for run in _without_blips(runs, calibration)]


def levels(belief: Belief, side: Stretch, *, calibration: Calibration) -> list[Stretch]:
    """Return the stretches at one level within one side."""
    marginals = [belief.smoothed.marginals[belief.places[o.key]] for o in side.occasions]
    best = [(int(m.argmax()), float(m.max())) for m in marginals]
    scores = [(level, p) if LEVELS[level].sign == side.sign else (level, 0.0) for level, p in best]
    runs = _without_blips(list(_runs(side.occasions, scores, calibration)), calibration)
    return [Stretch(tuple(o for o, _ in members), LEVELS[level], max(p for _, p in members)) for level, members in runs]


Run = tuple[int, list[tuple[Occasion, float]]]


def _runs(order: Sequence[Occasion], scores: Sequence[tuple[int, float]], calibration: Calibration) -> Iterator[Run]:
    """Group consecutive occasions by their likeliest class, passing over those where none is likelier than not."""
    sure = [(cls, (o, p)) for o, (cls, p) in zip(order, scores, strict=True) if p >= calibration.provisional]
    for cls, members in groupby(sure, key=lambda item: item[0]):
        yield cls, [member for _, member in members]


def _without_blips(runs: list[Run], calibration: Calibration) -> list[Run]:
    """Drop, weakest first, each run between two others that never gets sure; what it parted grows together."""
    while True:
        inner = [(max(p for _, p in run[1]), i) for i, run in enumerate(runs[1:-1], start=1)]
        weakest = min(inner, default=(1.0, 0))
        if weakest[0] >= calibration.confirmed:
            return runs
        runs = _merged([run for i, run in enumerate(runs) if i != weakest[1]])


def _merged(runs: list[Run]) -> list[Run]:
    return [(cls, [m for _, members in group for m in members]) for cls, group in groupby(runs, key=lambda run: run[0])]


def _side(belief: Belief, run: Run) -> Stretch:
    sign, members = run
    masses = sum(belief.smoothed.marginals[belief.places[o.key]] for o, _ in members)
    window = SIGN[sign]
    level = LEVELS[window][int(np.asarray(masses)[window].argmax())]
    return Stretch(tuple(o for o, _ in members), level, max(p for _, p in members))


def known_pair(
    before: Stretch, after: Stretch, held: Sequence[Belief], classes: tuple[slice, slice]
) -> tuple[Occasion, Occasion, float] | None:
    """Return the last occasion of `before` and the first of `after` whose order is known, and how sure the change is.

    None when the dates do not tell which came first.
    """
    last, first = before.occasions[-1], after.occasions[0]
    pairs = [(last, first)] if last.said_on.precedes(first.said_on) else list(_alternatives(before, after))
    rows, columns = classes
    scored = [(min(float(b.joint(i, j)[rows, columns].sum()) for b in held), i, j) for i, j in pairs]
    if not scored:
        return None
    confidence, i, j = max(scored, key=lambda item: item[0])
    return i, j, confidence


def _alternatives(before: Stretch, after: Stretch) -> Iterator[tuple[Occasion, Occasion]]:
    last, first = before.occasions[-1], after.occasions[0]
    earlier = next((o for o in reversed(before.occasions) if o.said_on.precedes(first.said_on)), None)
    later = next((o for o in after.occasions if last.said_on.precedes(o.said_on)), None)
    if earlier:
        yield earlier, first
    if later:
        yield last, later
