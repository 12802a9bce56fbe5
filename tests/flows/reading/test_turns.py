"""Interviews printed without quotation marks, and what a whole article is about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.reading.layout import Layout
from flows.reading.propositions import codebook_of
from flows.reading.topics import Thread
from flows.reading.turns import questions
from tests.flows.reading.harbour import ArticleKind, harbours, held, read_text

INTERVIEW = """Orrin Vasey on his first summer

The president of the Guild of Harbour Masters talks about noise.

Has the summer been quiet?

It has not. I slept four nights in June and I wrote down each of them.

The ministry says that people get used to it.

I have never met one of them, and I have lived here for forty years.

What about the ban on night dredging?

We support the ban, and I have said so to three ministers.

Will you ever retire?

I doubt it. My wife has asked me to, and so has my boat.
"""


def test_answers_without_quotation_marks_are_the_guests():
    reading = read_text(INTERVIEW, kind=ArticleKind.INTERVIEW)

    assert held(reading) == {("harbour-guild", "night-ban", 1)}
    (one,) = {s.speaker.person for s in reading.statements}
    assert one == "Orrin Vasey"


def test_what_the_interviewer_puts_to_the_guest_is_no_position_of_the_guests_body():
    text = INTERVIEW.replace("people get used to it.", "people get used to it. Do they?").replace(
        "What about the ban on night dredging?", "But the Guild of Harbour Masters opposes the ban on night dredging."
    )

    assert ("harbour-guild", "night-ban", -1) not in held(read_text(text, kind=ArticleKind.INTERVIEW))


FIRST_MONTHS = "Orrin Vasey followed Mabel Thornquist in April. He has not slept much since, he says, and it shows.\n\n"


def test_the_guest_is_named_in_the_headline_or_in_the_line_below_it_not_only_before_the_questions():
    headed = INTERVIEW.replace("Has the summer", FIRST_MONTHS + "Has the summer")
    below = headed.replace("Orrin Vasey on his first summer", "A first summer").replace(
        "The president of the Guild of Harbour Masters talks about noise.",
        "Orrin Vasey, president of the Guild of Harbour Masters, on noise",
    )
    nowhere = headed.replace("Orrin Vasey on his first summer", "A first summer")

    assert held(read_text(headed, kind=ArticleKind.INTERVIEW)) == {("harbour-guild", "night-ban", 1)}
    assert held(read_text(below, kind=ArticleKind.INTERVIEW)) == {("harbour-guild", "night-ban", 1)}
    assert held(read_text(nowhere, kind=ArticleKind.INTERVIEW)) == set()


def test_where_questions_come_in_turn_what_is_put_without_a_question_mark_is_the_interviewer_s_too():
    put = "I have heard that the levy on ferries is the one thing on which your members and the ministry are agreed."
    turns = INTERVIEW.replace("The ministry says that people get used to it.", put)
    often = turns + "\nAnd then?\n\nThen we will see.\n"
    unequal = often.replace("I have never met", "That is so.\n\nI have never met")

    assert put in [span.of(often) for span in questions(Layout.of(often))]
    assert put not in [span.of(turns) for span in questions(Layout.of(turns))]
    assert put not in [span.of(unequal) for span in questions(Layout.of(unequal))]


def test_a_remark_that_speaks_of_the_paper_as_this_one_is_the_interviewer_s():
    long = (
        "Mabel Thornquist opposed the ban on night dredging to the last and she told this paper in her final week "
        "that nobody in the harbours who has to live by them would ever be for it."
    )
    text = INTERVIEW.replace("The ministry says that people get used to it.", long)

    assert long in [span.of(text) for span in questions(Layout.of(text))]


def test_an_answer_follows_each_question_and_a_short_remark_of_the_interviewers():
    layout = Layout.of(INTERVIEW)

    asked = [span.of(INTERVIEW) for span in questions(layout)]

    assert "The ministry says that people get used to it." in asked
    assert not any(one.startswith(("It has", "I have", "We support", "I doubt")) for one in asked)


@given(st.lists(st.sampled_from(["Is it?", "It is not.", "I am sure of it.", "“Never,” he said."]), max_size=12))
def test_no_two_questions_stand_together(lines):
    text = "\n\n".join(["A headline", "A paragraph that opens the article and says who is who.", *lines])
    layout = Layout.of(text)
    order = [b.span for b in layout.blocks]
    asked = {order.index(span) for span in questions(layout)}

    assert not any(n + 1 in asked for n in asked)


def test_a_short_name_stands_for_a_measure_that_the_text_has_named():
    named = (
        "Ferries may pay more.\n\nA ferry levy is planned.\n\nThe Union of Dock Hands said that it opposes the levy.\n"
    )
    unnamed = "Ferries may pay more.\n\nA tax is planned.\n\nThe Union of Dock Hands said that it opposes the levy.\n"

    assert ("dockers-union", "pilot-levy", -1) in held(read_text(named))
    assert held(read_text(unnamed)) == set()


def test_a_body_that_says_it_takes_no_side_takes_none():
    text = "A ferry levy is planned.\n\nThe guild said that it had not taken a view on the ferry levy.\n"
    text = text.replace("The guild", "The Guild of Harbour Masters")

    assert held(read_text(text)) == {("harbour-guild", "pilot-levy", 0)}


NEWS = """Levy on ferries from May

By Ada Quill

A levy on ferries will be introduced in May, the Ministry of Ports said on Monday.

The ferry levy will pay for harbour pilots.

"""


def thread_of(text):
    return Thread(text, Layout.of(text), codebook_of(harbours()))


def test_an_article_that_names_one_measure_again_and_again_is_about_it():
    assert thread_of(NEWS).subject == "pilot-levy"


def test_an_article_about_two_measures_is_about_neither_as_a_whole():
    text = NEWS + "A ban on night dredging is planned.\n\nThe night dredging ban begins in June.\n\n"
    text = text.replace("Levy on ferries from May", "Two plans for the harbours")

    assert thread_of(text).subject is None


def test_words_that_take_no_side_say_nothing_about_what_the_article_is_about():
    text = NEWS + "“I slept badly on Tuesday night,” said Orrin Vasey, president of the Guild of Harbour Masters.\n"

    assert "harbour-guild" not in {holder for holder, _, _ in held(read_text(text))}
