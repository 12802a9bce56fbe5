"""Note which articles carry the same text: a wire story in five papers is five articles and one telling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from flows.desk import Desk
from flows.mishap import named
from flows.revising.syndication import Copy, groups
from flows.stages.tally import Tally
from storage.domain.polling import SyndicationGroup
from storage.domain.run import Stage

# A wire story is reprinted within days; what resembles it later is a story of its own.
WINDOW = timedelta(days=14)
# The newest this many are compared: one run's work stays bounded whatever came in.
MOST = 1000


def note_copies(desk: Desk, *, now: datetime) -> Tally:
    """Group the articles first seen within two weeks by their newest texts, and remember the groups.

    What fails in a way nobody foresaw is named: it would end every run until those articles are two weeks old.
    """
    try:
        return _note_copies(desk, now=now)
    except Exception as problem:  # noqa: BLE001 - logged and named: what has landed is read without it
        failure = named(Stage.REVISE, "copies of one story", problem)
    desk.ledger.quarantine([failure], at=now)
    return Tally(failures=(failure,))


def _note_copies(desk: Desk, *, now: datetime) -> Tally:
    ledger = desk.ledger
    recent = ledger.first_seen(since=now - WINDOW)
    newest = sorted(recent, key=lambda article: (recent[article], article), reverse=True)[:MOST]
    shown = ledger.latest_revisions(articles=newest)
    found = groups(Copy(r.article, r.text, recent[r.article]) for r in ledger.revisions(shown.values()))
    known = ledger.syndication()
    rooted = [_rooted(group, known) for group in found]
    ledger.save_syndication(rooted, noted_at=now)
    fresh = {copy for group in rooted for copy in group.copies} - set(known)
    return Tally({"copies of other articles": len(fresh)})


def _rooted(group: SyndicationGroup, known: Mapping[str, str]) -> SyndicationGroup:
    """The first of the group may itself be a copy of one that is by now too old to be compared."""
    first = group.first
    while known.get(first, first) not in (first, *group.copies):
        first = known[first]
    if first == group.first:
        return group
    return replace(group, first=first, copies=(group.first, *group.copies))
