"""The first words of each side carry the point, in every format."""

from __future__ import annotations

import json as reader
from dataclasses import replace

import pytest

from flows.reporting import atom, build, html, json, markdown
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Admission, Kind, Role
from storage.domain.stance import Stance
from storage.domain.when import When
from tests.flows.reporting.builders import some_material
from tests.flows.reporting.evidence import STATEMENTS, WANTS_CAP, a_conclusion, a_finding, a_position, a_statement
from tests.flows.reporting.ferries import PERIOD

# One answer in two sentences: only the first names the measure; the reader is surer of the second.
NAMES_IT = a_statement(
    "A legal cap on fares would empty the timetable before it filled a single cabin.",
    article="a-turn", stance=Stance.OPPOSES, person="Tolla Reed", confidence=0.7,
)  # fmt: skip
SUPPORTING = a_statement("We cannot support it,", article="a-turn", stance=Stance.OPPOSES, person="Tolla Reed")
IN_WRITING = a_statement(
    "the subsidy per seat made public", article="a-turn-2", stance=Stance.OPPOSES, directness=Directness.PUBLISHED
)
CONTRARY = replace(NAMES_IT, stance=Stance.SUPPORTS, confidence=0.99)


def cited(*after, admissions=None, known=STATEMENTS, **fields):
    finding = a_finding((Role.BEFORE, WANTS_CAP), *((Role.AFTER, s) for s in after), **fields)
    material = some_material(conclusions=(a_conclusion(finding),), admissions=admissions or {}, statements=known)
    digest = build(material, period=PERIOD)
    return digest, [c.statement for c in digest.findings[0].citations if c.role is Role.AFTER]


@pytest.mark.parametrize("order", [(NAMES_IT, SUPPORTING), (SUPPORTING, NAMES_IT)])
def test_the_sentence_that_names_the_measure_leads(order):
    assert cited(*order)[1] == [NAMES_IT.id, SUPPORTING.id]


def test_naming_it_comes_before_directness_and_both_before_confidence():
    assert cited(IN_WRITING, NAMES_IT)[1][0] == NAMES_IT.id
    assert cited(SUPPORTING, IN_WRITING)[1][0] == IN_WRITING.id


def test_words_for_the_other_side_never_lead():
    assert cited(CONTRARY, SUPPORTING, after=Stance.OPPOSES)[1][0] == SUPPORTING.id


def test_words_that_do_not_count_lead_only_when_none_do():
    refused = {NAMES_IT.id: Admission(NAMES_IT.id, False, "modality is question", "modality")}

    assert cited(NAMES_IT, SUPPORTING, admissions=refused)[1][0] == SUPPORTING.id
    assert cited(NAMES_IT, admissions=refused)[1] == [NAMES_IT.id]


def test_a_finding_about_a_condition_leads_with_words_that_state_it():
    condition = replace(SUPPORTING, conditions=("the timetable suffers",))

    assert cited(NAMES_IT, condition, kind=Kind.NEW_CONDITION)[1][0] == condition.id


def test_every_format_leads_with_the_same_words():
    digest, _ = cited(SUPPORTING, NAMES_IT)
    quoted = [c["statement"] for c in reader.loads(json.render(digest))["shifts"][0]["evidence"]]

    assert quoted == [WANTS_CAP.id, NAMES_IT.id, SUPPORTING.id]
    for page, mark in (
        (html.render(digest), "<mark>"), (markdown.render(digest), "**"), (atom.render(digest), "&lt;b&gt;"),
    ):  # fmt: skip
        assert page.index(mark + NAMES_IT.text) < page.index(mark + SUPPORTING.text)


def test_hedged_words_count_one_level_in_heading_quotation_and_picture():
    hedged = replace(NAMES_IT, modality=Modality.HEDGED)
    digest, _ = cited(hedged, after=Stance.LEANS_AGAINST, known=())
    after = digest.findings[0].citations[-1]

    assert (after.stance, after.modality) == (Stance.LEANS_AGAINST, "hedged: counts one level")
    assert [p.stance for p in digest.findings[0].timeline.points] == [Stance.SUPPORTS, Stance.LEANS_AGAINST]
    for page in (html.render(digest), markdown.render(digest)):
        assert "Quoted, hedged: counts one level." in page


def newest(*evidence, stance=Stance.OPPOSES):
    digest = build(some_material(positions=(replace(a_position(*evidence), stance=stance),)), period=PERIOD)
    return digest.standing[0].latest.statement


def test_the_newest_words_for_a_position_are_on_its_side():
    later = replace(CONTRARY, said_on=When.parse("2026-03-06"))

    assert newest(NAMES_IT, CONTRARY) == newest(CONTRARY, NAMES_IT) == newest(NAMES_IT, later) == NAMES_IT.id
    assert newest(later) == later.id  # there is nothing else to show


def test_of_one_date_the_plainest_words_are_the_newest():
    narrated = replace(NAMES_IT, directness=Directness.NARRATED, confidence=0.99)

    assert newest(narrated, SUPPORTING) == newest(SUPPORTING, narrated) == SUPPORTING.id
    assert newest(NAMES_IT, SUPPORTING) == newest(SUPPORTING, NAMES_IT) == NAMES_IT.id  # as direct, and names it
