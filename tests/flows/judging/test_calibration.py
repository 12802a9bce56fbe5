"""One file holds every number, says where each comes from, and can be refitted."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from flows.fitting.judging import measured_counts, rewrite
from flows.judging import load_calibration
from flows.judging.calibration import merged, ordinal_table
from storage.domain.attribution import Directness

TEXT = files("flows.judging").joinpath("calibration.toml").read_text("utf-8")


def test_every_number_says_where_it_comes_from():
    told = load_calibration().provenance
    assert all(reason.split(":")[0] in {"rule", "judgement", "measured"} for reason in told.values())
    assert len(told) >= 20


def test_a_number_without_provenance_is_refused():
    with pytest.raises(ValueError, match=r"thresholds\.confirmed in the calibration file does not say where"):
        load_calibration(TEXT.replace("confirmed = { value = 0.8, provenance =", "confirmed = { value = 0.8, why ="))


def test_the_thresholds_are_those_of_the_design():
    calibration = load_calibration()
    assert (calibration.confirmed, calibration.provisional) == (0.8, 0.5)
    assert (calibration.stale_months, calibration.contest_days) == (24, 14)


def test_every_directness_that_may_vote_has_a_table_of_shares():
    tables = load_calibration().confusion
    assert set(tables) == set(Directness) - {Directness.HEARSAY}
    for table in tables.values():
        assert table.sum(axis=1) == pytest.approx(np.ones(5))
        assert (table > 0).all()


def test_a_table_splits_its_errors_by_distance():
    table = ordinal_table(exact=0.8, one_off=0.15, further=0.05)
    assert table[0] == pytest.approx([0.8, 0.15, 0.05 / 3, 0.05 / 3, 0.05 / 3])
    assert table[2] == pytest.approx([0.025, 0.075, 0.8, 0.075, 0.025])


def test_many_counted_readings_outweigh_the_expert_and_few_do_not():
    judged = ordinal_table(exact=0.8, one_off=0.15, further=0.05)
    counted = np.full((5, 5), 1.0)
    assert merged(judged, None, weight=20) == pytest.approx(judged)
    assert merged(judged, counted, weight=20)[0, 0] > 0.6
    assert merged(judged, counted * 1000, weight=20)[0, 0] == pytest.approx(0.2, abs=0.01)


def test_what_was_coded_or_read_as_no_position_says_nothing_about_stances():
    labels = ["none", "support", "qualified_support", "mixed", "qualified_oppose", "oppose"]
    table = np.arange(36).reshape(6, 6).tolist()
    told = measured_counts({"labels": labels, "every_reading": dict.fromkeys(("direct", "mixed", "indirect"), table)})
    assert set(told) == set(Directness) - {Directness.HEARSAY}
    counts = told[Directness.NARRATED]
    assert counts.shape == (5, 5)
    assert counts[0, 0] == 35  # opposed, read as opposed: the last row and column of the file
    assert counts[4, 0] == 11  # supported, read as opposed


def test_a_refit_changes_the_measured_table_and_nothing_else():
    counts = {Directness.QUOTED: np.eye(5) * 30}
    once = rewrite(TEXT, counts, command="make evaluate")
    assert rewrite(once, counts, command="make evaluate") == once
    before, after = tomllib.loads(TEXT), tomllib.loads(once)
    assert after["confusion"]["direct"]["measured"]["value"] == (np.eye(5) * 30).tolist()
    assert after["confusion"]["direct"]["measured"]["provenance"] == "measured: make evaluate, 150 statements"
    del after["confusion"]["direct"]["measured"]
    before["confusion"]["direct"].pop("measured", None)
    assert before == after
    assert (
        load_calibration(once).emission(Directness.QUOTED)[0, 0]
        > load_calibration(TEXT).emission(Directness.QUOTED)[0, 0]
    )
