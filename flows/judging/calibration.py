"""Every number that judging uses, loaded from one file that says where each comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.judging.confusion import in_the_news, pooled
from storage.domain.attribution import Directness
from storage.domain.stance import Stance

Array = npt.NDArray[np.float64]

LEVELS = tuple(sorted(Stance))  # index 0 opposes ... index 4 supports: the order of every vector and matrix here
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, eq=False)
class Calibration:
    """Thresholds, windows, the change process and the measured confusion of our own reader per directness."""

    confusion: Mapping[Directness, Array]  # rows: true stance, columns: stance as read
    hazard_per_year: float
    jump: tuple[float, ...]  # weight of a move over 1, 2, 3, 4 levels
    prior: Array
    confirmed: float
    provisional: float
    looks: int
    stale_months: int
    contest_days: int
    divergence_days: int
    copy_days: int
    retelling_days: int
    reprint_days: int
    episode_months: int
    grace_days: int
    ahead_days: int
    utterances: int
    levels: int
    copy_similarity: float
    copy_words: int
    copy_sequence: int
    condition_precision: float
    mentioned: float  # how often a conditional position is stated with its condition
    mentioned_published: float
    conditional_share: float
    parameter_precision: float
    reach: int
    provenance: Mapping[str, str] = field(default_factory=dict)
    transitions: dict[int, Array] = field(default_factory=dict, repr=False)  # a memory, emptied by a change of hazard

    def transition(self, days: int) -> Array:
        """Chance of each stance `days` later, given each stance now."""
        known = self.transitions.get(days)
        if known is None:
            known = self.transitions[days] = transition(hazard_per_year=self.hazard_per_year, jump=self.jump, days=days)
        return known

    def at_once(self, occasions: int) -> float:
        """How sure a change must be that the latest of so many occasions made likely, to be confirmed at once."""
        return 1 - (1 - self.confirmed) * min(1.0, self.looks / max(occasions, 1))

    def emission(self, directness: Directness) -> Array:
        """The confusion table of the reader on statements of this directness."""
        return self.confusion[directness]


@cache
def _generator(jump: tuple[float, ...]) -> tuple[Array, Array]:
    # Symmetric, so that it decomposes into real vectors and keeps the uniform distribution; scaled to one move a unit.
    rates = np.array([[0.0 if a == b else jump[abs(a - b) - 1] for b in range(5)] for a in range(5)])
    rates /= rates.sum() / 5
    values, vectors = np.linalg.eigh(rates - np.diag(rates.sum(axis=1)))
    return values, vectors


def transition(*, hazard_per_year: float, jump: tuple[float, ...], days: float) -> Array:
    """Return the transition matrix of the change process over `days`: exp(hazard x time x generator)."""
    values, vectors = _generator(jump)
    matrix = (vectors * np.exp(values * hazard_per_year * max(days, 0) / DAYS_PER_YEAR)) @ vectors.T
    return np.maximum(matrix, 0.0)


def calibration_text() -> str:
    """The calibration file as it stands beside this module."""
    return files("flows.judging").joinpath("calibration.toml").read_text("utf-8")


def load_calibration(text: str | None = None) -> Calibration:
    """Read the calibration file beside this module, or `text` in its format."""
    raw = tomllib.loads(text or calibration_text())
    return Calibration(
        confusion=_confusion(raw),
        hazard_per_year=raw["change"]["hazard_per_year"]["value"],
        jump=tuple(raw["change"]["jump"]["value"]),
        prior=np.array(raw["change"]["prior"]["value"]),
        **{
            name: entry["value"]
            for table in ("thresholds", "windows", "evidence")
            for name, entry in raw[table].items()
        },
        copy_similarity=raw["copies"]["similarity"]["value"],
        copy_words=raw["copies"]["words"]["value"],
        copy_sequence=raw["copies"]["sequence"]["value"],
        reach=raw["change"]["reach"]["value"],
        condition_precision=raw["conditions"]["precision"]["value"],
        mentioned=raw["conditions"]["mentioned"]["value"],
        mentioned_published=raw["conditions"]["mentioned_published"]["value"],
        conditional_share=raw["conditions"]["share"]["value"],
        parameter_precision=raw["parameters"]["precision"]["value"],
        provenance=dict(_provenances(raw)),
    )


def _confusion(raw: Mapping[str, Any]) -> dict[Directness, Array]:
    reading, articles = ({name: e["value"] for name, e in raw[table].items()} for table in ("reading", "articles"))
    counts = {name: np.array(entry["measured"]["value"]) for name, entry in raw["confusion"].items()}
    return {
        Directness(name): in_the_news(
            table,
            signs=np.array(articles["signs"]),
            levels=articles["levels"],
            like_pairs=reading["like_pairs"],
            share=reading["share"],
        )
        for name, table in pooled(counts, weight=reading["pooled"], unseen=reading["unseen"]).items()
    }


def ordinal_table(*, exact: float, one_off: float, further: float) -> Array:
    """Return the confusion of a reader that is so often exact, one level off, and further off."""
    return np.array([[_chance(true, read, (exact, one_off, further)) for read in range(5)] for true in range(5)])


def _chance(true: int, read: int, shares: tuple[float, float, float]) -> float:
    """The share of this distance, split evenly over the levels at that distance or further."""
    distance = min(abs(true - read), 2)
    alike = sum(1 for other in range(len(LEVELS)) if min(abs(true - other), 2) == distance)
    return shares[distance] / alike


def _provenances(raw: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Where every number comes from, by its place in the file. Raises ValueError for one that does not say."""
    if "value" not in raw:
        for name, entry in raw.items():
            yield from _provenances(entry, (*path, name))
    elif "provenance" not in raw:
        raise ValueError(f"{'.'.join(path)} in the calibration file does not say where it comes from")
    else:
        yield ".".join(path), raw["provenance"]
