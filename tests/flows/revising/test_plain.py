import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.revising.plain import LIMIT, article_text
from storage.domain.errors import InputError


def test_a_text_file_keeps_its_newlines_and_offsets():
    raw = "First line\r\nSecond “line”\n\nThird\r".encode()
    assert article_text(raw, name="a.txt") == "First line\r\nSecond “line”\n\nThird\r"


def test_a_byte_order_mark_stays_so_that_offsets_are_those_of_the_file():
    raw = b"\xef\xbb\xbfThe minister said no."
    assert article_text(raw, name="a.txt") == raw.decode("utf-8")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "a.txt is empty"),
        (b" \n\t\r\n", "a.txt is empty"),
        (b"\xef\xbb\xbf \n", "a.txt is empty"),
        ("\u2003\u00a0\n".encode(), "a.txt is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b"caf\xe9 society", "not UTF-8"),
        ("words".encode("utf-16"), "UTF-16"),
        (b"a" * (LIMIT + 1), "larger than 10 MB"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_one_sentence(raw, words):
    with pytest.raises(InputError) as caught:
        article_text(raw, name="a.txt")
    message = str(caught.value)
    assert words in message
    assert "a.txt" in message
    assert "\n" not in message
    assert message.endswith(".")


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(lambda t: t.strip(" \ufeff").strip())
)
def test_any_text_comes_back_as_it_was(text):
    raw = text.encode()
    try:
        assert article_text(raw, name="a.txt") == text
    except InputError:
        assert not text.replace("\ufeff", "").strip()


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_sentence(raw):
    try:
        outcome = article_text(raw, name="x")
    except InputError as error:
        outcome = str(error)
    assert outcome.encode() == raw or "\n" not in outcome
