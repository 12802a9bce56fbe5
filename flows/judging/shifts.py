"""Turn moves between established positions into shifts, capped by what the evidence lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.established import Belief, Pair, beliefs, classes, pairs
from flows.judging.model import counted
from flows.judging.order import Occasion, apart, months_later, times_said
from storage.domain.attribution import Modality
from storage.domain.finding import Kind, Status
from storage.domain.stance import Stance, crosses


@dataclass(frozen=True, slots=True)
class Change:
    """A shift before it is put into words: between which occasions, from what to what, how sure."""

    kind: Kind
    before: Stance
    after: Stance
    early: tuple[Occasion, ...]  # what says the old position, in order
    late: tuple[Occasion, ...]  # what says the new one
    confidence: float
    status: Status
    why: tuple[str, ...] = ()
    pair: Pair | None = None  # the two surest dates, between which `confidence` was measured

    @property
    def last(self) -> Occasion:
        return self.early[-1]

    @property
    def first(self) -> Occasion:
        return self.late[0]

    @property
    def direction(self) -> int:
        return 1 if self.after > self.before else -1


def changes(held: Sequence[Belief], *, calibration: Calibration) -> list[Change]:
    """Return the shifts of one timeline, in order."""
    found = pairs(held, calibration=calibration)
    made = []
    for index, pair in enumerate(found):
        since = found[index - 1].late if index else None
        until = found[index + 1].early if index + 1 < len(found) else None
        change = _change(pair, held[0], since, until, calibration)
        made += [change] if change else []
    return made


def _change(
    pair: Pair, belief: Belief, since: Occasion | None, until: Occasion | None, calibration: Calibration
) -> Change | None:
    early, late = _evidence(pair, belief, since, until)
    status, why = _how_sure(pair, belief, calibration)
    before, after = _unhedged(pair.before, early), _unhedged(pair.after, late)
    if before == after:
        return None  # a step that only hedged words tell
    change = Change(pair.move.kind, before, after, early, late, pair.confidence, status, why, pair=pair)
    if (again := _said_again(change, belief, until)) >= calibration.utterances:
        return None
    if again:
        change = replace(change, why=(*why, STILL_SAID), status=Status.PROVISIONAL)
    return (
        None
        if is_stale(change.last, change.first, calibration)
        else _settled(_capped(change, calibration), calibration)
    )


STILL_SAID = "nobody who stated the old position states the new one, and one of them has stated the old one since"


def _said_again(change: Change, belief: Belief, until: Occasion | None) -> int:
    """How often those who stated the old position stated it again, when the new one comes from others alone.

    A president who goes on supporting has not moved because a vice-president began to oppose: the two diverge.
    """
    voices = {o.voice for o in change.early}
    if voices & {o.voice for o in change.late}:
        return 0
    old, _ = classes(change.before, change.after)
    end = belief.places[until.key] if until else len(belief.order)
    since = belief.order[belief.places[change.first.key] + 1 : end]
    return times_said(o for o in since if o.voice in voices and set(o.stances) & set(old))


LAST_WORDS = "likely on the latest words alone: it waits for further ones that bear it out"


def _how_sure(pair: Pair, belief: Belief, calibration: Calibration) -> tuple[Status, tuple[str, ...]]:
    """Confirmed at the threshold; but what the latest words alone bring there must be surer, the longer the series.

    Every statement is another chance for misreadings in a row: at sixteen statements a series this halves the false
    alarms among what was published (.77 to .38 per 1,000, `volteface evaluate judging`).
    """
    if pair.confidence < calibration.confirmed:
        return Status.PROVISIONAL, ()
    told = sum(1 for occasion in belief.order if occasion.weight)
    if pair.confidence >= calibration.at_once(told) or _was_likely(pair, belief, calibration):
        return Status.CONFIRMED, ()
    return Status.PROVISIONAL, (LAST_WORDS,)


def _was_likely(pair: Pair, belief: Belief, calibration: Calibration) -> bool:
    """True when such a move was likelier than not before the latest words, those of one article or day together."""
    last = belief.order[-1]
    earlier = [o for o in belief.order if o.said_on != last.said_on and not o.articles & last.articles]
    if len(earlier) < 2:
        return False
    place = belief.places
    return any(
        known.move is pair.move
        and place[known.early.key] < place[pair.late.key]
        and place[pair.early.key] < place[known.late.key]
        for known in pairs(beliefs(earlier, calibration=calibration), calibration=calibration)
    )


def _evidence(
    pair: Pair, belief: Belief, since: Occasion | None, until: Occasion | None
) -> tuple[tuple[Occasion, ...], tuple[Occasion, ...]]:
    """What says the old and the new position, between the neighbouring moves, split where the new becomes likelier."""
    start = belief.places[since.key] if since else 0
    end = belief.places[until.key] + 1 if until else len(belief.order)
    old, new = classes(pair.before, pair.after)
    within = range(belief.places[pair.early.key] + 1, belief.places[pair.late.key] + 1)
    turn = next((t for t in within if _mass(belief, t, new) >= _mass(belief, t, old)), within[-1])
    early = [o for o in belief.order[start:turn] if set(o.stances) & set(old) and o.said_on.precedes(pair.late.said_on)]
    late = [o for o in belief.order[turn:end] if set(o.stances) & set(new) and pair.early.said_on.precedes(o.said_on)]
    return tuple(early) or (pair.early,), tuple(late) or (pair.late,)


def _unhedged(stance: Stance, occasions: Sequence[Occasion]) -> Stance:
    """Hedged words tell a side; without one unhedged word for it, the full stance is not claimed."""
    asserted = any(u.statement.modality is Modality.ASSERTED for o in occasions for u in o.utterances)
    return stance if asserted else counted(stance, Modality.HEDGED)


def _mass(belief: Belief, place: int, stances: Sequence[Stance]) -> float:
    return float(belief.smoothed.marginals[place][[LEVELS.index(s) for s in stances]].sum())


def is_stale(last: Occasion, first: Occasion, calibration: Calibration) -> bool:
    """True when even the nearest dates leave the baseline older than it may be."""
    return first.said_on.first > months_later(last.said_on.last, calibration.stale_months)


def _capped(change: Change, calibration: Calibration) -> Change:
    """Hold back what lacks the evidence its size needs, however sure the model is."""
    if missing := missing_evidence(change, calibration):
        return replace(change, status=Status.PROVISIONAL, why=(*change.why, missing))
    return change


def missing_evidence(change: Change, calibration: Calibration) -> str:
    """What a confirmed shift of this size needs and the later evidence lacks; empty when nothing is missing."""
    if crosses(change.before, change.after) or abs(change.after - change.before) >= calibration.levels:
        if any(o.own_words(sign=change.after.sign) and o.of_one_mind for o in change.late):
            return ""
        return "no unhedged quotation or own publication states the new position"
    # Adjacent levels: coders re-reading the same pair change their own fine-grained answer too often for one to count.
    if not any(o.quoted and o.of_one_mind for o in change.late):
        return "the new position is only narrated"
    if times_said(change.late) >= calibration.utterances or any(o.published for o in change.late):
        return ""
    return "one step on the scale needs a second utterance or an own publication"


def _settled(change: Change, calibration: Calibration) -> Change | None:
    """Within days, two voices are a divergence and one voice a contradiction, until later words settle which stands."""
    near = [o for o in change.early if apart(o, change.first)[1] <= calibration.divergence_days]
    same_voice = {o.voice for o in near} & {o.voice for o in change.late}
    if near and not same_voice and not _outlasts(change, calibration.divergence_days):
        return None
    soon = apart(change.last, change.first)[1] <= calibration.contest_days
    if not soon or _outlasts(change, calibration.contest_days):
        return change
    if not crosses(change.before, change.after):
        why = f"said within {calibration.contest_days} days of the old position, and nothing later bears it out"
        return replace(change, status=Status.PROVISIONAL, why=(*change.why, why))
    why = f"said within {calibration.contest_days} days of the opposite, and nothing later settles which stands"
    return replace(change, kind=Kind.INCONSISTENCY, status=Status.CONTESTED, why=(*change.why, why))


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
    why = f"said within {days} days of the opposite, and nothing later settles which stands"
    yield Change(
        Kind.INCONSISTENCY, _own_stance(early), _own_stance(late), (early,), (late,), _independent(early, late),
        Status.CONTESTED, (why,),
    )  # fmt: skip


def _contradict(early: Occasion, late: Occasion, days: int) -> bool:
    if early.voice != late.voice or not early.said_on.precedes(late.said_on) or apart(early, late)[1] > days:
        return False
    if not early.own_words() or not late.own_words():
        return False
    return crosses(_own_stance(early), _own_stance(late))


def _own_stance(occasion: Occasion) -> Stance:
    return LEVELS[int(occasion.likelihood.argmax())]


def _independent(early: Occasion, late: Occasion) -> float:
    """Chance that the two are on the sides they were read as, each reading taken by itself."""
    chances = (_side_of(o.likelihood, _own_stance(o).sign) for o in (early, late))
    return float(np.prod(list(chances)))


def _side_of(likelihood: Array, sign: int) -> float:
    return float(likelihood[[i for i, level in enumerate(LEVELS) if level.sign == sign]].sum() / likelihood.sum())
