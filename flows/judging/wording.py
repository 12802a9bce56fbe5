"""The one neutral sentence for each finding: a function of its kind, status and evidence."""

from __future__ import annotations

from flows.judging.figures import moved_texts
from storage.domain.finding import Finding, Kind, Role, Status
from storage.domain.sector import Registry
from storage.domain.stance import Stance
from storage.domain.statement import Statement

PHRASES = {
    Stance.SUPPORTS: "support",
    Stance.LEANS_FOR: "qualified support",
    Stance.UNCOMMITTED: "no commitment either way",
    Stance.LEANS_AGAINST: "qualified opposition",
    Stance.OPPOSES: "opposition",
}


def headline(finding: Finding, registry: Registry) -> str:
    """Return the sentence of the digest. It says no more than the evidence carries, and takes no side."""
    who, what = _name(finding, registry), _label(finding, registry)
    sentence = _SENTENCES.get(finding.kind, _shift)(finding, who, what)
    if finding.status is Status.RETRACTED:
        sentence = f"No longer held: {sentence}"
    return f"{sentence} ({'; '.join(finding.notes)})." if finding.notes else f"{sentence}."


def _name(finding: Finding, registry: Registry) -> str:
    body = registry.stakeholders.get(finding.stakeholder)
    return body.name if body else finding.stakeholder


def _label(finding: Finding, registry: Registry) -> str:
    proposition = registry.propositions.get(finding.proposition)
    return f"“{proposition.label if proposition else finding.proposition}”"


def _verb(finding: Finding, done: str) -> str:
    """`done` is a past participle: confirmed "has moved", otherwise "appears to have moved"."""
    return f"has {done}" if finding.status is Status.CONFIRMED else f"appears to have {done}"


def _stance(stance: Stance | None) -> str:
    return PHRASES[stance] if stance is not None else "no known position"


def _from_to(finding: Finding) -> str:
    start = f" from {_stance(finding.before)}" if finding.before is not None else ""
    return f"{start} to {_stance(finding.after)}"


def _shift(finding: Finding, who: str, what: str) -> str:
    return f"{who} {_verb(finding, 'moved')}{_from_to(finding)} on {what}"


def _reported(finding: Finding, who: str, what: str) -> str:
    return f"{who} is reported to have moved{_from_to(finding)} on {what}"


def _acknowledged(finding: Finding, who: str, what: str) -> str:
    return f"{who} says that it has moved{_from_to(finding)} on {what}"


def _divergence(finding: Finding, who: str, what: str) -> str:
    one = _voice(next(e.statement for e in finding.evidence if e.role is Role.BEFORE))
    other = _voice(next(e.statement for e in finding.evidence if e.role is Role.BESIDE))
    differ = "differ" if finding.status is Status.CONFIRMED else "appear to differ"
    told = f"{_stance(finding.before)} from {one}, {_stance(finding.after)} from {other}"
    return f"Within {who}, statements on {what} {differ}: {told}"


def _voice(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker.document:
        return speaker.document
    if speaker.person:
        return f"{speaker.person} ({speaker.role})" if speaker.role else speaker.person
    return "the organisation itself"


def _inconsistency(finding: Finding, who: str, what: str) -> str:
    order = f"{_stance(finding.before)}, then {_stance(finding.after)}"
    return f"{who} has said two things within a short time on {what}: {order}; which of them stands is not settled"


def _withdrawn(finding: Finding, who: str, what: str) -> str:
    stance = _stance(finding.before)
    return f"An article no longer carries words of {who} on {what} which expressed {stance}"


def _parameter(finding: Finding, who: str, what: str) -> str:
    told = moved_texts(finding.evidence, finding.why)
    figures = f" from “{told[0]}” to “{told[1]}”" if told else " to another figure"
    return f"{who} {_verb(finding, 'moved')}{figures} on {what}, its stance unchanged"


def _condition(finding: Finding, who: str, what: str) -> str:
    new = finding.kind is Kind.NEW_CONDITION
    role = Role.AFTER if new else Role.BEFORE
    texts = [c for e in finding.evidence if e.role is role for c in e.statement.conditions]
    named = f": “{texts[-1]}”" if texts else ""
    verb = _verb(finding, "attached a condition to" if new else "dropped a condition from")
    return f"{who} {verb} its {_stance(finding.after)} on {what}{named}"


_SENTENCES = {
    Kind.DIVERGENCE: _divergence,
    Kind.REPORTED_REVERSAL: _reported,
    Kind.ACKNOWLEDGED_CHANGE: _acknowledged,
    Kind.INCONSISTENCY: _inconsistency,
    Kind.QUOTATION_WITHDRAWN: _withdrawn,
    Kind.MOVED_PARAMETER: _parameter,
    Kind.NEW_CONDITION: _condition,
    Kind.DROPPED_CONDITION: _condition,
}
