from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching import politeness
from flows.fetching.client import Client
from flows.fetching.poll import Outcome
from flows.fetching.rounds import plan, poll_all
from flows.fetching.wire import Wire
from storage.domain.polling import SourceState, Standing
from tests.sector_site.newsroom import a_source

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
HEADERS = st.dictionaries(
    st.sampled_from(["cache-control", "expires", "retry-after", "age", "date"]),
    st.one_of(
        st.text(max_size=30), st.sampled_from(["max-age=60", "max-age=99999999999", "Thu, 99 Foo", "-1", "3600"])
    ),
)


@given(MOMENTS, st.sampled_from(["e", None]), HEADERS, st.booleans())
def test_a_success_never_allows_the_next_request_under_an_hour_or_a_day_without_validator(at, etag, headers, changed):
    state = politeness.asked(SourceState("s", etag=etag, changed_at=at - DAY / 2), at)
    after = politeness.after_success(state, headers, at=at, changed=changed)
    assert after.next_at - at >= (HOUR if etag else DAY)
    assert after.next_at - at <= timedelta(days=16)
    assert after.rule


@given(MOMENTS, st.integers(0, 60), st.floats(0, 0.999), HEADERS, st.booleans())
def test_a_failure_backs_off_between_an_hour_and_a_month_whatever_the_server_says(
    at, failures, jitter, headers, reached
):
    state = SourceState("s", failures=failures, etag="e", failing_since=at - DAY)
    after = politeness.after_failure(state, headers, at=at, jitter=jitter, why="x", reached=reached)
    assert HOUR <= after.next_at - at <= timedelta(days=30)
    assert after.failures == failures + 1


@given(MOMENTS, st.sets(st.integers(0, 23)), st.sets(st.sampled_from(["Monday", "Sunday", "Friday"])))
def test_skipped_hours_and_days_move_a_poll_forward_only_and_into_the_open(at, hours, days):
    state = SourceState("s", skip_hours=tuple(hours), skip_days=tuple(days))
    moved, skipped = politeness.beyond_skips(at, state)
    assert moved >= at
    assert skipped == (moved != at)
    assert len(hours) == 24 or moved.hour not in hours


def test_wishes_that_leave_no_hour_open_are_ignored():
    assert politeness.beyond_skips(NOW, SourceState("s", skip_hours=tuple(range(24)))) == (NOW, False)


@pytest.mark.parametrize(
    ("raw", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Mon, 02 Nov 2026 10:00:00 GMT", HOUR),
        ("Mon, 02 Nov 2026 08:00:00 GMT", timedelta(0)),
        ("", None),
        ("soon", None),
        ("12.5", None),
        ("999999999", timedelta(days=30)),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(raw, wait):
    assert politeness.retry_after({"retry-after": raw}, NOW) == wait


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"cache-control": "public, max-age=7200"}, 2 * HOUR),
        ({"cache-control": "max-age=7200", "age": "3600"}, HOUR),
        ({"cache-control": "no-cache, max-age=7200"}, timedelta(0)),
        ({"cache-control": "max-age=31536000"}, timedelta(days=7)),
        ({"expires": "Mon, 02 Nov 2026 12:00:00 GMT", "date": "Mon, 02 Nov 2026 09:00:00 GMT"}, 3 * HOUR),
        ({"expires": "0"}, timedelta(0)),
        ({"cache-control": "max-age=60", "expires": "Mon, 02 Nov 2026 12:00:00 GMT"}, timedelta(minutes=1)),
        ({}, timedelta(0)),
    ],
)
def test_freshness_follows_the_caching_rules(headers, fresh):
    assert politeness.freshness(headers, NOW) == fresh


def test_jitter_depends_on_its_arguments_alone_and_spreads():
    drawn = [politeness.fraction(7, f"source{n}", 3) for n in range(200)]
    assert drawn == [politeness.fraction(7, f"source{n}", 3) for n in range(200)]
    assert min(drawn) < 0.1
    assert max(drawn) > 0.9


def test_a_machine_without_a_network_is_told_apart_from_sources_that_fail():
    def unplugged(_host, _port):
        raise OSError("no network")

    sources = [a_source(f"https://n{n}.example/feed", f"s{n}") for n in range(39)]
    held = {
        s.id: SourceState(s.id, etag="e", failures=9, failing_since=NOW - 8 * DAY, standing=Standing.FAILING)
        for s in sources
    }
    round_ = plan(sources, held, now=NOW)
    with Client(clock=lambda: NOW, sleep=lambda _s: None, wire=Wire(allow=frozenset(), resolver=unplugged)) as client:
        polls = poll_all(round_.intents, client=client, now=NOW)
    assert {p.outcome for p in polls} == {Outcome.FAILED}
    assert {(p.state.failures, p.state.standing) for p in polls} == {(9, Standing.FAILING)}
    assert all("could not be resolved" in p.failure.message for p in polls)
    assert {p.state.next_at for p in polls} == {NOW + timedelta(minutes=10)}
    assert {p.conditions for p in polls} == {("no host could be reached; this machine seems to be offline",)}


def test_the_pause_grows_while_nothing_changes_and_shrinks_when_something_does():
    state = SourceState("a", etag='"x"', rhythm=86400)
    gaps = []
    for changed in (False, False, False, False, True, True):
        state = politeness.after_success(state, {}, at=NOW, changed=changed)
        gaps.append(state.next_at - NOW)
    assert gaps[0] >= HOUR
    assert gaps[:4] == sorted(gaps[:4])
    assert gaps[3] <= 12 * HOUR  # half of the feed's own rhythm
    assert gaps[3] > gaps[4] > gaps[5] >= HOUR
