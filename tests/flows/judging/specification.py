"""How a history is written down: a few statements, and what they support, in the words of the digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from flows.judging import Gone, find
from storage.domain.attribution import Directness
from storage.domain.finding import Kind, Status
from storage.domain.stance import Stance
from storage.domain.statement import Parameter, Statement
from tests.builders import a_statement
from tests.flows.judging.harbour import CALM, CAP, HARBOURS, MASTERS

FOR, LEANS_FOR, NEITHER = Stance.SUPPORTS, Stance.LEANS_FOR, Stance.UNCOMMITTED
LEANS_AGAINST, AGAINST = Stance.LEANS_AGAINST, Stance.OPPOSES
PUBLISHED, QUOTED, NARRATED = Directness.PUBLISHED, Directness.QUOTED, Directness.NARRATED
PARAPHRASED, HEARSAY = Directness.PARAPHRASED, Directness.HEARSAY
CONFIRMED, PROVISIONAL, CONTESTED = Status.CONFIRMED, Status.PROVISIONAL, Status.CONTESTED

NOT_OURS = ("u-turn", "flip", "admit", "climb", "backtrack")


@dataclass(frozen=True)
class History:
    """A few statements by one holder, and what they support: kind, status and the sentence of the digest."""

    name: str
    said: tuple[Statement, ...]
    found: tuple[tuple[Kind, Status, str], ...]
    withdrawn: tuple[int, ...] = ()  # places in `said`
    overtaken: tuple[int, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> Gone:
        withdrawn, overtaken = (
            frozenset(self.said[place].id for place in places) for places in (self.withdrawn, self.overtaken)
        )
        return Gone(withdrawn, overtaken)

    def check(self) -> None:
        found = find(self.said, registry=HARBOURS, calibration=CALM, left=self.left)
        assert sorted((f.kind, f.status, f.wording) for f in found) == sorted(self.found)
        assert all(f.evidence for f in found)
        assert not any(word in f.wording.lower() for f in found for word in NOT_OURS)


class Specification:
    """The histories of one chapter, in the order they are told."""

    def __init__(self) -> None:
        self.histories: list[History] = []

    def __call__(
        self,
        name: str,
        *said: Statement,
        found: tuple[tuple[Kind, Status, str], ...] = (),
        withdrawn: tuple[int, ...] = (),
        overtaken: tuple[int, ...] = (),
    ) -> None:
        self.histories.append(History(name, said, found, withdrawn, overtaken))

    def cases(self) -> Any:
        return pytest.mark.parametrize("told", self.histories, ids=str)


def said(day: str | None, stance: Stance, **details: Any) -> Statement:
    return a_statement(stance, day, **{"by": MASTERS, "on": CAP, **details})


def moved(start: str, end: str, who: str = "Harbour Masters", what: str = "A cap on profits", notes: str = "") -> str:
    return f"{who} has moved from {start} to {end} on “{what}”{notes}."


def seems(start: str, end: str, who: str = "Harbour Masters", what: str = "A cap on profits", notes: str = "") -> str:
    return f"{who} appears to have moved from {start} to {end} on “{what}”{notes}."


def figure(number: float, unit: str = "hands") -> dict[str, Any]:
    return {"parameters": (Parameter(number, unit, f"{number:g} {unit}"),)}


TWO_FOR = (said("2023-01-10", FOR), said("2023-03-10", FOR))
REVERSED = (Kind.REVERSAL, CONFIRMED, moved("support", "opposition"))
