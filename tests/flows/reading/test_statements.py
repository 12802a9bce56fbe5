"""From what is said to statements: which proposition, which side, on which occasion."""

from __future__ import annotations

import pytest

from flows.reading.occasions import change_acknowledged, earlier_date, recalled, reversal_told
from storage.domain.attribution import Directness, Modality
from storage.domain.when import When
from tests.flows.reading.harbour import ArticleKind, held, read_text

GUILD = "The Guild of Harbour Masters"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (f"{GUILD} supports a ban on night dredging.", 1),
        (f"{GUILD} opposes a ban on night dredging.", -1),
        (f"{GUILD} opposes the ministry’s decision to go back on its proposal for a ban on night dredging.", 1),
        (f"{GUILD} said that night dredging must not be banned.", -1),
        (f"{GUILD} said: “We don’t think a ban on night dredging is a good idea.”", -1),
        (f"{GUILD} said: “You can’t say there needs to be a ban on night dredging.”", -1),
        (f"{GUILD} called the night dredging ban unworkable.", -1),
        (f"{GUILD} condemned night dredging.", 1),
    ],
)
def test_the_side_taken_follows_from_what_the_clause_says(text, sign):
    assert {s for b, p, s in held(read_text(text + "\n")) if (b, p) == ("harbour-guild", "night-ban")} == {sign}


def test_a_near_miss_is_refused():
    assert held(read_text(f"{GUILD} said it wanted a cap on prices for cranes and crew.\n")) == set()


def test_a_body_of_another_nation_says_nothing_about_ours():
    from dataclasses import replace

    from storage.domain.sector import Nation
    from tests.flows.reading.harbour import harbours

    nations = {n: Nation(n, (n.title(),)) for n in ("england", "wales")}
    registry = replace(harbours(digest="nations"), nations=nations)
    text = "The Cymric Government supports a ban on night dredging.\n"

    assert held(read_text(text, registry=registry)) == set()


def test_this_points_back_to_what_was_spoken_of():
    text = f"A levy on ferries would pay for pilots, the ministry has suggested.\n\n{GUILD} strongly supports this.\n"

    assert ("harbour-guild", "pilot-levy", 1) in held(read_text(text))


def test_a_list_belongs_to_the_source_of_the_sentence_that_introduces_it():
    text = (
        "In its final report last May, the Tide Review made a number of proposals, including:\n\n"
        "• A ban on night dredging in every harbour.\n• A levy on ferries.\n"
    )
    reading = read_text(text)

    assert held(reading) == {("tide-review", "night-ban", 1), ("tide-review", "pilot-levy", 1)}
    assert {s.modality for s in reading.statements} == {Modality.RECALLED}
    assert {s.said_on for s in reading.statements} == {When.parse("2024-05")}


def test_a_view_that_others_reject_is_told_of_them():
    text = (
        f"{GUILD} said that the pilot levy was a scandal – a view roundly rejected by the Union of Dock Hands "
        "– and left.\n"
    )

    assert {("harbour-guild", "pilot-levy", -1), ("dockers-union", "pilot-levy", 1)} <= held(read_text(text))


def test_a_dropped_plan_is_told_as_a_reversal_of_its_owner():
    reading = read_text("The Ministry of Ports has dropped its plan for a levy on ferries.\n")

    now = [s for s in reading.statements if s.modality is not Modality.RECALLED]
    assert [(s.stance.sign, s.reported_reversal) for s in now] == [(-1, True)]


def test_an_undated_article_dates_nothing():
    reading = read_text(f"{GUILD} supports a ban on night dredging.\n", on=None)

    assert [s.said_on for s in reading.statements] == [None]


def test_what_a_body_publishes_under_its_own_name_is_published():
    text = "We call for a ban on night dredging in every harbour.\n\nNight dredging keeps our towns awake.\n"
    reading = read_text(text, kind=ArticleKind.BLOG, author="harbour-guild")

    assert {s.directness for s in reading.statements} == {Directness.PUBLISHED}
    assert held(reading) == {("harbour-guild", "night-ban", 1)}


def test_every_statement_tells_how_it_was_reached():
    (statement,) = read_text(f"{GUILD} supports a ban on night dredging.\n").statements

    assert [step.step for step in statement.trail] == ["attribution", "speaker", "proposition", "stance", "modality"]
    assert all(step.why for step in statement.trail)


@pytest.mark.parametrize(
    ("frame", "day"),
    [("In a report in May 2019, it said", "2019-05"), ("In 2018 it had said", "2018"), ("said last June", "2024-06")],
)
def test_an_earlier_occasion_is_recalled_and_dated_where_the_words_tell(frame, day):
    assert recalled(frame)
    assert earlier_date(frame, When.parse("2024-09-12")) == When.parse(day)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        (f"{GUILD} changed course, having said then that it opposed a ban on night dredging.", True),
        (
            f"{GUILD}, which at the beginning of the year moved to Wexley, opposes a ban on night dredging.",
            False,
        ),
        (f"“I opposed a ban on night dredging because I thought that it was costly,” said {GUILD}.", True),
        (f"“I oppose a ban on night dredging because I think that it is costly,” said {GUILD}.", False),
    ],
)
def test_what_was_said_then_and_why_it_was_is_recalled_and_what_is_told_beside_is_not(text, past):
    assert {s.modality is Modality.RECALLED for s in read_text(text + "\n").statements} == {past}


def test_a_turn_is_told_only_of_ones_own_plan_and_admitted_only_in_ones_own_words():
    assert reversal_told("its decision to go back on its pledge")
    assert not reversal_told("its decision to go back to the quay")
    assert change_acknowledged("We have changed our minds")
    assert not change_acknowledged("They have changed the tides")


def test_whoever_tells_what_the_own_body_backs_speaks_for_it_and_nobody_for_another():
    told = "Orrin Vasey, president of the Guild of Harbour Masters, said that the {} backed a ban on night dredging.\n"

    assert held(read_text(told.format("guild"))) == {("harbour-guild", "night-ban", 1)}
    assert held(read_text(told.format("Union of Dock Hands"))) == {("dockers-union", "night-ban", 1)}
