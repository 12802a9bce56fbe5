"""Conclusions are appended, never rewritten, so that every past digest can be rebuilt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.judging import Gone, admissions, find, reconcile
from flows.judging.identity import same
from storage.domain.finding import ChangeKind, Conclusion, Finding, Status
from storage.domain.stance import Stance
from storage.domain.statement import Parameter
from tests.builders import a_statement
from tests.flows.judging.harbour import CALM, CAP, CORA, CREW, HARBOURS
from tests.flows.judging.histories import evidence, statements

NOW = datetime(2026, 1, 1, 6, tzinfo=UTC)
SAID = [
    a_statement(stance, day, on=CAP)
    for stance, day in (
        (Stance.SUPPORTS, "2023-01-10"),
        (Stance.SUPPORTS, "2023-03-10"),
        (Stance.OPPOSES, "2024-01-10"),
        (Stance.OPPOSES, "2024-03-10"),
    )
]


def judged(said, **more) -> list[Finding]:
    return find(said, registry=HARBOURS, calibration=CALM, **more)


def concluded(held, found, *, previous_look=None, **more) -> list[Conclusion]:
    return reconcile(held, found, now=NOW, previous_look=previous_look, **more)


class Ledger:
    """Append only: what we concluded, and what we held at any instant."""

    def __init__(self) -> None:
        self.entries: list[Conclusion] = []

    def held(self, at: datetime | None = None) -> dict[str, Finding]:
        return {c.finding.id: c.finding for c in self.entries if at is None or c.concluded_at <= at}

    def look(self, said, *, now: datetime) -> None:
        gates = admissions(said, registry=HARBOURS, calibration=CALM)
        self.entries += reconcile(self.held().values(), judged(said), now=now, previous_look=None, admissions=gates)


def standing(held: dict[str, Finding]) -> dict[str, Finding]:
    return {id_: f for id_, f in held.items() if f.status is not Status.RETRACTED}


def test_what_is_found_for_the_first_time_is_new():
    (entry,) = concluded([], judged(SAID))
    assert (entry.change, entry.concluded_at) == (ChangeKind.NEW, NOW)


def test_what_happened_before_the_previous_look_is_found_in_the_archive():
    (entry,) = concluded([], judged(SAID), previous_look=date(2025, 1, 1))
    assert entry.change is ChangeKind.ARCHIVE
    assert entry.reason == "it happened by 2024-01-10, before our previous look"


def test_what_happened_since_the_previous_look_is_new():
    (entry,) = concluded([], judged(SAID), previous_look=date(2024, 1, 1))
    assert entry.change is ChangeKind.NEW


def test_nothing_new_concludes_nothing():
    assert concluded(judged(SAID), judged(SAID)) == []


def test_an_amendment_says_what_differs():
    seeming = judged([SAID[0], SAID[2]])
    (entry,) = concluded(seeming, judged(SAID))
    assert entry.change is ChangeKind.AMENDED
    assert entry.reason.startswith("status provisional → confirmed; confidence 0.")
    assert entry.reason.endswith("2 more in evidence")


def test_a_retraction_says_that_the_change_is_no_longer_likely():
    later = [
        a_statement(Stance.SUPPORTS, day, on=CAP) for day in ("2024-01-20", "2024-02-20", "2024-04-20", "2024-06-20")
    ]
    seeming = judged([SAID[0], SAID[2]])
    (entry,) = concluded(seeming, judged([SAID[0], SAID[2], *later]))
    assert entry.change is ChangeKind.RETRACTED
    assert entry.finding.status is Status.RETRACTED
    assert entry.reason == "with all the evidence now known, it is no longer established"
    assert entry.finding.wording.startswith("No longer held: ")
    assert entry.finding.why[-1] == f"retracted: {entry.reason}"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("withdrawn", "a later revision of the article no longer carries these words"),
        ("overtaken", "in a later revision of the article these words are another's, or are read otherwise"),
    ],
)
def test_a_retraction_names_the_evidence_that_no_longer_votes(how, why):
    left = Gone(**{how: frozenset({SAID[2].id, SAID[3].id})})
    gates = admissions(SAID, registry=HARBOURS, calibration=CALM, left=left)
    entries = concluded(judged(SAID), judged(SAID, left=left), admissions=gates)
    (retracted,) = [c for c in entries if c.change is ChangeKind.RETRACTED]
    assert f"statement {SAID[2].id} no longer votes: {why}" in retracted.reason


def test_a_way_back_that_falls_does_not_pass_its_evidence_to_the_way_there():
    there_and_back = [*SAID, *(a_statement(Stance.SUPPORTS, d, on=CAP) for d in ("2024-11-10", "2025-01-10"))]
    held = judged(there_and_back)
    later = [a_statement(Stance.OPPOSES, f"2024-{m}-20", on=CAP) for m in ("11", "12")]
    later += [a_statement(Stance.OPPOSES, f"2025-0{m}-20", on=CAP) for m in (1, 2, 3, 4)]
    retracted = [c for c in concluded(held, judged([*there_and_back, *later])) if c.change is ChangeKind.RETRACTED]
    assert len(held) == 2
    assert [c.reason for c in retracted] == ["with all the evidence now known, it is no longer established"]


def test_a_retraction_names_the_evidence_that_a_second_reading_did_not_find():
    gates = admissions(SAID[:2], registry=HARBOURS, calibration=CALM)
    (entry,) = concluded(judged(SAID), judged(SAID[:2]), admissions=gates)
    assert f"statement {SAID[2].id} is no longer in evidence" in entry.reason


def test_a_contest_that_later_words_settle_for_the_old_side_is_retracted_as_settled():
    said = [a_statement(Stance.SUPPORTS, d) for d in ("2023-06-10", "2024-03-01")] + [
        a_statement(Stance.OPPOSES, "2024-03-08")
    ]
    later = [a_statement(Stance.SUPPORTS, d) for d in ("2024-05-08", "2024-07-08")]
    (entry,) = concluded(judged(said), judged([*said, *later]))
    assert entry.reason == "no longer contested: with all the evidence now known, no change of position is likely"


def test_a_retracted_finding_is_not_retracted_twice_and_can_be_reinstated():
    (gone,) = concluded(judged(SAID), [])
    assert concluded([gone.finding], []) == []
    (back,) = concluded([gone.finding], judged(SAID))
    assert back.change is ChangeKind.AMENDED
    assert back.reason.startswith("reinstated: ")


def test_an_earlier_reversal_found_in_the_archive_does_not_pass_for_the_one_we_held():
    later = [a_statement(Stance.OPPOSES, d) for d in ("2022-01-10", "2022-03-10")] + [
        a_statement(Stance.SUPPORTS, d) for d in ("2023-01-10", "2023-03-10")
    ]
    archive = [a_statement(Stance.OPPOSES, d) for d in ("2019-01-10", "2019-03-10", "2019-05-10")] + [
        a_statement(Stance.SUPPORTS, d) for d in ("2020-01-10", "2020-03-10", "2020-05-10")
    ]
    (known,) = judged(later)
    entries = concluded([known], judged([*later, *archive]), previous_look=date(2024, 1, 1))
    told = {str(c.finding.said_on): c for c in entries}
    assert told["2020-01-10"].change is ChangeKind.ARCHIVE
    assert told["2022-01-10"].change is ChangeKind.ARCHIVE
    assert known.id not in {told["2020-01-10"].finding.id, told["2022-01-10"].finding.id}
    assert all(c.finding.id == known.id for day, c in told.items() if day == "2023-01-10")


def test_an_observation_that_turns_up_before_the_one_we_told_leaves_it_its_name():
    def divergence(year):
        response = a_statement(Stance.SUPPORTS, f"{year}-05-02", on=CAP, document="its response")
        return [response, a_statement(Stance.OPPOSES, f"{year}-05-20", on=CAP, person=CORA)]

    (known,) = judged(divergence(2022))
    (entry,) = concluded([known], judged([*divergence(2022), *divergence(2020)]))
    assert (entry.change, entry.finding.said_on.first.year) == (ChangeKind.NEW, 2020)
    assert entry.finding.id != known.id

    # However often we look again: each keeps the name it was told under.
    held = [known, entry.finding]
    assert concluded(held, judged([*divergence(2022), *divergence(2020)])) == []


def test_two_figures_that_moved_in_the_same_sentences_keep_a_name_each():
    def figures(hands, years):
        return (Parameter(hands, "hands", f"{hands} hands"), Parameter(years, "years", f"{years} years"))

    said = [
        a_statement(Stance.SUPPORTS, day, on=CREW, parameters=figures(15, 5)) for day in ("2023-01-10", "2023-03-10")
    ]
    said += [
        a_statement(Stance.SUPPORTS, day, on=CREW, parameters=figures(20, 3)) for day in ("2024-01-10", "2024-03-10")
    ]
    held = judged(said)
    assert len(held) == 2
    assert concluded(held, judged(said)) == []


def test_the_same_sentence_seen_another_day_is_the_same_conclusion():
    seen_later = [replace(s, trail=()) for s in SAID]
    assert concluded(judged(SAID), judged(seen_later)) == []


def nameless(found):
    """Findings without their names, which tell when they were told, not what is the case."""
    return sorted((replace(f, id="", related=()) for f in found), key=repr)


@given(evidence(10), st.lists(statements(), max_size=8), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_looking_after_every_batch_ends_where_looking_once_ends(said, more, size):
    everything = said + more
    often, once = Ledger(), Ledger()
    for step, end in enumerate(range(size, len(everything) + size, size)):
        often.look(everything[:end], now=NOW + timedelta(days=step))
    once.look(everything, now=NOW)
    assert nameless(standing(often.held()).values()) == nameless(standing(once.held()).values())


@given(evidence(10), st.lists(statements(), max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_is_told_never_changes_its_name_or_gives_it_to_another(said, more):
    ledger = Ledger()
    for step in range(1, len(said) + len(more) + 1):
        before = standing(ledger.held())
        ledger.look([*said, *more][:step], now=NOW + timedelta(days=step))
        after = standing(ledger.held())
        for id_, finding in before.items():
            heirs = [other for other in after.values() if other.id != id_ and same(finding, other)]
            kept = id_ in after and same(finding, after[id_])
            assert kept or not any(heir.id not in before for heir in heirs)


@given(evidence(10), st.lists(statements(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_later_backfill_leaves_every_past_instant_as_it_was(said, backfill):
    ledger = Ledger()
    for day in range(1, len(said) + 1):
        ledger.look(said[:day], now=NOW + timedelta(days=day))
    instants = [NOW + timedelta(days=day, hours=1) for day in range(len(said) + 1)]
    before = [ledger.held(at) for at in instants]
    for day, _ in enumerate(backfill, start=len(said) + 2):
        ledger.look(said + backfill[: day - len(said) - 1], now=NOW + timedelta(days=day))
    assert [ledger.held(at) for at in instants] == before


@given(evidence(), evidence())
@settings(max_examples=60, deadline=None)
def test_whatever_is_amended_or_retracted_is_explained(said, other):
    for entry in concluded(judged(said), judged(other)):
        if entry.change in {ChangeKind.AMENDED, ChangeKind.RETRACTED, ChangeKind.ARCHIVE}:
            assert entry.reason
        if entry.change is ChangeKind.RETRACTED:
            assert entry.finding.status is Status.RETRACTED


@given(evidence(), evidence(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_what_is_held_and_found_does_not_matter(said, other, random):
    held, found = judged(said), judged(other)
    expected = concluded(held, found)
    random.shuffle(held)
    random.shuffle(found)
    assert concluded(held, found) == expected
