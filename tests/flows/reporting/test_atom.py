from dataclasses import replace
from datetime import UTC, datetime

import feedparser

from flows.reporting import atom
from flows.reporting.site import pages
from storage.domain.digest import Excerpt, Mark, Piece
from storage.domain.finding import ChangeKind, Status
from tests.flows.reporting.builders import a_digest, a_library, an_empty_digest
from tests.flows.reporting.evidence import REVERSAL, a_conclusion
from tests.flows.reporting.feeds import ATOM, checked


def entry_ids(text):
    return [e.id for e in feedparser.parse(text.encode()).entries]


def test_the_feed_of_a_digest_is_valid():
    tree = checked(atom.render(a_digest()))

    assert len(tree.findall(f"{ATOM}entry")) == 6


def test_a_feed_in_which_nothing_has_happened_is_valid():
    checked(atom.render(an_empty_digest()))


def test_every_stakeholder_and_topic_has_a_valid_feed():
    feeds = {p.path: p.render() for p in pages(a_library()) if p.path.endswith(".atom")}

    assert len(feeds) == 1 + 7 + 5
    for feed in feeds.values():
        checked(feed)
    assert len(entry_ids(feeds["feeds/stakeholder-island-councils.atom"])) == 1
    assert len(entry_ids(feeds["feeds/proposition-profit-ban.atom"])) == 2
    assert entry_ids(feeds["feeds/stakeholder-coast-inspectorate.atom"]) == []


def test_the_id_of_a_finding_stays_when_its_evidence_grows():
    grown = replace(REVERSAL, confidence=0.99, evidence=REVERSAL.evidence[:2], wording="Other words.")
    before = entry_ids(atom.render(a_digest(conclusions=(a_conclusion(REVERSAL),))))
    after = entry_ids(atom.render(a_digest(conclusions=(a_conclusion(grown),))))

    assert before == after == [f"tag:volteface.invalid,2026:finding/{REVERSAL.id}"]


def test_two_feeds_have_two_ids_and_share_the_ids_of_findings():
    feeds = {p.path: p.render() for p in pages(a_library()) if p.path.endswith(".atom")}
    one, other = (feeds[f"feeds/{n}.atom"] for n in ("stakeholder-island-councils", "proposition-fare-cap"))

    assert feedparser.parse(one.encode()).feed.id != feedparser.parse(other.encode()).feed.id
    assert entry_ids(one) == entry_ids(other)


def test_a_withdrawn_finding_is_updated_and_says_so():
    withdrawn = replace(REVERSAL, status=Status.RETRACTED, wording="No longer held: it has moved.")
    before = a_conclusion(REVERSAL, at=datetime(2026, 2, 1, tzinfo=UTC))
    after = a_conclusion(withdrawn, ChangeKind.RETRACTED, reason="It was a copy.")
    entry = feedparser.parse(atom.render(a_digest(conclusions=(before, after))).encode()).entries[0]

    assert entry.title == "No longer held: it has moved."
    assert "It was a copy." in entry.content[0].value
    assert entry.updated == "2026-03-08T06:30:00+00:00"


def test_entries_lead_to_the_page_of_the_finding_and_to_its_sources():
    feed = next(p for p in pages(a_library()) if p.path == "feeds/stakeholder-island-councils.atom").render()
    links = {(link.rel, link.href) for link in feedparser.parse(feed.encode()).entries[0].links}

    assert ("alternate", f"../stakeholders/island-councils.html#finding-{REVERSAL.id}") in links
    assert ("via", "https://news.example/a-turn") in links


def test_an_entry_tells_of_its_quotations_what_the_page_tells():
    cited = replace(
        a_digest().findings[0].citations[0], relayed_by="Passenger Voice", counted=False, refusal="it is undated",
        conditions=("the state pays",), date_basis="no date is printed", url=None,
        excerpt=Excerpt((Piece("Fares.", Mark.QUOTE),), cut_before=True, cut_after=True),
    )  # fmt: skip
    flag = replace(a_digest().findings[0], citations=(cited,))
    told = feedparser.parse(atom.render(replace(a_digest(), shifts=(flag,))).encode()).entries
    entry = next(e for e in told if e.id.endswith(flag.finding.id)).content[0].value

    for words in (
        "relayed by Passenger Voice", "Not counted: it is undated.", "Condition: “the state pays”.",
        "Date inferred: no date is printed.", "… <b>Fares.</b> …", "(address not known)",
    ):  # fmt: skip
        assert words in entry
