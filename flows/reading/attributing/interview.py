"""In an interview, quotations that nobody introduces belong to the person who is interviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flows.reading.attributing.directory import Entity
from flows.reading.attributing.page import Page
from flows.reading.attributing.scene import Speaker
from flows.reading.attributing.selection import Proposal

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "i’m", "me", "us"})
_ENOUGH = 4
_DOMINANT = 0.6

Spoken = tuple[Proposal, Speaker]


def with_interviewee(page: Page, spoken: Sequence[Spoken]) -> list[Spoken]:
    """Give uncued quotations in the first person to the interviewee, when the article has one.

    A minister who is quoted in passing has her fragment, closed, in the reporter's sentence; the open
    quotations that follow her paragraph go on with the interview.
    """
    guest = _interviewee(page, spoken)
    if guest is None:
        return list(spoken)
    body = next((s.body for _, s in spoken if s.person is guest and s.body is not None), None)
    return [
        (replace(p, source=None, source_head=-1), Speaker(guest, body, guest.first))
        if p.cue < 0 and speaker.person is not guest and _in_first_person(page, p) and not _continues(page, p)
        else (p, speaker)
        for p, speaker in spoken
    ]


def _interviewee(page: Page, spoken: Sequence[Spoken]) -> Entity | None:
    """The person who speaks most of what is quoted at length."""
    quoted = [(p, s) for p, s in spoken if p.cue < 0 or page.run[p.cue] < 0]
    quoted = [(p, s) for p, s in quoted if any(page.wholly_quoted(piece) for piece in p.content)]
    counts = Counter(id(s.person) for p, s in quoted if s.person is not None)
    if not counts or not any(p.cue < 0 for p, _ in quoted):
        return None
    best, count = counts.most_common(1)[0]
    if count < _ENOUGH or count < _DOMINANT * sum(counts.values()):
        return None
    return next(s.person for _, s in quoted if s.person is not None and id(s.person) == best)


def _in_first_person(page: Page, proposal: Proposal) -> bool:
    return any(page.lower[j] in _FIRST_PERSON for i, k in proposal.content for j in range(i, k))


def _continues(page: Page, proposal: Proposal) -> bool:
    first = proposal.content[0][0]
    return page.run[first] >= 0 and page.quotations[page.run[first]].continues
