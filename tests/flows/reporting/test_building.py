from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reporting import Material, build, json
from flows.reporting.sections import file_name, sections
from storage.domain.digest import Filters, Period
from storage.domain.finding import ChangeKind, Kind, Role, Status
from tests.flows.reporting.builders import FAILURES, a_digest, an_empty_digest, some_material
from tests.flows.reporting.evidence import (
    ARCHIVED,
    BEFORE_PERIOD,
    CONCLUSIONS,
    REFUSES_CAP,
    REPORTED,
    REVERSAL,
    SOFTENING,
    STATEMENTS,
    UNSURE,
    WANTS_CAP,
    WITHDRAWN,
    a_conclusion,
    a_finding,
)
from tests.flows.reporting.ferries import FIRST, PERIOD, SINCE, UNTIL


def ids(flags):
    return [f.finding.id for f in flags]


def test_every_conclusion_stands_in_its_section():
    digest = a_digest()

    assert ids(digest.shifts) == [REVERSAL.id, SOFTENING.id]
    assert ids(digest.observations) == [REPORTED.id]
    assert ids(digest.unconfirmed) == [UNSURE.id]
    assert ids(digest.corrections) == [WITHDRAWN.id]
    assert ids(digest.archive) == [ARCHIVED.id]


def test_the_page_has_its_parts_in_order():
    assert [s.id for s in sections(a_digest())] == [
        "shifts", "observations", "unconfirmed", "corrections", "archive", "standing", "read", "failures", "unknown",
    ]  # fmt: skip


@settings(max_examples=20)
@given(st.randoms())
def test_the_order_in_which_things_are_handed_over_changes_nothing(random):
    def shuffled(items):
        return random.sample(list(items), len(items))

    material = some_material()
    mixed = replace(
        material,
        conclusions=shuffled(material.conclusions),
        positions=shuffled(material.positions),
        statements=shuffled(material.statements),
        read=shuffled(material.read),
        failures=shuffled(material.failures),
        unknown=dict(shuffled(material.unknown.items())),
    )

    assert json.render(build(mixed, period=PERIOD)) == json.render(build(material, period=PERIOD))


def test_conclusions_of_other_periods_are_not_told():
    later = a_conclusion(REVERSAL, at=datetime(2026, 3, 9, tzinfo=UTC))
    earlier = a_conclusion(SOFTENING, at=SINCE)

    assert a_digest(conclusions=(later, earlier)).findings == ()


def test_a_finding_amended_in_the_period_is_a_correction_with_its_reason():
    digest = a_digest(
        conclusions=(
            a_conclusion(REVERSAL, at=BEFORE_PERIOD),
            a_conclusion(replace(REVERSAL, confidence=0.97), ChangeKind.AMENDED, reason="A third statement was found."),
        )
    )

    assert ids(digest.corrections) == [REVERSAL.id]
    assert digest.corrections[0].reason == "A third statement was found."


def test_a_finding_confirmed_in_the_period_is_a_flag_although_it_was_known_before():
    doubtful = replace(REVERSAL, status=Status.PROVISIONAL, confidence=0.6)
    digest = a_digest(
        conclusions=(
            a_conclusion(doubtful, at=BEFORE_PERIOD),
            a_conclusion(REVERSAL, ChangeKind.AMENDED, reason="Its own publication says the same."),
        )
    )

    assert ids(digest.shifts) == [REVERSAL.id]


def test_a_finding_that_came_and_went_within_the_period_is_not_told():
    digest = a_digest(
        conclusions=(
            a_conclusion(REVERSAL, at=datetime(2026, 3, 4, tzinfo=UTC)),
            a_conclusion(REVERSAL, ChangeKind.RETRACTED, reason="It was a copy."),
        )
    )

    assert digest.findings == ()


def test_a_new_finding_that_grew_within_the_period_is_new():
    digest = a_digest(
        conclusions=(
            a_conclusion(replace(REVERSAL, confidence=0.85), at=datetime(2026, 3, 4, tzinfo=UTC)),
            a_conclusion(REVERSAL, ChangeKind.AMENDED, reason="More evidence."),
        )
    )

    assert [(f.finding.confidence, f.change) for f in digest.shifts] == [(REVERSAL.confidence, ChangeKind.NEW)]


def test_a_stakeholder_is_shown_with_the_bodies_that_belong_to_it():
    digest = a_digest(filters=Filters(stakeholder="ferry-operators"))

    assert {f.finding.stakeholder for f in digest.findings} == {"ferry-operators", "blue-line"}
    assert {row.stakeholder_id for row in digest.standing} == {"ferry-operators"}


def test_a_topic_is_shown_alone():
    digest = a_digest(filters=Filters(topic="profit-ban"))

    assert {f.finding.proposition for f in digest.findings} == {"profit-ban"}
    assert {row.topic_id for row in digest.standing} == {"profit-ban"}


def test_what_was_left_out_is_said_in_words():
    everything = Filters(stakeholder="ferry-operators", topic="profit-ban", min_status=Status.PROVISIONAL)

    assert a_digest().scope == ""
    assert a_digest(filters=everything).scope == (
        "only Federation of Ferry Operators and what belongs to it, only the topic “Profit limits”, "
        "only what is provisional or surer"
    )


def test_a_least_status_hides_what_is_less_sure_but_never_a_withdrawal():
    digest = a_digest(filters=Filters(min_status=Status.CONFIRMED))

    assert {f.finding.status for f in digest.flags} == {Status.CONFIRMED}
    assert ids(digest.corrections) == [WITHDRAWN.id]


def test_an_empty_period_says_so():
    digest = an_empty_digest()

    assert digest.summary == ("Nothing changed in this period.", "No article was read in this period.")


def test_a_period_with_failures_only_says_so():
    digest = an_empty_digest(failures=FAILURES)

    assert digest.summary == ("Nothing could be read in this period; what failed is listed below.",)


def test_a_first_run_says_so():
    digest = a_digest(FIRST, conclusions=())

    assert digest.summary[0] == "No change of position so far; these are the first known positions."
    assert digest.summary[1].startswith("This is a first look: everything known by 8 March 2026 is told at once.")


def test_a_first_run_without_anything_says_so():
    assert an_empty_digest(FIRST).summary[0] == "Nothing is known yet."


def test_what_could_not_be_read_is_admitted_beside_what_was():
    assert "2 things could not be read, so this page may be missing something." in a_digest().summary


def test_near_copies_are_compared_and_others_are_not():
    by_id = {f.finding.id: f for f in a_digest().shifts}

    assert by_id[SOFTENING.id].comparison is not None
    assert by_id[REVERSAL.id].comparison is None


def test_the_timeline_has_every_dated_statement_of_the_series_and_no_other():
    reported = a_digest().observations[0]

    assert [(str(p.when), p.counted) for p in reported.timeline.points] == [("2024", True), ("2026-03-06", False)]


def test_evidence_is_told_with_speaker_office_outlet_date_and_link():
    before = a_digest().shifts[0].citations[0]

    assert (before.speaker, before.office, before.stakeholder) == (
        "Maren Voss", "president", "Association of Island Councils",
    )  # fmt: skip
    assert (before.outlet, str(before.said_on), before.url) == (
        "Harbour Gazette", "2024-04-12", "https://news.example/a-budget",
    )  # fmt: skip


def test_an_inferred_date_says_where_it_comes_from():
    ministry = a_digest().observations[0].citations[0]

    assert ministry.date_basis == "named in the text; no date is printed"


def test_a_person_or_body_that_the_registry_does_not_know_is_shown_by_name():
    stranger = replace(REVERSAL, stakeholder="Somebody Else", id="stranger")

    assert a_digest(conclusions=(a_conclusion(stranger),)).shifts[0].stakeholder == "Somebody Else"


def test_an_empty_registry_and_nothing_else_still_makes_a_digest():
    material = Material(registry=replace(some_material().registry, stakeholders={}, propositions={}))

    assert build(material, period=Period(None, UNTIL, UNTIL)).findings == ()


def test_file_names_sort_by_time_and_differ_by_filter():
    names = [file_name(a_digest()), file_name(a_digest(filters=Filters(topic="fare-cap")))]

    assert names == [
        "2026-03-08t063000-since-2026-03-01t000000",
        "2026-03-08t063000-since-2026-03-01t000000-fare-cap",
    ]


def test_a_digest_rebuilt_as_of_another_instant_does_not_replace_the_first():
    later = Period(SINCE, UNTIL, datetime(2026, 5, 1, tzinfo=UTC))

    assert file_name(a_digest(later)) == "2026-03-08t063000-since-2026-03-01t000000-as-of-2026-05-01t000000"


def test_what_was_read_counts_its_statements():
    assert sum(row.statements for row in a_digest().read) == len(STATEMENTS)


def test_repeated_conclusions_are_told_once():
    assert ids(a_digest(conclusions=CONCLUSIONS + CONCLUSIONS).shifts) == ids(a_digest().shifts)


def test_an_undated_before_is_in_the_picture_and_has_no_inferred_date():
    undated = replace(WANTS_CAP, said_on=None)
    finding = a_finding((Role.BEFORE, undated), (Role.AFTER, REFUSES_CAP), kind=Kind.REPORTED_REVERSAL)
    told = build(some_material(conclusions=(a_conclusion(finding),), statements=(REFUSES_CAP,)), period=PERIOD)
    flag = told.observations[0]

    assert [(p.stance, p.label) for p in flag.timeline.undated] == [(undated.stance, undated.outlet)]
    assert flag.citations[0].said_on is flag.citations[0].date_basis is None
