"""Hashed features and the logistic weights that score them: a dot product, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from importlib.resources import files
from io import BytesIO
from typing import ParamSpec, cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 17
# Of one kind, and one by one: of the ways to a content the seed documents alone have more than 2,048. These take 33 MB
# over 177 articles that are attributed in a sixth less time than with 2,048 and nothing one by one, in 18 MB.
_REMEMBERED, _FEATURES = 1 << 13, 1 << 15
Told = ParamSpec("Told")
STEPS = ("cue", "source", "content", "kind", "person")


@lru_cache(maxsize=_FEATURES)
def bucket(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass")) & (BUCKETS - 1)


def buckets(features: Iterable[str]) -> list[int]:
    return list(map(bucket, features))


def remembered(told: Callable[Told, Iterable[str]]) -> Callable[Told, tuple[int, ...]]:
    """The buckets of features that follow from a few words alone: most of these have been asked for before."""

    @lru_cache(maxsize=_REMEMBERED)
    @wraps(told)
    def found(*words: Told.args, **named: Told.kwargs) -> tuple[int, ...]:
        return tuple(map(bucket, told(*words, **named)))

    return cast("Callable[Told, tuple[int, ...]]", found)


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """Logistic weights of one step."""

    weights: NDArray[np.float32]
    bias: float

    def scores(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float64]:
        """Return a log-odds for each row of buckets."""
        weight_of = self.weights.data.__getitem__
        # Shipped weights have eleven digits, so that their sums are exact in any order.
        return np.array([sum(map(weight_of, row)) + self.bias for row in rows])


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Everything that was learnt: one scorer a step, the threshold, and the measured confidence table."""

    cue: Scorer
    source: Scorer
    content: Scorer
    kind: Scorer  # of a name: person or body
    person: Scorer  # who speaks, of the people named
    threshold: float
    calibration: tuple[tuple[float, float], ...]  # (score, share right), rising in both

    def confidence(self, score: float) -> float:
        return interpolated(self.calibration, score)


def interpolated(table: Sequence[tuple[float, float]], score: float) -> float:
    knots, shares = zip(*table, strict=True)
    return float(np.interp(score, knots, shares))


def sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))


def pack(weights: Weights) -> dict[str, NDArray[np.generic]]:
    """Return arrays to store: only weights that are not zero, in half precision."""
    out: dict[str, NDArray[np.generic]] = {}
    for step in STEPS:
        scorer: Scorer = getattr(weights, step)
        kept = np.flatnonzero(scorer.weights)
        out[f"{step}_at"] = kept.astype(np.uint32)
        out[f"{step}_weights"] = scorer.weights[kept].astype(np.float16)
        out[f"{step}_bias"] = np.array([scorer.bias])
    out["threshold"] = np.array([weights.threshold])
    out["calibration"] = np.array(weights.calibration)
    return out


def unpack(arrays: dict[str, NDArray[np.generic]]) -> Weights:
    scorers = {}
    for step in STEPS:
        dense = np.zeros(BUCKETS, dtype=np.float32)
        dense[arrays[f"{step}_at"].astype(np.int64)] = arrays[f"{step}_weights"].astype(np.float32)
        scorers[step] = Scorer(dense, float(arrays[f"{step}_bias"].astype(np.float64)[0]))
    calibration = tuple((float(a), float(b)) for a, b in arrays["calibration"].astype(np.float64))
    threshold = float(arrays["threshold"].astype(np.float64)[0])
    return Weights(**scorers, threshold=threshold, calibration=calibration)


def load_weights() -> Weights:
    """Return the weights shipped beside this module; `make train` rebuilds them."""
    stored = files(__package__).joinpath("weights.npz").read_bytes()
    with np.load(BytesIO(stored)) as archive:
        return unpack(dict(archive))
