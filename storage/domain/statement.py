"""What a stakeholder said about a proposition, verbatim, dated and placed: the unit of evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from storage.domain.attribution import Attribution, Directness, Modality
from storage.domain.hashing import content_id
from storage.domain.span import Span, envelope
from storage.domain.stance import Stance
from storage.domain.when import When


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number the stance is about: `value` in `unit` of `of` ("15", "cases", "maximum caseload")."""

    value: float
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words they are. `stakeholder` None: known by name only, kept for the curator, never guessed."""

    name: str
    stakeholder: str | None
    person: str | None = None  # the spokesperson
    role: str | None = None  # the office they held on that day, or as the article describes it
    in_office: bool = True  # False: the person did not hold it on that day; the words go to their own series
    document: str | None = None  # "its response": the words of a document of the stakeholder
    why: str = ""


@dataclass(frozen=True, slots=True)
class StanceVerdict:
    """The stance step alone. `stance` None: no position on this proposition. `path` explains the sign.

    `odds` are the log-odds that, if it takes a side at all, it is for the proposition; `signed` and `none` how likely
    it takes one, and how likely it is not about the proposition.
    """

    stance: Stance | None
    confidence: float
    modality: Modality
    conditions: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    path: tuple[str, ...] = ()
    odds: float = 0.0
    signed: float = 0.0
    none: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way from text to statement: which step, what it decided, and why."""

    step: str
    decided: str
    why: str


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """Words of an article about a proposition: what they mean, and whose they are, is a reader's business."""

    article: str
    proposition: str
    text: str


@dataclass(frozen=True)  # no slots: `id` is remembered, it is asked for again and again
class Statement:
    """An attribution by a stakeholder with a stance on a proposition. Immutable; `id` is a content hash.

    `text == revision.text[start:end]` for the envelope of `content`; a statement for which that is not
    so is never stored. `said_on` None: undated, it never enters a timeline.
    """

    article: str
    revision: str
    url: str | None
    outlet: str
    speaker: Speaker
    proposition: str
    version: int
    stance: Stance
    confidence: float
    directness: Directness
    modality: Modality
    content: tuple[Span, ...]
    text: str
    source: tuple[Span, ...]
    source_text: str
    said_on: When | None
    seen_at: datetime
    cue: tuple[Span, ...] = ()
    conditions: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    nation: str | None = None
    relayed_by: str | None = None
    endorsed: bool = True  # False: reported of somebody without being their own view
    continuity: bool = False  # "still", "reiterated", "we have always said"
    acknowledges_change: bool = False  # "we have changed our mind", "having previously backed"
    reported_reversal: bool = False  # narrated by another: "its decision to go back on", "has dropped its opposition"
    syndicated_from: str | None = None  # article id of the copy it stands in for
    corrected: str | None = None  # a curator's note when a person has changed this record
    trail: tuple[Step, ...] = field(default=(), compare=False)
    read_as: str | None = None  # the id it was read under, which it keeps when a curator has corrected it
    dismissed: bool = False  # a curator: it is not about this proposition

    @property
    def id(self) -> str:
        if self.read_as is not None:
            return self.read_as
        # Remembered under a name that is not written down: a record must not depend on who asked for what before.
        if "_id" not in self.__dict__:
            self.__dict__["_id"] = self._content_id()
        return str(self.__dict__["_id"])

    def _content_id(self) -> str:
        return content_id(
            "statement", self.revision, self.proposition, self.version,
            self.speaker.stakeholder or self.speaker.name, self.speaker.person,
            [[s.start, s.end] for s in self.content], int(self.stance), self.directness, self.modality,
            list(self.conditions), [[p.value, p.unit] for p in self.parameters],
            str(self.said_on) if self.said_on else None, self.corrected,
        )  # fmt: skip

    @property
    def claim(self) -> Claim:
        return Claim(self.article, self.proposition, self.text)

    @property
    def span(self) -> Span:
        return envelope(self.content)

    @property
    def series(self) -> SeriesId:
        """Words said out of office are the person's own, whoever they used to speak for."""
        speaker = self.speaker
        holder = speaker.stakeholder if speaker.in_office else speaker.person
        return SeriesId(holder or speaker.name, self.proposition)


@dataclass(frozen=True, slots=True, order=True)
class SeriesId:
    """One stakeholder on one proposition: the thing that has a timeline."""

    stakeholder: str
    proposition: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one revision."""

    revision: str
    reader: str  # identity of the reader: code version, parser, weights
    pack: str  # Registry.digest
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]
    unknown_speakers: tuple[str, ...] = ()
