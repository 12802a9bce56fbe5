from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.revising.syndication import Copy, groups
from tests.revision_corpus.build import article

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def text(number, *, extra=""):
    return "\n\n".join([*article(number), extra])


def test_a_cut_and_retitled_copy_belongs_to_the_earliest():
    whole, (title, *paragraphs) = text(1), article(1)
    cut = "\n\n".join([f"{title} now", *paragraphs[:5]])
    (group,) = groups(
        [Copy("later", cut, NOW + timedelta(hours=1)), Copy("first", whole, NOW), Copy("other", text(2), NOW)]
    )
    assert (group.first, group.copies) == ("first", ("later",))
    assert group.similarity > 0.9


def test_different_stories_with_the_same_notes_to_editors_are_no_copies():
    notes = (
        "Notes to editors: the Northmoor Carers’ Forum is a charity that speaks for carers in the north of the county."
    )
    assert groups(Copy(f"a{n}", text(n, extra=notes), NOW) for n in (1, 2, 5)) == ()


def test_short_texts_are_never_grouped():
    assert groups([Copy("a", "T\n\nThe same few words.", NOW), Copy("b", "T\n\nThe same few words.", NOW)]) == ()


@given(st.permutations(list(range(5))))
def test_the_order_of_arrival_in_a_batch_is_irrelevant(order):
    copies = [
        Copy(f"c{n}", text(3, extra=f"Ending number {n} of our own."), NOW + timedelta(hours=n)) for n in range(5)
    ]
    (group,) = groups(copies[n] for n in order)
    assert (group.first, group.copies) == ("c0", ("c1", "c2", "c3", "c4"))
