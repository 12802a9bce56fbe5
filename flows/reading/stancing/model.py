"""Sparse logistic weights for what the rules leave open, run as dot products."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

Weights = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class StanceModel:
    """`kind`: a side, both, none; `side`: which, of features that change with the target; `degree`: qualified or full.

    `slope` makes the odds of the sign honest; below `commit` no sign is given. `identity` is a hash of the weights.
    """

    kind: Weights
    side: Weights
    degree: Weights
    slope: float
    commit: float
    identity: str

    def kinds(self, plain: Mapping[str, float]) -> tuple[float, float, float]:
        """Probabilities that the passage takes a side, both sides, none."""
        known = self.kind
        signed, mixed, none = known.get("", (0.0, 0.0, 0.0))
        for name, value in plain.items():
            if name in known:  # one in three
                for_one, for_both, for_none = known[name]
                signed += for_one * value
                mixed += for_both * value
                none += for_none * value
        top = max(signed, mixed, none)
        odds = (math.exp(signed - top), math.exp(mixed - top), math.exp(none - top))
        total = sum(odds)
        return odds[0] / total, odds[1] / total, odds[2] / total

    def odds_for(self, signed: Mapping[str, float]) -> float:
        """Log-odds that a signed passage is for the proposition."""
        return self.slope * _dot(self.side, signed)

    def qualified(self, plain: Mapping[str, float]) -> float:
        """Log-odds that the stance is a qualified one."""
        return _dot(self.degree, plain) + self.degree.get("", (0.0,))[0]


def _dot(weights: Weights, values: Mapping[str, float]) -> float:
    # Exact whatever the order: features come out of sets, whose order differs from process to process.
    return math.fsum([weights[name][0] * value for name, value in values.items() if name in weights])


@lru_cache(maxsize=1)
def load_model() -> StanceModel:
    with np.load(io.BytesIO(files(__package__).joinpath("weights.npz").read_bytes()), allow_pickle=False) as data:
        slope, commit = (float(x) for x in data["settings"])
        return StanceModel(
            kind=_weights(data, "kind"),
            side=_weights(data, "side"),
            degree=_weights(data, "degree"),
            slope=slope,
            commit=commit,
            identity=str(data["identity"]),
        )


def _weights(data: Mapping[str, np.ndarray], name: str) -> Weights:
    names = bytes(data[f"{name}_names"].tobytes()).decode("utf-8").split("\n")
    rows = data[f"{name}_weights"].astype(float).tolist()
    return {key: tuple(row) for key, row in zip(names, rows, strict=True)}
