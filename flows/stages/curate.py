"""Take down what a curator decides about a statement; whatever it touches awaits judgement."""

from __future__ import annotations

from datetime import datetime

from flows.desk import Desk
from flows.judging.correcting import HOLDER, NOT_ABOUT, STANCE, UNDO, correct, moves, standing
from storage.domain.errors import InputError
from storage.domain.record import Correction
from storage.domain.stance import Stance
from storage.domain.statement import Statement


def decide(desk: Desk, statement: str, kind: str, *, note: str, now: datetime) -> Statement:
    """Store a correction of `statement` and return the statement as it is now told. Raises InputError."""
    said = desk.ledger.statement(statement)
    if said is None:
        raise InputError(f"no statement has the id {statement!r}; `volteface export positions` lists them")
    decided = Correction(statement, kind, note.strip(), now, said)
    earlier = desk.ledger.corrections()
    _check(desk, decided, earlier)
    touched = {said.series, *desk.homes([said.claim])}
    for corrections in (earlier, [*earlier, decided]):
        touched |= set(moves(corrections).get(said.claim, ()))
    with desk.ledger.together():
        desk.ledger.add_correction(statement, kind=decided.kind, note=decided.note, at=now)
        desk.ledger.reopen(touched)
    return correct([said], desk.ledger.corrections(), registry=desk.registry)[0]


def _check(desk: Desk, decided: Correction, earlier: list[Correction]) -> None:
    assert decided.said is not None, "looked up just before"
    if not decided.note:
        raise InputError('say why: --note "..." is shown wherever the statement is')
    match decided.action:
        case "stance":
            try:
                Stance.from_label(decided.value)
            except ValueError as problem:
                raise InputError(str(problem)) from problem
        case "holder" if decided.value not in desk.registry.stakeholders:
            raise InputError(f"the pack has no stakeholder {decided.value!r}")
        case "undo" if decided.said.claim not in standing(earlier):
            raise InputError(f"no correction of statement {decided.statement} is in force")
        case _:
            pass


def kind_of(*, not_about: bool, stance: str | None, holder: str | None) -> str:
    """Return the kind of the one correction that was asked for. Raises InputError for none and for several."""
    asked = [NOT_ABOUT] if not_about else []
    asked += [f"{STANCE}:{stance}"] if stance is not None else []
    asked += [f"{HOLDER}:{holder}"] if holder is not None else []
    if len(asked) != 1:
        raise InputError("say one thing at a time: --not-about, --stance LABEL or --holder STAKEHOLDER")
    return asked[0]


def undo(desk: Desk, statement: str, *, note: str, now: datetime) -> Statement:
    """Take back every correction of the words of `statement`: it stands as it is read. Raises InputError."""
    return decide(desk, statement, UNDO, note=note, now=now)
