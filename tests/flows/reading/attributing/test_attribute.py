"""Who says what, told as sentences a newspaper could print."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.domain.attribution import Directness
from tests.flows.reading.attributing.parsed import attributions, by_cue, said


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The report will cost lives, Helen Garrick warned.", "warned", "Helen Garrick", "The report will cost lives"),
        ("Helen Garrick said that the plan would fail.", "said", "Helen Garrick", "that the plan would fail"),
        (
            "According to the Fitters’ Union, wages have fallen by a tenth.",
            "According to",
            "the Fitters’ Union",
            "wages have fallen by a tenth",
        ),
        (
            "The Fitters’ Union opposes the plan to close rural desks.",
            "opposes",
            "The Fitters’ Union",
            "the plan to close rural desks",
        ),
        ("The proposal was rejected by the Fitters’ Union.", "rejected", "the Fitters’ Union", "The proposal"),
        (
            "The inspectorate’s report found that fees had doubled.",
            "found",
            "The inspectorate’s report",
            "that fees had doubled",
        ),
    ],
)
def test_source_cue_and_content(text, cue, source, content):
    found = by_cue(text, cue)
    assert said(text, found.source) == [source]
    assert said(text, found.content) == [content]


def test_an_interrupted_quotation_is_one_attribution():
    text = "“We will fight this,” said Helen Garrick, general secretary of the Fitters’ Union. “Every one of us.”"
    found = by_cue(text, "said")

    assert said(text, found.content) == ["“We will fight this,”", "“Every one of us.”"]
    assert found.directness is Directness.QUOTED
    assert (found.speaker, found.organisation) == ("Helen Garrick", "Fitters’ Union")


def test_stance_told_as_a_fact_is_narrated():
    found = by_cue("Helen Garrick strongly supports a cap on fees.", "supports")
    assert (found.directness, found.kind) == (Directness.NARRATED, "stance")


def test_a_paraphrase_with_quoted_words_is_mixed():
    assert by_cue("Helen Garrick said the plan was “a leap in the dark”.", "said").directness is Directness.MIXED


def test_a_paragraph_of_quotation_goes_on_with_the_same_speaker():
    text = "“We tried everything,” said Helen Garrick.\n\n“Nobody would listen to us at all.”\n\nThe hall was empty."
    found = by_cue(text, "said")
    assert said(text, found.content)[-1] == "“Nobody would listen to us at all.”"


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("Helen Garrick dismissed the Fitters’ Union’s criticism of the fees.", "Helen Garrick"),
        ("Helen Garrick answered the Fitters’ Union’s call for a cap.", "Helen Garrick"),
        ("Helen Garrick said that residents had complained of the noise.", "Helen Garrick"),
        ("Helen Garrick was not there. Owen Blackley objected to the fees.", "Owen Blackley"),
    ],
)
def test_a_quotation_that_follows_is_of_whoever_tells_and_not_of_those_told_of(told, speaker):
    text = f"{told} “We have put four million into the desks that nobody else wanted to keep.”"
    quoted = [a for a in attributions(text) if any("four million" in s for s in said(text, a.content))]

    assert [a.speaker for a in quoted] == [speaker]


def test_a_closing_mark_that_stands_alone_does_not_lend_a_quotation_to_the_next_paragraph():
    talk = (
        "Owen Blackley, who is in charge of desks at the Fitters' Union, described how the halls put their figures on "
        'the wall each Friday and send them to members. "Waste is down by 38 per cent, and most of that came in '
        "the first term, when the figures went up. I'd make it compulsory everywhere.\"\n\n"
        "Helen Garrick, the chair of the Halls Forum, disagreed. She said that it took her an hour a week."
    )
    quoted = [a for a in attributions(talk) if any("compulsory" in s for s in said(talk, a.content))]

    assert [a.speaker for a in quoted] == ["Owen Blackley"]


def test_an_answer_is_not_given_to_the_one_who_asked():
    text = "“Have you ever worked for one?” asked Helen Garrick, who chairs the panel.\n\n“Four of them, and gladly.”"
    asked = by_cue(text, "asked")
    assert said(text, asked.content) == ["“Have you ever worked for one?”"]


def test_pronouns_and_surnames_are_named_in_full():
    text = (
        "Helen Garrick, chief executive of the Fitters’ Union, said the plan was weak.\n\n"
        "Garrick insisted that it would fail. She added that members were angry."
    )
    assert [(a.speaker, a.organisation) for a in attributions(text)] == [("Helen Garrick", "Fitters’ Union")] * 3
    pronoun = by_cue(text, "added")
    assert pronoun.antecedent is not None
    assert pronoun.antecedent.of(text) == "Helen Garrick"


def test_a_body_is_known_again_by_the_noun_in_its_name():
    text = "The Fitters’ Union met on Monday.\n\nThe union said the plan was weak."
    assert by_cue(text, "said").organisation == "Fitters’ Union"


def test_what_speakers_say_of_themselves_inside_their_quotation_is_not_told_twice():
    text = "“I think the plan is weak and I hope it fails,” said Helen Garrick."
    assert len(attributions(text)) == 1


INTERVIEW = """Helen Garrick, president of the Fitters’ Union, met us in Wexby.

“We have a government that listens to us,” Garrick says.

“I am hopeful,” Garrick says. “We all are.”

“My members want to stay,” she says.

“I joined at sixteen,” she says.

In a speech on Monday, minister Tom Bell vowed to support a “tired and unloved” trade.

“We know that there are not enough of us, and I want somebody to count.
"""


def test_open_quotations_after_a_minister_was_quoted_in_passing_go_on_with_the_interview():
    last = attributions(INTERVIEW)[-1]
    assert "not enough of us" in said(INTERVIEW, last.content)[-1]
    assert last.speaker == "Helen Garrick"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "said", "Helen Garrick", ":", "\n", "—", "that", "the plan", ".", "we", "opposes"]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_is_read_and_every_span_is_inside_it(text):
    for found in attributions(text):
        assert found.content
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        '"' * 10_000,
        "“a” 'b' \"c\" ‘d’ " * 2_500,
        "قال الوزير إن الخطة سيئة. " * 400,
        "他说这个计划不好。" * 800,
        "Der Minister sagte, „das Gesetz sei schlecht“, und die Opposition widersprach. " * 100,
        "’s Service",
    ],
    ids=["10,000 marks", "marks of every kind", "Arabic", "Chinese", "German", "cut off within a name"],
)
def test_odd_texts_are_read_without_complaint(text):
    for found in attributions(text):
        assert all(span.of(text) for span in found.content)


def test_time_is_linear_in_the_length_of_a_line():
    def cpu(times: int) -> float:
        text = "Mr Bell said the plan was wrong, and she agreed that it “will fail” in the end. " * times
        before = time.process_time()
        attributions(text)
        return time.process_time() - before

    cpu(50)
    assert cpu(2_500) < 8 * cpu(625) + 1  # 200 kB in one line; linear is 4
