"""Domain objects to canonical JSON and back, driven by their type hints: the same object is always the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import types
from collections.abc import Callable, Hashable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

from storage.columns import as_utc
from storage.domain.errors import InputError

T = TypeVar("T")
_AS_IS = (str, int, bool, type(None))


def encode(thing: object) -> str:
    """Return `thing` (a dataclass, or a tuple of them) as JSON. Every field is written, default or not."""
    try:
        return orjson.dumps(thing, default=_special, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()
    except orjson.JSONEncodeError as error:
        raise InputError(f"A {type(thing).__name__} cannot be stored: {error.__cause__ or error}.") from error


def decode(kind: type[T], text: str | bytes) -> T:
    """Rebuild a `kind` from its JSON. A field that an older record lacks takes its default."""
    return cast(T, _builder(cast(Hashable, kind))(orjson.loads(text)))


def digest(*texts: str) -> str:
    """Return 32 hex digits of the SHA-256 of `texts`."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode())
        whole.update(b"\0")
    return whole.hexdigest()[:32]


def _special(value: object) -> str:
    if isinstance(value, datetime):
        return as_utc(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not part of the ledger's vocabulary")


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if dataclasses.is_dataclass(kind):
        return _dataclass(cast(type, kind))
    if kind in _AS_IS:
        return lambda value: value
    if kind is float or (isinstance(kind, type) and issubclass(kind, Enum)):
        return cast(Callable[[Any], Any], kind)
    if kind in (datetime, date):
        return cast(Callable[[Any], Any], kind.fromisoformat)
    raise TypeError(f"{kind!r} is not part of the ledger's vocabulary")


def _optional(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    (inner,) = (_builder(argument) for argument in arguments if argument is not type(None))
    return lambda value: None if value is None else inner(value)


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        item = _builder(arguments[0])
        return lambda value: tuple([item(each) for each in value])
    items = [_builder(argument) for argument in arguments]
    return lambda value: tuple([item(each) for item, each in zip(items, value, strict=True)])


def _dataclass(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    fields = [(field.name, _builder(hints[field.name])) for field in dataclasses.fields(kind)]
    return lambda value: kind(**{name: build(value[name]) for name, build in fields if name in value})
