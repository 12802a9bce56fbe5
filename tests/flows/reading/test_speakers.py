"""Whose words they are, by the office held on that day."""

from __future__ import annotations

import pytest

from storage.domain.sector import Certainty
from tests.flows.reading.harbour import BODIES, ArticleKind, body, harbours, held, office, read_text

BAN = "There must be a ban on night dredging"


def speakers(reading):
    return [(s.speaker.stakeholder, s.speaker.person, s.speaker.in_office) for s in reading.statements]


def test_a_president_speaks_for_the_body_they_lead_on_that_day():
    text = f"Orrin Vasey, president of the Guild of Harbour Masters, spoke on Monday.\n\n“{BAN},” Vasey said.\n"

    assert speakers(read_text(text, on="2024-09-12")) == [("harbour-guild", "Orrin Vasey", True)]


def test_a_title_alone_is_whoever_held_the_office_that_day():
    text = f"The Guild of Harbour Masters met on Monday.\n\n“{BAN},” the president said.\n"

    assert speakers(read_text(text, on="2023-06-01")) == [("harbour-guild", "Mabel Thornquist", True)]
    assert speakers(read_text(text, on="2024-06-01")) == [("harbour-guild", "Orrin Vasey", True)]


def test_a_former_president_speaks_for_themselves():
    text = f"Mabel Thornquist, the former president of the guild, spoke on Monday.\n\n“{BAN},” Thornquist said.\n"

    (speaker,) = {s.speaker for s in read_text(text, on="2024-09-12").statements}
    assert not speaker.in_office
    assert speaker.stakeholder is None


def test_an_office_of_low_certainty_is_not_used_alone():
    shaky = body(
        "sand-board",
        "Sand Board",
        "regulator",
        offices=(office("Linus Croft", "sand-board", "Chair", "2020", certainty=Certainty.LOW),),
    )
    registry = harbours((*BODIES, shaky), digest="shaky")
    text = f"Linus Croft was at the quay on Monday.\n\n“{BAN},” Croft said.\n"

    assert all(stakeholder is None for stakeholder, _, _ in speakers(read_text(text, registry=registry)))


def test_own_employer_is_not_the_association():
    text = (
        "Orrin Vasey, president of the Guild of Harbour Masters, spoke on Monday.\n\n"
        "“In Wexley, we had a ban on night dredging and it worked well,” Vasey said.\n"
    )

    assert {s for s, _, _ in speakers(read_text(text))} == {"wexley-council"}


def test_it_said_is_the_body_that_spoke_last():
    text = f"The Union of Dock Hands said the harbour was loud.\n\n“{BAN},” it said.\n"

    assert {s for s, _, _ in speakers(read_text(text))} == {"dockers-union"}


def test_a_descriptive_name_needs_the_body_to_be_named_first():
    named = f"The Union of Dock Hands met.\n\nThe union said: “{BAN}.”\n"
    unnamed = f"Harbours are loud, everybody agrees on that.\n\nThe union said: “{BAN}.”\n"

    assert {s for s, _, _ in speakers(read_text(named))} == {"dockers-union"}
    assert not [s for s, _, _ in speakers(read_text(unnamed)) if s]


def test_one_department_is_not_another_and_a_review_is_not_the_government():
    text = f"The Tide Review, set up by the Ministry of Ports, reported on Monday.\n\nThe review said: “{BAN}.”\n"

    assert {s for s, _, _ in speakers(read_text(text))} == {"tide-review"}


def test_several_bodies_in_one_source_each_hold_it():
    text = "The Guild of Harbour Masters and the Union of Dock Hands both called for a ban on night dredging.\n"

    assert {s for s, _, _ in speakers(read_text(text))} == {"harbour-guild", "dockers-union"}


def test_an_unknown_speaker_is_kept_by_name_and_guessed_into_no_body():
    reading = read_text(f"Juniper Aldous has lived by the harbour for years.\n\n“{BAN},” said Juniper Aldous.\n")

    assert not [s for s, _, _ in speakers(reading) if s]
    assert "Juniper Aldous" in reading.unknown_speakers


def test_readers_are_nobody_of_the_pack():
    text = (
        "The harbour was quiet on Monday, people said.\n\n2 Responses to The harbour was quiet\n\n"
        f"1. Orrin Vasey September 13, 2024 at 9:14 am #\n\n{BAN}, the Guild of Harbour Masters said.\n"
    )

    assert read_text(text).statements == ()


def test_in_an_interview_a_quotation_after_a_paragraph_on_somebody_else_is_the_interviewees():
    text = (
        "The Quay sat down with Orrin Vasey, president of the Guild of Harbour Masters.\n\n"
        "“I came to harbours by accident and I stayed,” Vasey says. “I like the mornings.”\n\n"
        "Vasey says that his members are tired of the noise at the quays.\n\n"
        "Ports minister Hesper Lanyon visited the harbour the day before and promised to look at the noise.\n\n"
        "“There has to be a ban on night dredging, and the ministry will need to think about it.”\n"
    )

    assert {s for s, _, _ in speakers(read_text(text, kind=ArticleKind.INTERVIEW))} == {"harbour-guild"}


@pytest.mark.parametrize("on", ["2024-09-12", None])
def test_reading_twice_gives_the_same_reading(on):
    text = f"Orrin Vasey, president of the Guild of Harbour Masters, spoke on Monday.\n\n“{BAN},” Vasey said.\n"

    assert read_text(text, on=on) == read_text(text, on=on)


def test_a_branch_is_not_the_body():
    branch = "Guild of Harbour Masters North East"
    text = f"{branch} has its own view.\n\n{branch} said: “{BAN}.”\n"

    assert ("harbour-guild", "night-ban", 1) not in held(read_text(text))


def test_an_interview_is_known_by_what_it_says_at_its_head():
    text = (
        "The Quay sat down with Orrin Vasey, president of the Guild of Harbour Masters.\n\n"
        "Vasey says that his members are tired of night dredging at the quays.\n\n"
        "Vasey has worked in harbours all his life, he likes the mornings.\n\n"
        "Ports minister Hesper Lanyon visited the harbour and promised to look at night dredging.\n\n"
        "“There has to be a ban on night dredging, and the ministry will need to think about it.”\n"
    )

    quoted = {s.speaker.stakeholder for s in read_text(text).statements if "There has to be" in s.text}
    assert quoted == {"harbour-guild"}


def test_a_pronoun_means_the_stranger_who_was_named_last():
    text = (
        f"Orrin Vasey, president of the Guild of Harbour Masters, said: “{BAN}.”\n\n"
        "Hetty Marlowe, 71, has mended nets in Skelling since she left school. She said that there must be a ban on"
        " night dredging, too, and that she would not live to see it.\n"
    )

    assert ("harbour-guild", "Orrin Vasey", True) in speakers(read_text(text, on="2024-09-12"))
    assert speakers(read_text(text, on="2024-09-12")).count(("harbour-guild", "Orrin Vasey", True)) == 1


def test_a_quotation_without_a_cue_is_not_of_a_body_named_in_passing():
    text = (
        "Orrin Vasey, president of the Guild of Harbour Masters, met us on the quay. On pilots, which the Port Users’"
        f" Forum wants on every boat, Vasey is warm. “They are worth having. {BAN}.”\n"
    )

    assert {stakeholder for stakeholder, _, _ in speakers(read_text(text, on="2024-09-12"))} <= {"harbour-guild"}


def speakers_of(text):
    return {s.speaker.stakeholder for s in read_text(LEAD_OF_A_BAN + text, on="2024-06-01").statements}


LEAD_OF_A_BAN = "A bill would bring in a ban on night dredging from next year.\n\n"


def test_each_of_those_who_ask_together_is_heard():
    text = (
        "The Guild of Harbour Masters, the Union of Dock Hands and the Wexley Town Council all asked MPs to support "
        "the ban on night dredging.\n"
    )

    assert {"harbour-guild", "dockers-union", "wexley-council"} <= speakers_of(text)


def test_a_regulator_that_the_pack_calls_so_needs_no_name_and_a_council_does():
    bodies = (
        *BODIES,
        body("harbour-watch", "Harbour Safety Inspectorate", "regulator", refs=("the inspectorate", "the council")),
    )
    registry = harbours(bodies, digest="watched")

    def heard(who):
        text = f"{LEAD_OF_A_BAN}{who} said that the ban on night dredging was long overdue.\n"
        return {s.speaker.stakeholder for s in read_text(text, on="2024-06-01", registry=registry).statements}

    assert "harbour-watch" in heard("The inspectorate")
    assert "harbour-watch" not in heard("The council")


def test_a_name_right_before_the_verb_speaks_also_where_the_parser_loses_it():
    bodies = (*BODIES, body("small-ports", "Harbours Together", "association"))
    text = (
        LEAD_OF_A_BAN
        + "Harbours Together, which speaks for small ports in pay talks, said it could not support a ban on night "
        "dredging.\n"
    )
    reading = read_text(text, on="2024-06-01", registry=harbours(bodies, digest="together"))

    assert {(s.speaker.stakeholder, s.stance.sign) for s in reading.statements} == {("small-ports", -1)}


FIRST = (
    "Pella Quaintance, vice-president of the Guild of Harbour Masters, spoke first and the hall was full. She said "
    "that lunch was at one.\n\n"
)


@pytest.mark.parametrize(
    ("then", "whose"),
    [
        ("Mr Fenwater, the ports minister, listened in the first row. “{}”, she told him.", "harbour-guild"),
        ("Mr Fenwater, the ports minister, listened in the first row. “{}”, he told her.", "ports-ministry"),
        ("Idris Fenwater, the ports minister, smiled.\n\nOn one thing the guest was plain. “{}”, she said.",
         "harbour-guild"),
        ("Idris Fenwater, the ports minister, smiled.\n\nHe said: “{}”.", "ports-ministry"),
    ],
)  # fmt: skip
def test_she_is_nobody_called_mr_and_seldom_somebody_named_a_paragraph_ago(then, whose):
    assert {s for s, _, _ in speakers(read_text(FIRST + then.format(BAN), on="2024-06-01"))} == {whose}


@pytest.mark.parametrize(
    ("between", "holder"),
    [
        ("She succeeded Orrin Vasey in April.", "ports-ministry"),
        ("She took over from the guild's president, Orrin Vasey, in April.", "ports-ministry"),
        ("Mr Orrin Vasey of the guild listened.", "ports-ministry"),
        ("Pella Quaintance, the guild's vice-president, agreed.", "harbour-guild"),
    ],
)
def test_she_is_nobody_who_is_a_he_or_was_only_succeeded(between, holder):
    text = (
        f"Hesper Lanyon, the ports minister, spoke first. {between} She said that a ban on night dredging was wrong.\n"
    )

    assert (holder, "night-ban", -1) in held(read_text(text))


@pytest.mark.parametrize(
    ("who", "holder"), [("a spokesperson", "harbour-guild"), ("a spokesperson for the ministry", "ports-ministry")]
)
def test_a_spokesperson_without_more_speaks_for_whom_the_sentence_before_heard(who, holder):
    text = (
        "The Ministry of Ports opened the talks. Orrin Vasey, the guild's president, spoke in Wexley.\n\n"
        "The Guild of Harbour Masters told the Wexley Gazette that it could not discuss single harbours. "
        f"But {who} said that a ban on night dredging was wrong.\n"
    )

    assert (holder, "night-ban", -1) in held(read_text(text))


def test_the_leader_of_the_opposition_does_not_speak_for_the_council():
    text = (
        "Wexley Town Council will keep its crane.\n\nOpposition leader Jonas Tate called for an inquiry. "
        "“There should be a ban on night dredging,” he said.\n"
    )

    assert "wexley-council" not in {holder for holder, *_ in held(read_text(text))}
