"""One file holds every number, says where each comes from, and can be refitted."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import MISSING, fields, replace
from importlib.resources import files

import numpy as np
import pytest

from flows.fitting.articles import Counts
from flows.fitting.judging import measured_counts, put, refitted
from flows.judging import admit, find, load_calibration
from flows.judging.calibration import Calibration, ordinal_table
from flows.judging.confusion import SIDES, fit_likeness, in_the_news, pooled
from storage.domain.attribution import Directness
from storage.domain.finding import Status
from storage.domain.stance import Stance
from tests.builders import a_statement
from tests.flows.judging.harbour import CALM, CAP, HARBOURS

STEP = [(Stance.SUPPORTS, f"2023-0{month}-10") for month in (1, 3, 5)]
STEP += [(Stance.LEANS_FOR, f"2024-0{month}-10") for month in (1, 3, 5)]
TEXT = files("flows.judging").joinpath("calibration.toml").read_text("utf-8")


def test_every_number_says_where_it_comes_from():
    told = load_calibration().provenance
    assert all(
        reason.split(":")[0] in {"rule", "judgement", "measured", "fitted", "simulated"} for reason in told.values()
    )
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


HARD = ordinal_table(exact=0.4, one_off=0.2, further=0.4)
PLAIN = {"levels": (9, 1), "like_pairs": 2.0, "share": 1.0}


def sides(table):
    return np.array([np.bincount(SIDES, weights=row) for row in table])


def test_without_annotated_articles_the_news_is_read_as_the_coded_pairs_are():
    table = in_the_news(HARD, signs=np.zeros((3, 3)), levels=(0, 0), like_pairs=2.0, share=0.5)
    assert table == pytest.approx(HARD)


def test_many_annotated_articles_outweigh_the_pairs_and_few_do_not():
    few, many = (in_the_news(HARD, signs=np.eye(3) * n, **PLAIN) for n in (1, 1000))
    assert sides(HARD)[0, 0] < sides(few)[0, 0] < sides(many)[0, 0]
    assert sides(many)[0, 0] > 0.99
    assert many.sum(axis=1) == pytest.approx(np.ones(5))


def test_each_side_is_read_as_the_articles_on_that_side_are():
    signs = np.array([[8, 0, 8], [0, 4, 0], [0, 0, 80]])
    told = sides(in_the_news(HARD, signs=signs, **PLAIN))
    assert told[0, 2] > 0.4
    assert told[4, 0] < 0.02


def test_the_level_of_the_right_side_is_read_as_in_the_articles():
    table = in_the_news(HARD, signs=np.eye(3) * 100, **PLAIN)
    assert table[4, 4] / table[4, 3:].sum() > HARD[4, 4] / HARD[4, 3:].sum()


def test_a_way_of_telling_that_was_coded_seldom_is_read_as_all_of_them_are():
    seldom = np.zeros((5, 5))
    tables = pooled({"direct": np.eye(5) * 100 + 10, "mixed": seldom}, weight=20, unseen=0.5)
    assert tables["mixed"] == pytest.approx(tables["direct"], abs=0.01)


def test_the_pairs_are_worth_much_where_the_articles_read_like_them_and_little_where_they_do_not():
    alike = np.round(sides(HARD)[[0, 2, 4]] * 200)
    unlike = np.eye(3) * 200
    (worth, *_), (little, least, most) = (fit_likeness(HARD, signs, share=1.0) for signs in (alike, unlike))
    assert worth > 50 > little
    assert least <= little <= most


def test_what_was_coded_or_read_as_no_position_says_nothing_about_stances():
    labels = ["none", "support", "qualified_support", "mixed", "qualified_oppose", "oppose"]
    table = np.arange(36).reshape(6, 6).tolist()
    told = measured_counts({"labels": labels, "every_reading": dict.fromkeys(("direct", "mixed", "indirect"), table)})
    assert set(told) == set(Directness) - {Directness.HEARSAY}
    counts = told[Directness.NARRATED]
    assert counts.shape == (5, 5)
    assert counts[0, 0] == 35  # opposed, read as opposed: the last row and column of the file
    assert counts[4, 0] == 11  # supported, read as opposed


LABELS = ["oppose", "qualified_oppose", "mixed", "qualified_support", "support", "none"]
COUNTED = {"provenance": "a test", "labels": LABELS}
COUNTED["every_reading"] = dict.fromkeys(("direct", "mixed", "indirect"), (np.eye(6) * 30 + 2).tolist())


def articles(right: int, wrong: int) -> Counts:
    signs = {(a, b): right if a == b else wrong for a in (-1, 0, 1) for b in (-1, 0, 1)}
    held = (Counter({1: 60, -1: 40}), Counter({-1: 1000}))
    return Counts(Counter(signs), 30, 5, held, Counter({2: 30, -2: 20}), ("a test",))


def test_a_refit_changes_what_is_measured_and_fitted_and_nothing_else():
    once = refitted(TEXT, COUNTED, articles(30, 1))
    assert refitted(once, COUNTED, articles(30, 1)) == once
    before, after = tomllib.loads(TEXT), tomllib.loads(once)
    assert after["articles"]["signs"]["value"] == [[30, 1, 1], [1, 30, 1], [1, 1, 30]]
    assert after["reading"]["like_pairs"]["provenance"].startswith("fitted: ")
    for table, name in (("articles", "signs"), ("articles", "levels"), ("reading", "like_pairs"), ("change", "prior")):
        del before[table][name], after[table][name]
    assert {name for name in before if before[name] != after[name]} == {"confusion"}


def test_a_reader_that_errs_more_in_the_articles_is_believed_less():
    good, bad = (load_calibration(refitted(TEXT, COUNTED, articles(30, n))) for n in (0, 10))
    assert good.emission(Directness.QUOTED)[4, 4] > bad.emission(Directness.QUOTED)[4, 4] + 0.1


def test_what_is_held_at_first_is_what_the_articles_of_all_sectors_hold_on_average():
    prior = load_calibration(refitted(TEXT, COUNTED, articles(30, 1))).prior
    assert prior.sum() == pytest.approx(1, abs=0.01)
    assert prior[3:].sum() == pytest.approx(32 / 55 / 2, abs=0.01)
    assert (prior > 0).all()


def test_a_number_that_the_file_does_not_have_cannot_be_put():
    for place in ("change.speed", "weather.rain", "thresholds.prior"):
        with pytest.raises(ValueError, match=rf"the calibration file has no {place}"):
            put(TEXT, place, 1, provenance="a test")


def test_no_number_is_also_written_in_the_code():
    own = {f.name for f in fields(Calibration) if f.default is not MISSING or f.default_factory is not MISSING}
    assert own == {"provenance", "transitions"}


def test_how_much_evidence_a_step_needs_is_what_the_file_says():
    said = [a_statement(stance, day, on=CAP) for stance, day in STEP]
    asked = (CALM, replace(CALM, utterances=4), replace(CALM, utterances=4, levels=1))
    (two,), (four,), (quoted,) = (find(said, registry=HARBOURS, calibration=numbers) for numbers in asked)
    assert (two.status, four.status, quoted.status) == (Status.CONFIRMED, Status.PROVISIONAL, Status.CONFIRMED)


def test_how_far_ahead_an_article_may_be_dated_is_what_the_file_says():
    ahead = a_statement(said_on="2024-01-12", seen_at="2024-01-10T12:00")
    gates = [
        admit(ahead, registry=HARBOURS, calibration=numbers).gate for numbers in (CALM, replace(CALM, ahead_days=2))
    ]
    assert gates == ["dated", ""]


def test_a_cell_that_no_pair_showed_is_as_likely_as_the_file_says():
    seen = {"direct": np.eye(5) * 10}
    few, more = (pooled(seen, weight=20, unseen=unseen)["direct"][0, 4] for unseen in (0.5, 5.0))
    assert 0 < few < more
