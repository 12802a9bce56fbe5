"""What a stance is about: a number that moved while the side stays the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from flows.judging.calibration import Calibration
from flows.judging.established import Belief, same_side
from flows.judging.figures import gives, move, singular, unit_of
from flows.judging.notes import left_office
from flows.judging.observed import Observed, status_of
from flows.judging.order import Occasion, times_said
from flows.judging.shifts import is_stale
from flows.judging.utterances import normalise
from storage.domain.finding import Evidence, Kind, Role, Status
from storage.domain.sector import Proposition, Registry

_SIGNS = {"%": frozenset({"percent", "percentage", "cent", "proportion", "share"}), "£": frozenset({"pound"})}
# A proposition that names one of these asks for one amount: a bare number said of it is that amount.
_AMOUNT = frozenset({"number", "maximum", "minimum", "cap", "limit", "ceiling", "floor", "threshold", "quota"})


_Mention = tuple[Occasion, float]


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive mentions of one figure."""

    value: float
    occasions: tuple[Occasion, ...]
    enough: int  # utterances that one own publication counts as

    @property
    def published(self) -> bool:
        return any(o.published for o in self.occasions)

    @property
    def times(self) -> int:
        """How often it counts as said: what a body publishes is checked, and counts as said often enough."""
        return max(times_said(self.occasions), self.enough if self.published else 1)


def moved_parameters(
    held: Sequence[Belief], *, proposition: Proposition | None, registry: Registry, calibration: Calibration
) -> Iterator[Observed]:
    """Yield each change of a number in one unit, the side unchanged.

    Most numbers in the news are no parameters ("14 years of austerity"): its unit must be named by the proposition.
    """
    mentions: dict[str, list[_Mention]] = defaultdict(list)
    named = _named(proposition) if proposition else frozenset()
    for occasion in held[0].order:
        for unit, value in _figures(occasion).items():
            if unit in named or _SIGNS.get(unit, frozenset()) & named or (not unit and named & _AMOUNT):
                mentions[unit].append((occasion, value))
    for unit, told in sorted(_with_bare(mentions, held[0]).items()):
        moves: dict[bool, int] = defaultdict(int)
        runs = _runs(told, calibration.utterances)
        for place, (early, late) in enumerate(pairwise(runs)):
            if not _comparable(early, late, registry, calibration) or _wavers(runs, place, calibration):
                continue
            confidence = _confidence(held, early, late, calibration)
            if confidence < calibration.provisional:
                continue
            up = late.value > early.value
            missing = _missing(early, late, runs[place + 2 :], calibration)
            yield _moved(unit, moves[up], (early, late), confidence, missing, calibration)
            moves[up] += 1


def _runs(told: Sequence[_Mention], enough: int) -> list[_Run]:
    grouped = groupby(told, key=lambda mention: mention[1])
    return [_Run(value, tuple(occasion for occasion, _ in group), enough) for value, group in grouped]


def _with_bare(mentions: Mapping[str, list[_Mention]], belief: Belief) -> dict[str, list[_Mention]]:
    """Count a bare number among those of the one unit that the holder's figure has: "a cap of 15", "20 cases"."""
    units = [unit for unit in mentions if unit and unit not in _SIGNS]
    if "" not in mentions or len(units) != 1:
        return dict(mentions)
    (unit,) = units
    given = {occasion.key for occasion, _ in mentions[unit]}
    told = [*mentions[unit], *(m for m in mentions[""] if m[0].key not in given)]
    joined = sorted(told, key=lambda mention: belief.places[mention[0].key])
    return {**{other: said for other, said in mentions.items() if other}, unit: joined}


def _named(proposition: Proposition) -> frozenset[str]:
    """The words, in the singular, in which the pack writes the proposition and its poles."""
    told = (proposition.proposition, proposition.supports_means, proposition.opposes_means, *proposition.measure_terms)
    return frozenset(singular(word) for text in told for word in normalise(text))


def _figures(occasion: Occasion) -> dict[str, float]:
    """The one number an occasion gives per unit; where it gives several ("15 to 20") none is the parameter."""
    values: dict[str, set[float]] = defaultdict(set)
    for utterance in occasion.utterances:
        for parameter in utterance.statement.parameters:
            values[unit_of(parameter)].add(parameter.value)
    return {unit: next(iter(found)) for unit, found in values.items() if len(found) == 1}


def _comparable(early: _Run, late: _Run, registry: Registry, calibration: Calibration) -> bool:
    """Known order, a fresh baseline, and one voice: or those who gave the old figure no longer speak for the body."""
    last, first = early.occasions[-1], late.occasions[0]
    if not last.said_on.precedes(first.said_on) or is_stale(last, first, calibration):
        return False
    if {o.voice for o in early.occasions} & {o.voice for o in late.occasions}:
        return True
    return all(left_office(o, first.said_on, registry) for o in early.occasions)


def _wavers(runs: Sequence[_Run], place: int, calibration: Calibration) -> bool:
    """True when one of the two figures is said but once, and the other came before it or comes back after it."""
    early, late = runs[place], runs[place + 1]
    if min(early.times, late.times) >= calibration.utterances:
        return False
    before = [r for r in runs[:place] if not is_stale(r.occasions[-1], early.occasions[0], calibration)]
    after = [r for r in runs[place + 2 :] if not is_stale(late.occasions[-1], r.occasions[0], calibration)]
    return any(r.value == late.value for r in before) or any(r.value == early.value for r in after)


def _confidence(held: Sequence[Belief], early: _Run, late: _Run, calibration: Calibration) -> float:
    old, new = (1 - (1 - calibration.parameter_precision) ** run.times for run in (early, late))
    return same_side(held, early.occasions[-1], late.occasions[0]) * old * new


def _missing(early: _Run, late: _Run, later: Sequence[_Run], calibration: Calibration) -> str:
    """What a confirmed move of a figure needs and this one lacks; empty when nothing."""
    if not any(o.own_words() for o in late.occasions):
        return "the new figure is neither quoted nor in an own publication"
    for run, which in ((early, "old"), (late, "new")):
        if run.times < calibration.utterances:
            return f"the {which} figure is said but once, and not in an own publication"
    end = late.occasions[-1]
    again = (r for r in later if r.value == early.value and r.times < calibration.utterances)
    if any(not is_stale(end, r.occasions[0], calibration) for r in again):
        return "the old figure is named again later"
    return ""


def _moved(
    unit: str, rank: int, runs: tuple[_Run, _Run], confidence: float, missing: str, calibration: Calibration
) -> Observed:
    early, late = runs
    status = Status.PROVISIONAL if missing else status_of(confidence, calibration)
    why = (move(early.value, late.value, unit), *([missing] if missing else []))
    cited = [*_with_figure(early, unit, Role.BEFORE), *_with_figure(late, unit, Role.AFTER)]
    before, after = cited[0].statement.stance, cited[-1].statement.stance
    return Observed(
        Kind.MOVED_PARAMETER, ("parameter", unit, late.value > early.value), rank, before, after,
        late.occasions[0].said_on, confidence, status, tuple(cited), why,
    )  # fmt: skip


def _with_figure(run: _Run, unit: str, role: Role) -> list[Evidence]:
    said = [u.statement for o in run.occasions for u in o.utterances]
    return [Evidence(s, role) for s in said if gives(s, unit, run.value)]
