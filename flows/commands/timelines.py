"""Timelines and explanations in the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from textwrap import shorten

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows.commands.console import console
from flows.desk import Desk
from flows.judging import Explanation, explain, series_of
from flows.judging.wording import PHRASES
from flows.stages.judge import no_longer_said
from storage.domain.attribution import Modality
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
    paper = console()
    together: defaultdict[SeriesId, list[Statement]] = defaultdict(list)
    for statement in desk.statements(as_of=as_of):
        series = series_of(statement, registry=desk.registry)
        if stakeholder in {None, series.stakeholder} and topic in {None, series.proposition}:
            together[series].append(statement)
    if not together:
        paper.print("Nothing is known yet: no statement of theirs on it has been read.")
    refused = {a.statement: a.reason for a in desk.ledger.admissions(as_of=as_of) if not a.admitted}
    for series in sorted(together):
        paper.print(_table(desk, series, together[series], refused))


def _table(desk: Desk, series: SeriesId, statements: list[Statement], refused: dict[str, str]) -> Table:
    body = desk.registry.stakeholders.get(series.stakeholder)
    proposition = desk.registry.propositions.get(series.proposition)
    name = body.name if body else series.stakeholder
    label = proposition.label if proposition else series.proposition
    table = Table(title=f"{escape(name)}: {escape(label)}", title_justify="left")
    for heading in ("when", "against - for", "stance", "who", "words", "counts"):
        table.add_column(heading, overflow="fold")
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
    left = no_longer_said(desk, evidence, as_of=as_of)
    reasons = explain(latest, evidence, registry=desk.registry, calibration=desk.calibration, left=left)
    paper = console()
    paper.print(f"[bold]{escape(latest.wording)}[/bold]")
    paper.print(f"{latest.kind.value.replace('_', ' ')}, {latest.status.value}, {latest.confidence:.0%} sure:")
    for sentence in latest.why:
        paper.print(f"  {escape(sentence)}")
    _show_gates(paper, reasons)
    if reasons.timeline:
        paper.print(_over_time(reasons))
    paper.print("[bold]What would change it[/bold]")
    for sentence in reasons.would_change:
        paper.print(f"  {escape(sentence)}")
    paper.print("[bold]What we concluded, and when[/bold]")
    for conclusion in told:
        change = conclusion.change.value.replace("_", " ")
        reason = f": {conclusion.reason}" if conclusion.reason else ""
        paper.print(f"  {conclusion.concluded_at:%Y-%m-%d %H:%M} {change}{escape(reason)}")


HALF = 16  # characters for all that is believed on one side


def _over_time(reasons: Explanation) -> Table:
    """The belief at each date as a picture: to the left what speaks against, to the right what speaks for."""
    table = Table(title="how sure, over time (█ full, ▒ qualified)", title_justify="left")
    table.add_column("when", overflow="fold")
    table.add_column("read as")
    table.add_column("against".center(HALF) + "│" + "for".center(HALF), no_wrap=True, min_width=2 * HALF + 1)
    table.add_column("most likely")
    read = {statement.id: _read_as(statement) for statement in reasons.statements}
    roles = {e.statement.id: e.role.value for e in reasons.evidence}
    for moment in reasons.timeline:
        stances = sorted({read[id_] for id_ in moment.said if id_ in read})
        role = next((roles[id_] for id_ in moment.said if id_ in roles), "")
        stance, share = max(moment.posterior, key=lambda item: item[1])
        when = f"{moment.when} ({role})" if role else str(moment.when)
        table.add_row(when, ", ".join(stances), _bar(dict(moment.posterior)), f"{PHRASES[stance]} {share:.0%}")
    return table


def _bar(posterior: Mapping[Stance, float]) -> Text:
    """Full blocks for a full stance, shaded ones for a qualified one; what is left blank is neither."""
    against = _blocks(posterior[Stance.OPPOSES], "█") + _blocks(posterior[Stance.LEANS_AGAINST], "▒")
    favour = _blocks(posterior[Stance.SUPPORTS], "█") + _blocks(posterior[Stance.LEANS_FOR], "▒")
    return Text.assemble((against[::-1].rjust(HALF)[-HALF:], "red"), "│", (favour.ljust(HALF)[:HALF], "green"))


def _blocks(share: float, block: str) -> str:
    return block * round(share * HALF)


def _show_gates(paper: Console, reasons: Explanation) -> None:
    heading = "what was said, whether it counts, and its part in the finding"
    table = Table(title=heading, title_justify="left")
    for name in ("when", "stance", "who", "words", "counts", "part"):
        table.add_column(name, overflow="fold")  # an address or a range of days is broken, never cut
    roles = {e.statement.id: e.role.value for e in reasons.evidence}
    told = zip(reasons.statements, reasons.gates, strict=True)
    for statement, gate in sorted(told, key=lambda pair: (str(pair[0].said_on or ""), pair[0].id)):
        who = statement.speaker.person or statement.speaker.name
        verdict = "yes" if gate.admitted else f"no: {gate.reason}"
        words = shorten(statement.text, 120, placeholder=" …")
        table.add_row(
            str(statement.said_on or "undated"),
            _read_as(statement),
            escape(who),
            escape(words),
            escape(_with_correction(verdict, statement)),
            roles.get(statement.id, ""),
        )
    paper.print(table)


def _read_as(statement: Statement) -> str:
    """The stance in the words of the headline, and whether a hedge takes a level away."""
    hedged = " (hedged)" if statement.modality is Modality.HEDGED else ""
    return f"{PHRASES[statement.stance]}{hedged}"


def _with_correction(verdict: str, statement: Statement) -> str:
    if not statement.corrected or statement.corrected in verdict:
        return verdict
    return f"{verdict}; corrected by a curator: {statement.corrected}"
