"""Which kind of body a noun tells of, and which a post."""

from __future__ import annotations

from flows.reading.attributing.houses import kinds_of_body, kinds_of_post


def test_a_governor_may_run_a_prison_or_sit_on_a_school():
    assert kinds_of_post(["governor"]) == {"prison", "school"}


def test_a_secretary_is_a_minister_only_of_what_the_state_does():
    assert kinds_of_post(["foreign", "secretary"]) == {"ministry"}
    assert kinds_of_post(["general", "secretary"]) == frozenset()


def test_an_alliance_and_a_union_are_of_one_kind():
    assert kinds_of_body(["alliance"]) == kinds_of_body(["union"])
