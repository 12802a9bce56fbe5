"""Keep the house: check the pack, open the digest, look at past runs, measure."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.check import check
from flows.commands.console import Data, Seeds, console
from storage.domain.errors import InputError

PANEL = "Keep the house"


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(check)
    app.command("open", rich_help_panel="Look at what is known")(open_digest)
    app.command(rich_help_panel=PANEL)(runs)
    app.command(rich_help_panel=PANEL)(evaluate)


def open_digest(data: Data = None) -> None:
    """Open the digests in the browser: a small static site in the data folder, no server needed."""
    from flows.settings import read_settings

    index = read_settings(data=data).digests / "index.html"
    if not index.exists():
        raise InputError(f"there is no digest yet in {index.parent}; run `volteface ingest` first")
    if not webbrowser.open(index.as_uri()):
        print(index)


def runs(
    last: Annotated[int, typer.Option(min=1, max=10_000, help="How many.")] = 20,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Show past runs with their counts and what was not done; with --last 1, every reason."""
    from datetime import timedelta

    from rich.markup import escape
    from rich.table import Table

    from flows.desk import open_known_desk
    from flows.settings import read_settings

    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    table = Table("when (UTC)", "flow", "took", "what")
    table.add_column("not done", overflow="fold")
    told = desk.ledger.runs(last=last)
    for report in reversed(told):
        what = ", ".join(f"{number} {name}" for name, number in report.counts if number) or "nothing new"
        failed = ", ".join(failure.thing for failure in report.failures)
        took = "" if report.seconds is None else f"{timedelta(seconds=round(report.seconds))}"
        table.add_row(f"{report.started_at:%Y-%m-%d %H:%M}", report.flow, took, what, escape(failed))
    paper = console()
    paper.print(table)
    for failure in told[0].failures if told and last == 1 else ():
        again = "will be tried again" if failure.transient else "not tried again unchanged"
        paper.print(f"{failure.stage.value}: {escape(failure.thing)}: {escape(failure.message)} ({again})")
    for note in told[0].notes if told and last == 1 else ():
        paper.print(f"note: {escape(note)}")


def evaluate(
    area: Annotated[
        list[str] | None,
        typer.Argument(help="attribution, stance, positions, judging or revisions.", show_default="all"),
    ] = None,
    outside: Annotated[
        Path | None,
        typer.Option(metavar="GOLD.jsonl", help="Also score attribution on an annotated corpus of your own."),
    ] = None,
) -> None:
    """Measure the reader and the judge against the gold annotations of this checkout."""
    from flows.commands.evaluating import evaluate_areas

    evaluate_areas(area or [], outside=outside)
