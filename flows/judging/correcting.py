"""Apply what curators decided: a pure function over statements, the same wherever statements are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from storage.domain.record import Correction
from storage.domain.sector import Registry
from storage.domain.stance import Stance
from storage.domain.statement import Claim, SeriesId, Statement, Step

NOT_ABOUT, STANCE, HOLDER, UNDO = "not-about", "stance", "holder", "undo"

# Who said which words in which revision: an article may quote one sentence as the view of two bodies.
Voice = tuple[str, Claim, str]


def correct(
    statements: Iterable[Statement], corrections: Iterable[Correction], *, registry: Registry
) -> list[Statement]:
    """Return `statements`, in their order, as curators have corrected them. They keep the ids they were read under."""
    in_force = standing(corrections)
    found = list(statements)
    voices = {_voice(s) for s in found if s.claim in in_force}
    return [_corrected(s, in_force.get(s.claim, ()), voices, registry) for s in found]


def standing(corrections: Iterable[Correction]) -> dict[Claim, tuple[Correction, ...]]:
    """Return by claim the corrections that are in force. A later one overrides an earlier one on the same thing."""
    held: dict[Claim, dict[object, Correction]] = {}
    for correction in sorted(corrections, key=lambda c: c.at):
        if correction.said is None:
            continue
        subjects = held.setdefault(correction.said.claim, {})
        match correction.action:
            case "undo":
                subjects.clear()
            case "not-about" | "stance":  # which side it takes, if any: one answer
                subjects["stance"] = correction
            case "holder":
                subjects["holder", correction.said.series.stakeholder] = correction
            case _:  # a remark changes nothing
                pass
    return {claim: tuple(subjects.values()) for claim, subjects in held.items() if subjects}


def moves(corrections: Iterable[Correction]) -> Mapping[Claim, tuple[SeriesId, ...]]:
    """Return for each claim that has another holder now the series it votes in by correction."""
    targets = {
        claim: tuple(SeriesId(c.value, claim.proposition) for c in held if c.action == HOLDER)
        for claim, held in standing(corrections).items()
    }
    return {claim: series for claim, series in targets.items() if series}


def _voice(statement: Statement) -> Voice:
    return statement.revision, statement.claim, statement.series.stakeholder


def _corrected(
    statement: Statement, corrections: Iterable[Correction], voices: Collection[Voice], registry: Registry
) -> Statement:
    changed = statement
    decided: list[str] = []
    for correction in corrections:
        if _concerns(correction, statement, voices):
            changed, what = _apply(changed, correction, registry)
            decided.append(f"{what}: {correction.note}")
    if not decided:
        return statement
    told = "; ".join(decided)
    trail = (*statement.trail, Step("correction", told, "a curator"))
    return replace(changed, corrected=told, read_as=statement.id, trail=trail)


def _concerns(correction: Correction, statement: Statement, voices: Collection[Voice]) -> bool:
    """Another holder is for the body that the curator saw; where a later reader sees it no more, for all."""
    if correction.action != HOLDER or correction.said is None:
        return True
    seen = correction.said.series.stakeholder
    return statement.series.stakeholder == seen or (statement.revision, statement.claim, seen) not in voices


def _apply(statement: Statement, correction: Correction, registry: Registry) -> tuple[Statement, str]:
    """Return the statement as corrected, and in words what was decided."""
    if correction.action == NOT_ABOUT:
        return replace(statement, dismissed=True), "not about this proposition"
    if correction.action == STANCE:
        stance = Stance.from_label(correction.value)
        return replace(statement, stance=stance, confidence=1.0), f"{_words(stance)}, not {_words(statement.stance)}"
    was, now = statement.speaker, correction.value
    what = f"said by {_name(now, registry)}, not by {_name(was.stakeholder or was.name, registry)}"
    # The office was one of the body that it is not.
    speaker = replace(was, stakeholder=now, person=None, role=None, in_office=True, why=f"a curator: {what}")
    nation = statement.nation
    if nation == _home(was.stakeholder, registry) and not registry.nations_named(statement.text):
        nation = _home(now, registry)  # it was taken for that of the body
    return replace(statement, speaker=speaker, nation=nation), what


def _home(stakeholder: str | None, registry: Registry) -> str | None:
    body = registry.stakeholders.get(stakeholder or "")
    return body.nation if body is not None and body.nation else registry.nation


def _words(stance: Stance) -> str:
    return stance.label.replace("_", " ")


def _name(stakeholder: str, registry: Registry) -> str:
    body = registry.stakeholders.get(stakeholder)
    return body.name if body else stakeholder
