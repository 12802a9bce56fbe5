"""What stands between quotation marks, in every convention that newspapers use."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.attributing.parsing import paragraphs_of
from flows.reading.attributing.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotations(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will fight,” she said.", ["We will fight,"]),
        ('"We will fight," she said. "All of us."', ["We will fight,", "All of us."]),
        ("``We will fight,'' she said.", ["We will fight,"]),
        ("«We will fight», she said.", ["We will fight"]),
        ("‘We will fight,’ she said.", ["We will fight,"]),
        ("'We will fight,' she said.", ["We will fight,"]),
        ("It was “the workers’ choice”, he said.", ["the workers’ choice"]),
        ("‘It was the workers’ choice,’ he said.", ["It was the workers’ choice,"]),
        ("‘Don’t go, they’re not here,’ he said.", ["Don’t go, they’re not here,"]),
        ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
        ("The drivers' convenor and the nurses' union met in '97.", []),
        ("'Tis the season, the workers said.", []),
        ('A 6" pipe and a 9" one.', []),
        ("“One. “Two.” he said", ["One.", "Two."]),
    ],
)
def test_conventions(text, expected):
    assert quoted(text) == expected


def test_an_open_quotation_ends_with_its_paragraph_and_goes_on_in_the_next():
    text = "“We went there.\n\n“Then we came back,” he said."
    first, second = find_quotations(text, paragraphs_of(text))

    assert not first.closed
    assert second.continues
    assert second.closed


def test_a_closed_quotation_does_not_go_on():
    text = "“We went there.”\n\n“Then we came back,” he said."
    assert [q.continues for q in find_quotations(text, paragraphs_of(text))] == [False, False]


def test_a_forgotten_closing_mark_ends_before_the_cue():
    text = "“They answer to nobody, he said. “That is a flaw.”"
    assert quoted(text) == ["They answer to nobody,", "That is a flaw."]


def test_an_unclosed_single_mark_is_an_apostrophe():
    assert quoted("The ‘flood wall was ours. It's what we 'ad.\n\nNobody spoke.") == []


MARKS = st.text(alphabet="“”‘’\"'`«»ab s.,\n", max_size=120)


@given(MARKS | st.text(max_size=80))
def test_quotations_lie_inside_one_paragraph_in_order_and_apart(text):
    paragraphs = paragraphs_of(text)
    found = find_quotations(text, paragraphs)
    for quotation in found:
        assert paragraphs[quotation.paragraph].covers(quotation.span)
        assert quotation.span.covers(quotation.inner)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
