"""Turn consecutive established positions that differ into shifts, capped by what the evidence lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.judging.calibration import LEVELS, Calibration
from flows.judging.established import SIGN, Belief, Stretch, known_pair, levels, sides
from flows.judging.order import Occasion, apart
from storage.domain.finding import Kind, Status
from storage.domain.stance import Stance, crosses

DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Change:
    """A shift before it is put into words: between which occasions, from what to what, how sure."""

    kind: Kind
    before: Stance
    after: Stance
    last: Occasion  # the last occasion before the change
    first: Occasion  # the first occasion after it
    early: tuple[Occasion, ...]
    late: tuple[Occasion, ...]
    confidence: float
    status: Status
    why: tuple[str, ...] = ()

    @property
    def direction(self) -> int:
        return 1 if self.after > self.before else -1


def changes(held: Sequence[Belief], *, calibration: Calibration) -> list[Change]:
    """Return the shifts of one timeline, in order."""
    stretches = sides(held[0], calibration=calibration)
    found = [c for pair in pairwise(stretches) if (c := _between_sides(*pair, held, calibration))]
    for side in stretches:
        steps = pairwise(levels(held[0], side, calibration=calibration))
        found += [c for pair in steps if (c := _between_levels(*pair, held, calibration))]
    return sorted(found, key=lambda c: (c.first.said_on, c.first.key))


def _between_sides(before: Stretch, after: Stretch, held: Sequence[Belief], calibration: Calibration) -> Change | None:
    return _change(before, after, held, (SIGN[before.sign], SIGN[after.sign]), calibration)


def _between_levels(before: Stretch, after: Stretch, held: Sequence[Belief], calibration: Calibration) -> Change | None:
    exact = tuple(slice(i, i + 1) for i in (LEVELS.index(before.stance), LEVELS.index(after.stance)))
    return _change(before, after, held, (exact[0], exact[1]), calibration)


def _change(
    before: Stretch, after: Stretch, held: Sequence[Belief], classes: tuple[slice, slice], calibration: Calibration
) -> Change | None:
    pair = known_pair(before, after, held, classes)
    if pair is None or pair[2] < calibration.provisional:
        return None
    last, first, confidence = pair
    if is_stale(last, first, calibration):
        return None
    status = Status.CONFIRMED if confidence >= calibration.confirmed else Status.PROVISIONAL
    early = _agreeing(before.occasions, LEVELS[classes[0]], until=first)
    late = _agreeing(after.occasions, LEVELS[classes[1]], since=last)
    if not early or not late:
        return None
    change = Change(
        shift_kind(before.stance, after.stance),
        before.stance,
        after.stance,
        last,
        first,
        early,
        late,
        confidence,
        status,
    )
    return _settled(_capped(change), calibration)


def is_stale(last: Occasion, first: Occasion, calibration: Calibration) -> bool:
    """True when even the nearest dates leave the baseline older than it may be."""
    return apart(last, first)[0] > calibration.stale_months * DAYS_PER_MONTH


def shift_kind(before: Stance, after: Stance) -> Kind:
    if crosses(before, after):
        return Kind.REVERSAL
    return Kind.HARDENING if abs(after) > abs(before) else Kind.SOFTENING


def _agreeing(
    occasions: Sequence[Occasion],
    stances: Sequence[Stance],
    *,
    since: Occasion | None = None,
    until: Occasion | None = None,
) -> tuple[Occasion, ...]:
    """The occasions whose own reading says what the position says, on the right side of the change."""
    return tuple(
        o
        for o in occasions
        if set(o.stances) & set(stances)
        and (since is None or since.said_on.precedes(o.said_on))
        and (until is None or o.said_on.precedes(until.said_on))
    )


def _capped(change: Change) -> Change:
    """Hold back what lacks the evidence its size needs, however sure the model is."""
    if missing := missing_evidence(change):
        return replace(change, status=Status.PROVISIONAL, why=(*change.why, missing))
    return change


def missing_evidence(change: Change) -> str:
    """What a confirmed shift of this size needs and the later evidence lacks; empty when nothing is missing."""
    if crosses(change.before, change.after) or abs(change.after - change.before) >= 2:
        if any(o.own_words(sign=change.after.sign) for o in change.late):
            return ""
        return "no unhedged quotation or own publication states the new position"
    # Adjacent levels: coders re-reading the same pair change their own fine-grained answer too often for one to count.
    if len(change.late) >= 2 or any(o.published for o in change.late):
        return ""
    return "one step on the scale needs a second utterance or an own publication"


def _settled(change: Change, calibration: Calibration) -> Change | None:
    """Within days, two voices are a divergence and one voice a contradiction, until later words settle which stands."""
    gap = apart(change.last, change.first)[1]
    near = [o for o in change.early if apart(o, change.first)[1] <= calibration.divergence_days]
    if (
        near
        and not {o.voice for o in near} & {o.voice for o in change.late}
        and not _outlasts(change, calibration.divergence_days)
    ):
        return None
    if gap <= calibration.contest_days and not _outlasts(change, calibration.contest_days):
        why = f"said within {calibration.contest_days} days of the opposite, and nothing later settles which stands"
        return replace(change, kind=Kind.INCONSISTENCY, status=Status.CONTESTED, why=(*change.why, why))
    return change


def _outlasts(change: Change, days: int) -> bool:
    return any(apart(change.last, o)[0] > days for o in change.late)


def contradictions(timeline: Sequence[Occasion], *, calibration: Calibration) -> Iterator[Change]:
    """Yield the last two opposite statements in one voice within two weeks that nothing later settles."""
    days = calibration.contest_days
    unsettled = [late for late in timeline if apart(late, timeline[-1])[0] <= days]
    recent = [o for o in timeline if apart(o, timeline[-1])[0] <= 2 * days]
    opposed = [(early, late) for late in unsettled for early in recent if _contradict(early, late, days)]
    if not opposed:
        return
    early, late = opposed[-1]
    before, after = _own_stance(early), _own_stance(late)
    joint = _independent(early, late)
    why = f"said within {days} days of the opposite, and nothing later settles which stands"
    yield Change(Kind.INCONSISTENCY, before, after, early, late, (early,), (late,), joint, Status.CONTESTED, (why,))


def _contradict(early: Occasion, late: Occasion, days: int) -> bool:
    if early.voice != late.voice or not early.said_on.precedes(late.said_on) or apart(early, late)[1] > days:
        return False
    if not early.own_words() or not late.own_words():
        return False
    return crosses(_own_stance(early), _own_stance(late))


def _own_stance(occasion: Occasion) -> Stance:
    return LEVELS[int(occasion.likelihood.argmax())]


def _independent(early: Occasion, late: Occasion) -> float:
    """Chance that the two differ in sign as read, each reading taken by itself."""
    a, b = (o.likelihood / o.likelihood.sum() for o in (early, late))
    return float(a[SIGN[_own_stance(early).sign]].sum() * b[SIGN[_own_stance(late).sign]].sum())
