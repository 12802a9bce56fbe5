from __future__ import annotations

from dataclasses import replace

import orjson
from sqlalchemy import select, update

from storage.domain.polling import (
    Change,
    ChangeKind,
    Edit,
    EntryKey,
    HostState,
    PageCheck,
    RequestRecord,
    SourceState,
    SyndicationGroup,
)
from storage.polls import SOURCE_STATE
from tests.storage.builders import hour


def a_request(number: int, *, source: str | None = "gazette", origin: str = "https://gazette.example") -> RequestRecord:
    return RequestRecord(hour(number), origin, f"{origin}/feed", "feed", source, True, 304, 120, 0.25)


def test_a_source_is_claimed_by_one_of_two_processes_that_saw_the_same_state(ledger):
    known = ledger.source_states()
    ours, theirs = SourceState("gazette", asked_at=hour(1)), SourceState("gazette", asked_at=hour(1), rule="theirs")

    assert ledger.claim([ours], known=known) == {"gazette"}
    assert ledger.claim([theirs], known=known) == set()
    assert ledger.source_states() == {"gazette": ours}


def test_a_claimed_source_can_be_claimed_again_by_who_has_seen_the_claim(ledger):
    ledger.claim([SourceState("gazette", asked_at=hour(1))], known={})
    later = SourceState("gazette", asked_at=hour(2), etag='W/"é"', skip_hours=(1, 2))

    assert ledger.claim([later, SourceState("herald")], known=ledger.source_states()) == {"gazette", "herald"}
    assert ledger.source_states()["gazette"] == later


def test_a_record_of_an_older_version_that_lacks_fields_can_be_claimed(ledger):
    ledger.claim([SourceState("gazette", asked_at=hour(1))], known={})
    with ledger.database.writing() as connection:
        (record,) = connection.execute(select(SOURCE_STATE.c.record)).scalars()
        older = {name: value for name, value in orjson.loads(record).items() if name not in ("taken", "listed")}
        connection.execute(update(SOURCE_STATE).values(record=orjson.dumps(older).decode()))

    assert ledger.claim([SourceState("gazette", asked_at=hour(2))], known=ledger.source_states()) == {"gazette"}


def test_a_page_is_looked_at_by_one_of_two_processes_that_saw_it_due(ledger):
    due = PageCheck("a1", "https://gazette.example/a", first_seen=hour(0), next_at=hour(1))
    ledger.save_page_checks([due])
    ours = replace(due, next_at=hour(2))

    assert ledger.claim_page_checks([ours], known={"a1": due}) == {"a1"}
    assert ledger.claim_page_checks([ours], known={"a1": due}) == set()
    assert ledger.claim_page_checks([replace(ours, next_at=hour(4))], known={"a1": ours}) == {"a1"}


def test_the_state_after_the_answer_replaces_the_claim(ledger):
    ledger.claim([SourceState("gazette", asked_at=hour(1))], known={})
    answered = SourceState("gazette", asked_at=hour(1), answered_at=hour(1), next_at=hour(2))
    ledger.save_source_states([answered])

    assert ledger.source_states() == {"gazette": answered}


def test_the_longer_wait_for_a_host_stands_whoever_saves_last(ledger):
    held = HostState("https://gazette.example", next_at=hour(9), rule="Retry-After")
    ledger.save_host_states([held])
    ledger.save_host_states([HostState(held.origin, next_at=hour(1), robots_at=hour(1), robots="User-agent: *")])
    ledger.save_host_states([HostState(held.origin)])

    assert ledger.host_states() == [replace(held, robots_at=hour(1), robots="User-agent: *")]


def test_every_request_is_kept_once_in_order_of_time(ledger):
    requests = [a_request(2), a_request(1, source=None), a_request(3, origin="https://herald.example")]
    ledger.add_requests(requests)
    ledger.add_requests(requests)

    assert list(ledger.requests()) == [requests[1], requests[0], requests[2]]
    assert list(ledger.requests(origin="https://herald.example")) == [requests[2]]
    assert list(ledger.requests(source="gazette", since=hour(3))) == [requests[2]]


def test_old_requests_can_be_forgotten(ledger):
    ledger.add_requests([a_request(1), a_request(2), a_request(3)])

    assert ledger.drop_requests(before=hour(3)) == 2
    assert list(ledger.requests()) == [a_request(3)]


def test_one_name_in_a_feed_can_mean_several_articles(ledger):
    keys = [EntryKey("gazette", "guid:1", article) for article in ("a2", "a1")]
    ledger.add_entry_keys([*keys, *keys, EntryKey("herald", "guid:1", "a3")])

    assert ledger.entry_keys("gazette") == [keys[1], keys[0]]


def test_page_checks_come_soonest_first_and_those_that_ended_last(ledger):
    checks = [
        PageCheck("a1", "https://gazette.example/1", hour(0)),
        PageCheck("a2", "https://gazette.example/2", hour(0), next_at=hour(5)),
        PageCheck("a3", "https://gazette.example/3", hour(0), next_at=hour(2), rung=1),
    ]
    ledger.save_page_checks(checks)
    ledger.save_page_checks([replace(checks[2], rung=2)])

    assert [check.article for check in ledger.page_checks()] == ["a3", "a2", "a1"]
    assert ledger.page_checks(due=hour(4)) == [replace(checks[2], rung=2)]


def test_the_same_edit_made_twice_is_two_changes(ledger):
    change = Change(
        "a1", "r1", "r2", (ChangeKind.QUOTE,), (Edit(ChangeKind.QUOTE, (0, 4), (0, 3), "must", "may"),), True
    )
    back = Change("a1", "r2", "r1", (ChangeKind.RESTORED,))
    ledger.add_changes([change], seen_at=hour(1))
    ledger.add_changes([change], seen_at=hour(1))
    ledger.add_changes([back], seen_at=hour(2))
    ledger.add_changes([change], seen_at=hour(3))

    assert list(ledger.changes(article="a1")) == [change, back, change]
    assert list(ledger.changes(since=hour(1), as_of=hour(2))) == [back]
    assert list(ledger.changes(article="a2")) == []


def test_a_copy_belongs_to_one_original_and_can_move_to_an_earlier_one(ledger):
    ledger.save_syndication([SyndicationGroup("a2", ("a3", "a4"), 0.97)], noted_at=hour(1))
    ledger.save_syndication([SyndicationGroup("a1", ("a2", "a3"), 0.98)], noted_at=hour(2))

    assert ledger.syndication() == {"a2": "a1", "a3": "a1", "a4": "a2"}


def test_a_turn_at_a_host_is_one_processes_until_it_ends_and_saving_the_host_takes_it_from_nobody(ledger):
    origin = "https://gazette.example"
    assert ledger.claim_turn(origin, now=hour(1), until=hour(2)) is None
    assert ledger.claim_turn(origin, now=hour(1), until=hour(3)) == hour(2)
    ledger.save_host_states([HostState(origin, robots_at=hour(1), robots="User-agent: *")])
    assert ledger.claim_turn(origin, now=hour(1), until=hour(3)) == hour(2)
    ledger.end_turn(origin, free_at=hour(1))
    assert ledger.claim_turn(origin, now=hour(1), until=hour(2)) is None
    assert ledger.host_states() == [HostState(origin, robots_at=hour(1), robots="User-agent: *", free_at=hour(2))]
