"""Decide the stance of a passage toward a proposition: rules first, the sparse model as tie-break and confidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.language import Language

from flows.reading.stancing.conditions import conditions_of
from flows.reading.stancing.features import Evidence, evidence
from flows.reading.stancing.model import StanceModel
from flows.reading.stancing.parameters import parameters_of
from flows.reading.stancing.passage import Passage
from storage.domain.sector import Proposition
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict

UNTIED = 2.0  # odds of no position in an article's words that name nothing of it: coded pairs are all about theirs
DISAGREE = 0.5  # what is left of the confidence in a sign when signed path and model differ


@dataclass(frozen=True)
class Judgement:
    """Probabilities before they become a verdict: of taking a side, of taking both, of taking none, and of the sign."""

    signed: float
    mixed: float
    none: float
    sign: int
    sign_sure: float
    qualified: bool
    agreed: bool

    @property
    def stance(self) -> Stance | None:
        if self.none >= max(self.signed, self.mixed):
            return None
        if self.mixed >= self.signed:
            return Stance.UNCOMMITTED
        return Stance(self.sign * (1 if self.qualified else 2))

    @property
    def confidence(self) -> float:
        if self.stance is None:
            return self.none
        if self.stance is Stance.UNCOMMITTED:
            return self.mixed
        return self.signed * self.sign_sure * (1.0 if self.agreed else DISAGREE)

    @property
    def odds(self) -> float:
        """Log-odds that, if it takes a side, it is for the proposition."""
        sure = min(self.sign_sure, 1 - 1e-9)
        return self.sign * math.log(sure / (1 - sure))

    def commits(self, model: StanceModel) -> bool:
        """True when the sign may be relied upon: above the threshold, path and model in accord."""
        return bool(self.stance) and self.agreed and self.sign_sure >= model.commit


NO_WORDS = Judgement(signed=0.0, mixed=0.0, none=1.0, sign=1, sign_sure=0.5, qualified=False, agreed=True)


def judge(seen: Evidence, model: StanceModel) -> Judgement:
    signed, mixed, none = model.kinds(seen.plain)
    odds = model.odds_for(seen.signed)
    rules = sum(path.value for path in seen.paths)
    sign = 1 if (odds or rules) >= 0 else -1
    return Judgement(
        signed=signed,
        mixed=mixed,
        none=none,
        sign=sign,
        sign_sure=1 / (1 + math.exp(-min(abs(odds), 30.0))),
        qualified=model.qualified(seen.plain) > 0,
        agreed=rules * sign >= 0,
    )


def decide(
    passage: Passage, proposition: Proposition, *, model: StanceModel, seen: Evidence | None = None
) -> StanceVerdict:
    """Return the stance of `passage` toward `proposition`, blind to its source. `stance` None: no position on it.

    `seen`: the evidence, where it has been gathered already.
    """
    seen = seen or evidence(passage, proposition)
    wordless = all(token.is_punct or token.is_space for token in passage.judged)
    judged = NO_WORDS if wordless else judge(seen, model)
    none = judged.none if seen.tied else UNTIED * judged.none / (1 + (UNTIED - 1) * judged.none)
    return StanceVerdict(
        stance=judged.stance,
        confidence=judged.confidence,
        modality=seen.modality,
        conditions=conditions_of(passage),
        parameters=parameters_of(passage),
        path=tuple(_explained(seen, judged, model)),
        # what the reading of whole articles goes on from, with the codebook and the base rate of its texts
        odds=judged.odds,
        signed=judged.signed * (1 - none) / max(1 - judged.none, 1e-9),
        none=none,
    )


def _explained(seen: Evidence, judged: Judgement, model: StanceModel) -> Iterator[str]:
    if seen.event:
        yield f"before: the measure {'is coming' if seen.event > 0 else 'is going'}"
    for path in seen.paths:
        yield " > ".join(path.steps)
    if seen.effects:
        yield "told: " + ", ".join(effect.step for effect in seen.effects)
    if seen.stakes:
        yield "at stake: " + ", ".join(stake.step for stake in seen.stakes)
    yield f"takes a side {judged.signed:.2f}, both {judged.mixed:.2f}, none {judged.none:.2f}"
    if judged.stance:
        doubt = "" if judged.commits(model) else ", not relied upon"
        yield f"{'for' if judged.sign > 0 else 'against'} {judged.sign_sure:.2f}{doubt}"


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
