"""The four flows as commands: they run here and now, with Prefect's own ephemeral server when none is set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.commands.console import Data, Now, Seeds

Since = Annotated[str | None, typer.Option("--since", metavar="INSTANT", help="From here on, exclusive for digests.")]
Until = Annotated[str | None, typer.Option("--until", metavar="INSTANT", help="Up to here, inclusive.")]


def register(app: typer.Typer) -> None:
    panel = "Flows"
    app.command(rich_help_panel=panel)(ingest)
    app.command(rich_help_panel=panel)(backfill)
    app.command(rich_help_panel=panel)(digest)
    app.command(rich_help_panel=panel)(reread)
    app.command(rich_help_panel=panel)(service)


def ingest(
    now: Now = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source; repeat for more.")] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no source; take the seed set and what is here.")
    ] = False,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Poll the sources, read what is new, judge it, and write a digest when there is something to tell.

    Sources that cannot be reached are named at the end of the digest; the run goes on without them.
    """
    _run("ingest", seeds=seeds, data=data, now=now, sources=source, offline=offline or None)


def backfill(
    since: Since = None,
    until: Until = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source; `seeds` is the seed set.")
    ] = None,
    url: Annotated[list[str] | None, typer.Option("--url", help="An article's address; repeat for more.")] = None,
    url_list: Annotated[Path | None, typer.Option("--url-list", help="A text file with one address a line.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="A folder of saved .html, .txt or .warc files, or one file.")
    ] = None,
    sitemap: Annotated[
        str | None, typer.Option("--sitemap", help="A sitemap; --since and --until choose from it.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be taken in; fetch and write nothing.")
    ] = False,
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Take in an archive and judge it with everything known: old news may complete, amend or retract a finding.

    --since and --until choose among the seed set and a sitemap by date; a folder and addresses are taken whole.
    Articles that were seen before are not fetched again, so a backfill that was stopped goes on where it was.
    A file that cannot be used is named and left out, and the run goes on (exit code 0).
    """
    urls = list(url or [])
    if url_list is not None:
        urls += _addresses(url_list)
    _run(
        "backfill", seeds=seeds, data=data, now=now, since=since, until=until, sources=source,
        urls=urls or None, folder=str(folder) if folder else None, sitemap=sitemap, dry_run=dry_run,
    )  # fmt: skip


def digest(
    since: Since = None,
    until: Until = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="INSTANT", help="As known at this instant.")] = None,
    stakeholder: Annotated[
        str | None, typer.Option("--stakeholder", help="Only this body (its id in the pack).")
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only this proposition (its id in the pack).")] = None,
    min_status: Annotated[str | None, typer.Option("--min-status", help="confirmed, provisional or contested.")] = None,
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Publish the digest of a period: what changed in our conclusions between two instants.

    Without --since it starts where the last digest ended. A past digest is rebuilt byte for byte by its instants.
    """
    _run(
        "digest", seeds=seeds, data=data, now=now, since=since, until=until, as_of=as_of,
        stakeholder=stakeholder, topic=topic, min_status=min_status,
    )  # fmt: skip


def reread(
    everything: Annotated[bool, typer.Option("--all", help="Read every revision again, affected or not.")] = False,
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Read stored articles again after the codebook, the registry or the reader changed: only what is affected."""
    _run("reread", seeds=seeds, data=data, now=now, everything=everything)


def service(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where the Prefect server listens (127.0.0.1).")] = 4200,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Bring up a Prefect server, a work pool, the deployments and a worker; Ctrl-C stops them all."""
    from flows.commands.serving import serve
    from flows.settings import read_settings

    raise typer.Exit(serve(read_settings(seeds=seeds, data=data), port=port))


def _addresses(path: Path) -> list[str]:
    """The addresses of a list, one a line; a line that is none is named and left out."""
    from flows.fetching.archives import read_url_list
    from storage.domain.errors import InputError

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise InputError(f"the list of addresses {path} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise InputError(f"the list of addresses {path} is not UTF-8 text") from problem
    found, faults = read_url_list(text)
    for fault in faults:
        typer.echo(f"{path}, {fault.thing}: {fault.message}", err=True)
    if not found:
        raise InputError(f"the list {path} holds no address")
    return list(found)


def _run(name: str, *, seeds: Path | None, data: Path | None, **parameters: Any) -> None:
    """Check the pack and the ledger first, so that bad input is one sentence and not a failed flow."""
    from flows.commands.flow_runs import run_flow

    raise typer.Exit(run_flow(name, seeds=seeds, data=data, parameters=parameters))
