"""Keep the storage folder a small static site: only pages whose content changed are rendered and written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flows.desk import Desk
from flows.reporting.site import Library, Listed, Page, changed, pages, unfollowed
from flows.stages.evidence import Evidence
from flows.stages.writing import write

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
    ledger, statements = desk.ledger, Evidence(desk, as_of=now)
    conclusions = ledger.conclusions(until=now)
    cited = {piece.statement.revision for c in conclusions for piece in c.finding.evidence}
    articles = {article.id: article for article in ledger.articles(as_of=now)}
    # What is not refused counts: a hundred thousand "yes" need not be kept.
    refused = {each.statement: each for each in ledger.admissions(as_of=now) if not each.admitted}
    return Library(
        registry=desk.registry,
        until=now,
        digests=tuple(_listed(desk)),
        held=[
            row
            for part in statements.parts()
            for row in statements.rows(part, articles=articles, admissions=refused, passages=False)
        ],
        conclusions=conclusions,
        statements=statements,
        articles=articles,
        texts={revision.id: revision.text for revision in ledger.revisions(cited)},
        admissions=refused,
    )


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
