"""What an observation is, and how sure two readings are that they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.model import counted
from flows.judging.order import Occasion
from storage.domain.attribution import Modality
from storage.domain.finding import Evidence, Kind, Status
from storage.domain.stance import Stance
from storage.domain.when import When


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation before it is put into words. `family` and `rank` tell it from others of its kind."""

    kind: Kind
    family: tuple[object, ...]
    rank: int
    before: Stance | None
    after: Stance | None
    said_on: When
    confidence: float
    status: Status
    evidence: tuple[Evidence, ...]
    why: tuple[str, ...] = ()


def status_of(confidence: float, calibration: Calibration) -> Status:
    return Status.CONFIRMED if confidence >= calibration.confirmed else Status.PROVISIONAL


def read_as(occasion: Occasion) -> Stance:
    """The stance that an occasion was most likely read from, all by itself; hedged throughout, one level at most."""
    level = LEVELS[int(occasion.likelihood.argmax())]
    modalities = {utterance.statement.modality for utterance in occasion.utterances}
    return counted(level, Modality.HEDGED) if modalities == {Modality.HEDGED} else level


def difference(one: Array, other: Array, *, up: bool) -> float:
    """Chance that two readings, each taken by itself, stand for stances that differ in this direction."""
    both = np.outer(one / one.sum(), other / other.sum())
    return float(np.triu(both, 1).sum() if up else np.tril(both, -1).sum())
