"""Everybody a text names, and the offices they held on its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.reading.folding import fold
from flows.reading.gazetteer import Gazetteer, Mention
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
    """Everybody a text names, in order, with the day on which offices are looked up."""

    text: str
    mentions: Sequence[Mention]
    registry: Registry
    gazetteer: Gazetteer
    day: When | None
    quoted: Sequence[Span] = field(default=())

    def inside(self, span: Span) -> list[Mention]:
        start, end = span.start, span.end
        return [m for m in self.mentions if m.span.start < end and start < m.span.end]

    def before(self, place: int) -> Iterable[Mention]:
        """Mentions that end before `place`, the nearest first."""
        return (m for m in reversed(self.mentions) if m.span.end <= place)

    def body(self, stakeholder: str) -> Stakeholder:
        return self.registry.stakeholders[stakeholder]

    def unknown_since(self, name: str, place: int) -> bool:
        """True when `name`, whom the pack does not know, stands nearer before `place` than anybody whom it knows.

        "Jean Pickard looks after two boys. She said": not the director who spoke before her.
        """
        last = fold(name).split()[-1]
        if any(m.person and fold(m.person).split()[-1] == last for m in self.mentions):
            return False
        quoted = [m for m in self.before(place) if m.person and not any(q.covers(m.span) for q in self.quoted)]
        return fold(self.text).find(last, quoted[0].span.end if quoted else 0, place) >= 0

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
