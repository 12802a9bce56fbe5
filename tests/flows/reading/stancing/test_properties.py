"""What must hold for every text: nothing raises, who speaks does not matter, the same words get the same verdict."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading.parsed import Parsed
from flows.reading.stancing import Passage, decide, load_model
from flows.reading.stancing.frame import frame_of
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, STONE_LEVY, parser, read

WORDS = st.sampled_from(
    [
        "the",
        "ban",
        "levy",
        "night",
        "blasting",
        "not",
        "never",
        "oppose",
        "support",
        "drop",
        "scrap",
        "welcome",
        "it",
        "this",
        "if",
        "unless",
        "?",
        ".",
        ",",
        "“",
        "”",
        "nobody",
        "should",
    ]
)
SPEAKERS = st.sampled_from(["The Quarry Owners' League", "Councillor Ruane", "Dr Finch", "The charity", "Ministers"])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_verdict(text):
    verdict = read(text)

    assert 0 <= verdict.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_the_same_words_get_the_same_verdict(words):
    text = " ".join(words)

    assert read(text) == read(text)


@settings(max_examples=20, deadline=None)
@given(SPEAKERS, st.sampled_from(["supports", "opposes", "has welcomed", "rejected"]))
def test_the_verdict_is_blind_to_the_speaker(speaker, verb):
    verdicts = []
    for name in (speaker, "Somebody"):
        text = f"{name} {verb} the night blasting ban."
        said = Attribution(
            source=(Span(0, len(name)),),
            cue=(Span(len(name) + 1, len(name) + 1 + len(verb)),),
            content=(Span(len(name) + len(verb) + 2, len(text)),),
            directness=Directness.NARRATED,
            confidence=1.0,
        )
        passage = Passage.of_attribution(Parsed(parser()(text)), said)
        assert not set(passage.source) & {token.i for token in passage.judged}
        verdicts.append(decide(passage, NIGHT_BLASTING, model=load_model()).stance)

    assert verdicts[0] == verdicts[1]


def test_a_frame_is_the_same_however_often_it_is_asked_for():
    assert frame_of(STONE_LEVY) is frame_of(STONE_LEVY)


@pytest.mark.parametrize("text", ["", " \n", "… ”"])
def test_a_passage_without_words_takes_no_side(text):
    assert (read(text).stance, read(text).confidence, read(text).odds) == (None, 1.0, 0.0)
