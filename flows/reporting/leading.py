"""Which words of a side are read first: those that carry the point of the finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.reporting.citing import Sources, counts, counts_as, oldest_first
from flows.reporting.inert import clean
from flows.reporting.naming import DIRECTNESS
from storage.domain.finding import Evidence, Finding, Kind, Position, Role
from storage.domain.sector import Proposition
from storage.domain.stance import Stance
from storage.domain.statement import Statement

_ROLES = {Role.BEFORE: 0, Role.AFTER: 1, Role.BESIDE: 2}
_INDIRECT = {directness: rank for rank, directness in enumerate(DIRECTNESS)}


def in_reading_order(evidence: Iterable[Evidence], *, finding: Finding, sources: Sources) -> list[Evidence]:
    """Return what was said before, then what after or beside it; the most telling of each side leads, the rest by date.

    Every format prints this order, so that all lead with the same words.
    """
    ordered = by_date(evidence)
    earlier = [e for e in ordered if e.role is Role.BEFORE]
    later = [e for e in ordered if e.role is not Role.BEFORE]
    old_condition, new_condition = (finding.kind is k for k in (Kind.DROPPED_CONDITION, Kind.NEW_CONDITION))
    return [
        *_led(earlier, finding, finding.before, sources=sources, conditional=old_condition),
        *_led(later, finding, finding.after, sources=sources, conditional=new_condition),
    ]


def by_date(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Each piece once: by side, date, and place in the text."""
    return sorted(set(evidence), key=_by_date)


def _by_date(evidence: Evidence) -> tuple[int, int, str, int, str]:
    said, statement = evidence.statement.said_on, evidence.statement
    day = said.first.toordinal() if said else 0
    return _ROLES[evidence.role], day, statement.article, statement.span.start, statement.id


def _led(
    side: Sequence[Evidence], finding: Finding, stance: Stance | None, *, sources: Sources, conditional: bool
) -> list[Evidence]:
    """`conditional`: the finding is about a condition, so it must be in the words."""
    proposition = sources.registry.propositions.get(finding.proposition)
    turn = finding.said_on.first.toordinal()

    def telling(evidence: Evidence) -> tuple[bool, bool, bool, bool, bool, int, int, str, int, float]:
        said = evidence.statement
        held = counts_as(said)
        # Of two sentences of one answer the one that names the measure tells what it is about; of two answers
        # on it, the one in more direct words, then the nearer to the change.
        return (
            not counts(said, sources),
            conditional and not said.conditions,
            stance is not None and held.sign != stance.sign,
            stance is not None and held is not stance,
            proposition is not None and not names(said.text, proposition),
            _INDIRECT[said.directness],
            abs(said.said_on.first.toordinal() - turn) if said.said_on else turn,
            said.article,
            said.span.start,
            -said.confidence,
        )

    first = min(side, key=telling, default=None)
    return [e for e in side if e is first] + [e for e in side if e is not first]


def newest_words(position: Position, proposition: Proposition | None) -> Statement | None:
    """The newest words for a position; another side's only where it has none.

    Of their date those in its own words, and of these the ones that name the subject, come before the others.
    """
    dated = [s for s in position.evidence if s.said_on]
    own = [s for s in dated if counts_as(s).sign == position.stance.sign] or dated
    newest = oldest_first(own)[-1].said_on if own else None
    of_that_date = [s for s in own if s.said_on == newest]
    return min(of_that_date, key=lambda s: _plainest(s, position.stance, proposition), default=None)


def _plainest(
    said: Statement, stance: Stance, proposition: Proposition | None
) -> tuple[bool, bool, bool, int, float, str, int, str]:
    return (
        counts_as(said) is not stance,
        not said.directness.has_own_words,
        proposition is not None and not names(said.text, proposition),
        _INDIRECT[said.directness],
        -said.confidence,
        said.article,
        said.span.start,
        said.id,
    )


def names(text: str, proposition: Proposition) -> bool:
    """True when `text` has all words of a name of the measure, of what it limits, or of the subject.

    In any order, singular or plural: "a cap on fares" names the fare cap.
    """
    terms = (*proposition.measure_terms, *proposition.restricted_terms, *proposition.topic_terms, proposition.label)
    said = _words(text)
    return any(words <= said for words in map(_words, terms) if words)


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"\w+", clean(text).casefold())}
