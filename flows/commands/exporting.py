"""`volteface export`: what the ledger holds, one row a thing, as JSON Lines or CSV, in a fixed order."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from flows.commands.console import AsOf, Data, Seeds
from storage.domain.errors import InputError

if TYPE_CHECKING:
    from flows.desk import Desk
    from storage.domain.article import Article, Revision
    from storage.domain.attribution import Attribution
    from storage.domain.finding import Admission, Finding
    from storage.domain.statement import Statement

Row = dict[str, Any]


class What(StrEnum):
    POSITIONS = "positions"
    FINDINGS = "findings"
    ATTRIBUTIONS = "attributions"
    ARTICLES = "articles"
    REVISIONS = "revisions"


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel="Look at what is known")(export)


def export(
    what: Annotated[What, typer.Argument(help="What to export.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file.", show_default="the terminal")] = None,
    form: Annotated[Format, typer.Option("--format", help="JSON Lines, or CSV for a spreadsheet.")] = Format.JSONL,
    admitted: Annotated[bool, typer.Option("--admitted", help="Positions: only statements that count.")] = False,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Positions: also statements of speakers the pack does not know.")
    ] = False,
    as_of: AsOf = None,
    seeds: Seeds = None,
    data: Data = None,
) -> None:
    """Print positions, findings, attributions, articles or revisions. The order is fixed: equal ledgers, equal bytes.

    Offsets are code points into the revision's text, end exclusive. The README documents every field.
    """
    from flows.desk import open_known_desk
    from flows.settings import parse_instant, read_settings

    desk = open_known_desk(read_settings(seeds=seeds, data=data))
    rows = ROWS[what](desk, parse_instant(as_of) if as_of else None)
    if what is What.POSITIONS:
        rows = (row for row in rows if (unknown or row["stakeholder"]) and (not admitted or row["admitted"]))
    if output is None:
        write(rows, sys.stdout, form)
    else:
        write_file(rows, output, form)


def write_file(rows: Iterable[Row], output: Path, form: Format) -> None:
    """Write `output` whole, or leave it as it was. Raises InputError. A device or a pipe is written to as it stands."""
    whole = output if output.exists() and not output.is_file() else output.with_name(f".{output.name}.partial")
    try:
        with whole.open("w", encoding="utf-8", newline="") as target:
            write(rows, target, form)
        if whole is not output:
            whole.replace(output.resolve())
    except OSError as problem:
        raise InputError(f"{output} cannot be written: {problem.strerror}") from problem
    finally:
        if whole is not output and whole.exists():
            whole.unlink()


def write(rows: Iterable[Row], target: TextIO, form: Format) -> None:
    if form is Format.JSONL:
        for row in rows:
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    table: csv.DictWriter[str] | None = None
    for row in rows:
        if table is None:
            table = csv.DictWriter(target, fieldnames=list(row), lineterminator="\n")
            table.writeheader()
        table.writerow({key: inert_cell(flat(value)) for key, value in row.items()})


def flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


# What a spreadsheet takes for the beginning of a formula, full-width forms and skipped white space included.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert_cell(value: Any) -> Any:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


def instant(moment: datetime) -> str:
    return moment.isoformat()


def position_row(statement: Statement, article: Article, admission: Admission | None) -> Row:
    """One statement: what the README's schema `position` describes."""
    return {
        "id": statement.id,
        "doc": article.file,
        "url": statement.url,
        "article": statement.article,
        "revision": statement.revision,
        "stakeholder": statement.speaker.stakeholder,
        "speaker": statement.speaker.name,
        "spokesperson": statement.speaker.person,
        "role": statement.speaker.role,
        "topic": statement.proposition,
        "version": statement.version,
        "stance": statement.stance.label,
        "confidence": round(statement.confidence, 4),
        "conditions": list(statement.conditions),
        "parameters": [{"value": p.value, "unit": p.unit, "text": p.text} for p in statement.parameters],
        "directness": statement.directness.value,
        "modality": statement.modality.value,
        "is_past": statement.modality.value == "recalled",
        "admitted": bool(admission and admission.admitted),
        "reason": admission.reason if admission else "not judged",
        "said_on": str(statement.said_on) if statement.said_on else None,
        "seen_at": instant(statement.seen_at),
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "source_text": statement.source_text,
        "corrected": statement.corrected,
    }


def finding_row(finding: Finding, concluded_at: datetime) -> Row:
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "status": finding.status.value,
        "stakeholder": finding.stakeholder,
        "topic": finding.proposition,
        "version": finding.version,
        "from": finding.before.label if finding.before is not None else None,
        "to": finding.after.label if finding.after is not None else None,
        "said_on": str(finding.said_on),
        "concluded_at": instant(concluded_at),
        "confidence": round(finding.confidence, 4),
        "wording": finding.wording,
        "notes": list(finding.notes),
        "evidence": [
            {
                "role": piece.role.value,
                "url": piece.statement.url,
                "article": piece.statement.article,
                "spokesperson": piece.statement.speaker.person,
                "speaker": piece.statement.speaker.name,
                "said_on": str(piece.statement.said_on) if piece.statement.said_on else None,
                "text": piece.statement.text,
            }
            for piece in finding.evidence
        ],
    }


def attribution_row(revision: str, article: Article, attributions: Iterable[Attribution]) -> Row:
    return {
        "id": article.id,
        "revision": revision,
        "attributions": [attribution_fields(attribution) for attribution in attributions],
    }


def attribution_fields(attribution: Attribution) -> Row:
    def pairs(spans: Iterable[Any]) -> list[list[int]]:
        return [[span.start, span.end] for span in spans]

    return {
        "source": pairs(attribution.source),
        "cue": pairs(attribution.cue),
        "content": pairs(attribution.content),
        "directness": attribution.directness.value,
        "confidence": round(attribution.confidence, 4),
        "speaker": attribution.speaker,
        "organisation": attribution.organisation,
        "stakeholder": attribution.stakeholder,
    }


def article_row(article: Article) -> Row:
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "kind": article.kind.value,
        "published": str(article.published.when) if article.published else None,
        "published_basis": article.published.basis if article.published else None,
        "said": str(article.said.when) if article.said else None,
        "author": article.author,
        "file": article.file,
    }


def revision_row(revision: Revision) -> Row:
    return {
        "id": revision.id,
        "article": revision.article,
        "seen_at": instant(revision.seen_at),
        "look": revision.look.value,
        "extractor": revision.extractor,
        "body": revision.body,
        "text": revision.text,
    }


def positions(desk: Desk, as_of: datetime | None) -> Iterator[Row]:
    articles = {article.id: article for article in desk.ledger.articles(as_of=as_of)}
    admissions = {admission.statement: admission for admission in desk.ledger.admissions(as_of=as_of)}
    statements = sorted(desk.statements(as_of=as_of), key=lambda s: (s.article, s.revision, s.span, s.id))
    for statement in statements:
        yield position_row(statement, articles[statement.article], admissions.get(statement.id))


def findings(desk: Desk, as_of: datetime | None) -> Iterator[Row]:
    concluded = {c.finding.id: c.concluded_at for c in desk.ledger.conclusions(as_of=as_of)}
    for finding in desk.ledger.held(as_of=as_of):
        yield finding_row(finding, concluded[finding.id])


def attributions(desk: Desk, as_of: datetime | None) -> Iterator[Row]:
    articles = {article.id: article for article in desk.ledger.articles(as_of=as_of)}
    owners = {revision.id: revision.article for revision in desk.ledger.revisions(as_of=as_of)}
    for revision, found in groupby(desk.ledger.attributions(as_of=as_of), key=itemgetter(0)):
        yield attribution_row(revision, articles[owners[revision]], (attribution for _, attribution in found))


def articles_(desk: Desk, as_of: datetime | None) -> Iterator[Row]:
    return map(article_row, desk.ledger.articles(as_of=as_of))


def revisions(desk: Desk, as_of: datetime | None) -> Iterator[Row]:
    return map(revision_row, desk.ledger.revisions(as_of=as_of))


ROWS: Mapping[What, Callable[[Desk, datetime | None], Iterator[Row]]] = {
    What.POSITIONS: positions,
    What.FINDINGS: findings,
    What.ATTRIBUTIONS: attributions,
    What.ARTICLES: articles_,
    What.REVISIONS: revisions,
}
