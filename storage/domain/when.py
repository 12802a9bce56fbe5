"""A calendar date known to a stated precision: a day, a month, a year, or a range of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True, order=True)
class When:
    """Some day from `first` to `last`, both inclusive. Sorts by the earliest possible day."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"ends before it starts: {self.first}..{self.last}")

    @classmethod
    def on(cls, day: date) -> Self:
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2024`, `2024-04`, `2024-04-12` or `2024-04/2024-06`. Raises ValueError on anything else."""
        if "/" in text:
            start, _, end = text.partition("/")
            return cls(cls.parse(start).first, cls.parse(end).last)
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(f"not a date: {text!r} (write 2024, 2024-04, 2024-04-12 or 2024-04/2024-06)")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if day is not None and month is not None:
            return cls.on(date(year, month, day))
        if month is not None:
            return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def precision(self) -> Precision:
        if self.first == self.last:
            return Precision.DAY
        month_end = calendar.monthrange(self.first.year, self.first.month)[1]
        if self.first.day == 1 and self.last == self.first.replace(day=month_end):
            return Precision.MONTH
        if self.first == date(self.first.year, 1, 1) and self.last == date(self.first.year, 12, 31):
            return Precision.YEAR
        return Precision.RANGE

    def precedes(self, other: When) -> bool:
        """True when every day of this comes before every day of `other`: the order is known."""
        return self.last < other.first

    def __str__(self) -> str:
        match self.precision:
            case Precision.DAY:
                return self.first.isoformat()
            case Precision.MONTH:
                return f"{self.first:%Y-%m}"
            case Precision.YEAR:
                return f"{self.first:%Y}"
            case Precision.RANGE:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"
