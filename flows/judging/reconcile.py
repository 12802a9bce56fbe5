"""Turn old and new conclusions into what changed between them: appended, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime

from flows.judging.identity import named, telling
from storage.domain.finding import Admission, ChangeKind, Conclusion, Evidence, Finding, Kind, Status


def reconcile(
    held: Iterable[Finding],
    found: Iterable[Finding],
    *,
    now: datetime,
    previous_look: date | None,
    admissions: Iterable[Admission] = (),
    corrected: Mapping[str, str | None] | None = None,
) -> list[Conclusion]:
    """Return the entries that turn what we held into what we now find, sorted by series, date and id.

    `held` is the latest state of each finding, retracted ones included or not. `admissions` of the same
    series let a retraction say which of its evidence no longer votes, and why; `corrected`, what a curator
    has decided by statement id (None: nothing), lets it say whose decision that was.
    """
    before = {finding.id: finding for finding in held}
    after = {finding.id: finding for finding in named(found, before.values())}
    gates = {admission.statement: admission for admission in admissions}
    entries = [_entry(before.get(id_), finding, now, previous_look) for id_, finding in after.items()]
    decided = corrected or {}
    gone = [finding for id_, finding in before.items() if id_ not in after]
    heirs = {finding.id: _heirs(finding, before, after) for finding in gone}
    entries += [_retraction(finding, _corrections(finding, decided), heirs[finding.id], gates, now) for finding in gone]
    changed = [entry for entry in entries if entry is not None]
    return sorted(changed, key=lambda c: (c.finding.series, c.finding.version, c.finding.said_on, c.finding.id))


def _entry(old: Finding | None, new: Finding, now: datetime, previous_look: date | None) -> Conclusion | None:
    if old == new:
        return None
    if old is None:
        if previous_look is not None and new.said_on.last < previous_look:
            return Conclusion(new, ChangeKind.ARCHIVE, now, f"it happened by {new.said_on}, before our previous look")
        return Conclusion(new, ChangeKind.NEW, now, "")
    if old.status is Status.RETRACTED:
        return Conclusion(
            new,
            ChangeKind.AMENDED,
            now,
            f"reinstated: {new.status}, {new.confidence:.2f}: {'; '.join(new.why) or 'the evidence supports it again'}",
        )
    return Conclusion(new, ChangeKind.AMENDED, now, _difference(old, new))


_NAMES = {"said_on": "date", "why": "explanation", "related": "related findings"}


def _difference(old: Finding, new: Finding) -> str:
    """Say what differs, what matters to a reader first."""
    told = [
        f"{name} {_shown(was)} → {_shown(now)}"
        for name in ("kind", "status", "before", "after", "said_on", "confidence")
        if (was := getattr(old, name)) != (now := getattr(new, name))
    ]
    gained = _ids(new.evidence) - _ids(old.evidence)
    lost = _ids(old.evidence) - _ids(new.evidence)
    told += _corrections(old, {e.statement.id: e.statement.corrected for e in new.evidence})
    told += [f"{len(gained)} more in evidence"] if gained else []
    told += [f"{len(lost)} less in evidence"] if lost else []
    if not told:
        told = [
            f"{_NAMES.get(f.name, f.name)} changed" for f in fields(old) if getattr(old, f.name) != getattr(new, f.name)
        ]
    return "; ".join(told)


def _corrections(old: Finding, decided: Mapping[str, str | None]) -> list[str]:
    """What curators have decided about its evidence since it was concluded."""
    known = {e.statement.id: e.statement.corrected for e in old.evidence if e.statement.id in decided}
    changed = {id_: decided[id_] for id_, before in sorted(known.items()) if decided[id_] != before}
    return [
        f"a curator on statement {id_}: {what}" if what else f"a curator took back a correction of statement {id_}"
        for id_, what in changed.items()
    ]


def _shown(value: object) -> str:
    label = getattr(value, "label", None)
    return str(label if label is not None else value)


def _ids(evidence: Iterable[Evidence]) -> set[str]:
    return {e.statement.id for e in evidence}


def _retraction(
    old: Finding,
    corrections: list[str],
    heirs: list[Finding],
    gates: Mapping[str, Admission],
    now: datetime,
) -> Conclusion | None:
    if old.status is Status.RETRACTED:
        return None
    refused = [] if corrections else _refused(old, gates)
    inherited = [f"its evidence now supports {heir.kind.value} {heir.id} instead" for heir in heirs]
    reason = "; ".join([*corrections, *refused, *inherited]) or _outvoted(old)
    wording = f"No longer held: {old.wording}"
    finding = replace(old, status=Status.RETRACTED, wording=wording, why=(*old.why, f"retracted: {reason}"))
    return Conclusion(finding, ChangeKind.RETRACTED, now, reason)


_LATER = frozenset(
    {"copy", "withdrawn", "overtaken", "office", "speaker", "proposition"}
)  # what the pack or other papers can change
_VOTED = frozenset(kind for kind in Kind if kind.is_shift) | {Kind.INCONSISTENCY}


def _refused(old: Finding, gates: Mapping[str, Admission]) -> list[str]:
    """Evidence that voted then and does not now, where we were told what votes.

    Of a shift all evidence voted; what others report never did, so that only what came over it since can matter.
    """
    if not gates:
        return []
    reasons = []
    for statement in (e.statement for e in old.evidence):
        admission = gates.get(statement.id)
        if admission is None:
            reasons.append(f"statement {statement.id} is no longer in evidence")
        elif not admission.admitted and (admission.gate in _LATER or old.kind in _VOTED):
            reasons.append(f"statement {statement.id} no longer votes: {admission.reason}")
    return reasons


def _heirs(old: Finding, before: Mapping[str, Finding], after: Mapping[str, Finding]) -> list[Finding]:
    """The findings that rest on what told of `old` and did not before: what it has become."""
    told = telling(old)
    new = {f.id: _ids(f.evidence) - (_ids(before[f.id].evidence) if f.id in before else set()) for f in after.values()}
    return sorted((f for f in after.values() if told & new[f.id]), key=lambda f: f.id)


def _outvoted(old: Finding) -> str:
    if old.status is Status.CONTESTED:
        return "no longer contested: with all the evidence now known, no change of position is likely"
    return "with all the evidence now known, it is no longer established"
