"""What we conclude from the evidence: shifts, observations, and how our conclusions change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Statement
from storage.domain.when import When


class Kind(StrEnum):
    # shifts: two consecutive established positions that differ
    REVERSAL = "reversal"
    SOFTENING = "softening"
    HARDENING = "hardening"
    NEW_CONDITION = "new_condition"
    DROPPED_CONDITION = "dropped_condition"
    # observations: worth telling, not a shift
    DIVERGENCE = "divergence"
    REPORTED_REVERSAL = "reported_reversal"
    ACKNOWLEDGED_CHANGE = "acknowledged_change"
    INCONSISTENCY = "inconsistency"
    QUOTATION_WITHDRAWN = "quotation_withdrawn"
    MOVED_PARAMETER = "moved_parameter"

    @property
    def is_shift(self) -> bool:
        return self in _SHIFTS


_SHIFTS = frozenset({Kind.REVERSAL, Kind.SOFTENING, Kind.HARDENING, Kind.NEW_CONDITION, Kind.DROPPED_CONDITION})


class Status(StrEnum):
    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"
    CONTESTED = "contested"
    RETRACTED = "retracted"


class Role(StrEnum):
    """What a statement does in a finding."""

    BEFORE = "before"
    AFTER = "after"
    BESIDE = "beside"  # the other side of a divergence; corroboration


@dataclass(frozen=True, slots=True)
class Evidence:
    statement: Statement
    role: Role


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a statement may move a position, and if not, why not."""

    statement: str  # statement id
    admitted: bool
    reason: str  # empty when admitted
    gate: str = ""  # short name of the gate that refused


@dataclass(frozen=True, slots=True)
class Position:
    """A stance held over an interval, with the statements that establish it. Derived, never stored as fact."""

    series: SeriesId
    version: int
    stance: Stance
    conditions: tuple[str, ...]
    since: When
    until: When | None
    confidence: float
    status: Status
    evidence: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A shift or an observation. `id` is stable: the same change keeps it when evidence is added.

    `wording` is the one neutral sentence of the digest, a function of status and evidence.
    `said_on` is when the later statement was made.
    """

    id: str
    kind: Kind
    status: Status
    stakeholder: str
    proposition: str
    version: int
    before: Stance | None
    after: Stance | None
    said_on: When
    confidence: float
    evidence: tuple[Evidence, ...]
    wording: str
    notes: tuple[str, ...] = ()  # "under new leadership", "the administration changed"
    related: tuple[str, ...] = ()  # ids of findings it corroborates or is corroborated by
    why: tuple[str, ...] = ()  # how sure and why, in sentences

    @property
    def series(self) -> SeriesId:
        return SeriesId(self.stakeholder, self.proposition)


class ChangeKind(StrEnum):
    NEW = "new"
    AMENDED = "amended"
    RETRACTED = "retracted"
    ARCHIVE = "found_in_the_archive"  # new to us, but it happened before the previous look


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One append-only entry: at `concluded_at` we came to hold `finding` (or, retracted, ceased to)."""

    finding: Finding
    change: ChangeKind
    concluded_at: datetime
    reason: str  # never empty for AMENDED and RETRACTED
