"""Read the dates that feeds and pages print, day first, without inventing any."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.domain.article import Dated
from storage.domain.when import When

EARLIEST = 1990
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# The abbreviations of Europe that email.utils does not know; it reads BST as UTC, one hour wrong.
_ZONES = {
    "BST": "+0100",
    "IST": "+0100",
    "WET": "+0000",
    "WEST": "+0100",
    "CET": "+0100",
    "CEST": "+0200",
    "Z": "+0000",
}
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?")
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_WORDS_US = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_MONTH_ONLY = re.compile(rf"({_MONTH})\.?\s+(\d{{4}})", re.IGNORECASE)
_RFC = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\s+\d{1,2}:\d{2}")
_AMERICAN = frozenset({"US"})


def moment_of(raw: str | None, *, timezone: str = "Europe/London") -> datetime | None:
    """Return the instant, in UTC, that `raw` names to the minute; None when it names none.

    A time without an offset is that of a clock in `timezone`: half past eleven on a summer's night is no other day.
    """
    text = (raw or "").strip()
    if match := _ISO.match(text):
        year, month, day, hour, minute, second, zone = match.groups()
        if hour is None:
            return None
        clock = (int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
        return _instant(clock, _offset(zone) if zone else None, timezone)
    if _RFC.match(text):
        return _rfc(text, timezone)
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _instant_from_epoch(int(text[:10]))
    return None


def _rfc(text: str, timezone: str) -> datetime | None:
    head, _, zone = text.rpartition(" ")
    if zone.upper() in _ZONES:
        text = f"{head} {_ZONES[zone.upper()]}"
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000" is UTC, of a place that is not told; nothing at all is a clock on the spot
        moment = moment.replace(tzinfo=UTC if zone == "-0000" else _zone(timezone))
    return moment.astimezone(UTC) if EARLIEST <= moment.year <= 2100 else None


def _instant_from_epoch(seconds: int) -> datetime | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment if EARLIEST <= moment.year <= 2100 else None


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta(0)
    sign = -1 if zone[0] == "-" else 1
    return sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))


def _instant(numbers: tuple[int, int, int, int, int, int], offset: timedelta | None, timezone: str) -> datetime | None:
    try:
        moment = datetime(*numbers, tzinfo=UTC if offset is not None else _zone(timezone))
    except ValueError:
        return None
    if not EARLIEST <= moment.year <= 2100:
        return None
    return moment.astimezone(UTC) if offset is None else moment - offset


def day_of(raw: str | None, *, timezone: str = "Europe/London", country: str = "GB") -> When | None:
    """Return the day (or month) that `raw` names where it was printed: `06/10/2026` is 6 October unless American."""
    text = (raw or "").strip()[:80]
    if moment := moment_of(text, timezone=timezone):
        return When.on(moment.astimezone(_zone(timezone)).date())
    if match := _ISO.match(text) or _YEAR_FIRST.match(text) or _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    return _day_in_words(text) or _slashed(text, country=country)


def _day_in_words(text: str) -> When | None:
    if match := _WORDS.search(text):
        return _day(match[3], _MONTHS[match[2].lower()], match[1])
    if match := _WORDS_US.search(text):
        return _day(match[3], _MONTHS[match[1].lower()], match[2])
    match = _MONTH_ONLY.search(text)
    if match and int(match[2]) >= EARLIEST:
        return When.parse(f"{match[2]}-{_MONTHS[match[1].lower()]:02}")
    return None


def _slashed(text: str, *, country: str) -> When | None:
    match = _SLASHED.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3] if len(match[3]) == 4 else f"20{match[3]}"
    american = (country in _AMERICAN and first <= 12) or second > 12
    return _day(year, first, second) if american else _day(year, second, first)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _day(year: object, month: object, day: object) -> When | None:
    try:
        found = date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError:
        return None
    return When.on(found) if found.year >= EARLIEST else None


def dated(
    raw: str | None, *, basis: str, seen: date, timezone: str = "Europe/London", country: str = "GB"
) -> Dated | None:
    """Return `raw` as a date with its provenance; None when it is no date, or lies after the day it was seen."""
    when = day_of(raw, timezone=timezone, country=country)
    if when is None or when.first > seen + timedelta(days=1):
        return None
    return Dated(when, basis, raw)
