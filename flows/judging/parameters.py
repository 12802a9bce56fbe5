"""What a stance is about: a number that moved while the side stays the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.judging.calibration import Calibration
from flows.judging.established import Belief, same_side
from flows.judging.observed import Observed, status_of
from flows.judging.order import OWN_WORDS, Occasion
from flows.judging.shifts import is_stale
from flows.judging.utterances import normalise
from storage.domain.finding import Evidence, Kind, Role, Status
from storage.domain.sector import Proposition

_SIGNS = {"%": frozenset({"percent", "percentage", "cent", "proportion", "share"}), "£": frozenset({"pound"})}


def moved_parameters(
    held: Sequence[Belief], *, proposition: Proposition | None, calibration: Calibration
) -> Iterator[Observed]:
    """Yield each change of a number in one unit between consecutive mentions, the side unchanged.

    Most numbers in the news are no parameters ("14 years of austerity"): its unit must be named by the proposition.
    """
    mentions: dict[str, list[tuple[Occasion, float]]] = defaultdict(list)
    named = _named(proposition) if proposition else frozenset()
    for occasion in held[0].order:
        for unit, value in _figures(occasion).items():
            if _singular(unit) in named or _SIGNS.get(unit, frozenset()) & named:
                mentions[unit].append((occasion, value))
    for unit, told in sorted(mentions.items()):
        moves: dict[bool, int] = defaultdict(int)
        for (early, old), (late, new) in pairwise(told):
            if old == new or not _comparable(early, late, calibration):
                continue
            times = [sum(value == figure for _, value in told) for figure in (old, new)]
            sure = [1 - (1 - calibration.parameter_precision) ** n for n in times]
            confidence = same_side(held, early, late) * sure[0] * sure[1]
            if confidence < calibration.provisional:
                continue
            backed = times[1] > 1
            yield _moved(unit, moves[new > old], (early, late), (old, new), confidence, backed, calibration)
            moves[new > old] += 1


def _named(proposition: Proposition) -> frozenset[str]:
    """The words, in the singular, in which the pack writes the proposition and its poles."""
    told = (proposition.proposition, proposition.supports_means, proposition.opposes_means, *proposition.measure_terms)
    return frozenset(_singular(word) for text in told for word in normalise(text))


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _figures(occasion: Occasion) -> dict[str, float]:
    """The one number an occasion gives per unit; where it gives several ("15 to 20") none is the parameter."""
    values: dict[str, set[float]] = defaultdict(set)
    for utterance in occasion.utterances:
        for parameter in utterance.statement.parameters:
            values[parameter.unit.casefold().strip()].add(parameter.value)
    return {unit: next(iter(found)) for unit, found in values.items() if len(found) == 1}


def _comparable(early: Occasion, late: Occasion, calibration: Calibration) -> bool:
    return early.said_on.precedes(late.said_on) and not is_stale(early, late, calibration)


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
