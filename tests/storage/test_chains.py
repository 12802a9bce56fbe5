"""Chains against the plainest model of them: a list per subject, looked through from the start."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.domain.article import Article
from storage.ledger import Ledger
from storage.observations import VERSION
from tests.storage.builders import an_article, hour

HOURS = range(6)
entries = st.lists(
    st.tuples(st.sampled_from(["a1", "a2"]), st.sampled_from(["Guild backs", "Guild drops"]), st.sampled_from(HOURS)),
    max_size=8,
)


def model(told: list[tuple[str, str, int]], name: str, at: int) -> str | None:
    """The title at hour `at`: each entry takes its place in time unless it repeats the one before it."""
    line: list[tuple[int, str]] = []
    for title, when in [(title, when) for subject, title, when in told if subject == name]:
        place = sum(1 for known, _ in line if known <= when)
        if place == 0 or line[place - 1][1] != title:
            line.insert(place, (when, title))
    known = [title for when, title in line if when <= at]
    return known[-1] if known else None


def article(name: str, title: str) -> Article:
    return replace(an_article(name), title=title)


@settings(max_examples=60, deadline=None)
@given(entries)
def test_as_of_any_instant_the_latest_entry_is_told_however_the_entries_arrive(tmp_path_factory, told):
    with Ledger.open(data=tmp_path_factory.mktemp("chain")) as ledger:
        for name, title, when in told:
            ledger.add_articles([article(name, title)], seen_at=hour(when))

        for at in HOURS:
            found = {each.id: each.title for each in ledger.articles(as_of=hour(at))}
            expected = {name: model(told, name, at) for name in ("a1", "a2")}
            assert found == {name: title for name, title in expected.items() if title}
        assert {each.id: each.title for each in ledger.articles()} == found
        check_links(ledger)


def check_links(ledger: Ledger) -> None:
    """Every entry ends where the next begins; only the last has no end."""
    with ledger.database.reading() as connection:
        rows = connection.execute(VERSION.select().order_by(VERSION.c.article, VERSION.c.seen_at, VERSION.c.seq)).all()
    for row, following in zip_longest(rows, rows[1:]):
        same = following is not None and following.article == row.article
        assert row.superseded_at == (following.seen_at if same else None)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["Guild backs", "Guild drops"]), max_size=6))
def test_one_batch_stores_what_single_entries_would(tmp_path_factory, titles):
    told = [article("a1", title) for title in titles]
    with (
        Ledger.open(data=tmp_path_factory.mktemp("batch")) as batch,
        Ledger.open(data=tmp_path_factory.mktemp("single")) as single,
    ):
        batch.add_articles(told, seen_at=hour(0))
        for each in told:
            single.add_articles([each], seen_at=hour(0))

        assert rows_of(batch) == rows_of(single)
        assert len(rows_of(batch)) == sum(
            1 for place, title in enumerate(titles) if titles[place - 1 : place] != [title]
        )


def rows_of(ledger: Ledger) -> list[tuple[object, ...]]:
    with ledger.database.reading() as connection:
        return [tuple(row) for row in connection.execute(VERSION.select().order_by(VERSION.c.seq))]
