"""The hidden Markov model against sums over every possible history."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.judging.calibration import LEVELS, transition
from flows.judging.model import counted, emission, smooth
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from tests.flows.judging.harbour import CALM

READINGS = st.lists(st.tuples(st.sampled_from(list(Stance)), st.integers(0, 400)), min_size=2, max_size=4)


def likelihoods(stances):
    return [emission(s, directness=Directness.QUOTED, modality=Modality.ASSERTED, calibration=CALM) for s in stances]


def by_enumeration(tables, days):
    """The weight of every sequence of true stances."""
    weights = np.zeros((5,) * len(tables))
    for path in product(range(5), repeat=len(tables)):
        weight = CALM.prior[path[0]] * tables[0][path[0]]
        for t in range(1, len(path)):
            weight *= CALM.transition(days[t] - days[t - 1])[path[t - 1], path[t]] * tables[t][path[t]]
        weights[path] = weight
    return weights / weights.sum()


@given(READINGS)
@settings(max_examples=40, deadline=None)
def test_marginals_and_joints_are_those_of_summing_over_every_history(readings):
    tables, days = likelihoods([s for s, _ in readings]), list(np.cumsum([gap for _, gap in readings]))
    smoothed, exact = smooth(tables, days, calibration=CALM), by_enumeration(tables, days)

    places = range(len(tables))
    for t in places:
        others = tuple(p for p in places if p != t)
        assert smoothed.marginals[t] == pytest.approx(exact.sum(axis=others), abs=1e-9)
    between = tuple(p for p in places if p not in {0, len(tables) - 1})
    assert smoothed.joint(0, len(tables) - 1) == pytest.approx(exact.sum(axis=between), abs=1e-9)


def test_two_dates_thousands_of_readings_apart_still_have_a_joint_belief():
    calibration = CALM
    table = calibration.emission(Directness.QUOTED)
    readings = [table[:, 4 if place % 10 else 0] for place in range(4000)]
    smoothed = smooth(readings, list(range(4000)), calibration=calibration)
    joint = smoothed.joint(0, 3999)
    assert np.isfinite(joint).all()
    assert joint.sum() == pytest.approx(1)


def test_a_year_may_change_a_stance_and_a_day_hardly():
    day, year = CALM.transition(1), CALM.transition(365)
    assert day[0, 0] > 0.999
    assert 0.88 < year[0, 0] < 0.93
    assert day.sum(axis=1) == pytest.approx(np.ones(5))


def test_two_spans_of_time_make_one():
    assert CALM.transition(100) @ CALM.transition(265) == pytest.approx(CALM.transition(365))


def test_no_time_changes_nothing():
    assert transition(hazard_per_year=0.3, jump=(4, 2, 1, 1), days=0) == pytest.approx(np.eye(5))


def test_likelier_jumps_are_likelier():
    step = transition(hazard_per_year=0.1, jump=(4, 2, 1, 1), days=365)
    assert step[2, 3] > step[2, 4]
    assert step[0, 1] > step[0, 2] > step[0, 4]


def test_hedged_words_count_at_most_one_level():
    assert counted(Stance.SUPPORTS, Modality.HEDGED) is Stance.LEANS_FOR
    assert counted(Stance.LEANS_AGAINST, Modality.HEDGED) is Stance.LEANS_AGAINST
    assert counted(Stance.OPPOSES, Modality.ASSERTED) is Stance.OPPOSES


def test_a_hedge_leaves_the_side_and_blurs_the_level():
    plain, hedged = (
        emission(Stance.SUPPORTS, directness=Directness.QUOTED, modality=m, calibration=CALM)
        for m in (Modality.ASSERTED, Modality.HEDGED)
    )
    full, lean = LEVELS.index(Stance.SUPPORTS), LEVELS.index(Stance.LEANS_FOR)
    assert plain[full] > 5 * plain[lean]
    assert hedged[full] == pytest.approx(hedged[lean], rel=0.1)


def test_a_long_series_stays_finite():
    tables = likelihoods([Stance.SUPPORTS, Stance.OPPOSES] * 1500)
    smoothed = smooth(tables, list(range(0, 90_000, 30)), calibration=CALM)
    assert np.isfinite(smoothed.marginals).all()
