"""`volteface evaluate`: every quality figure, printed by the area it belongs to."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from rich.console import Console

from flows.settings import ROOT
from storage.domain.errors import InputError

AREAS = ("attribution", "stance", "positions", "judging", "revisions")


def evaluate_areas(chosen: list[str], *, outside: Path | None) -> None:
    """Print the figures of `chosen` areas, or of all. Raises InputError for an unknown area."""
    unknown = [area for area in chosen if area not in AREAS]
    if unknown:
        raise InputError(f"no such area: {', '.join(unknown)} (one of {', '.join(AREAS)})")
    console = Console(highlight=False, soft_wrap=True)
    for area in chosen or AREAS:
        console.rule(area)
        lines: Callable[..., Iterator[str]] = import_module(f"flows.commands.evaluate_{area}").lines
        takes_outside = "outside" in inspect.signature(lines).parameters
        for line in lines(ROOT, outside=outside) if takes_outside else lines(ROOT):
            console.print(line, markup=False)
