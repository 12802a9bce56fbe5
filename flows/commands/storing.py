"""Look after the ledger: examine it, back it up, move it, and let old page bodies go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import Data, Now, Seeds
from storage.domain.errors import InputError

if TYPE_CHECKING:
    from flows.settings import Settings
    from storage.ledger import Ledger

PANEL = "Keep the house"
db = typer.Typer(help="Move the ledger between SQLite and PostgreSQL.", no_args_is_help=True)
Replace = Annotated[bool, typer.Option("--replace", help="Overwrite what the target holds.")]


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(doctor)
    app.command(rich_help_panel=PANEL)(backup)
    app.command(rich_help_panel=PANEL)(restore)
    app.command(rich_help_panel=PANEL)(retain)
    app.add_typer(db, name="db", rich_help_panel=PANEL)


def doctor(now: Now = None, seeds: Seeds = None, data: Data = None) -> None:
    """Examine everything: ledger, pack, sources, disk, clock, Prefect. Exit code 1 when something is wrong."""
    from flows.commands.health import examine_everything
    from flows.settings import parse_instant, read_settings

    settings = read_settings(seeds=seeds, data=data)
    ailments = 0
    for complaint in examine_everything(settings, now=parse_instant(now)):
        ailments += complaint.serious
        print(f"{'wrong ' if complaint.serious else 'remark'}  {complaint.where}: {complaint.message}")
    print(f"{ailments} thing{'s' if ailments != 1 else ''} wrong." if ailments else "All is well.")
    raise typer.Exit(1 if ailments else 0)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the backup, a SQLite file.")], data: Data = None
) -> None:
    """Write a verified backup while the service runs; its checksum goes beside it."""
    from flows.settings import read_settings
    from storage.backup import back_up
    from storage.ledger import Ledger

    settings = _with_a_ledger(read_settings(data=data))
    with Ledger.open(settings.database_url, data=settings.data) as ledger:
        made = back_up(ledger, file)
    print(f"{made.copied.rows} rows in {made.path}, read back and equal.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup made by `volteface backup`.")],
    replace: Replace = False,
    data: Data = None,
) -> None:
    """Make the ledger say what a backup says."""
    from flows.settings import read_settings
    from storage.backup import restore as restore_ledger
    from storage.backup import verify
    from storage.ledger import Ledger

    settings = read_settings(data=data)
    verify(file)  # before a ledger is made for it to go into
    with Ledger.open(settings.database_url, data=settings.data) as ledger:
        print(f"{restore_ledger(file, ledger, replace=replace).rows} rows restored.")


def retain(
    days: Annotated[int, typer.Option(min=1, max=36_500, help="Keep bodies of pages seen within so many days.")],
    now: Now = None,
    data: Data = None,
) -> None:
    """Let go of page bodies and request records that are older. Texts, statements and offsets stay."""
    from datetime import timedelta

    from flows.settings import parse_instant, read_settings
    from storage.ledger import Ledger

    settings = _with_a_ledger(read_settings(data=data))
    with Ledger.open(settings.database_url, data=settings.data) as ledger:
        before = parse_instant(now) - timedelta(days=days)
        bodies, requests = ledger.drop_bodies(before=before), ledger.drop_requests(before=before)
        ledger.database.shrink()
    print(f"{bodies} bodies emptied, {requests} request records forgotten.")


@db.command("copy")
def copy_ledger(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A database URL, or a data folder.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A database URL, or a data folder.")],
    replace: Replace = False,
) -> None:
    """Copy a whole ledger, SQLite to PostgreSQL or back; equal exports on both sides are checked on the way."""
    from storage.copying import copy

    if not _settings_of(source).has_ledger:
        raise InputError(f"there is no ledger in {source}")
    with _open(source) as here, _open(target) as there:
        print(f"{copy(here, there, replace=replace).rows} rows copied, read back and equal.")


def _with_a_ledger(settings: Settings) -> Settings:
    """Looking where no ledger is makes none. Raises InputError there."""
    if not settings.has_ledger:
        raise InputError(f"there is no ledger in {settings.data}")
    return settings


def _open(place: str) -> Ledger:
    from storage.ledger import Ledger

    settings = _settings_of(place)
    return Ledger.open(settings.database_url, data=settings.data)


def _settings_of(place: str) -> Settings:
    """Raises InputError for a file: what is no folder is written as a URL."""
    from flows.settings import read_settings

    if "://" in place:
        return read_settings(database_url=place, data=Path())
    if Path(place).exists() and not Path(place).is_dir():
        raise InputError(f"{place} is neither a database URL nor a data folder")
    return read_settings(data=Path(place)).model_copy(update={"database_url": None})
