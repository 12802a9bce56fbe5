"""`volteface curate`: what the pack does not know yet, and what a person corrects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.console import Data, Now, Seeds
from storage.domain.errors import InputError

if TYPE_CHECKING:
    from flows.desk import Desk
    from flows.reading.curating import Quoted, UncodedArgument, UnknownSpeaker
    from storage.domain.article import Article
    from storage.domain.record import Correction

curate = typer.Typer(
    help="List what the pack does not know, with evidence and entries to complete; correct statements.",
    invoke_without_command=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per thing.")]
Statement = Annotated[str, typer.Argument(help="A statement's id, as `export positions` prints it.")]
Row = dict[str, Any]


def register(app: typer.Typer) -> None:
    app.add_typer(curate, name="curate", rich_help_panel="Keep the house")


@curate.callback()
def list_unknown(
    context: typer.Context,
    as_json: AsJson = False,
    most: Annotated[int, typer.Option(min=1, help="Speakers and arguments to list, of each.")] = 20,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """List unknown speakers and uncoded arguments, the most quoted first, with pack entries to complete."""
    if context.invoked_subcommand is not None:
        if as_json or seeds or data:  # they would not reach it: another ledger would be corrected than was named
            raise InputError(f"options come after the command: volteface curate {context.invoked_subcommand} ...")
        return
    from flows.desk import open_known_desk
    from flows.settings import read_settings

    rows = list(unknown_rows(open_known_desk(read_settings(seeds=seeds, data=data)), most=most))
    if as_json:
        _print_lines(rows)
        return
    for row in rows:
        _show(row)
    if not rows:
        print("Nothing is unknown: every speaker is in the pack, and every argument of several bodies is coded.")


@curate.command("correct")
def correct_statement(
    statement: Statement,
    note: Annotated[str, typer.Option(help="Why. It is shown wherever the statement is.")],
    not_about: Annotated[bool, typer.Option("--not-about", help="It is not about this proposition.")] = False,
    stance: Annotated[
        str | None,
        typer.Option(metavar="LABEL", help="support, qualified_support, mixed, qualified_oppose or oppose."),
    ] = None,
    holder: Annotated[str | None, typer.Option(metavar="STAKEHOLDER", help="Whose view it is: an id.")] = None,
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Correct a statement: wrong stance, wrong body, or not about this. It holds however the words are read later."""
    from flows.desk import open_known_desk
    from flows.settings import parse_instant, read_settings
    from flows.stages.curate import decide, kind_of

    kind = kind_of(not_about=not_about, stance=stance, holder=holder)
    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    told = decide(desk, statement, kind, note=note, now=parse_instant(now))
    print(f"{statement}: {told.corrected}. The next run judges it anew.")


@curate.command("undo")
def undo_corrections(
    statement: Statement,
    note: Annotated[str, typer.Option(help="Why.")] = "taken back",
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Take back the corrections of a statement: it stands as it is read."""
    from flows.desk import open_known_desk
    from flows.settings import parse_instant, read_settings
    from flows.stages.curate import undo

    undo(open_known_desk(read_settings(seeds=seeds, data=data)), statement, note=note, now=parse_instant(now))
    print(f"{statement}: it stands as it is read. The next run judges it anew.")


@curate.command("corrections")
def list_corrections(as_json: AsJson = False, seeds: Seeds = None, data: Data = None) -> None:
    """List every correction, oldest first, and whether it is in force."""
    from flows.desk import open_known_desk
    from flows.judging.correcting import standing
    from flows.settings import read_settings

    corrections = open_known_desk(read_settings(seeds=seeds, data=data)).ledger.corrections()
    in_force = {id(each) for held in standing(corrections).values() for each in held}
    rows = [_correction_row(each, in_force=id(each) in in_force) for each in corrections]
    if as_json:
        _print_lines(rows)
        return
    for row in rows:
        state = "in force" if row["in_force"] else "not in force"
        print(f"{row['at']} {row['statement']} {row['kind']} ({state}): {_line(row['note'])}\n  “{_line(row['text'])}”")
    if not rows:
        print("Nothing has been corrected.")


def unknown_rows(desk: Desk, *, most: int) -> Iterator[Row]:
    """Yield the speakers, then the arguments, that the pack does not know, as the newest revisions have them."""
    from flows.reading.curating import uncoded_arguments, unknown_speakers

    shown = desk.ledger.latest_revisions()
    readings = list(desk.ledger.readings(shown.values()))
    texts = {revision.id: revision.text for revision in desk.ledger.revisions(shown.values())}
    articles = {article.id: article for article in desk.ledger.articles()}
    places = {revision: articles[name] for name, revision in shown.items()}
    for speaker in unknown_speakers(readings, texts)[:most]:
        yield _speaker_row(speaker, places)
    for argument in uncoded_arguments(readings, texts, desk.registry)[:most]:
        yield _argument_row(argument, places)


def _speaker_row(speaker: UnknownSpeaker, places: dict[str, Article]) -> Row:
    return {
        "kind": "speaker",
        "name": speaker.name,
        "times": speaker.times,
        "quoted": _quoted(speaker.quoted, places),
        "proposed": speaker.proposed,
    }


def _argument_row(argument: UncodedArgument, places: dict[str, Article]) -> Row:
    return {
        "kind": "argument",
        "name": argument.phrase,
        "times": len(argument.bodies),
        "bodies": list(argument.bodies),
        "quoted": _quoted(argument.quoted, places),
        "proposed": argument.proposed,
    }


def _quoted(quoted: Iterable[Quoted], places: dict[str, Article]) -> list[Row]:
    return [
        {
            "outlet": places[q.revision].outlet,
            "published": str(dated.when) if (dated := places[q.revision].published) else None,
            "url": places[q.revision].url,
            "article": places[q.revision].id,
            "source": q.source,
            "content": q.content,
        }
        for q in quoted
    ]


def _correction_row(correction: Correction, *, in_force: bool) -> Row:
    said = correction.said
    return {
        "at": correction.at.isoformat(),
        "statement": correction.statement,
        "kind": correction.kind,
        "note": correction.note,
        "in_force": in_force,
        "stakeholder": said.speaker.stakeholder if said else None,
        "topic": said.proposition if said else None,
        "article": said.article if said else None,
        "text": said.text if said else "",
    }


def _show(row: Row) -> None:
    if row["kind"] == "speaker":
        print(f"Unknown speaker: {_line(row['name'])} ({row['times']} quoted)")
    else:
        print(f"Uncoded argument: {_line(row['name'])} ({', '.join(row['bodies'])})")
    for quoted in row["quoted"]:
        print(f"  {_line(quoted['outlet'])}, {quoted['published'] or 'undated'}: “{_line(quoted['content'])}”")
    print("  To complete in the pack:")
    print("".join(f"    {_inert(line)}\n" for line in row["proposed"].splitlines()))


def _line(text: str) -> str:
    return _inert(" ".join(text.split()))


def _inert(text: str) -> str:
    """Nothing in it acts on a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _print_lines(rows: Iterable[Row]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
