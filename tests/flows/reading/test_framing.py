"""The reporter introduces a speaker: what is told before their words tells on which side these are."""

from __future__ import annotations

import pytest

from tests.flows.reading.harbour import read_text

LEAD = "Ministers have published a bill that would bring in a ban on night dredging from next year.\n\n"


def side_of(text, who="harbour-guild"):
    signs = {
        s.stance.sign
        for s in read_text(LEAD + text, on="2024-06-01").statements
        if s.speaker.stakeholder == who and s.proposition == "night-ban"
    }
    return signs.pop() if len(signs) == 1 else signs


@pytest.mark.parametrize(
    ("lead", "side"),
    [
        ("The announcement was attacked by the harbours.", -1),
        ("Harbour masters were less pleased.", -1),
        ("The news was greeted with relief in the harbours.", 1),
        ("Harbour masters were delighted.", 1),
    ],
)
def test_words_that_name_nothing_are_on_the_side_that_their_introduction_tells(lead, side):
    said = "nobody could say that they had not seen this coming"

    assert side_of(f"{lead} Orrin Vasey, president of the Guild of Harbour Masters, said that {said}.\n") == side


@pytest.mark.parametrize(
    "turn",
    [
        "The Guild of Harbour Masters, in contrast,",
        "The Guild of Harbour Masters took the opposite view. It",
        "The Guild of Harbour Masters, again, takes another view. It",
    ],
)
def test_whoever_is_set_against_another_is_on_the_other_side(turn):
    text = (
        "The Union of Dock Hands strongly supports the ban on night dredging.\n\n"
        f"{turn} said that nobody could say that they had not seen this coming.\n"
    )

    assert side_of(text) == -1


def test_a_refusal_to_say_is_no_introduction():
    text = (
        "The Guild of Harbour Masters declined to say whether it was pleased. Orrin Vasey, its president, said that "
        "nobody could say that they had not seen this coming.\n"
    )

    assert side_of(text) == set()


def test_what_a_body_unknown_to_the_pack_fears_is_not_credited_to_the_one_before():
    text = (
        "The Guild of Harbour Masters has 400 members.\n\n"
        "The Federation of Mussel Farms is opposed. It fears that the ban on night dredging would cost jobs.\n"
    )

    assert side_of(text) == set()


@pytest.mark.parametrize(
    ("lead", "side"),
    [
        ("The Guild of Harbour Masters, which has campaigned for the ban on night dredging, was there in force.", 1),
        ("The Guild of Harbour Masters, which has long opposed the ban on night dredging, was there in force.", -1),
        ("The Guild of Harbour Masters was there in force.", 0),
        ("The Guild of Harbour Masters, which has 400 members, was there in force.", 0),
        ("Few of those who want a ban on night dredging wrote to the Guild of Harbour Masters.", 0),
    ],
)
def test_what_a_body_has_campaigned_for_is_the_side_of_what_its_speaker_says_next(lead, side):
    said = "“This is not about one season,” said Orrin Vasey of the Guild. "
    told = [s for s in read_text(LEAD + lead + " " + said, on="2024-06-01").statements if "season" in s.text]

    assert sum(s.stance.sign for s in told if s.speaker.stakeholder == "harbour-guild") == side
