"""`volteface check`: say what is wrong with a sector pack, where, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import Seeds


def check(
    seeds: Seeds = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only, no remarks.")] = False,
    fields: Annotated[
        bool, typer.Option("--fields", help="Print what a pack may hold, as Markdown, and stop.")
    ] = False,
) -> None:
    """Check the sector pack: every problem with its file, line and a fix. Exit code 2 when there is any."""
    from flows.settings import read_settings
    from storage.registry import check_pack, field_reference

    if fields:
        print(field_reference())
        return
    folder = _from_here(read_settings(seeds=seeds).seeds)
    found = check_pack(folder)
    for problem in found.problems:
        print(f"problem  {problem}")
    if not quiet:
        for remark in found.remarks:
            print(f"remark   {remark}")
    size = ", ".join(f"{count} {name}" for count, name in found.size)
    if found.problems:
        count = len(found.problems)
        print(f"The pack {folder} cannot be used: {count} problem{'s' if count > 1 else ''}.")
        raise typer.Exit(2)
    print(f"The pack {folder} is sound: {size}.")


def _from_here(folder: Path) -> Path:
    """The path as somebody standing here would write it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) and folder != here else folder
