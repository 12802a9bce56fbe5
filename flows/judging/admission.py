"""Decide whether a statement may move a position, and if not, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache

from flows.judging.calibration import Calibration, load_calibration
from flows.judging.revised import NOTHING_GONE, Gone
from flows.judging.series import by_id
from flows.judging.utterances import copies
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Admission
from storage.domain.sector import Registry
from storage.domain.statement import Statement

VOTING = frozenset({Modality.ASSERTED, Modality.HEDGED})

# A gate returns the reason for refusing, or "" to let the statement pass.
Gate = Callable[[Statement, Registry, Calibration], str]


def admit(statement: Statement, *, registry: Registry, calibration: Calibration | None = None) -> Admission:
    """Return whether `statement` may vote, on its own. Gates that need the whole set are in `admissions`."""
    numbers = calibration or _shipped()
    for name, gate in GATES:
        if reason := gate(statement, registry, numbers):
            return Admission(statement.id, admitted=False, reason=reason, gate=name)
    return Admission(statement.id, admitted=True, reason="")


def admissions(
    evidence: Iterable[Statement],
    *,
    registry: Registry,
    calibration: Calibration | None = None,
    left: Gone = NOTHING_GONE,
) -> list[Admission]:
    """Return the admission of every statement of the set, sorted by id. Their order and repetition are irrelevant."""
    statements, numbers = by_id(evidence), calibration or _shipped()
    alone = {id_: _unless_gone(admit(s, registry=registry, calibration=numbers), left) for id_, s in statements.items()}
    admitted = [statements[id_] for id_, admission in alone.items() if admission.admitted]
    copied = copies(admitted, registry=registry, calibration=numbers)
    for id_, original in copied.items():
        reason = f"copy of statement {original.id} ({original.outlet}, {original.said_on})"
        alone[id_] = Admission(id_, admitted=False, reason=reason, gate="copy")
    return [alone[id_] for id_ in sorted(alone)]


@cache
def _shipped() -> Calibration:
    return load_calibration()


def _unless_gone(admission: Admission, left: Gone) -> Admission:
    if admission.admitted and admission.statement in left.withdrawn:
        reason = "a later revision of the article no longer carries these words"
        return Admission(admission.statement, admitted=False, reason=reason, gate="withdrawn")
    if admission.admitted and admission.statement in left.overtaken:
        reason = "in a later revision of the article these words are another's, or are read otherwise"
        return Admission(admission.statement, admitted=False, reason=reason, gate="overtaken")
    return admission


def _curator(statement: Statement, _registry: Registry, _calibration: Calibration) -> str:
    return f"a curator: {statement.corrected}" if statement.dismissed else ""


def _speaker(statement: Statement, registry: Registry, _calibration: Calibration) -> str:
    speaker = statement.speaker
    if not speaker.in_office:
        return "" if speaker.person or speaker.name else "the person who speaks out of office is not named"
    if speaker.stakeholder is None:
        return f"speaker {speaker.name!r} is not resolved to a stakeholder"
    if speaker.stakeholder not in registry.stakeholders:
        return f"stakeholder {speaker.stakeholder!r} is not in the registry"
    return ""


def _verbatim(statement: Statement, _registry: Registry, _calibration: Calibration) -> str:
    if len(statement.text) != statement.span.end - statement.span.start:
        return "the span is not verbatim: its text and its offsets differ in length"
    return "" if statement.text.strip() else "the span is empty"


def _dated(statement: Statement, _registry: Registry, calibration: Calibration) -> str:
    if statement.said_on is None:
        return "undated: it never enters a timeline"
    return f"dated {statement.said_on}, after it was seen" if lies_ahead(statement, calibration) else ""


def lies_ahead(statement: Statement, calibration: Calibration) -> bool:
    """True for words dated after they were seen, by more than time zones explain: a misprint or a wrong clock."""
    said = statement.said_on
    return said is not None and said.first > (statement.seen_at + timedelta(days=calibration.ahead_days)).date()


def _office(statement: Statement, registry: Registry, _calibration: Calibration) -> str:
    speaker, day = statement.speaker, statement.said_on
    if not speaker.in_office or speaker.person is None or speaker.stakeholder is None or day is None:
        return ""
    body = registry.stakeholders[speaker.stakeholder]
    offices = [office for office in body.offices if office.person == speaker.person]
    if not offices or any(office.held_on(day) for office in offices):
        return ""
    return f"{speaker.person} held no office in {body.name} on {day}"


def _endorsed(statement: Statement, _registry: Registry, _calibration: Calibration) -> str:
    if not statement.endorsed or statement.modality is Modality.ATTRIBUTED_TO_OTHER:
        return "reported of another without being the speaker's own view"
    return ""


def _modality(statement: Statement, _registry: Registry, _calibration: Calibration) -> str:
    return "" if statement.modality in VOTING else f"modality is {statement.modality.value}"


def _proposition(statement: Statement, registry: Registry, _calibration: Calibration) -> str:
    proposition = registry.propositions.get(statement.proposition)
    if proposition is None:
        return f"proposition {statement.proposition!r} is not in the registry"
    if statement.version > proposition.version:
        return f"version {statement.version} of {proposition.id!r} is not in the registry"
    if not registry.meet(statement.nation, proposition.nation):
        return f"said about {statement.nation}, the proposition is about {proposition.nation}"
    return ""


def _hearsay(statement: Statement, _registry: Registry, _calibration: Calibration) -> str:
    return "hearsay" if statement.directness is Directness.HEARSAY else ""


def _reported(statement: Statement, _registry: Registry, _calibration: Calibration) -> str:
    return "somebody else's account of a change never moves a position" if statement.reported_reversal else ""


GATES: tuple[tuple[str, Gate], ...] = (
    ("curator", _curator),
    ("speaker", _speaker),
    ("verbatim", _verbatim),
    ("office", _office),
    ("endorsed", _endorsed),
    ("proposition", _proposition),
    ("hearsay", _hearsay),
    # From here on a statement may still tell of a change; before, it is not about this holder and proposition at all.
    ("modality", _modality),
    ("reported", _reported),
    ("dated", _dated),
)
