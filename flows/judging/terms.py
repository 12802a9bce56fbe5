"""What a stance is about: moved parameters, and conditions added or dropped, while the side stays the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from flows.judging.calibration import LEVELS, Calibration
from flows.judging.established import Belief
from flows.judging.observations import Observed, status_of
from flows.judging.order import OWN_WORDS, Occasion
from flows.judging.shifts import is_stale
from storage.domain.finding import Evidence, Kind, Role, Status


def moved_parameters(held: Sequence[Belief], *, calibration: Calibration) -> Iterator[Observed]:
    """Yield each change of a number in one unit between consecutive mentions, the side unchanged."""
    mentions: dict[str, list[tuple[Occasion, float]]] = defaultdict(list)
    for occasion in held[0].order:
        for unit, value in _figures(occasion).items():
            mentions[unit].append((occasion, value))
    for unit, told in sorted(mentions.items()):
        moves: dict[bool, int] = defaultdict(int)
        for (early, old), (late, new) in pairwise(told):
            confidence = _same_side(held, early, late) * calibration.parameter_precision**2
            if old == new or not _comparable(early, late, calibration) or confidence < calibration.provisional:
                continue
            backed = sum(value == new for o, value in told if early.said_on.precedes(o.said_on)) > 1
            yield _moved(unit, moves[new > old], (early, late), (old, new), confidence, backed, calibration)
            moves[new > old] += 1


def _figures(occasion: Occasion) -> dict[str, float]:
    """The one number an occasion gives per unit; where it gives several ("15 to 20") none is the parameter."""
    values: dict[str, set[float]] = defaultdict(set)
    for utterance in occasion.utterances:
        for parameter in utterance.statement.parameters:
            values[parameter.unit.casefold()].add(parameter.value)
    return {unit: next(iter(found)) for unit, found in values.items() if len(found) == 1}


def _comparable(early: Occasion, late: Occasion, calibration: Calibration) -> bool:
    return early.said_on.precedes(late.said_on) and not is_stale(early, late, calibration)


def _same_side(held: Sequence[Belief], early: Occasion, late: Occasion) -> float:
    joints = [belief.joint(early, late) for belief in held]
    return min(float((joint * _SAME_SIDE).sum()) for joint in joints)


_SAME_SIDE = np.array([[float(a.sign == b.sign) for b in LEVELS] for a in LEVELS])


def _moved(
    unit: str,
    rank: int,
    occasions: tuple[Occasion, Occasion],
    values: tuple[float, float],
    confidence: float,
    backed: bool,
    calibration: Calibration,
) -> Observed:
    early, late = occasions
    own = any(u.statement.directness in OWN_WORDS for u in late.utterances)
    status = status_of(confidence, calibration)
    why: tuple[str, ...] = (f"from {values[0]:g} to {values[1]:g} {unit}".rstrip(),)
    if not own and not backed:
        status, why = Status.PROVISIONAL, (*why, "the new figure is neither quoted nor said twice")
    cited = [*_with_figure(early, unit, Role.BEFORE), *_with_figure(late, unit, Role.AFTER)]
    before, after = cited[0].statement.stance, cited[-1].statement.stance
    family = ("parameter", unit, values[1] > values[0])
    return Observed(
        Kind.MOVED_PARAMETER, family, rank, before, after, late.said_on, confidence, status, tuple(cited), why
    )


def _with_figure(occasion: Occasion, unit: str, role: Role) -> list[Evidence]:
    said = [u.statement for u in occasion.utterances]
    return [Evidence(s, role) for s in said if any(p.unit.casefold() == unit for p in s.parameters)]


# -- conditions ---------------------------------------------------------------------------------------------------


def condition_changes(held: Sequence[Belief], *, calibration: Calibration) -> Iterator[Observed]:
    """Yield conditions added to, and dropped from, a position whose side is unchanged."""
    ranks: dict[Kind, int] = defaultdict(int)
    order = held[0].order
    for index in range(1, len(order)):
        for kind in (Kind.NEW_CONDITION, Kind.DROPPED_CONDITION):
            found = _condition(kind, ranks[kind], order, index, held, calibration)
            if found:
                ranks[kind] += 1
                yield found


def _condition(
    kind: Kind, rank: int, order: Sequence[Occasion], index: int, held: Sequence[Belief], calibration: Calibration
) -> Observed | None:
    early, late = order[index - 1], order[index]
    if not _comparable(early, late, calibration) or not _turns(kind, order, index):
        return None
    before, after = _around(order, index)
    told = after if kind is Kind.NEW_CONDITION else before
    stated = [o for o in told if conditions(o)]
    same = _same_side(held, early, late)
    p = calibration.condition_precision
    confidence = same * (1 - (1 - p) ** len(before)) * (1 - (1 - p) ** len(after))
    if not stated or confidence < calibration.provisional:
        return None
    status, why = status_of(confidence, calibration), _lacking(after)
    status = Status.PROVISIONAL if why else status
    cited = [Evidence(u.statement, Role.BEFORE) for o in before for u in o.utterances]
    cited += [Evidence(u.statement, Role.AFTER) for o in after for u in o.utterances]
    return Observed(
        kind, ("condition", kind.value), rank, cited[0].statement.stance, cited[-1].statement.stance, late.said_on,
        confidence, status, tuple(cited), why,
    )  # fmt: skip


def _turns(kind: Kind, order: Sequence[Occasion], index: int) -> bool:
    """Silence is no change: it is new after two occasions without it, dropped when stated twice and left out twice."""
    had, has = bool(conditions(order[index - 1])), bool(conditions(order[index]))
    if had == has or has != (kind is Kind.NEW_CONDITION):
        return False
    before, after = _around(order, index)
    needed = (before,) if kind is Kind.NEW_CONDITION else (before, after)
    return all(len(told) >= 2 or any(o.published for o in told) for told in needed)


def _around(order: Sequence[Occasion], index: int) -> tuple[tuple[Occasion, ...], tuple[Occasion, ...]]:
    """The runs of occasions before and after `index` that are alike in having a condition, or none."""
    before = _alike(order[index - 1 :: -1])[::-1]
    return before, _alike(order[index:])


def _alike(occasions: Sequence[Occasion]) -> tuple[Occasion, ...]:
    taken: list[Occasion] = []
    for occasion in occasions:
        if bool(conditions(occasion)) != bool(conditions(occasions[0])):
            break
        taken.append(occasion)
    return tuple(taken)


def conditions(occasion: Occasion) -> tuple[str, ...]:
    return tuple(c for u in occasion.utterances for c in u.statement.conditions)


def _lacking(after: Sequence[Occasion]) -> tuple[str, ...]:
    if len(after) >= 2 or any(o.published for o in after):
        return ()
    return ("a condition needs a second utterance or an own publication",)
