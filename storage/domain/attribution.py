"""Who says what: a span of text said to come from somebody, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from storage.domain.span import Span


class Directness(StrEnum):
    PUBLISHED = "published"  # own channel: the whole text is theirs
    QUOTED = "direct"
    MIXED = "mixed"
    PARAPHRASED = "indirect"
    NARRATED = "narrated"  # "the union opposes ..."
    HEARSAY = "hearsay"

    @property
    def is_verbatim(self) -> bool:
        """All the words are the holder's: quoted, or in a text of the holder's own."""
        return self in (Directness.QUOTED, Directness.PUBLISHED)

    @property
    def has_own_words(self) -> bool:
        """Some of the words at least are the holder's."""
        return self.is_verbatim or self is Directness.MIXED


class Modality(StrEnum):
    ASSERTED = "asserted"
    HEDGED = "hedged"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"
    RECALLED = "recalled"  # belongs to an earlier occasion than the article's news
    ATTRIBUTED_TO_OTHER = "attributed_to_other"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and content, each possibly discontinuous, in one revision's text.

    `speaker` and `organisation` are names as the article gives them in full, after coreference inside
    the article; None when it does not say. `confidence` is calibrated: the share of such attributions
    that are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    directness: Directness
    confidence: float
    kind: str = "speech"  # speech, writing, stance, thought, commitment
    speaker: str | None = None
    organisation: str | None = None
    antecedent: Span | None = None  # where the full name of `source` stands, when `source` is a pronoun or nominal
    why: str = ""  # one clause for the reader of `volteface read`
    stakeholder: str | None = None  # filled in by speaker resolution; None: not in the registry
