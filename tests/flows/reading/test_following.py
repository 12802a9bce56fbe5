"""What a text is on is followed through the sentences that name nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.reading.following import Heard, followed
from flows.reading.links import of_those_around
from flows.reading.meant import ARTICLE, CONTEXT, FOLLOWED, WORDS, Bearing
from tests.flows.reading.harbour import harbours, held, read_text

NAMES = st.sampled_from(("lamps", "cranes", "night-ban"))
EVIDENCE = st.dictionaries(NAMES, st.floats(0, 40), max_size=3)
SENTENCES = st.lists(st.builds(Heard, EVIDENCE, EVIDENCE, EVIDENCE), max_size=12)


def said(like=None, named=None, heading=None):
    return Heard(like or {}, named or {}, heading or {})


def on(*sentences, title=None):
    return [max(one, key=one.get, default=None) for one in followed(sentences, title or {})]


def test_a_sentence_of_no_words_is_on_what_those_around_it_are_on():
    assert on(said({"lamps": 30.0}), said(), said({"lamps": 30.0})) == ["lamps"] * 3


def test_a_text_turns_where_its_words_do():
    assert on(said({"lamps": 30.0}), said(), said({"cranes": 30.0}), said({"cranes": 9.0}))[2:] == ["cranes"] * 2


def test_what_is_named_outweighs_words_that_are_like_those_of_another():
    assert on(said({"lamps": 3.0, "cranes": 4.0}, named={"lamps": 1.0})) == ["lamps"]


def test_a_heading_speaks_for_the_sentences_below_it():
    bare, headed = (followed([said({"lamps": 3.0}, heading=h)], {}) for h in ({}, {"lamps": 20.0}))

    assert headed[0]["lamps"] > bare[0]["lamps"]


def test_a_sentence_like_nothing_in_a_text_like_nothing_is_on_nothing():
    assert all(likely < 0.5 for one in followed([said({"lamps": 0.5}), said(), said()], {}) for likely in one.values())


def test_a_text_without_sentences_and_one_without_words_of_the_codebook_are_on_nothing():
    assert followed([], {"lamps": 3.0}) == []
    assert followed([said(), said()], {}) == [{}, {}]


@given(SENTENCES, EVIDENCE)
def test_each_sentence_is_on_one_proposition_or_none_whatever_the_evidence(sentences, title):
    result = followed(sentences, title)

    assert len(result) == len(sentences)
    assert all(0 <= likely <= 1 + 1e-9 for one in result for likely in one.values())
    assert all(sum(one.values()) <= 1 + 1e-9 for one in result)


@given(SENTENCES, EVIDENCE)
def test_what_is_followed_does_not_hang_on_the_order_of_the_evidence(sentences, title):
    turned = [
        Heard(*(dict(reversed(given_.items())) for given_ in (one.like, one.named, one.heading))) for one in sentences
    ]

    assert followed(turned, dict(reversed(title.items()))) == followed(sentences, title)


REPORT = (
    "The Ministry of Ports will bring in a ban on night dredging in May, it said on Monday.\n\n"
    "Night dredging stirs up silt, and a ban on night dredging was proposed last year by the harbour review.\n\n"
    "“{words}” the Guild of Harbour Masters said.\n\n"
    "A ban on night dredging would be the first in the region.\n"
)


def test_words_that_name_nothing_are_on_what_the_article_is_on_and_take_the_side_that_they_take():
    assert ("harbour-guild", "night-ban", 1) in held(
        read_text(REPORT.format(words="Our members have waited years for something so badly needed."))
    )


def test_words_that_neither_name_anything_nor_take_a_side_are_no_position():
    found = held(
        read_text(
            REPORT.format(words="There are eleven harbours on this coast and nine have a crane."), registry=harbours()
        )
    )

    assert not {one for one in found if one[0] == "harbour-guild"}


def test_a_trail_says_that_the_sentences_around_tell_what_words_that_name_nothing_are_on():
    figures = {**dict.fromkeys((*ARTICLE, *WORDS, *CONTEXT), 0.0), "on it": 0.9, "on it odds": 0.4}
    topic = of_those_around("night-ban", Bearing.of(figures, FOLLOWED))

    told = topic.told("whatever it says")

    assert told.startswith("what the sentences around it are on (score 0.30; meant 0.")
    assert "the sentences around alone" in told
    assert not topic.linked
