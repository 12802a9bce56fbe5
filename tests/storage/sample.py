"""A small ledger with something in every table: what copies, backups and migrations must not lose."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from storage.copying import fingerprint
from storage.domain.finding import Admission, ChangeKind, Status
from storage.domain.polling import (
    Change,
    Edit,
    EntryKey,
    HostState,
    PageCheck,
    RequestRecord,
    SourceState,
    StoredBody,
    SyndicationGroup,
)
from storage.domain.polling import ChangeKind as EditKind
from storage.domain.record import PublishedDigest
from storage.domain.run import Failure, RunReport, Stage
from storage.domain.stance import Stance
from storage.ledger import Ledger
from tests.storage.builders import a_finding, a_reading, a_revision, a_statement, an_article, concluded, hour

PAGE = b"<p>The guild backs the ban.</p>"
HASH = hashlib.sha256(PAGE).hexdigest()


def fill(ledger: Ledger) -> None:
    observe(ledger)
    poll(ledger)
    conclude(ledger)


def observe(ledger: Ledger) -> None:
    ledger.add_bodies([StoredBody(HASH, PAGE, "https://gazette.example/a1", hour(1), "text/html")])
    ledger.add_articles([an_article("a1"), an_article("Écho"), an_article("zebra")], seen_at=hour(1))
    ledger.add_articles([an_article("a1", title="Guild softens its view")], seen_at=hour(5))
    first = replace(a_revision("a1", seen_at=hour(1)), body=HASH)
    second = a_revision("a1", text="The guild may back the ban.", seen_at=hour(5))
    ledger.add_revisions([first, second, a_revision("Écho", text="“Never”, dit-elle — 😀.", seen_at=hour(2))])
    ledger.add_readings([a_reading(first, a_statement(first, said_on="2026-02"))], read_at=hour(2))
    ledger.add_readings(
        [
            a_reading(first, a_statement(first, why="a verb of support"), reader="reader 2"),
            a_reading(second, a_statement(second, stance=Stance.UNCOMMITTED, said_on=None), reader="reader 2"),
        ],
        read_at=hour(6),
    )
    ledger.add_pack_snapshot("pack 1", {"topics.yaml": "- id: ban"})


def poll(ledger: Ledger) -> None:
    ledger.save_source_states([SourceState("gazette", asked_at=hour(1), next_at=hour(2), etag='W/"1"')])
    ledger.save_host_states([HostState("https://gazette.example", next_at=hour(2), robots="User-agent: *")])
    asked = RequestRecord(
        hour(1), "https://gazette.example", "https://gazette.example/feed", "feed", "gazette", False, 200, 9, 0.1
    )
    ledger.add_requests([asked, replace(asked, at=hour(2), status=None, source=None)])
    ledger.add_entry_keys([EntryKey("gazette", "guid:1", "a1")])
    ledger.save_page_checks([PageCheck("a1", "https://gazette.example/a1", hour(1), next_at=hour(8))])
    edit = Edit(EditKind.WORDING, (10, 15), (10, 18), "backs", "may back")
    first, second = (
        a_revision("a1", text=text).id for text in ("The guild backs the ban.", "The guild may back the ban.")
    )
    ledger.add_changes([Change("a1", first, second, (EditKind.WORDING,), (edit,), stealth=True)], seen_at=hour(5))
    ledger.save_syndication([SyndicationGroup("a1", ("zebra",), 0.98)], noted_at=hour(5))


def conclude(ledger: Ledger) -> None:
    (statement, *_) = ledger.statements()
    ledger.add_admissions([Admission(statement.id, admitted=False, reason="no date", gate="dated")], judged_at=hour(2))
    ledger.add_admissions([Admission(statement.id, admitted=True, reason="")], judged_at=hour(6))
    finding = a_finding(statement)
    ledger.append([concluded(replace(finding, status=Status.PROVISIONAL), hour(3))], judged=ledger.pending())
    ledger.append([concluded(finding, hour(6), ChangeKind.AMENDED, "read again")])
    ledger.append([concluded(a_finding(statement, name="f2", on="cap"), hour(6))])
    ledger.append([concluded(a_finding(statement, name="f2", on="cap"), hour(7), ChangeKind.RETRACTED, "withdrawn")])
    ledger.add_correction(statement.id, kind="note", note="checked against the print edition", at=hour(7))
    failure = Failure(Stage.FETCH, "herald", "The host did not answer.", transient=True)
    ledger.add_run(RunReport("ingest", hour(1), (("articles", 3),), (failure,), "digests/1.html"))
    ledger.quarantine([failure], at=hour(1))
    ledger.announced(["f1"], channel="log", at=hour(6))
    ledger.add_digest(PublishedDigest("digests/1.html", None, hour(6), hour(6), "ab" * 32))


def print_of(ledger: Ledger) -> str:
    with ledger.database.reading() as connection:
        return fingerprint(connection).fingerprint
