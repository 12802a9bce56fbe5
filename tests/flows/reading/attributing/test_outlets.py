"""What the head of an article tells: for whom "this newspaper", "we" and a reader's "you" speak."""

from __future__ import annotations

from flows.reading.attributing import Head, attribute, make_doc
from tests.flows.reading.attributing.parsed import attributions, parser, weights

HEAD = Head("The Tarnbeck Gazette", "Ferry fares to rise")
LETTERS = Head("The Tarnbeck Gazette", "Letters: fares and ferries")


def bodies(text: str, head: Head = HEAD) -> list[tuple[str | None, str | None]]:
    return [(a.speaker, a.organisation) for a in attribute(make_doc(text, parser()), weights=weights(), head=head)]


def test_this_newspaper_is_the_outlet_and_has_no_antecedent_in_the_text():
    text = "This newspaper said in May that the fares were too high."
    found = attribute(make_doc(text, parser()), weights=weights(), head=HEAD)
    assert [(a.organisation, a.antecedent) for a in found] == [("The Tarnbeck Gazette", None)]


def test_without_a_head_nobody_is_made_up():
    assert [a.organisation for a in attributions("This newspaper said in May that the fares were too high.")] == [None]


def test_the_last_word_of_its_name_is_the_outlet_in_full():
    assert (None, "The Tarnbeck Gazette") in bodies("The ferry was late. The Gazette reported that the crew had gone.")


def test_we_asked_is_the_paper_and_we_in_a_quotation_is_who_speaks():
    text = "We asked readers what they thought. “We want cheaper fares,” said Ann Lee, chair of the Pier Society."
    assert bodies(text) == [(None, "The Tarnbeck Gazette"), ("Ann Lee", "Pier Society")]


def test_an_interviewers_i_is_the_paper_and_a_columnists_i_is_not():
    asked = "“It is safe,” says Ann Lee. I put it to her that the ferry had sunk."
    assert (None, "The Tarnbeck Gazette") in bodies(asked)
    assert bodies("I believe that the ferry will sink.") == [(None, None)]


def test_our_reporter_works_for_the_paper():
    text = "Our reporter Gwen Palmer went to see. Palmer said that the pier had been painted green."
    assert ("Gwen Palmer", "The Tarnbeck Gazette") in bodies(text)


def test_a_reader_writes_your_correspondent_and_means_the_paper():
    text = "Sir: Your correspondent claims that nobody takes the ferry. I take it daily.\n\nAnn Lee, Tarnbeck"
    assert (None, "The Tarnbeck Gazette") in bodies(text, LETTERS)


def test_your_officials_in_an_open_letter_are_not_the_papers():
    text = "Dear Ms Croft,\n\nYour reporters claim that the ferry is late.\n\nImelda Croft has not replied."
    assert "The Tarnbeck Gazette" not in [
        body for _, body in bodies(text, Head("The Tarnbeck Gazette", "An open letter"))
    ]


def test_what_a_speaker_says_of_our_reporter_is_not_said_by_the_paper():
    text = "Ann Lee said: “Our reporter told me that the ferry had sunk.”"
    assert (None, "The Tarnbeck Gazette") not in bodies(text)


def test_a_body_that_goes_on_as_its_is_not_the_paper_that_asked():
    text = "The Pier Society runs the ferry. We asked the society whether it was safe. Its reply said that it was."
    assert bodies(text)[-1] == (None, "Pier Society")


EXCHANGE = "Gwen Palmer: How many boats are late?\n\nIdris Bell: None.\n\nGwen Palmer: I believe that two are late."


def test_who_opens_an_exchange_with_a_question_asks_for_the_paper():
    assert ("Gwen Palmer", "The Tarnbeck Gazette") in bodies(EXCHANGE)


def test_who_asks_at_a_hearing_does_not_ask_for_the_paper():
    text = "The Ferries Committee met on Monday.\n\n" + EXCHANGE
    assert ("Gwen Palmer", "The Tarnbeck Gazette") not in bodies(text)


def test_who_opens_an_exchange_from_a_body_of_their_own_speaks_for_it():
    text = "Gwen Palmer, chair of the Boat Users’ Union, met Idris Bell.\n\n" + EXCHANGE
    assert ("Gwen Palmer", "The Tarnbeck Gazette") not in bodies(text)
