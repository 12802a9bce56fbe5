"""Chains against the plainest model of them: a list per subject, looked through from the start."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, groupby
from typing import Any

import pytest
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """One ledger for all examples: each brings subjects of its own."""
    with Ledger.open(data=tmp_path_factory.mktemp("chains")) as ledger:
        yield ledger


_examples = count()


def article(name: str, title: str) -> Article:
    return replace(an_article(name), title=title)


def rows_of(ledger: Ledger, name: str) -> list[Any]:
    query = VERSION.select().where(VERSION.c.article == name).order_by(VERSION.c.seen_at, VERSION.c.seq)
    with ledger.database.reading() as connection:
        return list(connection.execute(query))


@settings(max_examples=50, deadline=None)
@given(entries)
def test_as_of_any_instant_the_latest_entry_is_told_however_the_entries_arrive(kept, told):
    own = f"{next(_examples)}"
    for name, title, when in told:
        kept.add_articles([article(name + own, title)], seen_at=hour(when))

    for name in ("a1", "a2"):
        for at in HOURS:
            found = [each.title for each in kept.articles(ids=[name + own], as_of=hour(at))]
            assert found == [title for title in [model(told, name, at)] if title]
        assert [each.title for each in kept.articles(ids=[name + own])] == found


@settings(max_examples=50, deadline=None)
@given(entries)
def test_every_entry_ends_where_the_next_begins_and_only_the_last_has_no_end(kept, told):
    own = f"{next(_examples)}"
    for name, title, when in told:
        kept.add_articles([article(name + own, title)], seen_at=hour(when))

    for name in ("a1", "a2"):
        rows = rows_of(kept, name + own)
        assert [row.superseded_at for row in rows] == [row.seen_at for row in rows[1:]] + [None] * bool(rows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["Guild backs", "Guild drops"]), max_size=6))
def test_one_batch_stores_what_single_entries_would(kept, titles):
    own = f"{next(_examples)}"
    kept.add_articles([article(f"batch{own}", title) for title in titles], seen_at=hour(0))
    for title in titles:
        kept.add_articles([article(f"single{own}", title)], seen_at=hour(0))

    batch, single = (
        [(row.title, row.superseded_at) for row in rows_of(kept, f"{how}{own}")] for how in ("batch", "single")
    )
    assert batch == single
    assert [title for title, _ in batch] == [title for title, _ in groupby(titles)]
