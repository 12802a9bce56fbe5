"""`volteface replay`: everything that was ever fetched, once more, from stored bytes and without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import Data, Seeds
from storage.domain.errors import InputError


def replay(
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="A new run-time folder to write into.")],
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Extract, read and judge every stored page and feed again, into a new folder; nothing is asked of anybody.

    With the same extractor the same articles and revisions come out; another extractor reads them anew and
    never makes a revision of its own.
    """
    from rich.console import Console
    from rich.markup import escape

    from flows.desk import open_desk
    from flows.settings import read_settings
    from flows.stages.replay import conclude, last_instant
    from flows.stages.replay import replay as play

    settings = read_settings(seeds=seeds, data=data)
    target = to.expanduser().resolve()
    if not settings.has_ledger:
        raise InputError(f"there is nothing to replay in {settings.data}")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is not empty; a replay is written into a new folder")
    origin = open_desk(settings).ledger
    now = last_instant(origin)
    if now is None:
        raise InputError(f"there is nothing to replay in {settings.data}")
    desk = open_desk(settings.model_copy(update={"data": target, "database_url": None, "offline": True}))
    console = Console(highlight=False)
    taken = play(origin, desk, tell=lambda line: console.print(escape(line)))
    published = conclude(desk, taken, now=now, tell=lambda line: console.print(escape(line)))
    console.print(escape(f"replayed: {taken}"))
    console.print(escape(f"{published.headline} {target / published.path}"))
