"""The scorer of stance readings, on tables small enough to check by hand."""

from __future__ import annotations

import pytest

from flows.scoring.stance import (
    Scored,
    commitment,
    condition_f1,
    confusion,
    f1,
    macro_f1,
    most_confident,
    sign_accuracy,
    weighted_kappa,
)


def a_pair(gold: str, read: str, *, confidence: float = 0.5, committed: bool = True, sign: int = 1, **more) -> Scored:
    return Scored(
        id=f"{gold}-{read}-{confidence}", gold=gold, read=read, confidence=confidence, committed=committed, sign=sign,
        sign_sure=confidence, **more,
    )  # fmt: skip


def test_degrees_of_one_side_are_one_class():
    assert macro_f1([a_pair("support", "qualified_support"), a_pair("none", "none")]) == 1.0


def test_f1_counts_what_is_found_wrongly_and_what_is_missed():
    pairs = [a_pair("support", "support"), a_pair("none", "support"), a_pair("support", "mixed")]

    assert f1(pairs, "+") == pytest.approx(0.5)


def test_the_sign_is_scored_also_where_no_side_was_taken():
    assert sign_accuracy([a_pair("oppose", "none", sign=-1), a_pair("none", "support", sign=1)]) == 1.0


def test_the_most_confident_share_is_taken_from_the_top():
    pairs = [a_pair("none", "none", confidence=c / 10) for c in range(10)]

    assert [p.confidence for p in most_confident(pairs, 0.2)] == [0.9, 0.8]


def test_commitment_counts_signed_pairs_alone():
    pairs = [
        a_pair("support", "support"),
        a_pair("oppose", "support"),
        a_pair("oppose", "oppose", committed=False, sign=-1),
        a_pair("none", "support"),
    ]

    assert commitment(pairs) == (pytest.approx(2 / 3), 0.5)


def test_kappa_is_one_for_agreement_and_nought_for_a_constant_reader():
    agreed = [a_pair(level, level) for level in ("oppose", "mixed", "support")]
    constant = [a_pair(level, "mixed") for level in ("oppose", "mixed", "support")]

    assert weighted_kappa(agreed) == pytest.approx(1.0)
    assert weighted_kappa(constant) == pytest.approx(0.0)


def test_confusion_counts_every_pair_once():
    table = confusion([a_pair("oppose", "support"), a_pair("none", "none")])

    assert table[0][4] == table[5][5] == 1
    assert sum(map(sum, table)) == 2


def test_conditions_are_scored_by_presence():
    pairs = [
        a_pair("support", "support", gold_condition=True, read_condition=True),
        a_pair("support", "support", gold_condition=True),
        a_pair("support", "support", read_condition=True),
    ]

    assert condition_f1(pairs) == pytest.approx(0.5)
