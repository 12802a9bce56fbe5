"""Say why we hold a finding: its evidence, the gates, the belief over time, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.judging.admission import admissions
from flows.judging.calibration import LEVELS, Calibration
from flows.judging.finding import Case, cases, find
from flows.judging.identity import same
from flows.judging.revised import NOTHING_GONE, Gone, said_alike
from flows.judging.series import by_id, series_of
from flows.judging.wording import PHRASES
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
    left: Gone = NOTHING_GONE,
) -> Explanation:
    """Explain `finding` by the evidence of its series."""
    own = [s for s in evidence if series_of(s, registry=registry) == finding.series and s.version == finding.version]
    statements = by_id(own)
    gates = admissions(own, registry=registry, calibration=calibration, left=left)
    held = [case for case in cases(own, registry=registry, calibration=calibration, left=left) if case.held]
    return Explanation(
        finding=finding,
        evidence=finding.evidence,
        gates=tuple(gates),
        statements=tuple(statements[gate.statement] for gate in gates),
        timeline=tuple(moment for case in held for moment in _moments(case)),
        would_change=tuple(_would_change(_Trial(finding, list(statements.values()), registry, calibration, left))),
    )


def _moments(case: Case) -> Iterator[Moment]:
    belief = case.held[0]
    for occasion, marginal in zip(belief.order, belief.smoothed.marginals, strict=True):
        posterior = tuple((level, round(float(p), 3)) for level, p in zip(LEVELS, marginal, strict=True))
        yield Moment(occasion.said_on, tuple(u.statement.id for u in occasion.utterances), posterior)


MOST_TRIED = 8  # a long history is explained in seconds
_CONDITIONS = frozenset({Kind.NEW_CONDITION, Kind.DROPPED_CONDITION})
_OF_RECORD = {
    Kind.DIVERGENCE: "one of the two statements turning out to be misread, misdated or from outside the organisation",
    Kind.REPORTED_REVERSAL: "own words of the holder: agreeing, they would make it a shift beside the report",
    Kind.ACKNOWLEDGED_CHANGE: "the acknowledgement turning out to be misread or said of something else",
    Kind.QUOTATION_WITHDRAWN: "the article carrying the words again",
    Kind.NEW_CONDITION: "further statements of the position without the condition",
    Kind.DROPPED_CONDITION: "the condition being stated again",
    Kind.MOVED_PARAMETER: "the number turning out to be of something else, or the old one being repeated",
}


@dataclass(frozen=True)
class _Trial:
    """What would be found of the same event, were the evidence another. Tried, never guessed."""

    finding: Finding
    evidence: Sequence[Statement]
    registry: Registry
    calibration: Calibration
    left: Gone

    def outcome(self, evidence: Iterable[Statement]) -> str:
        told = find(evidence, registry=self.registry, calibration=self.calibration, left=self.left)
        of_kind = (f for f in told if same(f, self.finding))
        found = next(of_kind, None) or next((f for f in told if _alike(f, self.finding)), None)
        if found is None:
            return "it would no longer be found"
        return f"{found.kind.value.replace('_', ' ')}, {found.status.value}, {found.confidence:.0%} sure"

    @property
    def as_it_is(self) -> str:
        return self.outcome(self.evidence)


def _alike(one: Finding, other: Finding) -> bool:
    return one.kind is other.kind and one.after is other.after


def _would_change(trial: _Trial) -> Iterator[str]:
    finding = trial.finding
    if finding.kind in _OF_RECORD:
        yield _OF_RECORD[finding.kind]
    cited = [e.statement for e in finding.evidence]
    if finding.kind not in _OF_RECORD or finding.kind in _CONDITIONS:
        for stance in (s for s in (finding.after, finding.before) if s is not None and cited):
            outcome = trial.outcome([*trial.evidence, _imagined(cited, stance)])
            yield f"with one more quotation for {PHRASES[stance]}, a month after the last: {outcome}"
    yield from _without_each(trial, cited)


def _without_each(trial: _Trial, cited: Sequence[Statement]) -> Iterator[str]:
    """Which single words carry it: what were left, had one of them been misread."""
    known = {s.id for s in trial.evidence}
    articles = {(s.article, s.speaker.person): s for s in cited if s.id in known}
    if len(articles) < 2:
        return
    as_it_is, firm = trial.as_it_is, True
    for (article, person), statement in list(articles.items())[:MOST_TRIED]:
        # Every revision that prints the words has a statement of its own: misread in one, they are in all.
        cut = {said_alike(s) for s in cited if (s.article, s.speaker.person) == (article, person)}
        outcome = trial.outcome(s for s in trial.evidence if said_alike(s) not in cut)
        if outcome.rpartition(",")[0] != as_it_is.rpartition(",")[0]:
            firm = False
            who = statement.speaker.person or statement.speaker.document or "the body itself"
            yield f"had the words of {who} of {statement.said_on or 'no date'} been misread: {outcome}"
    if firm:
        yield "no one article carries it: with the words of any one of them misread it would stand as it is"


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
