"""How our own reader errs in the news: what coded pairs say of each way of telling, corrected by annotated articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lgamma

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SIDES = np.array([0, 0, 1, 2, 2])  # of the five levels: against, against, neither, for, for
WEIGHTS = np.geomspace(0.25, 256.0, 121)


def in_the_news(pairs: Array, *, signs: Array, levels: Sequence[float], like_pairs: float, share: float) -> Array:
    """Return the emission table: rows true, columns as read.

    `pairs` is a table of chances; it is worth `like_pairs` readings of each true stance, beside the counted readings of
    the articles, of which a `share` counts: `signs` (true side x side as read) and `levels` of the right side (exact,
    not).
    """
    table = np.zeros_like(pairs)
    for true, row in enumerate(pairs):
        side = SIDES[true]
        prior = like_pairs * np.bincount(SIDES, weights=row)
        split = prior + share * signs[side]
        for read in range(3):
            table[true, read == SIDES] = split[read] / split.sum() * _within(row, read)
        own = (side == SIDES) & (side != 1)
        if own.any():
            exact = np.where(np.arange(5) == true, levels[0], levels[1])[own] * share
            told = like_pairs * _within(row, int(side)) + exact
            table[true, own] = split[side] / split.sum() * told / told.sum()
    return table


def _within(row: Array, side: int) -> Array:
    """How the levels of one side share what is read on it."""
    levels = row[side == SIDES]
    shares: Array = levels / levels.sum()
    return shares


def pooled(counts: Mapping[str, Array], *, weight: float, unseen: float) -> dict[str, Array]:
    """Return a table of chances for each way of telling; the table of all of them is worth `weight` readings a row.

    `unseen` readings are added to every cell, so that none is impossible.
    """
    together = np.sum(list(counts.values()), axis=0) + unseen
    together /= together.sum(axis=1, keepdims=True)
    tables = {name: weight * together + seen for name, seen in counts.items()}
    return {name: table / table.sum(axis=1, keepdims=True) for name, table in tables.items()}


def fit_likeness(pairs: Array, signs: Array, *, share: float) -> tuple[float, float, float]:
    """Return how many readings of each true stance the pairs are worth, with a 95 % interval: empirical Bayes.

    The weight under which the signs read in the articles are the likeliest draw (Dirichlet-multinomial): small where
    the articles read unlike the pairs.
    """
    prior = np.array([np.bincount(SIDES, weights=pairs[side == SIDES].mean(axis=0)) for side in range(3)])
    scores = np.array([_log_likelihood(weight * prior, share * signs) for weight in WEIGHTS])
    plausible = WEIGHTS[scores >= scores.max() - 1.92]
    return float(WEIGHTS[int(scores.argmax())]), float(plausible[0]), float(plausible[-1])


def _log_likelihood(prior: Array, counts: Array) -> float:
    rows = zip(prior, counts, strict=True)
    return sum(lgamma(a.sum()) - lgamma(a.sum() + n.sum()) + _gammas(a + n) - _gammas(a) for a, n in rows)


def _gammas(values: Array) -> float:
    return sum(lgamma(float(v)) for v in values)
