"""Reading tools: what one article says, a timeline in the terminal, why a finding stands. No Prefect server needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands import exporting
from flows.commands.console import AsOf, Data, Seeds
from storage.domain.errors import InputError

if TYPE_CHECKING:
    from flows.desk import Desk

PANEL = "Look at what is known"


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel="Read one text")(read)
    app.command(rich_help_panel=PANEL)(positions)
    app.command(rich_help_panel=PANEL)(explain)
    exporting.register(app)


def read(
    paths: Annotated[list[str] | None, typer.Argument(help="Files or an address.", show_default="the seed set")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per text instead of an explanation.")] = False,
    attributions: Annotated[
        Path | None,
        typer.Option(metavar="IN.jsonl", help="Who says what, for lines of {id, text, outlet?, title?, published?}."),
    ] = None,
    stances: Annotated[
        Path | None, typer.Option(metavar="IN.jsonl", help="The stance step, for {id, topic, before, text}.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="When the text was published: 2024, 2024-04, 2024-04-12.")
    ] = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Read texts and explain every decision: spans, cue, speaker, proposition, signed path, modality, gate.

    Nothing is stored. With --attributions or --stances one step alone is run over many texts, for measuring it.
    """
    from flows.commands.texts import attribution_rows, explain_readings, light_desk, reading_rows, stance_rows
    from flows.settings import read_settings

    desk = light_desk(read_settings(seeds=seeds, data=data))
    if attributions is not None:
        _print_lines(attribution_rows(desk, _objects(attributions)))
    elif stances is not None:
        _print_lines(stance_rows(desk, _objects(stances)))
    elif as_json:
        _print_lines(reading_rows(desk, paths or [], published=published))
    else:
        explain_readings(desk, paths or [], published=published)


def positions(
    stakeholder: Annotated[str | None, typer.Option(help="A body's id in the pack, or its name.")] = None,
    topic: Annotated[str | None, typer.Option(help="A proposition's id in the pack.")] = None,
    as_of: AsOf = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Show every dated statement of a stakeholder or on a proposition, oldest first, with what was refused and why."""
    from flows.commands.timelines import show_timelines
    from flows.desk import open_known_desk
    from flows.settings import parse_instant, read_settings

    if stakeholder is None and topic is None:
        raise InputError("say whose positions, or on what: --stakeholder ID or --topic ID")
    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    show_timelines(
        desk,
        stakeholder=_known(desk, stakeholder) if stakeholder else None,
        topic=topic,
        as_of=parse_instant(as_of) if as_of else None,
    )


def explain(
    finding: Annotated[str, typer.Argument(help="A finding's id, as the digest and `export findings` print it.")],
    as_of: AsOf = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Print why a finding stands: evidence, gates, how sure over time, and what would change the conclusion."""
    from flows.commands.timelines import show_explanation
    from flows.desk import open_known_desk
    from flows.settings import parse_instant, read_settings

    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    show_explanation(desk, finding, as_of=parse_instant(as_of) if as_of else None)


def _known(desk: Desk, wanted: str) -> str:
    """The id of a stakeholder given by id, name or alias. Raises InputError."""
    for body in desk.registry.stakeholders.values():
        names = (body.id, body.name, *body.aliases)
        if wanted.casefold() in {name.casefold() for name in names}:
            return body.id
    raise InputError(f"the pack has no stakeholder {wanted!r}")


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file (`-`: standard input). Raises InputError naming the line."""
    try:
        stream = sys.stdin if str(path) == "-" else path.open(encoding="utf-8")
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror}") from problem
    with stream:
        try:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _object(line, where=f"{path}:{number}")
        except UnicodeDecodeError as problem:
            raise InputError(f"{path} is not UTF-8 text") from problem


def _object(line: str, *, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as problem:
        raise InputError(f"{where} is not JSON: {problem.msg}") from problem
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise InputError(f"{where} needs at least an id and a text")
    for name in ("published", "before", "outlet", "title"):
        if not isinstance(row.get(name), str | None):
            raise InputError(f"{where} has something under {name!r} that is not text: {row[name]!r}")
    try:
        "".join(row.get(name) or "" for name in ("text", "before", "outlet", "title")).encode()
    except UnicodeEncodeError as problem:
        raise InputError(f"{where} holds half a character, which is no text") from problem
    return row


def _print_lines(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
