"""Any domain object, built from its type hints: a new field is covered the day it is added."""

from __future__ import annotations

import dataclasses
import types
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from storage.domain.span import Span
from storage.domain.when import When

# Key columns of PostgreSQL hold any character but NUL; nothing holds half a surrogate pair.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
names = texts.filter(bool)
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1))
zones = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-9, minutes=-30))])
instants = st.datetimes(datetime(1800, 1, 2), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001 - bounds are naive
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 10**4))
whens = st.builds(lambda one, other: When(min(one, other), max(one, other)), days, days)
_KNOWN = {
    str: texts,
    int: st.integers(-(2**31), 2**31 - 1),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bytes: st.binary(max_size=64),
    date: days,
    datetime: instants,
    Span: spans,
    When: whens,
}


@cache
def of(kind: Any) -> st.SearchStrategy[Any]:
    if kind in _KNOWN:
        return _KNOWN[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(argument for argument in arguments if argument is not type(None))
        return st.none() | of(inner)
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*[of(argument) for argument in arguments])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: of(hints[field.name]) for field in dataclasses.fields(kind)})
    raise TypeError(f"no strategy for {kind!r}")
