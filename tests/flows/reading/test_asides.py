"""Sides told beside the main clause are the sides of those named there."""

from __future__ import annotations

import pytest

from tests.flows.reading.harbour import read_text

LEAD = "Ministers have published a bill that would bring in a ban on night dredging from next year.\n\n"


def side_of(sentence, who="harbour-guild"):
    found = {
        s.stance.sign
        for s in read_text(LEAD + sentence + "\n", on="2024-06-01").statements
        if s.speaker.stakeholder == who and s.proposition == "night-ban"
    }
    return found.pop() if len(found) == 1 else found


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Night dredging will be banned from May, as the Guild of Harbour Masters advised last year.", 1),
        ("Night dredging will be banned, to the dismay of the Guild of Harbour Masters.", -1),
        ("Night dredging will be banned, to the delight of the Guild of Harbour Masters.", 1),
        ("Night dredging will be banned despite the objections of the Guild of Harbour Masters.", -1),
        ("At the request of the Guild of Harbour Masters, night dredging will be banned.", 1),
        (
            "The minister has accepted the advice of the Guild of Harbour Masters that night dredging should be "
            "banned.",
            1,
        ),
        ("A ban on night dredging was one of the demands of the Guild of Harbour Masters.", 1),
        ("Night dredging was described by the Guild of Harbour Masters as indefensible.", 1),
        ("The ban on night dredging was described by the Guild of Harbour Masters as an insult.", -1),
        ("Among the critics of the ban on night dredging is the Guild of Harbour Masters.", -1),
        ("The Guild of Harbour Masters signed a letter calling for a ban on night dredging.", 1),
        ("The Guild of Harbour Masters has launched a petition against the ban on night dredging.", -1),
        ("The Guild of Harbour Masters came down against a ban on night dredging.", -1),
        ("The Guild of Harbour Masters has thrown its weight behind the ban on night dredging.", 1),
        ("The Guild of Harbour Masters is pressing for night dredging to be banned.", 1),
    ],
)
def test_a_side_beside_the_main_clause_is_told_of_who_is_named_there(sentence, side):
    assert side_of(sentence) == side


@pytest.mark.parametrize(
    "sentence",
    [
        "As the Guild of Harbour Masters urged members to stay calm, night dredging was banned.",
        "The minister came to the Guild of Harbour Masters after the ban on night dredging.",
        "Night dredging will be banned at the harbour of the Guild of Harbour Masters.",
        "The minister wrote a letter to the Guild of Harbour Masters about the ban on night dredging.",
    ],
)
def test_who_is_only_named_beside_it_takes_no_side(sentence):
    assert side_of(sentence) == set()


def test_who_publishes_a_review_has_not_said_what_they_think():
    assert side_of("The Guild of Harbour Masters is to publish a review of the ban on night dredging.") == set()
