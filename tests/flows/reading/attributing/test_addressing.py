"""Whom "you" means outside quotations."""

from __future__ import annotations

from tests.flows.reading.attributing.parsed import attributions, speakers


def test_you_in_a_question_is_who_answers_it():
    text = (
        "Gideon Farr became head of the Lift Board in May.\n\nVertical: You promised that half would be ready.\n\n"
        "Farr: I did."
    )
    assert ("Gideon Farr", "Lift Board") in speakers(text)


def test_you_in_a_letter_is_who_is_greeted():
    text = "Dear Ms Croft,\n\nYou promised that every hall would smell of lunch.\n\nImelda Croft has not replied."
    assert [a.speaker for a in attributions(text)][:1] == ["Imelda Croft"]


def test_who_is_greeted_is_where_the_letter_was_sent():
    text = "The letter was delivered to the Food Ministry on Monday.\n\nDear Ms Croft,\n\nYou promised hot lunches."
    assert speakers(text + "\n\nImelda Croft has not replied.")[0] == ("Imelda Croft", "Food Ministry")


def test_you_in_one_letter_is_not_who_writes_the_next():
    text = (
        "Hester Quayle, of Nether Combe, writes: You promised that the line would be open.\n\n"
        "Dorothea Lamb, of Wexby, writes: May I say that a hedge is cheaper?"
    )
    assert "Dorothea Lamb" not in [a.speaker for a in attributions(text)][:1]


def test_you_who_are_called_by_name_are_meant():
    text = (
        "Hugh Frome: It is the law.\n\nPetra Lind: It is not.\n\n"
        "Ignatius Bello: Hugh, you promised that the list would be kept.\n\nPetra Lind: He did."
    )
    assert any(a.speaker == "Hugh Frome" and "would be kept" in a.content[0].of(text) for a in attributions(text))
