"""Where commands print, and the options they share."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.logs import is_json

if TYPE_CHECKING:
    from rich.console import Console

Seeds = Annotated[
    Path | None,
    typer.Option("--seeds", metavar="PATH", help="The sector pack to use.", show_default="the pack of this checkout"),
]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="PATH", help="The run-time folder: ledger, digests.", show_default="storage/var"),
]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="INSTANT", help="Rehearse the run at this instant.", show_default="the clock"),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="INSTANT", help="As known at this instant, whatever was learnt since."),
]


WIDTH = 200  # of a table in a pipe or a file: nothing is folded to the 80 columns of a terminal that is not there


def console() -> Console:
    """What tables are printed on."""
    from rich.console import Console

    made = Console(highlight=False)
    if not made.is_terminal:
        made.width = WIDTH
    return made


def complain(message: str, details: Iterable[str] = ()) -> None:
    """Print one plain sentence for an error on standard error, after its details if it has several."""
    several = list(details)
    if is_json():
        logging.getLogger("flows").error(message, extra={"details": several})
        return
    for line in several if len(several) > 1 else ():
        print(line, file=sys.stderr)
    print(f"volteface: {message}", file=sys.stderr)
