"""Dates as people read them, with what is not known about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from storage.domain.when import Precision, When

# Spelt out: the names must not follow the locale of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = tuple(name[:3] for name in _MONTHS)


def day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def instant(value: datetime) -> str:
    """`21 November 2026, 14:05 UTC`."""
    zone = "UTC" if value.utcoffset() == timedelta(0) else value.strftime("%z")
    return f"{day(value)}, {value:%H:%M} {zone}".rstrip()


def said(when: When | None) -> str:
    """A date in a sentence, with its precision in words."""
    if when is None:
        return "undated"
    match when.precision:
        case Precision.DAY:
            return day(when.first)
        case Precision.MONTH:
            return f"in {_MONTHS[when.first.month - 1]} {when.first.year} (day unknown)"
        case Precision.YEAR:
            return f"in {when.first.year} (month unknown)"
        case Precision.RANGE:
            return f"between {_start(when, _MONTHS)} and {day(when.last)} (day unknown)"


def short(when: When) -> str:
    """A date in a table."""
    match when.precision:
        case Precision.DAY:
            return f"{when.first.day} {_SHORT[when.first.month - 1]} {when.first.year}"
        case Precision.MONTH:
            return f"{_SHORT[when.first.month - 1]} {when.first.year}"
        case Precision.YEAR:
            return str(when.first.year)
        case Precision.RANGE:
            return f"{_start(when, _SHORT)} to {short(When.on(when.last))}"


def _start(when: When, months: Sequence[str]) -> str:
    """The first day of a range, without what its last day says again: `14` and 20 August 2021."""
    if when.first.year != when.last.year:
        return f"{when.first.day} {months[when.first.month - 1]} {when.first.year}"
    if when.first.month != when.last.month:
        return f"{when.first.day} {months[when.first.month - 1]}"
    return str(when.first.day)


def age(when: When, *, at: date) -> str:
    """How long ago, roughly: `today`, `5 days ago`, `7 months ago`. Counted from the last possible day."""
    days = (at - when.last).days
    if days <= 0:
        return {Precision.MONTH: "this month", Precision.YEAR: "this year"}.get(when.precision, "today")
    if days < 60:
        return f"{days} day{'s' * (days != 1)} ago"
    months = max(2, days * 12 // 365)  # sixty days are two months, to a day
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"
