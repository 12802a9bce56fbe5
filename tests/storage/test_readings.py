from __future__ import annotations

from dataclasses import replace

import pytest

from storage.domain.stance import Stance
from storage.domain.statement import SeriesId
from tests.storage.builders import a_reading, a_revision, a_statement, an_article, an_attribution, hour

BAN, CAP = SeriesId("guild", "ban"), SeriesId("guild", "cap")


@pytest.fixture
def revision(ledger):
    found = a_revision()
    ledger.add_articles([an_article("a1")], seen_at=hour(0))
    ledger.add_revisions([found])
    return found


def test_a_reading_comes_back_with_attributions_statements_and_trails_in_their_order(ledger, revision):
    later, earlier = (
        a_statement(revision, said_on="2026-02-02", why="plain"),
        a_statement(revision, said_on="2026-02-01"),
    )
    reading = a_reading(revision, later, earlier)
    ledger.add_readings([reading], read_at=hour(1))

    (found,) = ledger.readings([revision.id])
    assert found == reading
    assert found.statements[0].trail == later.trail
    assert list(ledger.attributions()) == [(revision.id, an_attribution())]


def test_a_revision_is_unread_until_this_reader_with_this_pack_has_read_it(ledger, revision):
    assert ledger.unread("reader 1", "pack 1") == [revision.id]
    ledger.add_readings([a_reading(revision)], read_at=hour(1))

    assert ledger.unread("reader 1", "pack 1") == []
    assert ledger.unread("reader 2", "pack 1") == [revision.id]
    assert ledger.unread("reader 1", "pack 2") == [revision.id]


def test_a_reading_that_says_the_same_is_noted_but_not_stored_again(ledger, revision):
    statement = a_statement(revision)
    assert ledger.add_readings([a_reading(revision, statement)], read_at=hour(1)) == 1
    assert ledger.add_readings([a_reading(revision, statement, pack="pack 2")], read_at=hour(2)) == 0

    assert ledger.unread("reader 1", "pack 1") == []
    assert ledger.unread("reader 1", "pack 2") == []
    assert [reading.pack for reading in ledger.readings([revision.id])] == ["pack 1"]


def test_going_back_to_an_earlier_reader_reads_again_what_the_later_one_read_otherwise(ledger, revision):
    old, new = a_reading(revision), a_reading(revision, a_statement(revision), reader="reader 2")
    ledger.add_readings([old], read_at=hour(1))
    ledger.add_readings([new], read_at=hour(2))
    assert ledger.unread("reader 1", "pack 1") == [revision.id]

    assert ledger.add_readings([old], read_at=hour(3)) == 1
    assert list(ledger.statements()) == []


def test_a_confirmed_reading_stays_current_under_the_new_pack(ledger, revision):
    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(1))
    ledger.confirm_readings([revision.id], reader="reader 1", pack="pack 2", read_at=hour(2))
    ledger.confirm_readings([revision.id], reader="reader 1", pack="pack 2", read_at=hour(3))

    assert ledger.unread("reader 1", "pack 2") == []
    assert list(ledger.statements()) == [a_statement(revision)]


def test_a_changed_date_of_the_article_makes_its_revisions_unread(ledger, revision):
    ledger.add_readings([a_reading(revision)], read_at=hour(1))
    ledger.add_articles([an_article("a1", published="2025-12-24")], seen_at=hour(2))
    assert ledger.unread("reader 1", "pack 1") == [revision.id]

    assert ledger.add_readings([a_reading(revision)], read_at=hour(3)) == 0
    assert ledger.unread("reader 1", "pack 1") == []


def test_unread_revisions_come_by_article_and_time(ledger):
    ledger.add_articles([an_article("a1"), an_article("a2")], seen_at=hour(0))
    late, early = a_revision("a1", text="Late", seen_at=hour(2)), a_revision("a1", text="Early", seen_at=hour(1))
    other = a_revision("a2", seen_at=hour(0))
    ledger.add_revisions([late, other, early])

    assert ledger.unread("reader 1", "pack 1") == [early.id, late.id, other.id]


def test_the_unread_come_page_by_page_and_those_read_meanwhile_do_not_shift_the_pages(ledger):
    ledger.add_articles([an_article(f"a{number}") for number in range(5)], seen_at=hour(0))
    revisions = [a_revision(f"a{n}", text=f"Text {k}.", seen_at=hour(k)) for n in range(5) for k in range(2)]
    ledger.add_revisions(revisions)
    everything, paged, after = ledger.unread("reader 1", "pack 1"), [], None
    while page := ledger.unread("reader 1", "pack 1", after=after, limit=3):
        paged, after = [*paged, page], page[-1]
        ledger.add_readings([a_reading(r) for r in revisions if r.id in page], read_at=hour(3))

    assert [len(page) for page in paged] == [3, 3, 3, 1]
    assert [name for page in paged for name in page] == everything == ledger.revision_ids()
    assert ledger.unread("reader 1", "pack 1") == []
    assert ledger.revision_ids(after=everything[6], limit=2) == everything[7:9]
    assert list(ledger.seen(since=hour(0), as_of=hour(1))) == [r.id for r in revisions if r.seen_at == hour(1)]


def test_what_others_have_read_is_counted_and_waits_for_a_reread(ledger, revision):
    ledger.add_articles([an_article("a2")], seen_at=hour(0))
    fresh = a_revision("a2", seen_at=hour(1))
    ledger.add_revisions([fresh])
    ledger.add_readings([a_reading(revision)], read_at=hour(2))

    assert ledger.unread("reader 1", "pack 2") == [revision.id, fresh.id]
    assert ledger.count_unread("reader 1", "pack 2") == 2
    assert ledger.unread_by_anybody("reader 1", "pack 2") == [fresh.id]
    assert ledger.read_by_others("reader 1", "pack 2") == 1
    assert ledger.read_by_others("reader 1", "pack 1") == 0


def test_statements_are_those_of_the_newest_reading_known_at_the_instant(ledger, revision):
    first, second = a_statement(revision), a_statement(revision, stance=Stance.OPPOSES)
    ledger.add_readings([a_reading(revision, first)], read_at=hour(1))
    ledger.add_readings([a_reading(revision, second, reader="reader 2")], read_at=hour(3))

    assert list(ledger.statements(as_of=hour(0))) == []
    assert list(ledger.statements(as_of=hour(2))) == [first]
    assert list(ledger.statements(as_of=hour(3))) == [second]
    assert list(ledger.statements()) == [second]


def test_of_two_readings_at_one_instant_the_later_stored_is_current(ledger, revision):
    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(1))
    ledger.add_readings([a_reading(revision)], read_at=hour(1))

    assert list(ledger.statements()) == []
    assert list(ledger.statements(as_of=hour(1))) == []


def test_a_revision_first_seen_later_is_not_known_earlier_whenever_it_was_read(ledger):
    ledger.add_articles([an_article()], seen_at=hour(0))
    revision = a_revision(seen_at=hour(5))
    ledger.add_revisions([revision])
    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(1))

    assert list(ledger.statements(as_of=hour(4))) == []
    assert list(ledger.attributions(as_of=hour(4))) == []
    assert len(list(ledger.statements(as_of=hour(5)))) == 1


def test_statements_of_every_revision_are_told(ledger, revision):
    edited = a_revision(text="The guild opposes the ban.", seen_at=hour(1))
    ledger.add_revisions([edited])
    ledger.add_readings([a_reading(each, a_statement(each)) for each in (revision, edited)], read_at=hour(2))

    assert {statement.revision for statement in ledger.statements([BAN])} == {revision.id, edited.id}


def test_statements_come_by_series_day_and_id_with_the_undated_last(ledger, revision):
    dated = [a_statement(revision, said_on=day) for day in ("2026-02-03", "2024", "2026-02-01")]
    undated, cap = a_statement(revision, said_on=None), a_statement(revision, on="cap")
    ledger.add_readings([a_reading(revision, cap, undated, *dated)], read_at=hour(1))

    assert list(ledger.statements()) == [dated[1], dated[2], dated[0], undated, cap]
    assert list(ledger.statements([CAP])) == [cap]
    assert list(ledger.statements([])) == []
    assert list(ledger.statements([SeriesId("nobody", "ban")])) == []


def test_a_statement_named_twice_in_a_reading_is_stored_once(ledger, revision):
    ledger.add_readings(
        [a_reading(revision, a_statement(revision), a_statement(revision, why="again"))], read_at=hour(1)
    )

    assert len(list(ledger.statements())) == 1


def test_the_series_of_a_revision_include_those_of_superseded_readings(ledger, revision):
    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(1))
    ledger.add_readings([a_reading(revision, a_statement(revision, on="cap"))], read_at=hour(2))

    assert ledger.series_of([revision.id]) == {BAN, CAP}
    assert ledger.series_of(["absent"]) == set()


def test_new_evidence_makes_its_series_pending_and_a_repeated_reading_does_not(ledger, revision):
    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(1))
    assert ledger.pending() == {BAN: 1}
    ledger.append([], judged=ledger.pending())
    assert ledger.pending() == {}

    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(2))
    assert ledger.pending() == {}


def test_a_withdrawn_statement_makes_its_series_pending(ledger, revision):
    ledger.add_readings([a_reading(revision, a_statement(revision))], read_at=hour(1))
    ledger.append([], judged=ledger.pending())
    ledger.add_readings([a_reading(revision, a_statement(revision, on="cap"))], read_at=hour(2))

    assert set(ledger.pending()) == {BAN, CAP}


def test_a_pack_is_kept_as_it_was(ledger):
    ledger.add_pack_snapshot("d1", {"ban": {"version": 1, "terms": ["a ban"]}})
    ledger.add_pack_snapshot("d1", {"ban": "something else under the same digest"})

    assert ledger.pack_snapshot("d1") == {"ban": {"version": 1, "terms": ["a ban"]}}
    assert ledger.pack_snapshot("d2") is None


def test_several_readers_in_one_batch_are_each_noted(ledger, revision):
    other = a_revision("a1", text="Other words.", seen_at=hour(1))
    ledger.add_revisions([other])
    ledger.add_readings([a_reading(revision), replace(a_reading(other), reader="reader 2")], read_at=hour(2))

    assert ledger.unread("reader 1", "pack 1") == [other.id]
    assert ledger.unread("reader 2", "pack 1") == [revision.id]
