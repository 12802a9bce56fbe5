"""Random histories for properties: few bodies, dates of every precision, copies, and statements that gates refuse."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from storage.domain.statement import Parameter, Statement
from tests.builders import a_statement
from tests.flows.judging.harbour import ADA, BRAM, CAP, CORA, CREW, DOCKERS, MASTERS, STEVEDORES

_DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2025, 12, 28))
_WHENS = st.one_of(
    _DAYS.map(str),
    _DAYS.map(str),
    _DAYS.map(str),
    _DAYS.map(lambda d: f"{d:%Y-%m}"),
    _DAYS.map(lambda d: f"{d:%Y}"),
    st.none(),
)
_WORDS = st.sampled_from(
    ["We shall never live with a cap on what harbours earn", "we shall never live with a cap on what harbours", "No."]
)


@st.composite
def statements(draw: st.DrawFn, *, by: tuple[str, ...] = (MASTERS, DOCKERS, STEVEDORES)) -> Statement:
    """One statement, most often an asserted quotation."""
    rarely = st.sampled_from([False] * 9 + [True])
    return a_statement(
        draw(st.sampled_from([*Stance, Stance.SUPPORTS, Stance.OPPOSES])),
        draw(_WHENS),
        by=draw(st.sampled_from(by)),
        on=draw(st.sampled_from([CAP, CAP, CREW])),
        person=draw(st.sampled_from([None, None, ADA, BRAM, CORA])),
        document=draw(st.sampled_from([None, None, None, "its response"])),
        in_office=not draw(rarely),
        directness=draw(st.sampled_from([*Directness, Directness.QUOTED, Directness.QUOTED, Directness.PUBLISHED])),
        modality=draw(st.sampled_from([*Modality, *([Modality.ASSERTED] * 8)])),
        text=draw(st.one_of(st.none(), st.none(), _WORDS)),
        article=draw(st.sampled_from([None, None, "a", "b"])),
        seen_at="2026-01-01T12:00",
        conditions=("only if dredging is paid for",) if draw(rarely) else (),
        parameters=(Parameter(draw(st.sampled_from([15.0, 20.0])), "hands", "some hands"),) if draw(rarely) else (),
        endorsed=not draw(rarely),
        acknowledges_change=draw(rarely),
        reported_reversal=draw(rarely),
        start=draw(st.sampled_from([0, 10, 500])),
    )


def evidence(max_size: int = 14) -> st.SearchStrategy[list[Statement]]:
    return st.lists(statements(), max_size=max_size)
