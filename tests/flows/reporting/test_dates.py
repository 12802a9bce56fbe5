from datetime import UTC, date, datetime

import pytest

from flows.reporting.dates import age, instant, said, short
from storage.domain.when import When


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-04-12", "12 April 2024"),
        ("2024-04", "in April 2024 (day unknown)"),
        ("2024", "in 2024 (month unknown)"),
        ("2023-12-29/2024-01-02", "between 29 December 2023 and 2 January 2024 (day unknown)"),
        ("2021-08-14/2021-08-20", "between 14 and 20 August 2021 (day unknown)"),
        ("2024-04/2024-06", "between 1 April and 30 June 2024 (day unknown)"),
    ],
)
def test_a_date_says_how_precisely_it_is_known(when, words):
    assert said(When.parse(when)) == words


def test_no_date_is_said_to_be_none():
    assert said(None) == "undated"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-04-02", "2 Apr 2024"),
        ("2024-04", "Apr 2024"),
        ("2024", "2024"),
        ("2024-04/2024-06", "1 Apr to 30 Jun 2024"),
    ],
)
def test_tables_have_short_dates(when, words):
    assert short(When.parse(when)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-03-08", "today"), ("2026-03-07", "1 day ago"), ("2026-01-20", "47 days ago"),
        ("2026-01-07", "2 months ago"), ("2025-10-01", "5 months ago"),
        ("2024-02", "2 years ago"), ("2026", "this year"), ("2026-03", "this month"), ("2026-05-01", "today"),
    ],
)  # fmt: skip
def test_age_is_rough_and_counted_from_the_last_possible_day(when, words):
    assert age(When.parse(when), at=date(2026, 3, 8)) == words


def test_an_instant_names_its_zone():
    assert instant(datetime(2026, 3, 8, 6, 30, tzinfo=UTC)) == "8 March 2026, 06:30 UTC"
