"""Each gate, its reason, and what passes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.judging import Gone, admissions, admit
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from tests.builders import a_statement
from tests.flows.judging.harbour import ADA, BRAM, CALM, CAP, HARBOURS

REFUSED = [
    (a_statement(by=None), "speaker", "speaker 'A passer-by' is not resolved to a stakeholder"),
    (a_statement(by="keepers"), "speaker", "stakeholder 'keepers' is not in the registry"),
    (
        replace(a_statement(), text="too short"),
        "verbatim",
        "the span is not verbatim: its text and its offsets differ in length",
    ),
    (a_statement(text=" \n "), "verbatim", "the span is empty"),
    (
        a_statement(said_on="2024-01-10", person=ADA),
        "office",
        "Ada Quill held no office in Harbour Masters on 2024-01-10",
    ),
    (a_statement(endorsed=False), "endorsed", "reported of another without being the speaker's own view"),
    (
        a_statement(modality=Modality.ATTRIBUTED_TO_OTHER),
        "endorsed",
        "reported of another without being the speaker's own view",
    ),
    (a_statement(modality=Modality.HYPOTHETICAL), "modality", "modality is hypothetical"),
    (a_statement(modality=Modality.QUESTION), "modality", "modality is question"),
    (a_statement(modality=Modality.RECALLED), "modality", "modality is recalled"),
    (a_statement(on="whale-oil"), "proposition", "proposition 'whale-oil' is not in the registry"),
    (a_statement(version=2), "proposition", "version 2 of 'profit-cap' is not in the registry"),
    (a_statement(nation="borland"), "proposition", "said about borland, the proposition is about aldmere"),
    (a_statement(directness=Directness.HEARSAY), "hearsay", "hearsay"),
    (a_statement(reported_reversal=True), "reported", "somebody else's account of a change never moves a position"),
    (a_statement(said_on=None), "dated", "undated: it never enters a timeline"),
    (a_statement(said_on="2024-05-01", seen_at="2024-04-01T12:00"), "dated", "dated 2024-05-01, after it was seen"),
]


@pytest.mark.parametrize(("statement", "gate", "reason"), REFUSED, ids=[f"{gate}: {why}" for _, gate, why in REFUSED])
def test_a_refusal_names_its_gate_and_reason(statement, gate, reason):
    admission = admit(statement, registry=HARBOURS)
    assert (admission.admitted, admission.gate, admission.reason) == (False, gate, reason)
    assert admission.statement == statement.id


PASSING = {
    "an asserted quotation": a_statement(),
    "a hedged one": a_statement(modality=Modality.HEDGED),
    "a narrated stance": a_statement(directness=Directness.NARRATED),
    "an office-holder in office": a_statement(said_on="2024-01-10", person=BRAM),
    "a person whose offices the pack does not know": a_statement(person="Nobody Special"),
    "words out of office, for the person's own series": a_statement(person=ADA, in_office=False, said_on="2024-01-10"),
    "an older version of the proposition": a_statement(on="berth-fees", version=1),
    "the nation of the proposition": a_statement(nation="aldmere"),
    "a year that had begun when it was seen": a_statement(said_on="2024", seen_at="2024-04-01T12:00"),
    "tomorrow's date in a time zone ahead of ours": a_statement(said_on="2024-04-02", seen_at="2024-04-01T23:00"),
}


@pytest.mark.parametrize("statement", PASSING.values(), ids=PASSING)
def test_what_passes_has_no_reason(statement):
    admission = admit(statement, registry=HARBOURS)
    assert admission.admitted
    assert (admission.gate, admission.reason) == ("", "")


WORDS = "We shall never live with a cap on what harbours earn"


def gates(*said, **more):
    return {a.statement: a for a in admissions(said, registry=HARBOURS, calibration=CALM, **more)}


def test_a_copy_names_the_statement_that_counts_in_its_place():
    first = a_statement(said_on="2024-03-01", text=WORDS, article="a", outlet="The Tide")
    copy = a_statement(said_on="2024-03-02", text=WORDS, article="b")
    found = gates(first, copy)
    assert found[first.id].admitted
    assert found[copy.id].gate == "copy"
    assert found[copy.id].reason == f"copy of statement {first.id} (The Tide, 2024-03-01)"


def test_the_words_themselves_stand_for_their_paraphrase():
    told = a_statement(said_on="2024-03-01", text=WORDS, article="a", directness=Directness.PARAPHRASED)
    quoted = a_statement(said_on="2024-03-02", text=WORDS, article="b")
    found = gates(told, quoted)
    assert found[quoted.id].admitted
    assert found[told.id].gate == "copy"


def test_a_withdrawn_statement_is_refused_and_its_copy_takes_its_place():
    first = a_statement(said_on="2024-03-01", text=WORDS, article="a")
    copy = a_statement(said_on="2024-03-02", text=WORDS, article="b")
    found = gates(first, copy, left=Gone(withdrawn=frozenset({first.id})))
    assert found[first.id].gate == "withdrawn"
    assert found[copy.id].admitted


def test_every_statement_has_one_admission_however_often_it_is_given():
    statement = a_statement(Stance.SUPPORTS, on=CAP)
    assert len(admissions([statement, statement], registry=HARBOURS)) == 1
