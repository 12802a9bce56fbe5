"""The pack that newcomers are told to copy, read with no code change: what it must say and must not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flows.desk import Desk
from storage.domain.finding import Kind
from tests.flows.stages.conftest import run

HARBOURS = Path(__file__).parents[2] / "sectors" / "harbours"


def test_a_change_of_mind_in_another_sector_is_told_and_nothing_else(a_desk: Callable[..., Desk]):
    desk = a_desk("harbours", seeds=HARBOURS)
    run(desk, now=datetime(2032, 3, 1, tzinfo=UTC))
    (finding,) = desk.ledger.held()
    assert finding.kind is Kind.ACKNOWLEDGED_CHANGE
    assert finding.wording == (
        "Association of Harbour Masters says that it has moved from support to opposition "
        "on “Ban on landing fish at night”."
    )


def test_what_a_body_no_longer_backs_it_does_not_support(a_desk: Callable[..., Desk]):
    desk = a_desk("harbours", seeds=HARBOURS)
    run(desk, now=datetime(2032, 3, 1, tzinfo=UTC))
    newer = [s for s in desk.statements() if s.speaker.stakeholder == "harbour-masters" and "2032" in str(s.said_on)]
    assert newer
    assert {statement.stance.sign for statement in newer} == {-1}
