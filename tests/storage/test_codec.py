from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.codec import decode, encode
from storage.domain.article import Article
from storage.domain.attribution import Attribution
from storage.domain.errors import InputError
from storage.domain.finding import Admission, Conclusion, Finding
from storage.domain.polling import Change, FeedEntry, HostState, PageCheck, RequestRecord, SourceState
from storage.domain.record import Correction, PublishedDigest, Quarantined
from storage.domain.run import Failure, RunReport
from storage.domain.sector import Proposition, Stakeholder
from storage.domain.source import Source
from storage.domain.statement import Reading, Statement
from tests.storage.builders import START, a_revision, a_statement
from tests.storage.strategies import of

STORED = [
    Admission, Article, Attribution, Change, Conclusion, Correction, Failure, FeedEntry, Finding, HostState, PageCheck,
    Proposition, PublishedDigest, Quarantined, Reading, RequestRecord, RunReport, Source, SourceState, Stakeholder,
    Statement,
]  # fmt: skip


@given(st.sampled_from(STORED).flatmap(of))
def test_every_domain_object_comes_back_from_its_json_as_it_was(thing):
    assert decode(type(thing), encode(thing)) == thing


@given(of(Statement))
def test_the_trail_comes_back_although_equality_does_not_look_at_it(statement):
    assert decode(Statement, encode(statement)).trail == statement.trail


@given(of(Conclusion))
def test_the_same_object_is_always_the_same_bytes(conclusion):
    again = decode(Conclusion, encode(conclusion))
    assert encode(again) == encode(conclusion)


@settings(max_examples=50)
@given(st.sampled_from(STORED).flatmap(of))
def test_what_was_asked_of_an_object_before_does_not_change_its_bytes(thing):
    before = encode(thing)
    for name in dir(type(thing)):
        with suppress(ValueError):  # a statement without content has no span
            getattr(thing, name)

    assert encode(thing) == before


def test_an_instant_is_written_in_utc_whatever_its_zone():
    london = a_statement(a_revision(seen_at=START.astimezone(timezone(timedelta(hours=1)))))
    utc = a_statement(a_revision(seen_at=START))

    assert encode(london) == encode(utc)


def test_an_older_record_takes_the_default_of_a_field_it_lacks():
    record = encode(a_statement(a_revision())).replace('"continuity":false,', "")

    assert decode(Statement, record).continuity is False


def test_a_field_that_no_longer_exists_is_passed_over():
    record = encode(a_statement(a_revision())).replace('"continuity":false,', '"continuity":false,"mood":"cheerful",')

    assert decode(Statement, record) == a_statement(a_revision())


def test_a_naive_instant_is_refused():
    with pytest.raises(InputError, match="time zone"):
        encode(RunReport("ingest", datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)))


def test_half_a_surrogate_pair_is_refused_in_one_sentence():
    with pytest.raises(InputError, match="cannot be stored"):
        encode(RunReport("ingest \ud800", START))


def test_a_type_outside_the_vocabulary_is_refused():
    @dataclass(frozen=True)
    class Odd:
        parts: frozenset[str]

    with pytest.raises(InputError, match="vocabulary"):
        encode(Odd(frozenset("ab")))
    with pytest.raises(TypeError, match="vocabulary"):
        decode(frozenset, "[]")
