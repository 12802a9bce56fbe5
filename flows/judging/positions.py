"""The positions that somebody held, one after another, with what establishes each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from flows.judging.calibration import Calibration
from flows.judging.established import Stretch, levels, sides
from flows.judging.finding import Case, cases
from flows.judging.observations import status_of
from storage.domain.finding import Position
from storage.domain.sector import Registry
from storage.domain.statement import Statement


def positions(
    evidence: Iterable[Statement], *, registry: Registry, calibration: Calibration, withdrawn: Collection[str] = ()
) -> list[Position]:
    """Return every established position, sorted by series, version and date. The order of `evidence` is irrelevant."""
    found = cases(evidence, registry=registry, calibration=calibration, withdrawn=withdrawn)
    return [position for case in found if case.held for position in _positions(case, calibration)]


def _positions(case: Case, calibration: Calibration) -> Iterator[Position]:
    stretches = list(_stretches(case, calibration))
    for index, stretch in enumerate(stretches):
        following = stretches[index + 1].occasions[0].said_on if index + 1 < len(stretches) else None
        said = [u.statement for o in stretch.occasions for u in o.utterances]
        stated = [s.conditions for s in said if s.conditions]
        yield Position(
            series=case.series,
            version=case.version,
            stance=stretch.stance,
            conditions=stated[-1] if stated else (),
            since=stretch.occasions[0].said_on,
            until=following,
            confidence=round(stretch.confidence, 3),
            status=status_of(stretch.confidence, calibration),
            evidence=tuple(said),
        )


def _stretches(case: Case, calibration: Calibration) -> Iterator[Stretch]:
    """The levels within each side; where no level is likelier than not, the side itself."""
    for side in sides(case.held[0], calibration=calibration):
        yield from levels(case.held[0], side, calibration=calibration) or [side]
