"""How the reporter says that a body takes it: "is against it", "agrees", "so does the council"."""

from __future__ import annotations

import pytest

from tests.flows.reading.harbour import held, read_text

LEAD = (
    "A ban on night dredging was proposed on Monday.\n\n"
    "The Ministry of Ports supports the ban on night dredging. {first}\n\n{then}\n"
)


def signs(first: str, then: str) -> dict[str | None, set[int]]:
    found: dict[str | None, set[int]] = {}
    for body, topic, sign in held(read_text(LEAD.format(first=first, then=then))):
        if topic == "night-ban":
            found.setdefault(body, set()).add(sign)
    return found


@pytest.mark.parametrize(
    ("then", "side"),
    [
        ("The Union of Dock Hands agrees.", {1}),
        ("So does the Union of Dock Hands.", {1}),
        ("The Union of Dock Hands disagrees.", {-1}),
        ("The Union of Dock Hands does not agree.", {-1}),
        ("The Union of Dock Hands disagrees with the ministry.", {-1}),
        ("The Union of Dock Hands is against the ban.", {-1}),
        ("The Union of Dock Hands remains a supporter of the ban.", {1}),
        ("The Union of Dock Hands is opposed to the ban.", {-1}),
        ("The Union of Dock Hands was less pleased.", {-1}),
        ("The Union of Dock Hands was less enthusiastic about the ban.", {-1}),
        ("The Union of Dock Hands was no less enthusiastic about the ban.", {1}),
        ("The Union of Dock Hands was cool on the ban.", {-1}),
        ("The Union of Dock Hands met on Monday. Its members disagree about it.", None),
        ("The Union of Dock Hands agreed to meet on Friday.", None),
    ],
)
def test_a_reaction_has_a_side_by_itself_or_by_what_was_said_before(then, side):
    assert signs("", then).get("dockers-union") == side


def test_who_agrees_with_a_named_body_agrees_with_that_body():
    found = signs(
        "Wexley Town Council opposes the ban on night dredging.", "The Union of Dock Hands agrees with the ministry."
    )

    assert found["dockers-union"] == {1}


def test_what_is_inside_a_quotation_is_not_told_by_the_reporter():
    found = signs("", "“The Union of Dock Hands is against the ban,” said a man on the quay.")

    assert "dockers-union" not in found


@pytest.mark.parametrize(
    ("reaction", "side"),
    [
        ("His call was backed by the Union of Dock Hands.", 1),
        ("The Union of Dock Hands echoed his plea.", 1),
        ("His demand was rejected by the Union of Dock Hands.", -1),
        ("The Union of Dock Hands did not back the call.", None),
        ("The Union of Dock Hands backed the call for longer quays.", None),
        ("The tide was low that week. " * 20 + "The Union of Dock Hands backed the call.", None),
    ],
)
def test_who_backs_or_rejects_a_call_takes_the_side_of_it_or_the_other(reaction, side):
    said = "Orrin Vasey, president of the Guild of Harbour Masters, said that he wanted a ban on night dredging. "
    told = [s for s in read_text(said + reaction).statements if s.speaker.stakeholder == "dockers-union"]
    found = [s.stance.sign for s in told if any("with Orrin" in t.why or "from Orrin" in t.why for t in s.trail)]

    assert found == ([side] if side else [])
