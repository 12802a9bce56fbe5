"""Who leads, who governs, what it was called: context that a shift is told with."""

from __future__ import annotations

import pytest

from flows.judging import find
from storage.domain.stance import Stance
from tests.builders import a_proposition, a_registry, a_stakeholder, a_statement, an_office
from tests.flows.judging.harbour import CALM

BODY = "body"


def notes(before, after, *, offices=(), administrations=(), person=(None, None), kind="association"):
    registry = a_registry(
        [a_stakeholder(BODY, kind=kind, offices=offices, administrations=administrations)],
        [a_proposition("profit-cap")],
    )
    said = [a_statement(Stance.SUPPORTS, day, by=BODY, person=person[0]) for day in before]
    said += [a_statement(Stance.OPPOSES, day, by=BODY, person=person[1]) for day in after]
    (finding,) = find(said, registry=registry, calibration=CALM)
    return finding.notes


BEFORE, AFTER = ("2023-01-10", "2023-03-10"), ("2024-01-10", "2024-03-10")
TERMS = [("Lantern", "2019", "2023-06-30"), ("Anchor", "2023-07-01", None)]


def test_a_change_across_administrations_is_marked():
    assert notes(BEFORE, AFTER, administrations=TERMS) == ("the administration changed",)


def test_a_change_within_one_administration_is_not():
    assert notes(BEFORE, AFTER, administrations=[("Lantern", "2019", None)]) == ()


def test_a_change_in_the_month_of_a_handover_known_to_the_month_is_not_marked():
    terms = [("Lantern", None, "2024-01"), ("Anchor", "2024-01", None)]
    assert notes(BEFORE, AFTER, administrations=terms) == ()


@pytest.mark.parametrize(
    ("since", "marked"),
    [("2023-07-01", ("under new leadership",)), ("2023-02-01", ()), (None, ())],
)
def test_leadership_is_new_when_its_office_began_after_the_old_words(since, marked):
    office = an_office("Wren Hale", of=BODY, since=since)
    assert notes(BEFORE, AFTER, offices=[office], person=(None, "Wren Hale")) == marked


@pytest.mark.parametrize(
    ("role", "kind", "leading"),
    [
        ("president", "association", True),
        ("Interim chief executive", "charity", True),
        ("Co-chair", "association", True),
        ("General secretary", "union", True),
        ("Harbour minister", "department", True),
        ("Secretary of State for Tides", "department", True),
        ("Vice-president", "association", False),
        ("Deputy chief executive", "charity", False),
        ("Chair, tides committee", "association", False),
        ("Director of communications", "charity", False),
        ("Spokesperson", "association", False),
        ("Press secretary", "department", False),
        ("Minister of State", "department", False),
        ("Parliamentary under-secretary", "department", False),
        ("Membership secretary", "association", False),
    ],
)
def test_leadership_is_new_only_with_an_office_that_leads_the_whole_body(role, kind, leading):
    office = an_office("Wren Hale", of=BODY, role=role, since="2023-07-01")
    told = notes(BEFORE, AFTER, offices=[office], person=(None, "Wren Hale"), kind=kind)
    assert told == (("under new leadership",) if leading else ())


def test_a_new_president_and_a_new_spokesperson_are_new_leadership_together():
    offices = [
        an_office("Wren Hale", of=BODY, since="2023-07-01"),
        an_office("Tam Ferry", of=BODY, role="spokesperson", since="2023-08-01"),
    ]
    registry = a_registry([a_stakeholder(BODY, offices=offices)], [a_proposition("profit-cap")])
    said = [a_statement(Stance.SUPPORTS, day, by=BODY) for day in BEFORE]
    said += [
        a_statement(Stance.OPPOSES, day, by=BODY, person=person)
        for day, person in zip(AFTER, ("Wren Hale", "Tam Ferry"), strict=True)
    ]
    (finding,) = find(said, registry=registry, calibration=CALM)
    assert finding.notes == ("under new leadership",)


def test_somebody_promoted_is_no_new_leader():
    offices = [
        an_office("Wren Hale", of=BODY, role="vice-president", since="2020", until="2023-06-30"),
        an_office("Wren Hale", of=BODY, since="2023-07-01"),
    ]
    assert notes(BEFORE, AFTER, offices=offices, person=(None, "Wren Hale")) == ()


def test_a_president_who_stays_through_a_renaming_is_no_new_leader():
    offices = [
        an_office("Wren Hale", of="old-dock", since="2019", until="2023-06-30"),
        an_office("Wren Hale", of="new-dock", since="2023-07-01"),
    ]
    bodies = [
        a_stakeholder("old-dock", successor="new-dock", offices=offices[:1]),
        a_stakeholder("new-dock", offices=offices[1:]),
    ]
    said = [a_statement(Stance.SUPPORTS, day, by="old-dock", person="Wren Hale") for day in BEFORE]
    said += [a_statement(Stance.OPPOSES, day, by="new-dock", person="Wren Hale") for day in AFTER]
    (finding,) = find(said, registry=a_registry(bodies, [a_proposition("profit-cap")]), calibration=CALM)
    assert finding.notes == ("formerly Old Dock",)
