"""From noisy readings to what somebody most likely held: an ordinal hidden Markov model, forward and backward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance

INDEX = {stance: index for index, stance in enumerate(LEVELS)}


def emission(stance: Stance, *, directness: Directness, modality: Modality, calibration: Calibration) -> Array:
    """Return how likely our reader would give this reading under each true stance."""
    table = calibration.emission(directness)
    likelihood: Array = table[:, INDEX[stance]]
    if modality is Modality.HEDGED and abs(stance) == max(LEVELS):
        # A hedge takes away a level but not the side: it tells the two levels of one side no longer apart.
        likelihood = likelihood + table[:, INDEX[counted(stance, modality)]]
    return likelihood


def counted(stance: Stance, modality: Modality) -> Stance:
    """The stance that a reading counts as: hedged words count at most one level."""
    return stance.one_level if modality is Modality.HEDGED else stance


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Belief over the five stances at each date, given everything said before and after it."""

    likelihoods: tuple[Array, ...]
    transitions: tuple[Array, ...]  # from date t to t + 1
    forward: tuple[Array, ...]  # scaled
    backward: tuple[Array, ...]  # scaled
    marginals: tuple[Array, ...]

    def joint(self, early: int, late: int) -> Array:
        """Chance of each pair of stances at two dates, `early` before `late`."""
        path = np.diag(self.forward[early])
        for t in range(early + 1, late + 1):
            path = (path @ self.transitions[t - 1]) * self.likelihoods[t]
            path /= path.sum()  # a thousand readings multiplied would be nought
        both: Array = path * self.backward[late]
        both /= both.sum()
        return both


def smooth(likelihoods: Sequence[Array], days: Sequence[int], *, calibration: Calibration) -> Smoothed:
    """Run the model over readings in order; `days` are their dates as day numbers."""
    steps = [calibration.transition(late - early) for early, late in pairwise(days)]
    return forward_backward(likelihoods, steps, prior=calibration.prior)


def forward_backward(likelihoods: Sequence[Array], transitions: Sequence[Array], *, prior: Array) -> Smoothed:
    """Run a hidden Markov model of any number of states over `likelihoods` in order."""
    forward = [_scaled(prior * likelihoods[0])]
    for step, likelihood in zip(transitions, likelihoods[1:], strict=True):
        forward.append(_scaled((forward[-1] @ step) * likelihood))
    backward: list[Array] = [np.ones(len(prior))]
    for step, likelihood in zip(reversed(transitions), reversed(likelihoods[1:]), strict=True):
        backward.append(_scaled(step @ (likelihood * backward[-1])))
    backward.reverse()
    marginals = tuple(_scaled(f * b) for f, b in zip(forward, backward, strict=True))
    return Smoothed(tuple(likelihoods), tuple(transitions), tuple(forward), tuple(backward), marginals)


def _scaled(vector: Array) -> Array:
    scaled: Array = vector / vector.sum()
    return scaled
