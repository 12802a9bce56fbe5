"""Find the stretches of a timeline over which one stance is likeliest, and how sure it is that two of them differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.model import Smoothed, smooth
from flows.judging.order import Occasion, Placement, placed
from storage.domain.finding import Kind
from storage.domain.stance import Stance, crosses


@dataclass(frozen=True)
class Belief:
    """The model run over one timeline, under one reading of its imprecise dates."""

    order: tuple[Occasion, ...]
    smoothed: Smoothed
    places: dict[str, int]

    def at(self, occasion: Occasion) -> Array:
        return self.smoothed.marginals[self.places[occasion.key]]

    def joint(self, early: Occasion, late: Occasion) -> Array:
        """Chance of each pair of stances at two occasions; all zero when they come the other way round."""
        first, second = self.places[early.key], self.places[late.key]
        return self.smoothed.joint(first, second) if first < second else np.zeros((len(LEVELS), len(LEVELS)))


@dataclass(frozen=True, slots=True)
class Move:
    """What a shift asserts: a kind, on one side. `cells` marks the pairs of stances for which that is true."""

    kind: Kind
    cells: Array


@dataclass(frozen=True, slots=True)
class Pair:
    """Two occasions of known order between which a move is asserted, and how sure that is."""

    move: Move
    early: Occasion
    late: Occasion
    confidence: float
    before: Stance
    after: Stance


def kind_of(before: Stance, after: Stance) -> Kind:
    if crosses(before, after):
        return Kind.REVERSAL
    return Kind.HARDENING if abs(after) > abs(before) else Kind.SOFTENING


def classes(before: Stance, after: Stance) -> tuple[tuple[Stance, ...], tuple[Stance, ...]]:
    """The readings that speak for the old and for the new position: sides where they differ, else exact levels."""
    if before.sign == after.sign:
        return (before,), (after,)
    one, other = (tuple(s for s in LEVELS if s.sign == side) for side in (before.sign, after.sign))
    return one, other


def _moves() -> dict[tuple[Stance, Stance], Move]:
    """For every pair of different stances the move it is an instance of: same kind, same direction."""
    pairs = [(a, b) for a in LEVELS for b in LEVELS if a != b]
    names = {pair: (kind_of(*pair), pair[1] > pair[0]) for pair in pairs}
    cells = {
        name: np.array([[float(names.get((a, b)) == name) for b in LEVELS] for a in LEVELS])
        for name in set(names.values())
    }
    return {pair: Move(name[0], cells[name]) for pair, name in names.items()}


MOVES = _moves()


def believe(timeline: Sequence[Occasion], placement: Placement, *, calibration: Calibration) -> Belief:
    order = placed(timeline, placement)
    smoothed = smooth(
        [o.likelihood**o.weight for o in order], [o.day(placement) for o in order], calibration=calibration
    )
    return Belief(tuple(order), smoothed, {o.key: index for index, o in enumerate(order)})


def beliefs(timeline: Sequence[Occasion], *, calibration: Calibration) -> tuple[Belief, ...]:
    """Return one belief, or two when some date is imprecise: with every such date as early, and as late, as can be."""
    first = believe(timeline, Placement.EARLIEST, calibration=calibration)
    if all(o.said_on.first == o.said_on.last for o in timeline):
        return (first,)
    return (first, believe(timeline, Placement.LATEST, calibration=calibration))


def stretches(belief: Belief) -> list[tuple[Occasion, ...]]:
    """Cut the timeline where the likeliest stance changes."""
    likeliest = [int(marginal.argmax()) for marginal in belief.smoothed.marginals]
    grouped = groupby(zip(likeliest, belief.order, strict=True), key=lambda item: item[0])
    return [tuple(occasion for _, occasion in members) for _, members in grouped]


def pairs(held: Sequence[Belief], *, calibration: Calibration) -> list[Pair]:
    """Return the moves that are likelier than not, in order: the surest first choice, none overlapping."""
    runs = stretches(held[0])
    likely = {
        (i, j): pair
        for i, early in enumerate(runs)
        for j in range(i + 1, min(len(runs), i + 1 + calibration.reach))
        if (pair := _pair(early, runs[j], held)) and pair.confidence >= calibration.provisional
    }
    candidates = [likely[ends] for ends in unbridged(likely)]
    place = held[0].places
    taken: list[Pair] = []
    for pair in sorted(candidates, key=lambda p: (-p.confidence, place[p.late.key], place[p.early.key])):
        start, end = place[pair.early.key], place[pair.late.key]
        if all(end <= place[t.early.key] or start >= place[t.late.key] for t in taken):
            taken.append(pair)
    return sorted(taken, key=lambda p: place[p.late.key])


def unbridged(moves: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the moves that no chain of shorter ones joins the ends of: for, against, for, against is three moves.

    From the first to the last of them is always the surest, so taken first it would hide the way there and back.
    """
    known = set(moves)
    steps: dict[int, list[int]] = defaultdict(list)
    for start, end in sorted(known):
        steps[start].append(end)

    @cache
    def joined(start: int, end: int) -> bool:
        return (start, end) in known or any(joined(via, end) for via in steps[start] if via < end)

    return [(i, j) for i, j in sorted(known) if not any(joined(via, j) for via in steps[i] if via < j)]


def _pair(early: Sequence[Occasion], late: Sequence[Occasion], held: Sequence[Belief]) -> Pair | None:
    before, after = (LEVELS[int(held[0].at(run[0]).argmax())] for run in (early, late))
    if before == after:
        return None
    wanted = tuple(np.array([float(level in side) for level in LEVELS]) for side in classes(before, after))
    sure = _known_order(early, late, (wanted[0], wanted[1]), held[0])
    found = [_asserted(MOVES[before, after], i, j, held) for i, j in sure]
    return max(found, key=lambda p: p.confidence, default=None)


def _known_order(
    early: Sequence[Occasion], late: Sequence[Occasion], wanted: tuple[Array, Array], belief: Belief
) -> Iterator[tuple[Occasion, Occasion]]:
    """The surest occasion of each stretch; where their dates overlap, the surest that do not. None: order unknown."""
    old, new = wanted
    i, j = _surest(early, old, belief), _surest(late, new, belief)
    if i.said_on.precedes(j.said_on):
        yield i, j
        return
    if earlier := [o for o in early if o.said_on.precedes(j.said_on)]:
        yield _surest(earlier, old, belief), j
    if later := [o for o in late if i.said_on.precedes(o.said_on)]:
        yield i, _surest(later, new, belief)


def _surest(run: Sequence[Occasion], wanted: Array, belief: Belief) -> Occasion:
    return max(run, key=lambda o: float(belief.at(o) @ wanted))


def _asserted(move: Move, early: Occasion, late: Occasion, held: Sequence[Belief]) -> Pair:
    """It must hold however imprecise dates fall, so the least sure belief counts."""
    cells = [belief.joint(early, late) * move.cells for belief in held]
    weakest = min(cells, key=lambda c: float(c.sum()))
    row, column = divmod(int(weakest.argmax()), len(LEVELS))
    return Pair(move, early, late, float(weakest.sum()), LEVELS[row], LEVELS[column])


_SAME_SIDE = np.array([[float(a.sign == b.sign) for b in LEVELS] for a in LEVELS])


def same_side(held: Sequence[Belief], early: Occasion, late: Occasion) -> float:
    """Chance that the stance was on one side at both occasions, under the least sure belief."""
    return min(float((belief.joint(early, late) * _SAME_SIDE).sum()) for belief in held)
