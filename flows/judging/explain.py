"""Say why we hold a finding: its evidence, the gates, the belief over time, and what would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from flows.judging.admission import admissions
from flows.judging.calibration import LEVELS, Calibration
from flows.judging.finding import Case, cases, find
from flows.judging.identity import same
from flows.judging.series import by_id, series_of
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Admission, Evidence, Finding, Kind
from storage.domain.sector import Registry
from storage.domain.stance import Stance
from storage.domain.statement import Statement
from storage.domain.when import When


@dataclass(frozen=True, slots=True)
class Moment:
    """What we believe somebody held at one date, given everything said before and after it."""

    when: When
    said: tuple[str, ...]  # statement ids
    posterior: tuple[tuple[Stance, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one finding."""

    finding: Finding
    evidence: tuple[Evidence, ...]
    gates: tuple[Admission, ...]  # of every statement of the series, admitted or not
    statements: tuple[Statement, ...]  # those the gates speak of, in the same order
    timeline: tuple[Moment, ...]
    would_change: tuple[str, ...]


def explain(
    finding: Finding,
    evidence: Iterable[Statement],
    *,
    registry: Registry,
    calibration: Calibration,
    withdrawn: Collection[str] = (),
) -> Explanation:
    """Explain `finding` by the evidence of its series."""
    own = [s for s in evidence if series_of(s, registry=registry) == finding.series and s.version == finding.version]
    statements = by_id(own)
    gates = admissions(own, registry=registry, calibration=calibration, withdrawn=withdrawn)
    held = [case for case in cases(own, registry=registry, calibration=calibration, withdrawn=withdrawn) if case.held]
    return Explanation(
        finding=finding,
        evidence=finding.evidence,
        gates=tuple(gates),
        statements=tuple(statements[gate.statement] for gate in gates),
        timeline=tuple(moment for case in held for moment in _moments(case)),
        would_change=tuple(_would_change(finding, list(statements.values()), registry, calibration, withdrawn)),
    )


def _moments(case: Case) -> Iterator[Moment]:
    belief = case.held[0]
    for occasion, marginal in zip(belief.order, belief.smoothed.marginals, strict=True):
        posterior = tuple((level, round(float(p), 3)) for level, p in zip(LEVELS, marginal, strict=True))
        yield Moment(occasion.said_on, tuple(u.statement.id for u in occasion.utterances), posterior)


_OF_RECORD = {
    Kind.DIVERGENCE: "one of the two statements turning out to be misread, misdated or from outside the organisation",
    Kind.REPORTED_REVERSAL: "own words of the holder: agreeing, they would make it a shift beside the report",
    Kind.ACKNOWLEDGED_CHANGE: "the acknowledgement turning out to be misread or said of something else",
    Kind.QUOTATION_WITHDRAWN: "the article carrying the words again",
    Kind.NEW_CONDITION: "further statements of the position without the condition",
    Kind.DROPPED_CONDITION: "the condition being stated again",
    Kind.MOVED_PARAMETER: "the number turning out to be of something else, or the old one being repeated",
}


def _would_change(
    finding: Finding,
    evidence: Sequence[Statement],
    registry: Registry,
    calibration: Calibration,
    withdrawn: Collection[str],
) -> Iterator[str]:
    if finding.kind in _OF_RECORD:
        yield _OF_RECORD[finding.kind]
        return
    cited = [e.statement for e in finding.evidence]
    for stance in (finding.after, finding.before):
        if stance is None or not cited:
            continue
        more = [*evidence, _imagined(cited, stance)]
        after = find(more, registry=registry, calibration=calibration, withdrawn=withdrawn)
        found = next((f for f in after if same(f, finding)), None)
        outcome = f"{found.kind.value}, {found.status.value}, at {found.confidence:.2f}" if found else "no finding"
        yield f"one more quotation for {stance.label}, a month after the last, would make it: {outcome}"


def _imagined(cited: Sequence[Statement], stance: Stance) -> Statement:
    """A further quotation in its own words: only ever judged here, never stored."""
    model = cited[-1]
    days = [s.said_on.last for s in cited if s.said_on]
    when = max(days) + timedelta(days=30)
    seen = max(*(s.seen_at for s in cited), datetime(when.year, when.month, when.day, tzinfo=model.seen_at.tzinfo))
    return replace(
        model, article="imagined", revision="imagined", text="¤" * len(model.text), stance=stance,
        said_on=When.on(when), seen_at=seen,
        directness=Directness.QUOTED, modality=Modality.ASSERTED, conditions=(), parameters=(), continuity=False,
        acknowledges_change=False, reported_reversal=False, endorsed=True, speaker=replace(model.speaker, person=None),
    )  # fmt: skip


def surest(moment: Moment) -> Stance:
    """The likeliest stance at a moment."""
    return moment.posterior[int(np.argmax([p for _, p in moment.posterior]))][0]
