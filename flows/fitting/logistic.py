"""Fit logistic weights over hashed features: a yes or no for each row, or a choice among the rows of a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from flows.reading.attributing.features import BUCKETS, Scorer


@dataclass
class Rows:
    """Training rows of one step: buckets, label, weight, and the writer they come from."""

    rows: list[list[int]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    writers: list[str] = field(default_factory=list)

    def add(self, features: Iterable[int], label: bool, weight: float, writer: str) -> None:
        self.rows.append(sorted(set(features)))
        self.labels.append(int(label))
        self.weights.append(weight)
        self.writers.append(writer)

    def of(self, writer: str) -> Callable[[Iterable[int], bool], None]:
        return lambda features, label: self.add(features, label, 1.0, writer)

    def choices_of(self, writer: str) -> Callable[[Sequence[Iterable[int]], Sequence[bool]], None]:
        """Each call adds the options of one choice; `weights` holds the number of the choice."""

        def add(options: Sequence[Iterable[int]], right: Sequence[bool]) -> None:
            number = self.weights[-1] + 1 if self.weights else 0.0
            for features, label in zip(options, right, strict=True):
                self.add(features, label, number, writer)

        return add


def fitted(rows: Rows, leave_out: str | None, *, strength: float) -> Scorer:
    keep = [n for n, w in enumerate(rows.writers) if w != leave_out]
    x = _matrix(rows, keep)
    y = np.asarray([rows.labels[n] for n in keep])
    w = np.asarray([rows.weights[n] for n in keep])
    model = LogisticRegression(C=strength, solver="liblinear", tol=1e-3, max_iter=200, random_state=0)
    model.fit(x, y, sample_weight=w)
    return Scorer(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def chosen(rows: Rows, leave_out: str | None, *, strength: float) -> Scorer:
    """Weights of a choice: the right options of each group together outweigh the wrong ones."""
    keep = [n for n, w in enumerate(rows.writers) if w != leave_out]
    x, y = _matrix(rows, keep), np.asarray([rows.labels[n] for n in keep], dtype=bool)
    groups = np.unique(np.asarray([rows.weights[n] for n in keep]), return_inverse=True)[1]
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    used = np.unique(x.indices)
    x = x[:, used]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        scores = np.exp(np.clip(scores - np.maximum.reduceat(scores, starts)[groups], -60, 0))
        total, good = np.add.reduceat(scores, starts), np.add.reduceat(scores * y, starts)
        pull = scores / total[groups] - scores * y / good[groups]
        return float(np.log(total / good).sum() + w @ w / (2 * strength)), x.T @ pull + w / strength

    found = minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights = np.zeros(BUCKETS, dtype=np.float32)
    weights[used] = found.x
    return Scorer(weights, 0.0)


def _matrix(rows: Rows, keep: Sequence[int]) -> csr_matrix:
    indices = np.concatenate([np.asarray(rows.rows[n], dtype=np.int32) for n in keep])
    starts = np.concatenate([[0], np.cumsum([len(rows.rows[n]) for n in keep])])
    return csr_matrix((np.ones(len(indices), dtype=np.float64), indices, starts), shape=(len(keep), BUCKETS))
