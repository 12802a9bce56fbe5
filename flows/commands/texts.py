"""What `volteface read` prints: whole readings with their chain of decisions, or one step alone over many texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from flows.commands.exporting import attribution_fields, position_row
from flows.readers import build_reader, make_ready
from flows.reading.reading import read
from flows.reading.stancing import stances
from flows.revising.page import read_page
from flows.revising.plain import article_text
from flows.settings import Settings, parse_instant
from flows.stages.take import seed_article
from storage.domain.article import Article, ArticleKind, Dated, Look, Revision
from storage.domain.errors import InputError
from storage.domain.when import When
from storage.registry import load_pack

if TYPE_CHECKING:
    from flows.reading.reader import Reader
    from storage.domain.sector import Registry
    from storage.domain.statement import Reading, Statement


@dataclass(frozen=True)
class LightDesk:
    """Pack and reader without a ledger: reading a text stores nothing."""

    settings: Settings
    registry: Registry

    @cached_property
    def reader(self) -> Reader:
        return build_reader(self.settings.model)


@dataclass(frozen=True)
class Text:
    """A text to read, and what is known of it."""

    article: Article
    revision: Revision
    reading: Reading


def light_desk(settings: Settings) -> LightDesk:
    return LightDesk(settings, load_pack(settings.seeds))


def readings(desk: LightDesk, paths: list[str], *, published: str | None) -> Iterator[Text]:
    """Read the files or addresses, or the seed set when there are none."""
    make_ready(desk.registry)
    for article, text in _inputs(desk, paths, published=published):
        revision = Revision(article.id, text, parse_instant(None), Look.BACKFILL, "read")
        yield Text(article, revision, read(revision, article=article, registry=desk.registry, reader=desk.reader))


def _inputs(desk: LightDesk, paths: list[str], *, published: str | None) -> Iterator[tuple[Article, str]]:
    dated = Dated(_when(published), "given on the command line") if published else None
    if not paths:
        folder = desk.settings.seeds / "articles"
        paths = [str(folder / entry.file) for entry in desk.registry.articles.values()]
    known = {entry.file: entry for entry in desk.registry.articles.values()}
    for path in paths:
        if "://" in path:
            yield _page(desk, path, dated)
        elif Path(path).name in known and dated is None:
            yield seed_article(known[Path(path).name]), _text(Path(path))
        else:
            name = Path(path).name
            yield (
                Article(name, "read", None, Path(path).stem, "", ArticleKind.UNKNOWN, dated, file=name),
                _text(Path(path)),
            )


def _when(text: str) -> When:
    try:
        return When.parse(text)
    except ValueError as problem:
        raise InputError(f"{text!r} is not a date (write 2024, 2024-04, 2024-04-12 or 2024-04/2024-06)") from problem


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror}") from problem
    if path.suffix.lower() in {".html", ".htm"}:
        return read_page(raw, url=path.name, seen=parse_instant(None).date(), content_type="text/html").text
    return article_text(raw, name=path.name)


def _page(desk: LightDesk, url: str, dated: Dated | None) -> tuple[Article, str]:
    from flows.fetching import pages
    from flows.fetching.client import Client, agent_of
    from flows.stages.fetch import allowed

    with Client(allow=allowed(desk.settings), agent=agent_of(desk.settings.contact)) as client:
        page = pages.fetch(url, client=client)
    if page.body is None:
        raise InputError(page.failure.message if page.failure else f"{url} brought nothing.")
    found = read_page(page.body.data, url=url, seen=page.body.fetched_at.date(), content_type=page.body.content_type)
    article = Article(
        url, "read", url, found.title, "", ArticleKind.UNKNOWN, dated or found.published, author=found.author
    )
    return article, found.text


def reading_rows(desk: LightDesk, paths: list[str], *, published: str | None) -> Iterator[dict[str, Any]]:
    """One object a text: {id, attributions, statements, unknown_speakers}; a statement carries its trail."""
    for text in readings(desk, paths, published=published):
        yield {
            "id": text.article.id,
            "attributions": [attribution_fields(attribution) for attribution in text.reading.attributions],
            "statements": [_statement(desk, statement, text.article) for statement in text.reading.statements],
            "unknown_speakers": list(text.reading.unknown_speakers),
        }


def _statement(desk: LightDesk, statement: Statement, article: Article) -> dict[str, Any]:
    from flows.judging import admit

    row = position_row(statement, article, admit(statement, registry=desk.registry))
    row["trail"] = [{"step": step.step, "decided": step.decided, "why": step.why} for step in statement.trail]
    return row


def attribution_rows(desk: LightDesk, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The attribution step alone, over every sentence of each text, whoever and whatever it is about.

    A row may tell the outlet and the title, which a body of the paper's own ("this newspaper") is read from.
    """
    from flows.reading.attributing import Head, attribute, make_doc
    from flows.reading.naming import with_stakeholders

    for row in rows:
        doc = make_doc(row["text"], desk.reader.nlp)
        head = Head(row.get("outlet") or "", row.get("title") or "")
        found = attribute(doc, weights=desk.reader.attribution, head=head)
        published = _when(row["published"]) if row.get("published") else None
        named = with_stakeholders(found, registry=desk.registry, published=published)
        yield {"id": row["id"], "attributions": [attribution_fields(attribution) for attribution in named]}


def stance_rows(desk: LightDesk, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    def checked() -> Iterator[dict[str, Any]]:
        for row in rows:
            topic = row.get("topic")
            if not isinstance(topic, str) or topic not in desk.registry.propositions:
                raise InputError(f"the pack has no topic {topic!r} (line with id {row['id']!r})")
            yield row

    yield from stances(
        checked(), propositions=desk.registry.propositions, model=desk.reader.stance, nlp=desk.reader.nlp
    )


COLOURS = {
    "oppose": "red",
    "qualified_oppose": "red",
    "mixed": "yellow",
    "qualified_support": "green",
    "support": "green",
}


def explain_readings(desk: LightDesk, paths: list[str], *, published: str | None) -> None:
    """Print each statement with the chain of decisions that led to it."""
    from flows.judging import admit

    console = Console(highlight=False)
    for text in readings(desk, paths, published=published):
        when = text.article.occasion or "undated"
        console.rule(f"[bold]{escape(text.article.title)}[/bold] ({when})", align="left")
        for statement in text.reading.statements:
            verdict = admit(statement, registry=desk.registry)
            colour = COLOURS[statement.stance.label]
            who = statement.speaker.person or statement.speaker.name
            body = desk.registry.stakeholders.get(statement.speaker.stakeholder or "")
            console.print(f"\n[bold]{escape(who)}[/bold] ({escape(body.name if body else 'unknown body')})", end=" ")
            console.print(f"[{colour}]{statement.stance.label}[/{colour}] {statement.proposition}", end=" ")
            console.print("counts" if verdict.admitted else f"[dim]does not count: {escape(verdict.reason)}[/dim]")
            console.print(f"  “{escape(statement.text)}” [dim]{statement.span.start}-{statement.span.end}[/dim]")
            for step in statement.trail:
                console.print(
                    f"  [cyan]{escape(step.step):<14}[/cyan] {escape(step.decided)} [dim]{escape(step.why)}[/dim]"
                )
        names = ", ".join(text.reading.unknown_speakers)
        if names:
            console.print(f"\n[dim]not in the pack: {escape(names)}[/dim]")
