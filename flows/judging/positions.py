"""The positions that somebody held, one after another, with what establishes each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from flows.judging.calibration import LEVELS, Calibration
from flows.judging.finding import Case, cases
from flows.judging.observed import status_of
from flows.judging.order import Occasion
from flows.judging.revised import NOTHING_GONE, Gone
from flows.judging.shifts import changes, is_stale
from storage.domain.attribution import Directness
from storage.domain.finding import Position, Status
from storage.domain.sector import Registry
from storage.domain.statement import Statement


def positions(
    evidence: Iterable[Statement], *, registry: Registry, calibration: Calibration, left: Gone = NOTHING_GONE
) -> list[Position]:
    """Return every established position, sorted by series, version and date. The order of `evidence` is irrelevant."""
    found = cases(evidence, registry=registry, calibration=calibration, left=left)
    return [position for case in found if case.held for position in _positions(case, calibration)]


def _positions(case: Case, calibration: Calibration) -> Iterator[Position]:
    belief = case.held[0]
    runs = list(_runs(case, calibration))
    for index, run in enumerate(runs):
        summed = np.sum([belief.at(o) for o in run], axis=0)
        stance = LEVELS[int(summed.argmax())]
        confidence = max(float(belief.at(o)[LEVELS.index(stance)]) for o in run)
        if confidence < calibration.provisional:
            continue  # two voices against each other, say: nothing is established
        said = [u.statement for o in run for u in o.utterances if u.statement.stance.sign == stance.sign]
        stated = [s.conditions for s in said if s.conditions]
        yield Position(
            series=case.series,
            version=case.version,
            stance=stance,
            conditions=stated[-1] if stated else (),
            since=run[0].said_on,
            until=runs[index + 1][0].said_on if index + 1 < len(runs) else None,
            confidence=round(confidence, 3),
            status=_status(confidence, said, calibration),
            evidence=tuple(said),
        )


def _status(confidence: float, said: Sequence[Statement], calibration: Calibration) -> Status:
    """Heard once, from others: one misreading would make it, however sure the reading."""
    once = len(said) == 1 and said[0].directness is not Directness.PUBLISHED
    return Status.PROVISIONAL if once else status_of(confidence, calibration)


def _runs(case: Case, calibration: Calibration) -> Iterator[tuple[Occasion, ...]]:
    """Cut the timeline at its shifts, and where a baseline has gone stale."""
    order = case.held[0].order
    starts = {c.first.key for c in changes(case.held, calibration=calibration) if c.kind.is_shift}
    run: list[Occasion] = []
    for occasion in order:
        if run and (occasion.key in starts or is_stale(run[-1], occasion, calibration)):
            yield tuple(run)
            run = []
        run.append(occasion)
    yield tuple(run)
