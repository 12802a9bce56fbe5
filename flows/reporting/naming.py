"""Names and words for what the registry and the domain know by id."""

from __future__ import annotations

import re

from flows.reporting.dates import said
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Admission, Finding, Kind, Role, Status
from storage.domain.sector import Registry
from storage.domain.stance import Stance
from storage.domain.when import When

STANCES = {
    Stance.SUPPORTS: "support",
    Stance.LEANS_FOR: "qualified support",
    Stance.UNCOMMITTED: "no commitment",
    Stance.LEANS_AGAINST: "qualified opposition",
    Stance.OPPOSES: "opposition",
}
# One mark a stance, distinct in shape: the same in tables, legends and pictures.
MARKS = {
    Stance.SUPPORTS: "▲",
    Stance.LEANS_FOR: "△",
    Stance.UNCOMMITTED: "○",
    Stance.LEANS_AGAINST: "▽",
    Stance.OPPOSES: "▼",
}
KINDS = {
    Kind.REVERSAL: "Reversal",
    Kind.SOFTENING: "Softening",
    Kind.HARDENING: "Hardening",
    Kind.NEW_CONDITION: "New condition",
    Kind.DROPPED_CONDITION: "Dropped condition",
    Kind.DIVERGENCE: "Two voices",
    Kind.REPORTED_REVERSAL: "Change reported by others",
    Kind.ACKNOWLEDGED_CHANGE: "Change they speak of themselves",
    Kind.INCONSISTENCY: "Contradiction",
    Kind.QUOTATION_WITHDRAWN: "Quotation withdrawn",
    Kind.MOVED_PARAMETER: "Changed number",
}
_INITIALS = 3  # letters: uk, eu, usa
_ROLES = {Role.BEFORE: "Before", Role.AFTER: "After", Role.BESIDE: "Beside it"}
STATUSES = {
    Status.CONFIRMED: "confirmed",
    Status.PROVISIONAL: "provisional",
    Status.CONTESTED: "contested",
    Status.RETRACTED: "retracted",
}
DIRECTNESS = {
    Directness.PUBLISHED: "own publication",
    Directness.QUOTED: "quoted",
    Directness.MIXED: "partly quoted",
    Directness.PARAPHRASED: "paraphrased",
    Directness.NARRATED: "described by the writer",
    Directness.HEARSAY: "hearsay",
}
MODALITY = {
    Modality.ASSERTED: "",
    Modality.HEDGED: "hedged",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.QUESTION: "a question",
    Modality.RECALLED: "recalled from earlier",
    Modality.ATTRIBUTED_TO_OTHER: "somebody else's view",
}


_UNSAID = {
    Modality.HYPOTHETICAL: "it says what would be, not what is wanted",
    Modality.QUESTION: "it is a question",
    Modality.RECALLED: "it tells of an earlier time",
    Modality.ATTRIBUTED_TO_OTHER: "it is somebody else's view",
}
_COPY = re.compile(r"copy of statement \S+ \((.+), (\S+)\)")


def refusal(admission: Admission, modality: Modality) -> str:
    """Why a statement does not count, without the ids and terms of the ledger."""
    if admission.gate == "modality" and modality in _UNSAID:
        return _UNSAID[modality]
    if admission.gate == "copy" and (copy := _COPY.fullmatch(admission.reason)):
        return f"the same words are counted once, as printed in {copy[1]}, {said(_when(copy[2]))}"
    return admission.reason


def _when(text: str) -> When | None:
    return None if text == "None" else When.parse(text)


def role(kind: Kind, role: Role | None) -> str:
    """What a piece of evidence is called. The two sides of a divergence are not an earlier and a later one."""
    if kind is Kind.DIVERGENCE:
        return "Another voice" if role is Role.BESIDE else "One voice"
    if kind is Kind.QUOTATION_WITHDRAWN:
        return "No longer printed"
    return _ROLES[role] if role else ""


def reasons(finding: Finding) -> str:
    """How sure, of what, and why, in one sentence."""
    told = "; ".join(clause.strip().rstrip(".") for clause in finding.why)
    why = f": {told}" if told else ""
    return f"{capital(STATUSES[finding.status])}, {percent(finding.confidence)}{why}."


def capital(text: str) -> str:
    """Upper case for the first letter and nothing else: names keep theirs."""
    return text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """Never rounded up to certainty."""
    return f"{min(99, max(1, round(share * 100)))}\N{NO-BREAK SPACE}%"


def stakeholder(registry: Registry, identifier: str) -> str:
    """The name of a stakeholder; a speaker known by name only is that name."""
    known = registry.stakeholders.get(identifier)
    return known.name if known else identifier


def topic(registry: Registry, identifier: str) -> str:
    known = registry.propositions.get(identifier)
    return known.label if known else identifier


def nation(registry: Registry, identifier: str) -> str:
    """The name of a nation as it is written; without one in the pack, its words capitalised and initials kept."""
    known = registry.nations.get(identifier)
    if known and known.names:
        return known.names[0]
    words = identifier.replace("-", " ").split()
    return " ".join(word.upper() if len(word) <= _INITIALS else capital(word) for word in words)


def proposition(registry: Registry, identifier: str) -> str:
    known = registry.propositions.get(identifier)
    return known.proposition if known else identifier


def belongs_to(registry: Registry, identifier: str, body: str) -> bool:
    """True when `identifier` is `body` or, through its parents, a part of it."""
    seen: set[str] = set()
    at: str | None = identifier
    while at is not None and at not in seen:
        if at == body:
            return True
        seen.add(at)
        known = registry.stakeholders.get(at)
        at = known.parent if known else None
    return False


def counted(number: int, one: str, many: str | None = None) -> str:
    """`no findings`, `1 finding`, `3 findings`."""
    if number == 1:
        return f"1 {one}"
    return f"{f'{number:,}' if number else 'no'} {many or f'{one}s'}"
