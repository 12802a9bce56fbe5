"""The re-check ladder: rungs ahead only, and what a clock that jumped has put off begins again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.fetching import ladder
from flows.fetching.politeness import DAY
from storage.domain.polling import PageCheck

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
URL = "https://any.example/a"
waits = st.timedeltas(timedelta(0), timedelta(days=60))


@given(waits)
def test_the_next_look_lies_ahead_and_on_a_rung_or_there_is_none(age):
    check = ladder.asked(PageCheck("a", URL, first_seen=NOW), NOW + age)
    assert check.next_at is None or (check.next_at > NOW + age and check.next_at - NOW in ladder.RUNGS)
    assert (check.next_at is None) == (age >= ladder.RUNGS[-1])


@given(st.timedeltas(timedelta(days=-5000), timedelta(days=5000)), waits)
def test_whatever_the_clock_did_a_page_is_due_again_within_the_longest_rung(jump, later):
    """Until it has been looked at for the last time by the clock that is right."""
    check = ladder.asked(PageCheck("a", URL, first_seen=NOW + jump, checked_at=NOW + jump), NOW + jump + later)
    if ladder.is_beyond_sense(check, NOW):
        check = ladder.from_now_on(check, NOW)
        assert check.next_at == NOW
        assert not ladder.is_beyond_sense(check, NOW)
    assert check.next_at is None or check.next_at <= NOW + ladder.RUNGS[-1] + DAY


def test_what_is_over_for_good_is_not_brought_back_by_a_jump():
    gone = PageCheck("a", URL, first_seen=NOW + timedelta(days=900), rule="410 Gone is final", status=410)
    assert ladder.from_now_on(gone, NOW).next_at is None
    done = PageCheck("a", URL, first_seen=NOW, checked_at=NOW + timedelta(days=900), rule=ladder.LAST_LOOK)
    assert ladder.from_now_on(done, NOW).next_at == NOW
