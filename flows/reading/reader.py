"""What reading needs besides the text and the pack: a parser, trained weights, and a name for the three together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from flows.reading.attributing.features import Weights
    from flows.reading.stancing import StanceModel


RULES = (
    "regions", "told as a fact", "turns", "offices by day", "context", "near misses", "inner source", "gates",
    "terms", "engine", "codebook", "poles", "base rate", "own plan", "tone", "answer",
    "subject", "one mind", "reactions", "last named", "spelt out", "framing", "asides", "dwelling",
    "following", "all they say",
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Loaded once, handed to every reading. `identity` changes whenever a reading could come out differently.

    `without` names rule groups (RULES) to leave out, for measuring what each of them is worth.
    """

    nlp: Language
    attribution: Weights
    stance: StanceModel
    identity: str
    without: frozenset[str] = frozenset()
