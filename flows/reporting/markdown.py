"""The digest as Markdown, for terminals, mail and Prefect artifacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from flows.reporting.dates import instant, said, short
from flows.reporting.inert import line, link, markdown, markdown_link
from flows.reporting.naming import KINDS, MARKS, STANCES, counted, percent, reasons, role
from flows.reporting.plots import describe
from flows.reporting.sections import Section, sections
from flows.reporting.templating import balanced, notes, shorten, told
from storage.domain.digest import Citation, Comparison, Digest, Excerpt, Flag, Mark
from storage.domain.finding import Kind
from storage.domain.stance import Stance


def render(digest: Digest) -> str:
    """Return the whole page as CommonMark. Nothing from elsewhere is active in it."""
    return "\n".join(_lines(digest, sections(digest))).rstrip() + "\n"


def flags(digest: Digest) -> str:
    """Return the flags alone: what an artifact or a message carries."""
    told_first = [s for s in sections(digest) if s.id in {"shifts", "observations"}]
    return "\n".join(_lines(digest, told_first)).rstrip() + "\n"


def _lines(digest: Digest, parts: list[Section]) -> Iterator[str]:
    period = digest.period
    yield f"# {markdown(digest.summary[0])}"
    yield ""
    since = f"From {instant(period.since)}" if period.since else "Everything"
    yield f"{markdown(digest.sector)}. {since} until {instant(period.until)}, as known on {instant(period.as_of)}."
    yield ""
    for sentence in digest.summary[1:]:
        yield from (markdown(sentence), "")
    if digest.scope:
        yield from (f"Shown: {markdown(digest.scope)}.", "")
    for section in parts:
        yield from (f"## {section.title}", "")
        yield from _section(section, digest)


def _section(section: Section, digest: Digest) -> Iterator[str]:
    if not section.size:
        yield from (section.empty, "")
        return
    if section.blurb:
        yield from (f"*{section.blurb}*", "")
    match section.kind:
        case "flags":
            for row in section.rows:
                yield from _flag(row)
        case "standing":
            yield from _standing(digest)
        case "read":
            yield from _read(digest)
        case "failures":
            for failure in digest.failures:
                again = " Will be tried again." if failure.transient else ""
                yield f"- **{markdown(failure.thing)}** ({failure.stage}): {markdown(failure.message)}{again}"
            yield ""
        case "unknown":
            yield from (f"- {markdown(u.name)} ({counted(u.times, 'time')})" for u in digest.unknown)
            yield ""


def _flag(flag: Flag) -> Iterator[str]:
    finding = flag.finding
    yield from (f"### {markdown(finding.wording)}", "")
    if told(flag):
        yield from (markdown(told(flag)), "")
    yield f"- **What:** {KINDS[finding.kind]}, {finding.status}"
    yield f"- **Who:** {markdown(flag.stakeholder)}"
    yield f"- **On:** {markdown(flag.topic)}: {markdown(flag.proposition)}"
    yield from _move(flag)
    yield f"- **When:** {said(finding.said_on)}"
    yield f"- **How sure:** {markdown(reasons(finding))}"
    if notes(flag):
        yield f"- **Note:** {markdown(notes(flag))}"
    yield f"- **Id:** {markdown(finding.id)}"
    yield ""
    for citation in flag.citations:
        yield from _citation(citation, role(finding.kind, citation.role))
    if flag.comparison:
        yield from _comparison(flag.comparison)
    yield from (f"Timeline: {markdown(describe(flag.timeline))}", "")


def _move(flag: Flag) -> Iterator[str]:
    before, after = flag.finding.before, flag.finding.after
    if before is not None and after is not None and before is not after:
        title, link = ("Said", "and") if flag.finding.kind is Kind.DIVERGENCE else ("Change", "→")
        yield f"- **{title}:** {_stance(before)} {link} {_stance(after)}"
    elif (held := before if after is None else after) is not None:
        yield f"- **Stance:** {_stance(held)}"


def _stance(stance: Stance) -> str:
    return f"{MARKS[stance]} {STANCES[stance]}"


def _citation(c: Citation, title: str) -> Iterator[str]:
    heading = f"**{title}**, " if title else ""
    yield f"{heading}{said(c.said_on)}, {_stance(c.stance)}:"
    yield ""
    yield f"> {_excerpt(c.excerpt)}"
    yield ""
    who = markdown(c.speaker) + (f", {markdown(c.office)}" if c.office else "")
    if c.speaker != c.stakeholder:
        who += f" ({markdown(c.stakeholder)})"
    if c.relayed_by:
        who += f", relayed by {markdown(c.relayed_by)}"
    where = f"{markdown(c.outlet)}: {_link(c.title or c.article, c.url)}"
    yield f"{who}. {where}. {'. '.join(_details(c))}."
    yield ""


def _link(text: str, url: str | None) -> str:
    return markdown_link(text, url) + ("" if link(url) else " (address not known)")


def _details(c: Citation) -> Iterator[str]:
    yield c.directness.capitalize() + (f", {c.modality}" if c.modality else "")
    if c.conditions:
        yield _condition(c.conditions)
    if c.date_basis:
        yield f"Date inferred: {markdown(c.date_basis)}"
    if c.corrected and c.corrected not in c.refusal:
        yield f"Corrected by a curator: {markdown(c.corrected)}"
    if not c.counted:
        yield f"Not counted: {markdown(c.refusal)}"


def _condition(conditions: Iterable[str]) -> str:
    return f"Condition: {', '.join(f'“{markdown(text)}”' for text in conditions)}"


def _excerpt(excerpt: Excerpt) -> str:
    """The quotation in bold inside its paragraph. Marks hug the words, or Markdown would print the stars."""
    runs = [(mark, "".join(p.text for p in run)) for mark, run in groupby(excerpt.pieces, key=lambda p: p.mark)]
    texts = ["", *(text for _, text in runs), ""]
    told = "".join(
        _bold(text, before=texts[at], after=texts[at + 2]) if mark is Mark.QUOTE else _spaced(text)
        for at, (mark, text) in enumerate(runs)
    )
    return f"{'… ' * excerpt.cut_before}{told.strip()}{' …' * excerpt.cut_after}"


def _bold(text: str, *, before: str, after: str) -> str:
    """Stars between a letter and a quotation mark are no mark in CommonMark: there it stays outside of the bold."""
    inner = line(text)
    first, end = 0, len(inner)
    if not text[:1].isspace() and before[-1:].isalnum():
        first = next((at for at, c in enumerate(inner) if c.isalnum()), end)
    if not text[-1:].isspace() and after[:1].isalnum():
        end = next((at for at in range(end, first, -1) if inner[at - 1].isalnum()), first)
    if first == end:
        return _spaced(text)
    return _spaced(text, f"{markdown(inner[:first])}**{markdown(inner[first:end])}**{markdown(inner[end:])}")


def _spaced(text: str, inner: str | None = None) -> str:
    """Escape on one line, keeping a space at either end where there was one."""
    body = markdown(text) if inner is None else inner
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and body else ""
    return f"{lead}{body}{tail}"


def _comparison(comparison: Comparison) -> Iterator[str]:
    signs = {Mark.REMOVED: ("\\[−", "−\\]"), Mark.ADDED: ("\\{+", "+\\}"), Mark.PLAIN: ("", ""), Mark.QUOTE: ("", "")}
    words = "".join(
        _spaced(p.text, f"{signs[p.mark][0]}{markdown(p.text)}{signs[p.mark][1]}") for p in comparison.pieces
    )
    key = "\\[−only in the first−\\], \\{+only in the second+\\}"
    yield f"Word by word ({key}; {percent(comparison.similarity)} the same):"
    yield ""
    yield words
    yield ""


def _standing(digest: Digest) -> Iterator[str]:
    yield "| Topic | Who | Stance | Since | How sure | Newest words |"
    yield "|---|---|---|---|---|---|"
    for row in digest.standing:
        condition = f". {_condition(row.conditions)}" if row.conditions else ""
        words = ""
        if row.latest:
            quotation = markdown(balanced(shorten(row.latest.excerpt.quotation)))
            where = _link(row.latest.outlet or "source", row.latest.url)
            words = f"“{quotation}” {row.latest.directness.capitalize()}: {where}"
        cells = [
            markdown(row.topic), markdown(row.stakeholder), _stance(row.stance) + condition, short(row.since),
            f"{row.status}, {percent(row.confidence)}", words,
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    yield ""


def _read(digest: Digest) -> Iterator[str]:
    if digest.counts:
        yield "; ".join(f"{markdown(name)}: {number:,}" for name, number in digest.counts) + "."
        yield ""
    for row in digest.read:
        link = markdown_link(row.title or row.id, row.url)
        yield f"- {link} ({markdown(row.outlet)}, {said(row.published)}, {counted(row.statements, 'statement')})"
    yield ""
