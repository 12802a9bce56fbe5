"""Read one YAML file of a pack into plain data that remembers the line of every field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from storage.pack.problems import Problem

# A pack is written by hand: 75 KB of propositions is a large one. The limits keep a wrong file from
# being read for minutes, and nesting from overflowing a recursive reader (50,000 brackets do).
LARGEST_FILE = 4_000_000
DEEPEST = 20

Loc = tuple[str | int, ...]
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Unreadable(Exception):
    """The file cannot be read any further."""

    def __init__(self, message: str, fix: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.fix, self.line = message, fix, line


@dataclass
class Document:
    """`data` as YAML has it, and the line of each field by its path from the root.

    Entries of a list that are wrong in themselves are left out, so that the others can still be held against
    each other: `kept` has the places of those that stayed, by list, and `unsure` the ids of those that did not.
    """

    file: str
    data: object = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: dict[str, list[int]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def line(self, loc: Loc) -> int:
        """Return the line of the field at `loc`, or of the nearest thing around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, message: str, fix: str) -> Problem:
        return Problem(self.file, self.line(self._as_written(loc)), message, fix)

    def _as_written(self, loc: Loc) -> Loc:
        """The place in the file: entries that were left out for their own faults still count there."""
        match loc:
            case (str(name), int(place), *rest) if name in self.kept:
                return (name, self.kept[name][place], *rest)
        return loc


def read_document(path: Path) -> Document:
    """Read `path`. What cannot be read is a problem of the document, never an exception."""
    document = Document(str(path))
    try:
        text = _text(path)
        _build(document, _events(text))
    except Unreadable as failure:
        document.problems.append(Problem(str(path), failure.line, failure.message, failure.fix))
    return document


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Unreadable(f"the file has {size:,} bytes, more than {LARGEST_FILE:,}", "split or shorten it")
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})", "check that it exists and may be read") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable("is not UTF-8 text", "save it as UTF-8", line) from error


def _events(text: str) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe").parse(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = error.problem or "cannot be parsed"
        raise Unreadable(
            f"is not valid YAML ({problem})", "check indentation, quotes and brackets here", line
        ) from error
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        raise Unreadable(f"is not valid YAML ({reason})", "remove what is not plain text") from error


@dataclass
class _Open:
    """A mapping or sequence whose end has not been seen yet. `key` is the key waiting for its value."""

    loc: Loc
    values: dict[str, object] | list[object]
    key: str | None = None

    def place(self) -> Loc:
        return (*self.loc, len(self.values) if isinstance(self.values, list) else self.key or "")

    def add(self, value: object) -> None:
        if isinstance(self.values, list):
            self.values.append(value)
        else:
            self.values[self.key or ""] = value
            self.key = None


def _build(document: Document, events: Iterator[Event]) -> None:
    """Fill `document` from `events`, without recursion, so that nesting cannot exhaust the stack."""
    stack: list[_Open] = []
    for event in events:
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            stack.pop()
        elif isinstance(event, AliasEvent):
            raise Unreadable(f"uses the YAML alias *{event.anchor}", "write the value out", _line(event))
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            _refuse_tag(event)
            _place(document, stack, event)


def _place(document: Document, stack: list[_Open], event: Event) -> None:
    """Put one value where it belongs: a key of the open mapping, a value of it, an item, or the root."""
    top = stack[-1] if stack else None
    if top is not None and isinstance(top.values, dict) and top.key is None:
        _take_key(document, top, event)
        return
    loc = top.place() if top else ()
    document.lines.setdefault(loc, _line(event))
    value = _value(event)
    if top is None:
        if len(document.lines) > 1:
            raise Unreadable("holds a second YAML document", "remove the line ---", _line(event))
        document.data = value
    else:
        top.add(value)
    if not isinstance(event, ScalarEvent):
        if len(stack) >= DEEPEST:
            raise Unreadable(
                f"is nested more than {DEEPEST} levels deep", "check brackets and indentation", _line(event)
            )
        assert isinstance(value, dict | list)
        stack.append(_Open(loc, value))


def _value(event: Event) -> object:
    """The scalar itself, or an empty container that the events to come will fill."""
    if isinstance(event, ScalarEvent):
        return _scalar(event)
    return {} if isinstance(event, MappingStartEvent) else []


def _take_key(document: Document, top: _Open, event: Event) -> None:
    line = _line(event)
    if not isinstance(event, ScalarEvent):
        raise Unreadable("has a list or mapping as the name of a field", "write a plain word before the colon", line)
    key = str(event.value)
    if isinstance(top.values, dict) and key in top.values:
        message = f"the field `{key}` is given twice (first on line {document.lines[(*top.loc, key)]})"
        document.problems.append(Problem(document.file, line, message, "keep one of them"))
    top.key = key
    document.lines[(*top.loc, key)] = line


def _refuse_tag(event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
    if event.tag:
        raise Unreadable(f"uses the YAML tag {event.tag}", "remove the tag", _line(event))


def _scalar(event: ScalarEvent) -> object:
    """Plain `null`, `true`, `false` and whole numbers are what they look like; all else is text, dates too."""
    text = str(event.value)
    if event.style not in (None, ""):
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) and len(text) < 16 else text


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
