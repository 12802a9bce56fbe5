"""Everybody a text names, and the offices they held on its day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flows.reading.folding import fold
from flows.reading.gazetteer import Gazetteer, Mention, Named
from storage.domain.sector import Certainty, Office, Registry, Stakeholder
from storage.domain.span import Span
from storage.domain.when import When

_BODY_OPENS = re.compile(
    r"(?:^|[.!?][\"”’')]*\s+|\n)((?:The )?(?:[A-Z][\w’'-]+ ){0,4}"
    r"(?:Federation|Association|Society|Union|League|Council|Alliance|Trust|Institute|Guild|Confederation|Chamber"
    r"|Committee|Foundation|Commission|Network|Board|Authority|College|Forum|Coalition|Ministry|Department)\b"
    r"(?: (?:of|for)(?: the)? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?)"
)
RANK = {
    "association": 3,
    "union": 3,
    "department": 3,
    "government": 3,
    "regulator": 3,
    "council": 0,
    "provider": 1,
    "person": -1,
}


@dataclass(frozen=True)
class Cast:
    """Everybody a text names, in order and apart, with the day on which offices are looked up."""

    text: str
    mentions: Sequence[Mention]
    registry: Registry
    gazetteer: Gazetteer
    day: When | None
    quoted: Sequence[Span] = field(default=())
    descriptions: dict[str, str] = field(default_factory=dict, compare=False)  # of people, gathered once

    @cached_property
    def _starts(self) -> list[int]:
        return [m.span.start for m in self.mentions]

    @cached_property
    def _ends(self) -> list[int]:
        return [m.span.end for m in self.mentions]

    def inside(self, span: Span) -> list[Mention]:
        return list(self.mentions[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)])

    def before(self, place: int) -> Iterable[Mention]:
        """Mentions that end before `place`, the nearest first."""
        return (self.mentions[n] for n in range(bisect_right(self._ends, place) - 1, -1, -1))

    def beginning(self, first: int, last: int) -> Sequence[Mention]:
        """Mentions that begin from `first` to `last`, the last place included."""
        return self.mentions[bisect_left(self._starts, first) : bisect_right(self._starts, last)]

    def body(self, stakeholder: str) -> Stakeholder:
        return self.registry.stakeholders[stakeholder]

    def unknown_since(self, name: str, place: int) -> bool:
        """True when `name`, whom the pack does not know, stands nearer before `place` than anybody whom it knows.

        "Jean Pickard looks after two boys. She said": not the director who spoke before her.
        """
        last = fold(name).split()[-1]
        if last in self._surnames:
            return False
        since = next((m.span.end for m in self.before(place) if m.person and not self.is_quoted(m.span)), 0)
        return self._folded.find(last, since, place) >= 0

    @cached_property
    def in_full(self) -> dict[str, list[Mention]]:
        """The mentions of each person by their full name."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.person and mention.named is Named.PERSON:
                found.setdefault(mention.person, []).append(mention)
        return found

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(fold(m.person).split()[-1] for m in self.mentions if m.person)

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def quotations_from(self, first: int, last: int) -> Sequence[Span]:
        """Quotations that begin from `first` to `last`, the last place excluded."""
        begins = bisect_left(self.quoted, first, key=lambda one: one.start)
        return self.quoted[begins : bisect_left(self.quoted, last, key=lambda one: one.start)]

    def is_quoted(self, span: Span) -> bool:
        """Whether `span` lies in one of the quotations, which are in order and apart."""
        before = bisect_right(self.quoted, span.start, key=lambda one: one.start)
        return before > 0 and self.quoted[before - 1].covers(span)

    def stranger_opens(self, since: int, until: int) -> bool:
        """True when a sentence between opens with the name of a body that the pack does not know.

        "The Federation of Small Farms is opposed. It fears": not the union that spoke before.
        """
        return any(
            not self.inside(Span(found.start(1), found.end(1)))
            for found in _BODY_OPENS.finditer(self.text, since, until)
        )

    def offices(self, person: str) -> tuple[Office, ...]:
        """Offices that `person` may have held on the day, well enough known, the weightiest first."""
        held = [o for o in self.registry.offices_of(person) if self.day is None or o.held_on(self.day)]
        return tuple(
            sorted(
                held,
                key=lambda o: (o.certainty is not Certainty.LOW, RANK.get(self.body(o.organisation).kind, 2)),
                reverse=True,
            )
        )
