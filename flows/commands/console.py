"""Where commands print, and the options they share."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from flows.logs import is_json

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


def complain(message: str, details: Iterable[str] = ()) -> None:
    """Print one plain sentence for an error on standard error, after its details if it has several."""
    several = list(details)
    if is_json():
        logging.getLogger("flows").error(message, extra={"details": several})
        return
    for line in several if len(several) > 1 else ():
        print(line, file=sys.stderr)
    print(f"volteface: {message}", file=sys.stderr)
