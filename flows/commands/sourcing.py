"""`volteface sources` and `volteface why`: which sites are asked, and why one is asked when it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from flows.commands.console import Data, Now, Seeds, console
from flows.commands.replaying import replay
from storage.domain.errors import InputError

if TYPE_CHECKING:
    from storage.domain.source import Source

PANEL = "Sources"
sources = typer.Typer(help="List, add, import and export the sites that are asked.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(sources, name="sources", rich_help_panel=PANEL)
    app.command(rich_help_panel=PANEL)(why)
    app.command(rich_help_panel=PANEL)(copies)
    app.command(rich_help_panel=PANEL)(replay)


@sources.command("list")
def list_sources(seeds: Seeds = None, data: Data = None) -> None:
    """Show every source: its address, how it stands, when it is asked next and by which rule."""
    from rich.markup import escape
    from rich.table import Table

    from flows.desk import open_desk
    from flows.settings import read_settings
    from storage.domain.source import SourceKind
    from storage.registry import load_pack

    settings = read_settings(seeds=seeds, data=data)
    # Before the first run there is no ledger, and looking makes none.
    states = open_desk(settings).ledger.source_states() if settings.has_ledger else {}
    table = Table("id", "kind", "standing", "asked next (UTC)")
    table.add_column("address", overflow="fold")
    table.add_column("last told", overflow="fold")
    for source in load_pack(settings.seeds).sources.values():
        state = states.get(source.id)
        standing = state.standing.value if state else "never asked" if source.kind is SourceKind.FEED else "not polled"
        standing = standing if source.enabled else "switched off"
        following = f"{state.next_at:%Y-%m-%d %H:%M}" if state and state.next_at else ""
        told = state.note if state else ""
        table.add_row(source.id, source.kind.value, standing, following, escape(source.url or ""), escape(told))
    console().print(table)


@sources.command("export")
def export_sources(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="Where to write.")], seeds: Seeds = None
) -> None:
    """Write the feeds as OPML, for any feed reader."""
    from flows.fetching.opml import write_opml
    from flows.settings import read_settings
    from storage.domain.source import SourceKind
    from storage.registry import load_pack

    registry = load_pack(read_settings(seeds=seeds).seeds)
    try:
        file.write_bytes(write_opml(registry.sources.values(), title=f"Volteface: {registry.name}"))
    except OSError as problem:
        raise InputError(f"{file} cannot be written: {problem.strerror}") from problem
    feeds = sum(s.kind is SourceKind.FEED and s.enabled and bool(s.url) for s in registry.sources.values())
    print(f"wrote {feeds} feed{'s' if feeds != 1 else ''} to {file}")


@sources.command("import")
def import_sources(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list from any feed reader.")], seeds: Seeds = None
) -> None:
    """Add the feeds of an OPML file to the pack's sources.yaml; those it has already are passed over."""
    from flows.fetching.opml import read_opml
    from flows.settings import read_settings

    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise InputError(f"{file} cannot be read: {problem.strerror}") from problem
    outlines, left_out = read_opml(raw, name=file.name)
    for sentence in left_out:
        print(f"left out: {sentence}")
    if not outlines:
        raise InputError(f"{file} lists no feed that can be asked")
    _add(read_settings(seeds=seeds).seeds, [(outline.title, outline.feed) for outline in outlines])


@sources.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="A feed, or a site whose feed is to be found; https:// may be left out.")],
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Find the feed of a site and add it to the pack's sources.yaml."""
    from flows.desk import open_desk
    from flows.fetching.discovery import discover
    from flows.fetching.workshop import Workshop
    from flows.settings import parse_instant, read_settings
    from flows.stages.fetch import open_client

    desk = open_desk(read_settings(seeds=seeds, data=data))
    with open_client(desk, now=parse_instant(now)) as client, Workshop() as workshop:
        found = discover(url if "://" in url else f"https://{url}", client=client, run=workshop.run)
        desk.ledger.add_requests(found.requests)
        desk.ledger.save_host_states(client.hosts)
    if not found.feeds:
        raise InputError(found.failure.message if found.failure else f"{url} led to no feed.")
    first, *others = found.feeds
    for other in others:
        print(f"also there: {other.url} ({other.title})")
    _add(desk.settings.seeds, [(first.title, first.url)])


@sources.command("resume")
def resume_source(
    source: Annotated[str, typer.Argument(help="The source's id; `volteface sources list` prints them.")],
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Ask a source again that was stopped (401, 403, 410, 451) or has failed for long, at the pack's address."""
    from flows.desk import open_known_desk
    from flows.fetching.politeness import resumed
    from flows.settings import read_settings

    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    if source not in desk.registry.sources:
        raise InputError(f"the pack has no source {source!r}; `volteface sources list` prints them")
    state = desk.ledger.source_states().get(source)
    if state is None:
        print(f"{source} was never asked; there is nothing to resume")
        return
    again = resumed(state)
    desk.ledger.save_source_states([again])
    print(f"{source} is asked again from {again.next_at:%Y-%m-%d %H:%M} UTC" if again.next_at else f"{source} is due")


@sources.command("try")
def try_folder(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Saved feeds and pages, in folders of any depth.")],
    quiet: Annotated[bool, typer.Option("--quiet", help="Print faults and the totals only.")] = False,
) -> None:
    """Try saved feeds and pages without a network: each is taken in twice, into a ledger that is thrown away.

    A file that is neither is refused with a reason, and that is no fault. A fault is an exception, an entry that did
    not land exactly once, or a second poll that added something; with any the exit code is 1.
    """
    from flows.progress import watched
    from flows.settings import parse_instant
    from flows.stages.trial import Totals, try_files

    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    totals = Totals()
    for verdict in try_files(watched(files, "trying"), now=parse_instant(None)):
        totals.add(verdict)
        for line in verdict.lines(quiet=quiet):
            print(line)
    print(totals)
    if totals.faults or not files:
        raise typer.Exit(1 if files else 2)


def why(
    host: Annotated[str, typer.Argument(help="A site's name, such as www.example.org, or an address there.")],
    now: Now = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Print every request made to a host, when it may be asked next, and the rule that says so."""
    from flows.desk import open_known_desk
    from flows.fetching.why import why as account
    from flows.settings import parse_instant, read_settings

    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    states = desk.ledger.source_states()
    name = urlsplit(host).netloc if "://" in host else host.partition("/")[0]
    known = [(source, states[source.id]) for source in desk.registry.sources.values() if source.id in states]
    print(
        account(
            name, records=desk.ledger.requests(), states=known, hosts=desk.ledger.host_states(), now=parse_instant(now)
        )
    )


def copies(seeds: Seeds = None, data: Data = None) -> None:
    """List the articles that carry the same text: each story where it was seen first, then its copies."""
    from flows.desk import open_known_desk
    from flows.settings import read_settings

    ledger = open_known_desk(read_settings(seeds=seeds, data=data)).ledger
    known = ledger.syndication()
    articles = {article.id: article for article in ledger.articles(ids={*known, *known.values()})}
    for first in sorted(set(known.values())):
        print(f"{articles[first].title} ({articles[first].outlet}) {articles[first].url or ''}".rstrip())
        for copy in sorted(copy for copy, original in known.items() if original == first):
            print(f"    also in {articles[copy].outlet}: {articles[copy].url or articles[copy].title}")
    if not known:
        print("no article is a copy of another")


def _add(folder: Path, feeds: Iterable[tuple[str, str]]) -> None:
    from storage.pack.growing import add_feeds

    added: list[Source] = add_feeds(folder, feeds)
    for source in added:
        print(f"added {source.id}: {source.url}")
    if not added:
        print("nothing to add: the pack has these already")
