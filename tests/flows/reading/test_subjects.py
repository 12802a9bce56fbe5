"""Every stretch of a voice comes with all that it may be about, and with those that are meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flows.readers import build_reader
from flows.reading.links import BORNE_OUT
from flows.reading.reading import listen
from flows.reading.subjects import gone_through, leanings, spoken_by
from storage.domain.article import Article, Dated, Look, Revision
from storage.domain.when import When
from tests.flows.reading.harbour import harbours

TEXT = (
    "The Ministry of Ports will bring in a ban on night dredging.\n\n"
    "The Guild of Harbour Masters welcomed the ban on night dredging. “The ban is overdue,” the guild said. “We have "
    "asked for it since 2019. A crane crew is another matter.”\n"
)


def listen_to(text, registry):
    article = Article(
        "a1", "s1", None, "Night dredging", "The Quay", published=Dated(When.parse("2024-09-12"), "printed")
    )
    revision = Revision("a1", text, datetime(2024, 9, 12, tzinfo=UTC), Look.SEED, "plain")
    return listen(revision, article=article, registry=registry, reader=build_reader())


def stretches_of(text):
    _, heard, desk = listen_to(text, harbours())
    return [
        (" ".join(span.of(text) for span in stretch.spans), stretch)
        for voice, stretch in gone_through(heard, desk)
        if voice.speaker.stakeholder == "harbour-guild"
    ]


def test_each_stretch_of_a_voice_comes_with_the_measure_that_it_names_or_points_back_to():
    about = {words: {topic.proposition for topic in stretch.topics} for words, stretch in stretches_of(TEXT)}

    assert about["The ban is overdue"] == {"night-ban"}
    assert about["We have asked for it since 2019"] == {"night-ban"}


def test_what_is_meant_is_among_what_it_may_be_about_and_each_is_borne_out_by_figures():
    for _, stretch in stretches_of(TEXT):
        assert set(stretch.topics) <= set(stretch.candidates)
        assert all(topic.bearing is not None for topic in stretch.candidates)
        assert all(topic.meant for topic in stretch.topics)


def test_words_that_no_rule_links_are_told_from_those_that_one_does():
    whys = {topic.why: topic.linked for _, stretch in stretches_of(TEXT) for topic in stretch.candidates}

    assert all(linked == (why != BORNE_OUT) for why, linked in whys.items())


def test_all_that_a_holder_says_of_a_measure_leans_to_the_side_that_its_words_have_in_the_codebook():
    ban = replace(
        harbours().propositions["night-ban"],
        support_cues=("silt kills the oysters",),
        oppose_cues=("the channel will close",),
    )
    text = (
        "The Ministry of Ports will bring in a ban on night dredging.\n\n"
        "The Guild of Harbour Masters spoke of it. “The ban on night dredging is about oysters,” "
        "the guild said. “The ban on night dredging is about silt that kills.” The Union of Dock Hands said that the "
        "ban on night dredging would close the channel.\n"
    )
    _, heard, desk = listen_to(text, harbours(propositions=(ban,), digest="oysters"))

    leaning = leanings(heard, spoken_by(heard, desk), desk)

    assert leaning["harbour-guild", "night-ban"] > 0 > leaning["dockers-union", "night-ban"]
