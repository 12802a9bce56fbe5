"""The fields of a pack as Markdown tables, told from the models themselves, so that they cannot be out of date."""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel

from storage.domain.when import When
from storage.pack.seeds import ArticlesFile, SourcesFile, StakeholdersFile, TopicsFile

FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("topics.yaml", TopicsFile),
    ("stakeholders.yaml", StakeholdersFile),
    ("sources.yaml", SourcesFile),
    ("articles.yaml", ArticlesFile),
)


def field_reference() -> str:
    """Return one table per file and kind of record: field, what it holds, whether it must be given, what it means."""
    return "\n".join(line for file, model in FILES for line in _tables(file, model))


def _tables(title: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"\n**{title}**\n"
    yield "| field | holds | | meaning |"
    yield "|---|---|---|---|"
    inner = []
    for name, field in model.model_fields.items():
        must = "must" if field.is_required() else ""
        yield f"| `{name}` | {_holds(field.annotation)} | {must} | {field.description or ''} |"
        record = _record(field.annotation)
        if record:
            inner.append((f"{title} → {name}", record))
    for deeper, record in inner:
        yield from _tables(deeper, record)


def _holds(annotation: object) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and not arguments:
        return _holds_one(annotation)
    if origin is Annotated:
        return _holds(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join("null" if part is type(None) else _holds(part) for part in arguments)
    if origin is list:
        return f"list of {_plural(_holds(arguments[0]))}"
    return ", ".join(map(str, arguments))  # the values of a Literal


def _holds_one(kind: type) -> str:
    if issubclass(kind, BaseModel):
        return "record"
    if issubclass(kind, StrEnum):
        return ", ".join(kind)
    return {str: "text", int: "number", bool: "true or false", When: "date"}[kind]


def _plural(word: str) -> str:
    return word if word == "text" else f"{word}s"


def _record(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record(part))), None)
