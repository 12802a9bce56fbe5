"""Decide the stance of a passage toward a proposition: rules first, the sparse model as tie-break and confidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from spacy.language import Language

from flows.reading.stancing.conditions import conditions_of
from flows.reading.stancing.features import Evidence, evidence
from flows.reading.stancing.modality import modality_of
from flows.reading.stancing.model import StanceModel
from flows.reading.stancing.parameters import parameters_of
from flows.reading.stancing.passage import Passage
from storage.domain.sector import Proposition
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict


def decide(passage: Passage, proposition: Proposition, *, model: StanceModel) -> StanceVerdict:
    """Return the stance of `passage` toward `proposition`, blind to its source. `stance` None: no position on it."""
    seen = evidence(passage, proposition)
    stance, confidence, why = _stance(seen, model)
    signed, _, none = model.kinds(seen.plain)
    return StanceVerdict(
        stance=stance,
        confidence=confidence,
        modality=modality_of(passage),
        conditions=conditions_of(passage),
        parameters=parameters_of(passage),
        path=(*(" > ".join(path.steps) for path in seen.paths), why),
        odds=model.odds_for(seen.signed),
        signed=signed,
        none=none,
    )


def _stance(seen: Evidence, model: StanceModel) -> tuple[Stance | None, float, str]:
    signed, mixed, none = model.kinds(seen.plain)
    odds = model.odds_for(seen.signed)
    if none >= max(signed, mixed):
        return None, none, f"no position: {none:.2f}"
    if mixed >= signed:
        return Stance.UNCOMMITTED, mixed, f"both sides: {mixed:.2f}"
    qualified = model.qualified(seen.plain) > 0
    size = 1 if qualified else 2
    sure = 1 / (1 + math.exp(-abs(odds)))
    return Stance(size if odds >= 0 else -size), signed * sure, f"sign {odds:+.2f}, signed {signed:.2f}"


def stances(
    rows: Iterable[Mapping[str, str]], *, propositions: Mapping[str, Proposition], model: StanceModel, nlp: Language
) -> Iterator[dict[str, object]]:
    """Yield {id, stance, confidence, modality, conditions} for rows of {id, topic, before, text}.

    Raises KeyError for a topic that `propositions` does not hold.
    """
    for row in rows:
        passage = Passage.of_text(row.get("before"), row["text"], nlp)
        verdict = decide(passage, propositions[row["topic"]], model=model)
        yield {
            "id": row["id"],
            "stance": "none" if verdict.stance is None else verdict.stance.label,
            "confidence": round(verdict.confidence, 4),
            "modality": str(verdict.modality),
            "conditions": list(verdict.conditions),
        }
