"""Who "I" is where nobody is quoted: who signs, who answers, who is told of below."""

from __future__ import annotations

from tests.flows.reading.attributing.parsed import speakers


def test_an_article_in_the_first_person_is_by_whom_its_last_line_tells_of():
    text = (
        "I oppose the map. It was drawn in an office.\n\nI believe that buses matter more than lines.\n\n"
        "Leroy Hask drives for the Medlock Bus Company."
    )
    assert set(speakers(text)) == {("Leroy Hask", "Medlock Bus Company")}


def test_a_letter_is_by_whom_it_is_signed():
    text = (
        "Sir, I oppose the cap on fares.\n\nRosalind Akers\n\nThornley\n\n"
        "Sir, I support the cap on fares.\n\nGraham Lisle\n\nMerrowby"
    )
    assert [speaker for speaker, _ in speakers(text)] == ["Rosalind Akers", "Graham Lisle"]


def test_my_wife_does_not_speak_for_where_i_work():
    text = "“My wife says that I should retire,” said Gareth Olle, head of the Stang Bridge Clinic."
    assert ("Gareth Olle", "Stang Bridge Clinic") in speakers(text)
    assert (None, "Stang Bridge Clinic") not in speakers(text)


def test_a_statement_by_somebody_goes_on_in_her_words():
    text = (
        "The following statement was issued at noon by Lowri Beddoes, head of the Custody Agency.\n\n"
        "A man left the hostel. I regret that nobody was told."
    )
    assert speakers(text)[-1] == ("Lowri Beddoes", "Custody Agency")


def test_the_next_letter_has_a_writer_of_its_own():
    text = (
        "Hester Quayle, of Nether Combe, writes: I oppose the line.\n\n"
        "Superintendent Alasdair Pyke, of Dunsley Police, writes: I regret that she waited."
    )
    assert speakers(text)[-1] == ("Alasdair Pyke", "Dunsley Police")
