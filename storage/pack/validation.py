"""Hold one file's data against its model, and say each fault in words a sector expert can act on."""

from __future__ import annotations

import difflib
import types
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from storage.pack.document import Document, Loc

Model = TypeVar("Model", bound=BaseModel)
_WANTED = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", "write a number without quotes"),
    "bool_type": ("true or false", "write true or false without quotes"),
    "list_type": ("a list", "begin each item on its own line with a hyphen"),
    "model_type": ("a group of fields", "write its fields indented below it"),
    "dict_type": ("a group of fields", "write its fields indented below it"),
}


def validated(document: Document, model: type[Model]) -> Model | None:
    """Return the file as `model`, after adding to the document's problems whatever is wrong.

    Entries with a problem are left out of it; None when what is wrong is not in an entry of a list.
    """
    if document.problems:
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        misspelt = {wanted for detail in details if (wanted := _meant(detail, model))}
        for detail in details:
            if detail["type"] == "missing" and detail["loc"] in misspelt:
                continue
            message, fix = _say(detail, model)
            document.problems.append(document.problem(detail["loc"], message, fix))
        return _without(document, model, {detail["loc"][:2] for detail in details})


def _without(document: Document, model: type[Model], broken: set[Loc]) -> Model | None:
    """Return the file without its broken entries, so that one fault does not hide another."""
    if not isinstance(document.data, dict):
        return None
    data = dict(document.data)
    for loc in sorted(broken, key=str):
        entries = data.get(loc[0])
        if len(loc) != 2 or not isinstance(loc[1], int) or not isinstance(entries, list):
            return None
    for name in sorted({str(loc[0]) for loc in broken}):
        entries = data[name]
        document.kept[name] = [place for place in range(len(entries)) if (name, place) not in broken]
        left_out = (entries[place] for place in range(len(entries)) if (name, place) in broken)
        document.unsure |= {str(entry["id"]) for entry in left_out if isinstance(entry, dict) and "id" in entry}
        data[name] = [entries[place] for place in document.kept[name]]
    try:
        return model.model_validate(data)
    except ValidationError:
        document.kept.clear()
        return None


def _meant(detail: ErrorDetails, root: type[BaseModel]) -> Loc | None:
    """Return the place of the field that an unknown one was probably meant to be: one fault, one problem."""
    loc = detail["loc"]
    close = _close(str(loc[-1]), _owner(root, loc)) if detail["type"] == "extra_forbidden" else None
    return (*loc[:-1], close) if close else None


def _close(key: str, owner: type[BaseModel] | None) -> str | None:
    return next(iter(difflib.get_close_matches(key, owner.model_fields if owner else (), n=1)), None)


def _say(detail: ErrorDetails, root: type[BaseModel]) -> tuple[str, str]:
    loc, kind, value = detail["loc"], detail["type"], detail["input"]
    name = _name(loc)
    owner = _owner(root, loc)
    if kind == "extra_forbidden":
        return f"unknown field {name}", _instead(str(loc[-1]), owner)
    if kind == "missing":
        return f"the field {name} is missing", f"add `{loc[-1]}:` ({_meaning(owner, loc)})"
    if kind in _WANTED:
        wanted, fix = _WANTED[kind]
        return f"{name} should be {wanted}, not {_shown(value)}", fix
    if kind in ("literal_error", "enum"):
        return _choice(name, value, str(detail.get("ctx", {}).get("expected", "")))
    if kind == "value_error":
        message, _, fix = detail["msg"].removeprefix("Value error, ").rpartition("; ")
        return f"{name}: {message}", fix
    reason = "" if kind == "string_pattern_mismatch" else f": {_lower(detail['msg'])}"
    return f"{name} cannot be {_shown(value)}{reason}", f"write {_meaning(owner, loc)}"


def _choice(name: str, value: object, expected: str) -> tuple[str, str]:
    options = [option.strip("' ") for option in expected.replace(" or ", ",").split(",")]
    close = difflib.get_close_matches(str(value), options, n=1)
    return f"{name} cannot be {_shown(value)}", f"write {close[0] if close else 'one of ' + ', '.join(options)}"


def _instead(key: str, owner: type[BaseModel] | None) -> str:
    close = _close(key, owner)
    return (
        f"write `{close}`" if close else f"remove it (known fields: {', '.join(owner.model_fields if owner else ())})"
    )


def _meaning(owner: type[BaseModel] | None, loc: Loc) -> str:
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    info = owner.model_fields.get(name) if owner else None
    return (info.description if info else None) or "a value"


def _owner(root: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the model that has, or should not have, the last named field of `loc`."""
    named = [part for part in loc if isinstance(part, str)]
    model: type[BaseModel] | None = root
    for part in named[:-1]:
        info = model.model_fields.get(part) if model else None
        model = _model_within(info.annotation) if info else None
    return model


def _model_within(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Annotated, Union, types.UnionType):
        found = (_model_within(argument) for argument in get_args(annotation))
        return next((model for model in found if model), None)
    return None


def _name(loc: Loc) -> str:
    """`examples[2].stance`, counted from one, without the record's own place in the file."""
    shown = ""
    for part in loc[2:] if len(loc) > 2 else loc:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else part
    return f"`{shown}`" if shown else "the file"


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a group of fields"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
