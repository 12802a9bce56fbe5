"""One period, one page: what changed in our conclusions, resolved to names and passages, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.domain.finding import ChangeKind, Finding, Role, Status
from storage.domain.run import Failure
from storage.domain.stance import Stance
from storage.domain.when import When


@dataclass(frozen=True, slots=True)
class Period:
    """What is told: `(since, until]`, as known at `as_of`. `since` None: from the beginning, the first run."""

    since: datetime | None
    until: datetime
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked to see. None: everything."""

    stakeholder: str | None = None  # id; bodies that belong to it are included
    topic: str | None = None
    min_status: Status | None = None


class Mark(StrEnum):
    """What a piece of printed text is."""

    PLAIN = "plain"
    QUOTE = "quote"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation in the paragraph it stands in. `cut_*`: the paragraph went on, and was shortened there."""

    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False

    @property
    def quotation(self) -> str:
        """The quoted pieces alone; an ellipsis stands for what was said between them by somebody else."""
        return " … ".join(piece.text for piece in self.pieces if piece.mark is Mark.QUOTE)


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement as it is shown: whose words, in what office, where, when, how said."""

    statement: str  # id
    stakeholder: str  # name
    speaker: str  # the spokesperson or document, else the name as printed
    office: str | None
    outlet: str
    title: str
    url: str | None
    article: str
    said_on: When | None
    date_basis: str | None  # why the date is inferred, where it is
    stance: Stance
    confidence: float
    conditions: tuple[str, ...]
    directness: str
    modality: str
    excerpt: Excerpt
    counted: bool = True
    refusal: str = ""  # why it does not count
    role: Role | None = None
    relayed_by: str | None = None
    corrected: str | None = None  # what a curator decided about it, and why


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two near copies, word by word."""

    pieces: tuple[Piece, ...]
    similarity: float  # share of the words that both have


@dataclass(frozen=True, slots=True)
class Point:
    """One dated statement on a timeline."""

    when: When
    stance: Stance
    counted: bool
    label: str  # where it was said


@dataclass(frozen=True, slots=True)
class Undated:
    """What a finding rests on without a date: it has no place on the axis and stands before it."""

    stance: Stance
    counted: bool
    label: str  # where it was said


@dataclass(frozen=True, slots=True)
class Timeline:
    """One stakeholder on one proposition, oldest first. `turn`: when the change told beside it was made."""

    stakeholder: str
    topic: str
    points: tuple[Point, ...]
    turn: When | None = None
    undated: tuple[Undated, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding with everything a reader needs to check it."""

    finding: Finding
    change: ChangeKind
    concluded_at: datetime
    reason: str
    stakeholder: str  # name
    topic: str  # label
    proposition: str  # the sentence
    citations: tuple[Citation, ...]
    comparison: Comparison | None
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Standing:
    """A position that stands at the end of the period, with the newest statement behind it."""

    stakeholder_id: str
    stakeholder: str
    topic_id: str
    topic: str
    stance: Stance
    conditions: tuple[str, ...]
    since: When
    confidence: float
    status: Status
    latest: Citation | None
    statements: int


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read in the period."""

    id: str
    title: str
    outlet: str
    url: str | None
    published: When | None
    statements: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A speaker whom the registry does not know, for the curator."""

    name: str
    times: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What changed in our conclusions in one period. The order of every tuple is the order of the page."""

    sector: str
    period: Period
    filters: Filters
    summary: tuple[str, ...]  # plain sentences; the first is the headline
    shifts: tuple[Flag, ...] = ()
    observations: tuple[Flag, ...] = ()
    unconfirmed: tuple[Flag, ...] = ()
    corrections: tuple[Flag, ...] = ()
    archive: tuple[Flag, ...] = ()
    standing: tuple[Standing, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    read: tuple[Read, ...] = ()
    failures: tuple[Failure, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    scope: str = ""  # the filters in words; empty: everything

    @property
    def flags(self) -> tuple[Flag, ...]:
        return self.shifts + self.observations

    @property
    def findings(self) -> tuple[Flag, ...]:
        """Every finding told on the page, in page order."""
        return self.shifts + self.observations + self.unconfirmed + self.corrections + self.archive
