"""For whom "we" and "I" speak where nobody is quoted and no writer is named."""

from __future__ import annotations

from tests.flows.reading.attributing.parsed import speakers


def test_whoever_is_paid_by_a_body_speaks_for_it_and_so_does_a_colleague():
    text = (
        "The Custody Agency pays me to look after sixty people. I think it is too many.\n\n"
        "My colleague Bev Marsh says that it is a joke."
    )
    assert speakers(text) == [(None, "Custody Agency"), ("Bev Marsh", "Custody Agency")]


def test_who_tells_of_our_students_teaches_at_the_college_of_the_article():
    assert speakers("The college counts hats. Our students say no. I object to the plan.")[-1] == (None, "college")


def test_we_in_a_statement_are_the_body_that_makes_it():
    text = (
        "The Harbour Pilots’ Guild today welcomed the ruling.\n\nWe oppose any further delay.\n\n"
        "Ros Teague, master of the guild, said that it was time."
    )
    assert (None, "Harbour Pilots’ Guild") in speakers(text)[1:2]


def test_we_who_write_and_name_no_body_speak_for_none():
    text = "The Harbour Pilots’ Guild today welcomed the ruling.\n\nI think that we all oppose further delay."
    assert ("Harbour Pilots’ Guild") not in [body for _, body in speakers(text)[1:]]
