"""Show how far long work has come: one bar on standard error, and nothing at all where nobody is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from flows.logs import is_json

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
Advance = Callable[[int], None]


def is_watched() -> bool:
    """True when a person sees standard error: in a log a bar would be noise."""
    return sys.stderr.isatty() and not is_json()


@contextmanager
def bar(what: str, *, total: int | None = None) -> Generator[Advance]:
    """Give a function that is told of work done. `total` None: its end is not known, and the bar only shows life."""
    if not is_watched():
        yield lambda _done: None
        return
    with _progress() as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.advance(task, done)


def watched(things: Iterable[T], what: str, *, total: int | None = None) -> Iterator[T]:
    """Yield `things` and show how many are done; of how many when they can be counted or `total` says it."""
    known = len(things) if total is None and isinstance(things, Sized) else total
    with bar(what, total=known) as advance:
        for thing in things:
            yield thing
            advance(1)


def _progress() -> Progress:
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, and most commands show no bar
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
