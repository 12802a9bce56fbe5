"""What must hold of judging for every set of statements."""

from __future__ import annotations

import random as randomness
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.judging import admissions, canonical, find, positions, series_of
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Kind, Role, Status
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId
from tests.builders import a_statement
from tests.flows.judging.harbour import CALM, CAP, CREW, DOCKERS, HARBOURS, MASTERS
from tests.flows.judging.histories import evidence, statements


def judged(said, **more):
    return find(said, registry=HARBOURS, calibration=CALM, **more)


def reversal(*, extra=()):
    """Two for, two against: the plainest shift there is."""
    days = (("2023-01-10", Stance.SUPPORTS), ("2023-03-10", Stance.SUPPORTS), ("2024-01-10", Stance.OPPOSES))
    return [*(a_statement(s, d, on=CAP) for d, s in (*days, ("2024-03-10", Stance.OPPOSES))), *extra]


@given(evidence(), st.randoms())
@settings(max_examples=120, deadline=None)
def test_arrival_order_does_not_matter(said, random):
    expected = judged(said)
    random.shuffle(said)
    assert judged(said) == expected


@given(evidence(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_repetition_does_not_matter(said, random):
    again = [replace(s) for s in random.choices(said, k=5)] if said else []
    assert judged(said + again) == judged(said)


@given(evidence(), statements())
@settings(max_examples=80, deadline=None)
def test_what_another_series_says_does_not_matter(said, other):
    elsewhere = replace(other, proposition="whale-oil")
    mine = [s for s in said if s.proposition == CAP]
    theirs = [s for s in said if s.proposition == CREW]
    together = judged([*said, elsewhere])

    assert [f for f in together if f.proposition == CAP] == judged(mine)
    assert [f for f in together if f.proposition == CREW] == judged(theirs)


@given(evidence(), statements())
@settings(max_examples=80, deadline=None)
def test_a_refused_statement_does_not_matter(said, other):
    refused = replace(other, modality=Modality.HYPOTHETICAL)
    assert judged([*said, refused]) == judged(said)


@given(evidence(), st.data())
@settings(max_examples=60, deadline=None)
def test_judging_one_series_at_a_time_gives_what_judging_all_together_gives(said, data):
    together = judged(said)
    keys = data.draw(st.permutations(sorted({series_of(s, registry=HARBOURS) for s in said})))
    apart = [f for key in keys for f in judged([s for s in said if series_of(s, registry=HARBOURS) == key])]
    assert sorted(apart, key=lambda f: f.id) == sorted(together, key=lambda f: f.id)


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_every_finding_cites_evidence_on_both_sides_and_a_sentence(said):
    for finding in judged(said):
        assert finding.wording.endswith(".")
        assert 0 < finding.confidence <= 1
        if finding.kind.is_shift:
            assert {e.role for e in finding.evidence} == {Role.BEFORE, Role.AFTER}
            conditional = finding.kind in {Kind.NEW_CONDITION, Kind.DROPPED_CONDITION}
            assert conditional or finding.before != finding.after
            assert finding.confidence >= CALM.provisional
        if finding.kind.is_shift and finding.status is Status.CONFIRMED:
            assert finding.confidence >= round(CALM.confirmed, 3)


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_ids_are_unique(said):
    ids = [f.id for f in judged(said)]
    assert len(ids) == len(set(ids))


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_evidence_of_a_shift_was_admitted(said):
    gates = {a.statement: a for a in admissions(said, registry=HARBOURS, calibration=CALM)}
    cited = [e.statement.id for f in judged(said) if f.kind.is_shift for e in f.evidence]
    assert all(gates[id_].admitted for id_ in cited)


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_positions_do_not_depend_on_arrival_either(said):
    backwards = positions(reversed(said), registry=HARBOURS, calibration=CALM)
    assert backwards == positions(said, registry=HARBOURS, calibration=CALM)


def test_a_finding_keeps_its_id_when_later_words_agree():
    (before,) = judged(reversal())
    (after,) = judged(reversal(extra=[a_statement(Stance.OPPOSES, "2024-09-10", on=CAP)]))
    assert after.id == before.id
    assert len(after.evidence) > len(before.evidence)


def test_a_finding_keeps_its_id_when_earlier_words_for_either_side_turn_up():
    (plain,) = judged(reversal())
    older = a_statement(Stance.SUPPORTS, "2022-06-10", on=CAP)
    sooner = a_statement(Stance.OPPOSES, "2023-11-10", on=CAP)
    (found,) = judged(reversal(extra=[older, sooner]))
    assert found.id == plain.id
    assert str(found.said_on) == "2023-11-10"


def test_a_finding_keeps_its_id_when_it_grows_from_seeming_to_confirmed():
    said = [a_statement(Stance.SUPPORTS, "2023-01-10"), a_statement(Stance.OPPOSES, "2024-01-10")]
    (seeming,) = judged(said)
    more = [a_statement(Stance.SUPPORTS, "2023-02-10"), a_statement(Stance.OPPOSES, "2024-03-10")]
    (sure,) = judged([*said, *more])
    assert (seeming.status, sure.status) == (Status.PROVISIONAL, Status.CONFIRMED)
    assert seeming.id == sure.id


def test_a_contest_that_is_settled_for_the_new_side_keeps_its_id_as_a_reversal():
    said = [a_statement(Stance.SUPPORTS, day) for day in ("2023-06-10", "2023-12-01", "2024-03-01")] + [
        a_statement(Stance.OPPOSES, "2024-03-08")
    ]
    (contested,) = judged(said)
    (settled,) = judged([*said, *(a_statement(Stance.OPPOSES, day) for day in ("2024-05-08", "2024-07-08"))])
    assert (contested.kind, settled.kind) == (Kind.INCONSISTENCY, Kind.REVERSAL)
    assert contested.id == settled.id


def test_a_report_and_the_own_words_that_bear_it_out_name_each_other():
    report = a_statement(Stance.OPPOSES, "2023-12-01", reported_reversal=True, directness="narrated")
    found = {f.kind: f for f in judged(reversal(extra=[report]))}
    assert found[Kind.REPORTED_REVERSAL].related == (found[Kind.REVERSAL].id,)
    assert found[Kind.REVERSAL].related == (found[Kind.REPORTED_REVERSAL].id,)
    assert "its own words since agree" in found[Kind.REPORTED_REVERSAL].why


def test_the_series_of_a_renamed_body_is_that_of_its_new_name():
    assert canonical(SeriesId("stevedores", CAP), registry=HARBOURS) == SeriesId(DOCKERS, CAP)
    assert canonical(SeriesId("river-pilots", CAP), registry=HARBOURS) == SeriesId("river-pilots", CAP)


def test_positions_follow_each_other_and_the_last_one_stands():
    first, second = positions(reversal(), registry=HARBOURS, calibration=CALM)
    assert (first.stance, second.stance) == (Stance.SUPPORTS, Stance.OPPOSES)
    assert first.until == second.since
    assert second.until is None
    assert first.series == SeriesId(MASTERS, CAP)


def test_a_thousand_statements_of_one_series_are_judged_the_same_however_shuffled():
    random = randomness.Random(5)
    said = [
        a_statement(
            random.choice([Stance.SUPPORTS, Stance.OPPOSES]), f"20{10 + i % 10}-0{1 + i % 9}-1{i % 8}", article=f"{i}"
        )
        for i in range(300)
    ]
    expected = judged(said)
    random.shuffle(said)
    assert judged(said) == expected


def test_a_position_heard_once_from_others_is_provisional_however_sure_the_reading():
    (once,) = positions([a_statement(Stance.SUPPORTS, "2024-01-10", on=CAP)], registry=HARBOURS, calibration=CALM)
    (own,) = positions(
        [a_statement(Stance.SUPPORTS, "2024-01-10", on=CAP, directness=Directness.PUBLISHED)],
        registry=HARBOURS,
        calibration=CALM,
    )
    assert (once.status, own.status) == (Status.PROVISIONAL, Status.CONFIRMED)
