"""The specification as a whole: enough histories, each with a name of its own."""

from __future__ import annotations

from tests.flows.judging import test_conditions, test_gates, test_shifts, test_time, test_told, test_voices

CHAPTERS = (test_shifts, test_time, test_gates, test_voices, test_conditions, test_told)


def test_there_are_at_least_sixty_histories_and_each_has_a_name_of_its_own():
    names = [told.name for chapter in CHAPTERS for told in chapter.history.histories]
    assert len(set(names)) == len(names) >= 60
