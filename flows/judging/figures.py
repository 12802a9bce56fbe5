"""The numbers in what was said: in which unit, and how a move from one to another is put."""

from __future__ import annotations

from collections.abc import Iterable

from storage.domain.finding import Evidence, Role
from storage.domain.statement import Parameter, Statement


def singular(word: str) -> str:
    return word.removesuffix("s")


def unit_of(parameter: Parameter) -> str:
    """The unit as it compares: "five-year" and "three years" are both in years. Empty: a bare "cap of 15"."""
    return singular(parameter.unit.casefold().strip())


def gives(statement: Statement, unit: str, value: float) -> bool:
    return any(unit_of(p) == unit and p.value == value for p in statement.parameters)


def move(old: float, new: float, unit: str) -> str:
    """What a finding says of its figures in `why`: also how its headline knows which of several numbers moved."""
    return f"from {old:g} to {new:g} {unit}".rstrip()


def moved_texts(evidence: Iterable[Evidence], why: Iterable[str]) -> tuple[str, str] | None:
    """Return the old and the new figure as they were said; None when no number of one unit differs."""
    cited, reasons = tuple(evidence), set(why)
    early, late = (
        [p for e in cited if e.role is role for p in e.statement.parameters] for role in (Role.BEFORE, Role.AFTER)
    )
    pairs = [(a, b) for a in early for b in late if unit_of(a) == unit_of(b) and a.value != b.value]
    told = [(a, b) for a, b in pairs if move(a.value, b.value, unit_of(a)) in reasons]
    chosen = told or pairs
    return (chosen[0][0].text, chosen[0][1].text) if chosen else None
