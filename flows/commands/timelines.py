"""Timelines and explanations in the terminal."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.desk import Desk
from flows.judging import explain, series_of
from flows.stages.judge import latest_texts, withdrawn
from storage.domain.errors import InputError
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Statement

# Position on the scale as well as colour: red and green alone say nothing to one man in twelve.
SCALE = {
    Stance.OPPOSES: "[red]●····[/red]",
    Stance.LEANS_AGAINST: "[red]·●···[/red]",
    Stance.UNCOMMITTED: "[yellow]··●··[/yellow]",
    Stance.LEANS_FOR: "[green]···●·[/green]",
    Stance.SUPPORTS: "[green]····●[/green]",
}


def show_timelines(desk: Desk, *, stakeholder: str | None, topic: str | None, as_of: datetime | None) -> None:
    """Print one table per series. Raises InputError for a topic that the pack does not have."""
    if topic is not None and topic not in desk.registry.propositions:
        raise InputError(f"the pack has no topic {topic!r}")
    console = Console(highlight=False)
    together: defaultdict[SeriesId, list[Statement]] = defaultdict(list)
    for statement in desk.statements(as_of=as_of):
        series = series_of(statement, registry=desk.registry)
        if stakeholder in {None, series.stakeholder} and topic in {None, series.proposition}:
            together[series].append(statement)
    if not together:
        console.print("Nothing is known yet: no statement of theirs on it has been read.")
    refused = {a.statement: a.reason for a in desk.ledger.admissions(as_of=as_of) if not a.admitted}
    for series in sorted(together):
        console.print(_table(desk, series, together[series], refused))


def _table(desk: Desk, series: SeriesId, statements: list[Statement], refused: dict[str, str]) -> Table:
    body = desk.registry.stakeholders.get(series.stakeholder)
    proposition = desk.registry.propositions.get(series.proposition)
    name = body.name if body else series.stakeholder
    label = proposition.label if proposition else series.proposition
    table = Table(
        "when",
        "against - for",
        "stance",
        "who",
        "words",
        "counts",
        title=f"{escape(name)}: {escape(label)}",
        title_justify="left",
    )
    for statement in sorted(statements, key=lambda s: (s.said_on is None, str(s.said_on), s.id)):
        words = statement.text if len(statement.text) <= 160 else statement.text[:157] + "..."
        table.add_row(
            str(statement.said_on or "undated"),
            SCALE[statement.stance],
            statement.stance.label,
            escape(statement.speaker.person or statement.speaker.document or statement.speaker.name),
            escape(" ".join(words.split())),
            escape(_with_correction(refused.get(statement.id, "yes"), statement)),
        )
    return table


def show_explanation(desk: Desk, finding: str, *, as_of: datetime | None) -> None:
    """Print why a finding stands. Raises InputError when nothing of that id was ever concluded."""
    told = [c for c in desk.ledger.conclusions(as_of=as_of) if c.finding.id == finding]
    if not told:
        raise InputError(f"no finding has the id {finding!r}; `volteface export findings` lists them")
    latest = told[-1].finding
    evidence = [s for s in desk.statements(as_of=as_of) if series_of(s, registry=desk.registry) == latest.series]
    gone = withdrawn(evidence, latest=latest_texts(desk, evidence))
    reasons = explain(latest, evidence, registry=desk.registry, calibration=desk.calibration, withdrawn=gone)
    console = Console(highlight=False)
    console.print(f"[bold]{escape(latest.wording)}[/bold]")
    console.print(f"{latest.kind.value}, {latest.status.value}, confidence {latest.confidence:.2f}")
    for sentence in latest.why:
        console.print(f"  {escape(sentence)}")
    _show_gates(console, reasons)
    if reasons.timeline:
        table = Table("when", *(stance.label for stance in Stance), title="how sure over time", title_justify="left")
        for moment in reasons.timeline:
            table.add_row(str(moment.when), *(f"{share:.2f}" for _, share in moment.posterior))
        console.print(table)
    for sentence in reasons.would_change:
        console.print(f"would change it: {escape(sentence)}")
    for conclusion in told:
        console.print(
            f"[dim]{conclusion.concluded_at:%Y-%m-%d %H:%M} {conclusion.change.value} {escape(conclusion.reason)}[/dim]"
        )


def _show_gates(console: Console, reasons: object) -> None:
    from flows.judging import Explanation

    assert isinstance(reasons, Explanation)
    table = Table("when", "stance", "who", "words", "gate", title="evidence of the series", title_justify="left")
    for statement, gate in zip(reasons.statements, reasons.gates, strict=True):
        who = statement.speaker.person or statement.speaker.name
        verdict = "counts" if gate.admitted else gate.reason
        words = " ".join(statement.text.split())[:120]
        table.add_row(
            str(statement.said_on or "undated"),
            statement.stance.label,
            escape(who),
            escape(words),
            escape(_with_correction(verdict, statement)),
        )
    console.print(table)


def _with_correction(verdict: str, statement: Statement) -> str:
    if not statement.corrected or statement.corrected in verdict:
        return verdict
    return f"{verdict}; corrected by a curator: {statement.corrected}"
