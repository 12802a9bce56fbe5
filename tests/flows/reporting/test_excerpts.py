from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flows.reporting.excerpts import ROOM, excerpt
from storage.domain.digest import Mark
from storage.domain.span import Span
from tests.flows.reporting.evidence import NO_NIGHT_BOATS, WANTS_CAP
from tests.flows.reporting.ferries import TEXTS


def with_spans(text, *spans):
    content = tuple(Span(*s) for s in spans)
    start, end = min(s.start for s in content), max(s.end for s in content)
    return replace(WANTS_CAP, content=content, text=text[start:end])


def test_a_quotation_stands_in_its_paragraph():
    found = excerpt(WANTS_CAP, TEXTS[WANTS_CAP.revision])

    assert [p.mark for p in found.pieces] == [Mark.PLAIN, Mark.QUOTE, Mark.PLAIN]
    assert found.pieces[0].text.startswith("The president of the Association")
    assert found.quotation == WANTS_CAP.text
    assert not found.cut_before
    assert not found.cut_after


def test_a_quotation_in_pieces_is_marked_in_pieces():
    found = excerpt(NO_NIGHT_BOATS, TEXTS[NO_NIGHT_BOATS.revision])

    assert [p.text for p in found.pieces if p.mark is Mark.QUOTE] == [
        "Nobody is on the two o’clock boat but the crew,",
        "would not mourn” night sailings",
    ]


def test_a_long_paragraph_is_shortened_at_a_word_and_says_so():
    text = "before " * 200 + "QUOTE" + " after" * 200
    found = excerpt(with_spans(text, (1400, 1405)), text)

    assert found.cut_before
    assert found.cut_after
    assert len("".join(p.text for p in found.pieces)) <= 2 * ROOM + 5
    assert found.pieces[0].text.startswith("before ")
    assert found.pieces[-1].text.endswith(" after")


def test_without_the_text_the_quotation_stands_alone():
    assert [p.mark for p in excerpt(WANTS_CAP, None).pieces] == [Mark.QUOTE]


def test_a_text_that_does_not_hold_the_quotation_is_not_shown_as_its_context():
    found = excerpt(WANTS_CAP, "Quite another text, long enough to be cut somewhere." * 20)

    assert found.quotation == WANTS_CAP.text
    assert len(found.pieces) == 1


@given(st.text(alphabet="ab \n", min_size=5, max_size=80), st.data())
def test_the_pieces_are_the_text_itself_and_mark_exactly_the_spans(text, data):
    number = data.draw(st.integers(1, 3))
    starts = [data.draw(st.integers(0, len(text) - 1)) for _ in range(number)]
    spans = [(s, data.draw(st.integers(s + 1, len(text)))) for s in starts]
    found = excerpt(with_spans(text, *spans), text)

    whole = "".join(p.text for p in found.pieces)
    assert whole in text
    offset = text.index(whole, max(0, text.rfind("\n", 0, min(starts)) + 1)) if whole else 0
    marked, at = set(), offset
    for piece in found.pieces:
        if piece.mark is Mark.QUOTE:
            marked |= set(range(at, at + len(piece.text)))
        at += len(piece.text)
    assert marked == {i for s, e in spans for i in range(s, e)}
