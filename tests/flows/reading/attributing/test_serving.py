"""For whom a person works, by a verb of service or by a post that the text gives apart from the name."""

from __future__ import annotations

import pytest

from tests.flows.reading.attributing.parsed import employers


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Orla Coyle, who runs the Harbour Trust, said it was late.", "Orla Coyle", "Harbour Trust"),
        ("Constance Ibe, who chairs the tenants’ assembly, sniffed.", "Constance Ibe", "tenants’ assembly"),
        ("Aggie Moncur, who buys for the Timber Board, was pleased.", "Aggie Moncur", "Timber Board"),
        ("For the Coach Company, Lorna Bisset submitted that it was fair.", "Lorna Bisset", "Coach Company"),
        ("Kit Garside, who represents Lowmouth, asked why.", "Kit Garside", None),
        ("Moira Pell chaired the Trust from 2017 to 2022.", "Moira Pell", None),
    ],
)
def test_whoever_runs_or_serves_a_body_speaks_for_it(text, name, body):
    assert employers(text)[name] == body


def test_the_one_guest_of_an_interview_holds_the_post_that_it_names():
    text = (
        "Catriona Veitch keeps a model of a ship on her desk. The real one is late.\n\n"
        "“It will sail,” says the chief executive of the Sounds Ferries Company. “I hope.”"
    )
    assert employers(text)["Catriona Veitch"] == "Sounds Ferries Company"


def test_a_former_coroner_speaks_for_no_court():
    text = "The Crown Court sat on Monday. Bronwen Yates, a former coroner, was not there."
    assert employers(text)["Bronwen Yates"] is None


def test_a_rank_between_the_post_and_the_name_does_not_part_them():
    text = "The police union called the review one-sided. Its president, Sgt. Mick Dorsey, agreed."
    assert employers(text)["Mick Dorsey"] == "police union"


def test_a_councillor_sits_on_no_trade_council():
    text = "The Volume Builders’ Council wrote in. Councillor Imelda Roake called it government by whisper."
    assert employers(text)["Imelda Roake"] is None


def test_a_colleague_works_where_she_works():
    text = (
        "Lena Ferro, director of the Meridian Institute, compared it to a rooster.\n\n"
        "Her colleague Ahmed Sayle called it fair."
    )
    assert employers(text)["Ahmed Sayle"] == "Meridian Institute"


def test_what_is_said_of_her_in_the_next_sentence_says_where_she_works():
    text = "Prudence Achebe keeps a canary. She has run the Mines Trust for years. She is tired of it."
    assert employers(text)["Prudence Achebe"] == "Mines Trust"


def test_of_two_people_named_nobody_is_meant_for_certain():
    text = "Prudence Achebe met Joan Pettifer. She has run the Mines Trust for years."
    assert set(employers(text).values()) == {None}


def test_now_counts_and_not_what_was_before():
    text = "Phil Garrow, formerly of the Lines Company and now chair of the Harbour Institute, was pleased."
    assert employers(text)["Phil Garrow"] == "Harbour Institute"


def test_the_minister_told_of_just_before_is_who_is_named_next():
    text = "The Ministry for Schools is late, the food minister conceded on Tuesday. Imelda Croft blamed the weather."
    assert employers(text)["Imelda Croft"] == "Ministry for Schools"


def test_a_spokesman_of_another_body_is_not_who_was_named_before():
    text = "The vicar, Rev Jo Tait, was pleased. A spokesman for the Crane Company declined."
    assert employers(text)["Jo Tait"] is None


def test_who_lives_beside_a_body_does_not_work_for_it():
    text = "Dana Rourke, 43, lives near the Harbour Institute and has no car."
    assert employers(text)["Dana Rourke"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bright, a critic of the Canal Trust, said that the lock was unsafe.",
        "Nora Bright, a customer of the Canal Company, said that the lock was unsafe.",
        "Nora Bright, who is suing the Canal Trust, said that the lock was unsafe.",
        "Nora Bright criticised the Canal Trust, saying that the lock was unsafe.",
        "Nora Bright, director of the Canal Trust from 2012 to 2019, said that the lock was unsafe.",
        "Nora Bright, who was chief executive of the Canal Trust until 2019, said that the lock was unsafe.",
    ],
)
def test_who_only_has_to_do_with_a_body_or_once_worked_there_does_not_speak_for_it(text):
    assert employers(text)["Nora Bright"] is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Nora Bright, the theatre critic of the Wexby Mercury, was pleased.", "Wexby Mercury"),
        ("The District Council met. Cabinet member Nora Bright was pleased.", "District Council"),
    ],
)
def test_a_critic_of_a_paper_and_a_cabinet_member_of_a_council_do(text, body):
    assert employers(text)["Nora Bright"] == body
