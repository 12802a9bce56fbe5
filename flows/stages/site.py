"""Keep the storage folder a small static site: only pages whose content changed are rendered and written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.desk import Desk
from flows.judging import series_of
from flows.reporting.site import Library, Listed, Page, changed, pages, unfollowed
from flows.stages.judge import standing
from flows.stages.writing import write
from storage.domain.statement import SeriesId, Statement

FOLDER = "digests"
# The fingerprints of the pages as they were last written: what a page shows is hashed, not the page.
LEDGER = f"{FOLDER}/.pages.json"
UNTIL = ".until"  # beside the fingerprints, and no page: written last, it says that the others were


def refresh_site(desk: Desk, *, now: datetime) -> int:
    """Write the pages of the site that changed; return how many."""
    folder = desk.settings.data
    before = _fingerprints(folder / LEDGER)
    present = {path: mark for path, mark in before.items() if (folder / FOLDER / path).exists()}
    after, written = dict(present), 0
    for page in changed(present, _pages(library(desk, now=now), folder / FOLDER)):
        written += write(folder, {f"{FOLDER}/{page.path}": page.render()})
        after[page.path] = page.fingerprint
    write(folder, {LEDGER: json.dumps({**after, UNTIL: now.isoformat()}, indent=0, sort_keys=True) + "\n"})
    return written


def _pages(shown: Library, folder: Path) -> Iterator[Page]:
    """Every page, and one in the place of each file that a page was once made for and is not any more."""
    made = set()
    for page in pages(shown):
        made.add(page.path)
        yield page
    there = {
        path.relative_to(folder).as_posix()
        for place, ending in (("stakeholders", "html"), ("propositions", "html"), ("feeds", "atom"))
        for path in (folder / place).glob(f"*.{ending}")
    }
    yield from unfollowed(shown, sorted(there - made))


def site_shows(desk: Desk) -> datetime | None:
    """The instant whose knowledge the site shows, whole; None where no refresh has ever ended."""
    told = _fingerprints(desk.settings.data / LEDGER).get(UNTIL)
    return datetime.fromisoformat(told) if told else None


def library(desk: Desk, *, now: datetime) -> Library:
    """Everything the site shows, as known at `now`."""
    ledger = desk.ledger
    statements = slim(desk.statements(as_of=now))
    conclusions = ledger.conclusions(until=now)
    cited = {piece.statement.revision for c in conclusions for piece in c.finding.evidence}
    return Library(
        registry=desk.registry,
        until=now,
        digests=tuple(_listed(desk)),
        positions=standing(desk, statements, as_of=now),
        conclusions=conclusions,
        statements=by_series(desk, statements),
        articles={article.id: article for article in ledger.articles(as_of=now)},
        texts={revision.id: revision.text for revision in ledger.revisions(cited)},
        # What is not refused counts: a hundred thousand "yes" need not be kept.
        admissions={each.statement: each for each in ledger.admissions(as_of=now) if not each.admitted},
    )


def slim(statements: list[Statement]) -> list[Statement]:
    """The same statements, in place, as pages and judging need them: what many have in common is kept once.

    Of how each was read, the longest part of a record, nothing is told there. A hundred thousand must fit in 500 MB.
    """
    known: dict[object, Any] = {}

    def once(value: Any) -> Any:
        return known.setdefault(value, value)

    for at, said in enumerate(statements):
        statements[at] = replace(
            said,
            trail=(),
            speaker=once(said.speaker),
            outlet=once(said.outlet),
            article=once(said.article),
            revision=once(said.revision),
            url=once(said.url),
            proposition=once(said.proposition),
            source_text=once(said.source_text),
            said_on=once(said.said_on),
        )
    return statements


def by_series(desk: Desk, statements: Iterable[Statement]) -> Mapping[SeriesId, list[Statement]]:
    """Statements by the series they vote in: where a body was renamed, not the one they name."""
    grouped: defaultdict[SeriesId, list[Statement]] = defaultdict(list)
    for statement in statements:
        grouped[series_of(statement, registry=desk.registry)].append(statement)
    return grouped


def _listed(desk: Desk) -> Iterator[Listed]:
    """What the index says of each digest, from the digest's own JSON."""
    # A period that was published again, with more known, is still one page.
    for digest in {each.path: each for each in desk.ledger.digests()}.values():
        path = (desk.settings.data / digest.path).with_suffix(".json")
        if not path.exists():  # somebody tidied up; the digest can be rebuilt, the index does not promise it
            continue
        told = json.loads(path.read_text(encoding="utf-8"))
        flags = len(told["shifts"]) + len(told["observations"])
        yield Listed(path.stem, told["summary"][0], digest.since, digest.until, flags, len(told["failures"]))


def _fingerprints(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # nothing known: every page is looked at again, and written only if its bytes differ
    return dict(found) if isinstance(found, dict) else {}
