"""`volteface evaluate`: every quality figure, printed by the area it belongs to."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from flows.settings import ROOT
from storage.domain.errors import InputError

FITTED = frozenset({"attribution", "stance"})  # each writer held out: weights are fitted anew, with scikit-learn
AREAS = ("attribution", "stance", "positions", "judging", "revisions")


def evaluate_areas(chosen: list[str], *, outside: Path | None) -> None:
    """Print the figures of `chosen` areas, or of all.

    Raises InputError for an unknown area, and where the gold or what weights are fitted with is not installed.
    """
    unknown = [area for area in chosen if area not in AREAS]
    if unknown:
        raise InputError(f"no such area: {', '.join(unknown)} (one of {', '.join(AREAS)})")
    _refuse_without_means(chosen or AREAS)
    console = Console(highlight=False, soft_wrap=True)
    for area in chosen or AREAS:
        console.rule(area)
        lines: Callable[..., Iterator[str]] = import_module(f"flows.commands.evaluate_{area}").lines
        takes_outside = "outside" in inspect.signature(lines).parameters
        for line in lines(ROOT, outside=outside) if takes_outside else lines(ROOT):
            console.print(line, markup=False)


def _refuse_without_means(areas: Iterable[str]) -> None:
    if not (ROOT / "tests" / "gold").is_dir():
        raise InputError(f"there are no gold annotations in {ROOT / 'tests'}: measuring needs a checkout")
    if FITTED.intersection(areas) and find_spec("sklearn") is None:
        raise InputError("measuring this needs what the tests need, scikit-learn: `make evaluate` installs it")
