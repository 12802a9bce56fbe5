"""Dates as people read them, with what is not known about them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage.domain.when import Precision, When

# Spelt out: the names must not follow the locale of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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
            return f"between {day(when.first)} and {day(when.last)} (day unknown)"


def short(when: When) -> str:
    """A date in a table."""
    match when.precision:
        case Precision.DAY:
            return f"{when.first.day} {_MONTHS[when.first.month - 1][:3]} {when.first.year}"
        case Precision.MONTH:
            return f"{_MONTHS[when.first.month - 1][:3]} {when.first.year}"
        case Precision.YEAR:
            return str(when.first.year)
        case Precision.RANGE:
            first, last = When.on(when.first), When.on(when.last)
            return f"{short(first)} to {short(last)}"


def age(when: When, *, at: date) -> str:
    """How long ago, roughly: `today`, `5 days ago`, `7 months ago`. Counted from the last possible day."""
    days = (at - when.last).days
    if days <= 0:
        return {Precision.MONTH: "this month", Precision.YEAR: "this year"}.get(when.precision, "today")
    if days < 60:
        return f"{days} day{'s' * (days != 1)} ago"
    months = days * 12 // 365
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"
