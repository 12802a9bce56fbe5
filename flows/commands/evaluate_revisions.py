"""Play the revision corpus through the page reader and the typing of changes, and print how well both did."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from flows.revising.page import read_page
from flows.revising.revisions import Sighting, decide
from flows.scoring.revisions import Step, score
from storage.domain.article import Look, Revision

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
REMARK = "Honestly, my neighbour was told the very opposite at the surgery, remark {m} of many."


def lines(root: Path) -> Iterator[str]:
    folder = root / "tests" / "gold" / "revisions"
    templates = json.loads((folder / "templates.json").read_text("utf-8"))
    steps = _steps(folder / "articles.jsonl", templates)
    for name, part in (
        ("developed on", [s for s in steps if not s.held_out]),
        ("held out", [s for s in steps if s.held_out]),
        ("written without sight of the rules, which then learnt from it", _steps(folder / "blind.jsonl", templates)),
    ):
        told = score(part)
        yield f"Revisions, {name}: {told.steps} looks at {len({s.name.partition(' ')[0] for s in part})} articles"
        yield f"  missed revisions {len(told.missed)}, false revisions {len(told.false)}, leaks {told.leaks}"
        yield f"  numeric, quote or attribution changes missed: {len(told.missed_telling)}"
        for kind, gold, precision, recall, f1 in told.by_kind:
            yield f"  {kind:18} n={gold:3}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def _steps(file: Path, templates: Mapping[str, Any]) -> list[Step]:
    histories = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return [step for history in histories for step in played(history, templates)]


def played(history: Mapping[str, Any], templates: Mapping[str, Any]) -> Iterator[Step]:
    """Look at every version in turn, with furniture that ticks, as the re-checks would."""
    kept: list[Revision] = []
    for number, version in enumerate(history["versions"]):
        name = f"{history['id']} {number}"
        raw = rendered(history, templates, version["paragraphs"], tick=number)
        seen_at = START + timedelta(hours=number)
        page = read_page(raw, url=f"https://post.example/{history['id']}", seen=seen_at.date())
        sighting = Sighting(history["id"], page, seen_at, Look.RECHECK)
        decision = decide(sighting, previous=kept[-1] if kept else None, earlier=kept[:-1])
        if number:
            kinds = decision.change.kinds if decision.change else ()
            # HTML knows no double space: runs of spaces are one.
            leaked = page.text.split("\n\n") != [" ".join(line.split()) for line in version["paragraphs"]]
            found = frozenset(kind.value for kind in kinds)
            yield Step(name, frozenset(version["kinds"]), found, bool(decision.revision), history["held_out"], leaked)
        if decision.revision:
            kept.append(decision.revision)


def rendered(history: Mapping[str, Any], templates: Mapping[str, Any], text: list[str], *, tick: int) -> bytes:
    n, k = tick + 3, 1200 + tick * 37
    remarks = range(1, 4 + tick * 2)
    comments = "".join(f"<div class=c><b>Reader {m}</b><p>{REMARK.format(m=m)}</p></div>" for m in remarks)
    thread = "".join(
        f"<div class=k{m}><i>Reader {m}</i> <i>{m} hours ago</i><p>{REMARK.format(m=m)}</p><a href=#>Reply</a></div>"
        for m in remarks
    )
    fill = {"n": n, "k": k, "comments": comments, "thread": thread}
    box = {
        part: _filled(templates["furniture"][history["furniture"]][part], fill)
        for part in ("before", "middle", "after")
    }
    body = [f"<p>{escape(line)}</p>" for line in text[1:]]
    skeleton = templates["layouts"][history["layout"]]
    return str(
        skeleton.format(title=escape(text[0]), first="".join(body[:3]), rest="".join(body[3:]), n=n, **box)
    ).encode()


def _filled(template: str, fill: Mapping[str, object]) -> str:
    return template.format(**fill) if template else ""
