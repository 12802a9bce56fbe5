"""What a curator decides about a statement: the near misses that must not be touched, and who is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.judging import admit, find, load_calibration, reconcile
from flows.judging.correcting import correct, moves, standing
from storage.domain.finding import ChangeKind, Kind
from storage.domain.record import Correction
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId
from tests.builders import ASSOCIATION, MINISTRY, PROFIT_CAP, a_registry, a_stakeholder, a_statement

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
HARBOURS = a_registry()
SAID = a_statement(Stance.SUPPORTS, "2024-03-01", article="one", text="A cap is what the harbours wanted to see.")


def decided(kind: str, *, on=SAID, note: str = "read the page", hours: int = 0) -> Correction:
    return Correction(on.id, kind, note, NOW + timedelta(hours=hours), on)


def told(*corrections: Correction, of=SAID):
    return correct([of], corrections, registry=HARBOURS)[0]


def test_what_nobody_corrected_stays_the_same_object():
    assert told() is SAID
    assert told(decided("note")) is SAID
    assert told(decided("stance:oppose", on=replace(SAID, article="other"))) is SAID
    assert told(decided("stance:oppose", on=replace(SAID, proposition="other"))) is SAID
    assert told(decided("stance:oppose", on=replace(SAID, text="Other words of the same length, more or less"))) is SAID


def test_words_that_are_not_about_it_are_refused_in_the_curators_name():
    statement = told(decided("not-about", note="it is about tugs"))

    assert admit(SAID, registry=HARBOURS).admitted
    refused = admit(statement, registry=HARBOURS)
    assert (refused.admitted, refused.gate) == (False, "curator")
    assert refused.reason == "a curator: not about this proposition: it is about tugs"


def test_a_corrected_stance_is_told_with_what_it_was_read_as():
    statement = told(decided("stance:qualified_oppose"))

    assert statement.stance is Stance.LEANS_AGAINST
    assert statement.corrected == "qualified oppose, not support: read the page"
    assert admit(statement, registry=HARBOURS).admitted


def test_a_corrected_statement_keeps_its_id():
    assert told(decided("stance:oppose")).id == SAID.id
    assert told(decided("not-about")).id == SAID.id


def test_another_holder_moves_the_statement_to_its_series_without_the_office():
    spoken = a_statement(article="one", text=SAID.text, person="Ada Quill", role="president")
    statement = told(decided(f"holder:{MINISTRY}", on=spoken), of=spoken)

    assert statement.series == SeriesId(MINISTRY, PROFIT_CAP)
    assert (statement.speaker.person, statement.speaker.role) == (None, None)
    assert statement.corrected == "said by Ministry, not by Harbour Masters: read the page"
    assert admit(statement, registry=HARBOURS).admitted


def test_somebody_unknown_is_given_a_body():
    unknown = a_statement(by=None, article="one", text=SAID.text)

    assert not admit(unknown, registry=HARBOURS).admitted
    assert admit(told(decided(f"holder:{MINISTRY}", on=unknown), of=unknown), registry=HARBOURS).admitted


def test_the_new_body_speaks_for_its_own_nation():
    bodies = [a_stakeholder(ASSOCIATION, nation="borland"), a_stakeholder(MINISTRY, nation="norland")]
    read = replace(SAID, nation="borland")

    (statement,) = correct([read], [decided(f"holder:{MINISTRY}", on=read)], registry=a_registry(bodies))

    assert statement.nation == "norland"


def test_of_one_sentence_read_as_the_view_of_two_bodies_only_the_one_meant_moves():
    theirs = replace(SAID, speaker=replace(SAID.speaker, stakeholder="tug-owners", name="tug-owners"))

    ours, others = correct([SAID, theirs], [decided(f"holder:{MINISTRY}")], registry=HARBOURS)

    assert ours.speaker.stakeholder == MINISTRY
    assert others is theirs


def test_a_holder_holds_when_a_later_reader_takes_the_words_for_a_third_bodys():
    later = replace(SAID, speaker=replace(SAID.speaker, stakeholder="tug-owners", name="tug-owners"))

    assert told(decided(f"holder:{MINISTRY}"), of=later).speaker.stakeholder == MINISTRY


def test_a_correction_holds_for_the_same_words_read_with_another_stance():
    later = replace(SAID, stance=Stance.UNCOMMITTED, revision="a later revision")
    statement = told(decided("stance:oppose"), of=later)

    assert later.id != SAID.id
    assert statement.stance is Stance.OPPOSES
    assert statement.corrected == "oppose, not mixed: read the page"


def test_a_later_correction_overrides_and_corrections_of_different_things_add_up():
    statement = told(
        decided("not-about"), decided("stance:oppose", hours=1), decided(f"holder:{MINISTRY}", hours=2, note="page 2")
    )

    assert not statement.dismissed
    assert (statement.stance, statement.speaker.stakeholder) == (Stance.OPPOSES, MINISTRY)
    assert statement.corrected == "oppose, not support: read the page; said by Ministry, not by Harbour Masters: page 2"


def test_undone_corrections_leave_the_statement_as_it_was_read():
    done = decided("stance:oppose"), decided(f"holder:{MINISTRY}"), decided("undo", hours=1)

    assert told(*done) is SAID
    assert standing(done) == {}
    assert moves(done) == {}


@given(st.permutations([decided("stance:oppose"), decided("stance:mixed", hours=1), decided("undo", hours=2),
                        decided("not-about", hours=3)]))  # fmt: skip
def test_the_order_of_the_list_does_not_matter(corrections):
    assert told(*corrections).dismissed


@given(st.sampled_from(["stance:mixed", "not-about", f"holder:{MINISTRY}"]))
def test_what_is_corrected_once_more_keeps_its_id_and_its_answer(kind):
    once = told(decided(kind))
    twice = told(decided(kind), of=once)

    assert twice.id == once.id == SAID.id
    assert (twice.stance, twice.dismissed, twice.series) == (once.stance, once.dismissed, once.series)


# -- what is concluded ------------------------------------------------------------------------------------------------

CALIBRATION = load_calibration()
BEFORE = [a_statement(Stance.SUPPORTS, day) for day in ("2022-04-10", "2022-06-10")]
AFTER = [a_statement(Stance.OPPOSES, day) for day in ("2024-01-10", "2024-03-10")]


def concluded(statements, held=()):
    found = find(statements, registry=HARBOURS, calibration=CALIBRATION)
    corrected = {s.id: s.corrected for s in statements}
    return found, reconcile(held, found, now=NOW, previous_look=None, corrected=corrected)


def test_a_shift_that_falls_by_a_correction_says_which_and_names_the_curator():
    held, _ = concluded([*BEFORE, *AFTER])
    assert [f.kind for f in held] == [Kind.REVERSAL]
    decisions = [decided("not-about", on=s, note="it is about tugs") for s in AFTER]

    corrected = correct([*BEFORE, *AFTER], decisions, registry=HARBOURS)
    _, (conclusion,) = concluded(corrected, held)

    assert conclusion.change is ChangeKind.RETRACTED
    for statement in AFTER:
        said = f"a curator on statement {statement.id}: not about this proposition: it is about tugs"
        assert said in conclusion.reason


def test_a_shift_that_stands_on_a_corrected_statement_is_amended_and_says_so():
    held, _ = concluded([*BEFORE, *AFTER])

    corrected = correct([*BEFORE, *AFTER], [decided("stance:qualified_oppose", on=AFTER[0])], registry=HARBOURS)
    found, conclusions = concluded(corrected, held)

    assert [f.kind for f in found] == [Kind.REVERSAL]
    assert any(f"a curator on statement {AFTER[0].id}: qualified oppose" in c.reason for c in conclusions)

    _, back = concluded([*BEFORE, *AFTER], found)
    assert any(f"took back a correction of statement {AFTER[0].id}" in c.reason for c in back)
