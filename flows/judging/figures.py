"""The numbers in what was said: in which unit, and how a move from one to another is put."""

from __future__ import annotations

from collections.abc import Iterable

from storage.domain.finding import Evidence, Role
from storage.domain.statement import Parameter, Statement

_IRREGULAR = {"children": "child", "people": "person", "persons": "person", "men": "man", "women": "woman"}


def singular(word: str) -> str:
    """The singular of an English noun as units compare: "cases", "families", "classes", "children"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word if word.endswith("ss") else word.removesuffix("s")


def plural(word: str) -> str:
    """A unit as it is told of a number: "20 cases"; a sign, a symbol ("km") and several words stay as they are."""
    irregular = {one: many for many, one in _IRREGULAR.items() if many != "persons"}
    if word in irregular:
        return irregular[word]
    if not word.isalpha() or not set(word) & set("aeiou") or singular(word) != word:
        return word
    if word.endswith(("ss", "x", "ch", "sh")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in set("aeiou") else f"{word}s"


def unit_of(parameter: Parameter) -> str:
    """The unit as it compares: "five-year" and "three years" are both in years. Empty: a bare "cap of 15"."""
    return singular(parameter.unit.casefold().strip())


def gives(statement: Statement, unit: str, value: float) -> bool:
    """True when it gives the figure in that unit, or without one: "a cap of 15" for "15 cases"."""
    return any(unit_of(p) in {unit, ""} and p.value == value for p in statement.parameters)


def move(old: float, new: float, unit: str) -> str:
    """What a finding says of its figures in `why`: also how its headline knows which of several numbers moved."""
    return f"from {old:g} to {new:g} {unit if new == 1 else plural(unit)}".rstrip()


def _comparable(one: Parameter, other: Parameter) -> bool:
    return unit_of(one) == unit_of(other) or not (unit_of(one) and unit_of(other))


def moved_texts(evidence: Iterable[Evidence], why: Iterable[str]) -> tuple[str, str] | None:
    """Return the old and the new figure as they were said; None when no number of one unit differs."""
    cited, reasons = tuple(evidence), set(why)
    early, late = (
        [p for e in cited if e.role is role for p in e.statement.parameters] for role in (Role.BEFORE, Role.AFTER)
    )
    pairs = [(a, b) for a in early for b in late if _comparable(a, b) and a.value != b.value]
    told = [(a, b) for a, b in pairs if move(a.value, b.value, unit_of(a) or unit_of(b)) in reasons]
    chosen = told or pairs
    return (chosen[0][0].text, chosen[0][1].text) if chosen else None
