from hypothesis import given
from hypothesis import strategies as st

from flows.reporting.comparing import compare
from storage.domain.digest import Mark

WORDS = st.lists(
    st.sampled_from(
        ["the", "cap", "on", "fares", "must", "stay", "or", "go", "now", "15", "1.5", "%", "–", "“never”", "don’t"]
    ),
    max_size=25,
).map(" ".join)


def rebuilt(comparison, without):
    return "".join(p.text for p in comparison.pieces if p.mark is not without)


def test_the_one_word_that_changed_is_shown():
    found = compare("We support a cap of 15 cases for everybody.", "We support a cap of 20 cases for everybody.")

    assert [p.text for p in found.pieces if p.mark is Mark.REMOVED] == ["15"]
    assert [p.text for p in found.pieces if p.mark is Mark.ADDED] == ["20"]
    assert found.similarity == round(8 / 9, 4)


def test_a_decimal_is_one_word():
    found = compare("It rose by 1.5 per cent in the year.", "It rose by 15 per cent in the year.")

    assert [p.text for p in found.pieces if p.mark is not Mark.PLAIN] == ["1.5", "15"]


def test_different_sentences_are_not_compared():
    assert (
        compare("We want a legal cap on fares in this bill.", "Night boats are the difference for shift workers.")
        is None
    )


def test_the_same_words_are_not_compared():
    assert compare("We want a cap.", "We want a cap.") is None


@given(WORDS, WORDS)
def test_each_side_can_be_read_off_whole(before, after):
    found = compare(before, after)

    if found:
        assert rebuilt(found, Mark.ADDED) == before
        assert rebuilt(found, Mark.REMOVED) == after
        assert 0.6 <= found.similarity <= 1


def test_texts_without_a_word_in_common_are_bounded():
    before = " ".join(f"a{i}" for i in range(900))
    after = " ".join(f"b{i}" for i in range(900))

    assert compare(before, after) is None
