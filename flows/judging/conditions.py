"""Conditions added to a position, or dropped from it, while its side stays the same. Silence is no change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from flows.judging.calibration import Array, Calibration
from flows.judging.established import Belief, same_side
from flows.judging.model import Smoothed, counted, forward_backward
from flows.judging.observed import Observed, status_of
from flows.judging.order import Occasion, Placement, many, times_said
from flows.judging.shifts import is_stale
from storage.domain.finding import Evidence, Kind, Role, Status
from storage.domain.stance import Stance

WITHOUT, WITH = 0, 1


def condition_changes(held: Sequence[Belief], *, calibration: Calibration) -> Iterator[Observed]:
    """Yield each condition attached or dropped. `held` is the belief about the stance, which must keep its side."""
    order = held[0].order
    if not any(conditions(o) for o in order):
        return
    smoothed = _believed(order, calibration)
    runs = _runs(smoothed)
    ranks: dict[Kind, int] = defaultdict(int)
    for before, after in pairwise(runs):
        found = _change(before, after, order, smoothed, held, ranks, calibration)
        if found:
            ranks[found.kind] += 1
            yield found


def conditions(occasion: Occasion) -> tuple[str, ...]:
    return tuple(c for u in occasion.utterances for c in u.statement.conditions)


def _believed(order: Sequence[Occasion], calibration: Calibration) -> Smoothed:
    """Run a model of two states, unconditional and conditional, over who mentioned a condition when."""
    days = [o.day(Placement.EARLIEST) for o in order]
    steps = [_step(late - early, calibration) for early, late in pairwise(days)]
    prior = np.array([1 - calibration.conditional_share, calibration.conditional_share])
    return forward_backward([_likelihood(o, calibration) for o in order], steps, prior=prior)


def _step(days: int, calibration: Calibration) -> Array:
    # The same chance of any change as a stance has; there is but one other state to change to.
    changed = 1 - float(calibration.transition(days)[0, 0])
    return np.array([[1 - changed, changed], [changed, 1 - changed]])


def _likelihood(occasion: Occasion, calibration: Calibration) -> Array:
    """Chance of a condition being read, or not, without and with one: holders often leave theirs out."""
    mention = calibration.mentioned_published if occasion.published else calibration.mentioned
    read = np.array([1 - calibration.condition_precision, mention])
    seen: Array = (read if conditions(occasion) else 1 - read) ** occasion.weight
    return seen


def _runs(smoothed: Smoothed) -> list[tuple[int, list[int]]]:
    likeliest = [int(m.argmax()) for m in smoothed.marginals]
    grouped = groupby(range(len(likeliest)), key=lambda place: likeliest[place])
    return [(state, list(places)) for state, places in grouped]


def _change(
    before: tuple[int, list[int]],
    after: tuple[int, list[int]],
    order: Sequence[Occasion],
    smoothed: Smoothed,
    held: Sequence[Belief],
    ranks: dict[Kind, int],
    calibration: Calibration,
) -> Observed | None:
    (was, early_places), (now, late_places) = before, after
    i = max(early_places, key=lambda place: float(smoothed.marginals[place][was]))
    j = max(late_places, key=lambda place: float(smoothed.marginals[place][now]))
    early, late = _saying(order, early_places, was), _saying(order, late_places, now)
    if not early or not late or not early[-1].said_on.precedes(late[0].said_on):
        return None
    confidence = float(smoothed.joint(i, j)[was, now]) * same_side(held, order[i], order[j])
    if confidence < calibration.provisional or is_stale(early[-1], late[0], calibration):
        return None
    kind = Kind.NEW_CONDITION if now == WITH else Kind.DROPPED_CONDITION
    return _observed(kind, ranks[kind], early, late, confidence, calibration)


def _saying(order: Sequence[Occasion], places: Sequence[int], state: int) -> list[Occasion]:
    return [order[place] for place in places if bool(conditions(order[place])) == (state == WITH)]


def _observed(
    kind: Kind, rank: int, early: list[Occasion], late: list[Occasion], confidence: float, calibration: Calibration
) -> Observed:
    status, missing = status_of(confidence, calibration), _lacking(late, calibration)
    said = f"{many(len(early))} before and {many(len(late))} after"
    why = (f"that the condition is new or gone, from {said}, as a condition may go unsaid", *missing)
    cited = [Evidence(u.statement, Role.BEFORE) for o in early for u in o.utterances]
    cited += [Evidence(u.statement, Role.AFTER) for o in late for u in o.utterances]
    return Observed(
        kind, ("condition", kind.value), rank, _held(cited[0]), _held(cited[-1]), late[0].said_on,
        confidence, Status.PROVISIONAL if missing else status, tuple(cited), why,
    )  # fmt: skip


def _held(evidence: Evidence) -> Stance:
    return counted(evidence.statement.stance, evidence.statement.modality)


def _lacking(late: Sequence[Occasion], calibration: Calibration) -> tuple[str, ...]:
    if not any(o.quoted and o.of_one_mind for o in late):
        return ("it is neither quoted nor in an own publication",)
    if times_said(late) >= calibration.utterances or any(o.published for o in late):
        return ()
    return ("a condition needs a second utterance or an own publication",)
