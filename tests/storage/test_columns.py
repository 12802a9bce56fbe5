from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from storage.columns import Compressed, Instant, as_utc
from tests.storage.strategies import instants

DIALECTS = [sqlite.dialect(), postgresql.dialect()]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(instant=instants)
def test_an_instant_comes_back_as_the_same_instant_in_utc(dialect, instant):
    stored = Instant().process_bind_param(instant, dialect)
    found = Instant().process_result_value(stored, dialect)

    assert found == instant
    assert found.utcoffset() == timedelta(0)


@given(instants, instants)
def test_on_sqlite_instants_sort_as_text_as_they_do_in_time(one, other):
    first, second = (Instant().process_bind_param(each, DIALECTS[0]) for each in (one, other))

    assert (first < second) == (one < other)


def test_the_year_is_always_four_digits():
    assert Instant().process_bind_param(datetime(987, 1, 1, tzinfo=UTC), DIALECTS[0]) == "0987-01-01T00:00:00.000000Z"


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs a time zone: 2026-03-01"):
        as_utc(datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None))


@given(st.binary(max_size=2000))
def test_compressed_bytes_come_back_byte_for_byte(content):
    stored = Compressed().process_bind_param(content, DIALECTS[0])

    assert Compressed().process_result_value(stored, DIALECTS[0]) == content


def test_compression_pays():
    text = b"The guild backs the ban, and said so again. " * 200

    assert len(Compressed().process_bind_param(text, DIALECTS[0])) < len(text) / 20


def test_nothing_stays_nothing():
    for kind in (Instant(), Compressed()):
        assert kind.process_result_value(kind.process_bind_param(None, DIALECTS[0]), DIALECTS[0]) is None
