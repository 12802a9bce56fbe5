"""Who says nothing of a measure, and who says that they have no view of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.readers import build_reader
from flows.reading.links import AROUND, POINTS, Topic
from flows.reading.reading import listen
from flows.reading.silences import says_nothing
from storage.domain.article import Article, Look, Revision
from storage.domain.span import Span
from tests.flows.reading.harbour import harbours, read_text

LEAD = "A bill would bring in a ban on night dredging from next year.\n\n"


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ("said that it did not comment on the ban on night dredging.", []),
        ("did not comment on the bill but said that the ban on night dredging was a mistake.", [-1]),
        ("said that the ban on night dredging was a matter for ministers.", []),
        ("said that a ban on night dredging was a matter of urgency.", [1]),
        ("had no view on the ban on night dredging, it said.", [0]),
        ("said that it had no view on the bill but was against the ban on night dredging.", [-1]),
    ],
)
def test_no_word_is_no_position_and_no_view_stands_between_the_sides(said, signs):
    reading = read_text(f"{LEAD}The Union of Dock Hands {said}\n", on="2024-06-01")

    assert [s.stance.sign for s in reading.statements] == signs


@pytest.mark.parametrize(
    ("words", "nothing"), [("members, masters and pilots", True), ("masters have waited for it", False)]
)
def test_what_names_nothing_must_say_something_to_be_taken_for_what_the_text_around_it_is_on(words, nothing):
    text = f"{LEAD}The Union of Dock Hands said “{words}”.\n"
    article = Article("a1", "s1", None, "A title", "The Quay")
    revision = Revision("a1", text, datetime(2024, 6, 1, tzinfo=UTC), Look.SEED, "plain")
    _, heard, desk = listen(revision, article=article, registry=harbours(), reader=build_reader())
    (voice,) = (one for one in heard if one.speaker.stakeholder == "dockers-union")

    found = {
        why: says_nothing(voice, (Span(text.index(words), text.index(words) + len(words)),), topic_of(why), desk)
        for why in (AROUND, POINTS)
    }

    assert found == {AROUND: nothing, POINTS: False}


def topic_of(why):
    return Topic("night-ban", 0.3, (), why, carried=True)
