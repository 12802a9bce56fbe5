"""Simulated truth: what is drawn, what judging makes of it, and what the generating model could."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flows.fitting.judging import fit_hazard
from flows.judging import load_calibration
from flows.judging.established import MOVES
from flows.judging.finding import cases
from flows.scoring.claims import (
    Score,
    brier,
    calibration_error,
    recall_at_precision,
    reliability,
    score,
)
from flows.scoring.simulation import (
    REGISTRY,
    Claim,
    Reader,
    World,
    ceiling_claims,
    chance_between,
    chance_of_change,
    change_brier,
    draw,
    last_two_differ,
    replay,
    statements,
    two_agreeing,
    with_confusion,
)
from storage.domain.stance import Stance

COARSE = Reader(0.80, 0.15, 0.05)
KNOWN = with_confusion(replace(load_calibration(), hazard_per_year=0.1, jump=(1.0, 1.0, 1.0, 1.0)), COARSE.confusion)
REVERSAL = MOVES[Stance.SUPPORTS, Stance.OPPOSES]


def drawn(series=3_000, length=7, seed=7, **more) -> World:
    details = {"series": series, "length": length, "confusion": COARSE.confusion, "calibration": KNOWN, **more}
    return draw(np.random.default_rng(seed), **details)


@pytest.fixture(scope="module")
def world() -> World:
    return drawn()


@pytest.fixture(scope="module")
def judged(world):
    return replay(world, calibration=KNOWN)


def a_world(held, read=None) -> World:
    rows = np.array([held])
    return World(rows, np.array([read or held]), np.arange(len(held))[None, :] * 45)


def a_claim(last=1, first=2, confidence=0.9, made_at=3) -> Claim:
    return Claim(0, last, first, REVERSAL, confidence, made_at)


# -- what is drawn ------------------------------------------------------------------------------------------------


def test_the_reader_errs_as_often_as_it_says(world):
    distance = np.abs(world.held - world.read)
    assert np.mean(distance == 0) == pytest.approx(0.80, abs=0.01)
    assert np.mean(distance == 1) == pytest.approx(0.15, abs=0.01)


def test_stances_change_as_often_as_the_hazard_says(world):
    years = np.diff(world.days, axis=1).sum() / 365.25
    assert len(world.true_changes()) / years == pytest.approx(0.1, rel=0.2)


def test_the_same_seed_draws_the_same_world(world):
    assert (drawn().read == world.read).all()


# -- what claims are worth ----------------------------------------------------------------------------------------


def test_a_claim_that_spans_a_change_of_its_kind_is_right():
    right = a_world([4, 4, 0, 0])
    assert score(right, [a_claim()]) == Score(1, 1.0, 1.0, 0.0, 1.0)


def test_a_claim_of_a_change_that_never_was_is_a_false_alarm():
    missed = score(a_world([4, 4, 4, 4]), [a_claim()])
    assert (missed.precision, missed.false_per_thousand) == (0.0, 250.0)


def test_a_claim_of_the_wrong_kind_is_a_false_alarm_and_finds_nothing():
    softened = score(a_world([4, 4, 3, 3]), [a_claim()])
    assert (softened.precision, softened.recall) == (0.0, 0.0)


def test_one_change_is_found_once():
    assert score(a_world([4, 4, 0, 0, 4, 4]), [a_claim(), a_claim(last=0)]).recall == 0.5


def test_saying_nothing_is_never_wrong_and_finds_nothing():
    silent = score(a_world([4, 4, 0, 0]), [])
    assert (silent.precision, silent.recall, silent.false_per_thousand) == (1.0, 0.0, 0.0)


def test_confidence_that_is_borne_out_has_no_calibration_error():
    world = a_world([4, 4, 0, 0])
    sure = [a_claim(confidence=1.0)]
    doubtful = [a_claim(confidence=0.5), a_claim(last=2, first=3, confidence=0.5)]
    assert calibration_error(reliability(world, sure)) == 0.0
    assert calibration_error(reliability(world, doubtful)) == 0.0
    assert brier(world, sure) == 0.0
    assert brier(world, doubtful) == 0.25


def test_recall_at_a_precision_takes_the_surest_claims_that_reach_it():
    world = a_world([4, 4, 0, 0])
    claims = [a_claim(confidence=0.9), a_claim(last=2, first=3, confidence=0.6)]
    assert recall_at_precision(world, claims, 1.0) == 1.0
    assert recall_at_precision(world, claims[1:], 1.0) == 0.0


def test_the_baselines_claim_what_their_names_say():
    world = a_world([4, 4, 4, 0, 0], read=[4, 4, 0, 0, 4])
    assert [(c.last, c.first) for c in last_two_differ(world)] == [(1, 2), (3, 4)]
    assert [(c.last, c.first, c.made_at) for c in two_agreeing(world)] == [(1, 2, 3)]


# -- what judging makes of it -------------------------------------------------------------------------------------


def test_the_vectorised_model_is_the_one_that_judges(world):
    vectorised = chance_between(world, KNOWN)
    for series in (0, 5, 17):
        (case,) = cases(statements(world, series), registry=REGISTRY, calibration=KNOWN)
        believed = case.held[0].smoothed
        stayed = [np.trace(believed.joint(t, t + 1)) for t in range(world.held.shape[1] - 1)]
        assert 1 - vectorised[series] == pytest.approx(stayed, abs=1e-9)


def test_no_claim_is_surer_than_that_anything_changed_at_all(world, judged):
    # What makes it safe to judge only histories in which some change is likely.
    changed = chance_of_change(world, KNOWN)
    assert all(claim.confidence <= changed[claim.series, claim.made_at] + 1e-3 for claim in judged.published)


def test_judging_is_precise_and_quiet_where_the_truth_is_known(world, judged):
    confirmed = score(world, judged.final_confirmed)
    assert confirmed.precision >= 0.88
    assert confirmed.false_per_thousand <= 0.5
    published = score(world, judged.published)
    assert published.precision >= 0.80


def test_judging_finds_what_the_generating_model_would_find_at_that_precision(world, judged):
    confirmed = score(world, judged.final_confirmed)
    ceiling = recall_at_precision(world, ceiling_claims(world, calibration=KNOWN), confirmed.precision)
    assert ceiling - confirmed.recall <= 0.03


def test_confidence_means_what_it_says(world, judged):
    assert calibration_error(reliability(world, judged.final)) <= 0.08


def test_the_pairwise_verdict_is_nine_times_in_ten_wrong(world):
    naive = score(world, last_two_differ(world))
    assert naive.precision < 0.1
    assert 250 < naive.false_per_thousand < 330


def test_the_posterior_beats_both_never_and_always_in_brier(world):
    model, never, differ = change_brier(world, KNOWN)
    assert model < never < differ


def test_a_ceiling_claim_never_overlaps_another(world):
    claims = ceiling_claims(world, calibration=KNOWN)
    assert claims
    spans = {}
    for claim in claims:
        assert all(claim.first <= o.last or claim.last >= o.first for o in spans.get(claim.series, []))
        spans.setdefault(claim.series, []).append(claim)


def test_the_hazard_is_found_again_from_readings_alone():
    busy = replace(KNOWN, hazard_per_year=0.4, transitions={})
    world = drawn(series=800, length=10, calibration=busy)
    assert fit_hazard(world.read, world.days, calibration=KNOWN) == pytest.approx(0.4, rel=0.25)
