"""Drop, of statements found, those that another one tells better: the same reading twice, or an inner speaker's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from flows.reading.parsed import Parsed
from flows.reading.reaching import Reaching, Taken
from flows.reading.verdicts import takes_sides
from storage.domain.attribution import Directness, Modality
from storage.domain.statement import SeriesId, Statement

_FORM = {Directness.PUBLISHED: 0.3, Directness.QUOTED: 0.3, Directness.MIXED: 0.2, Directness.PARAPHRASED: 0.1}


def distinct(found: Iterable[Statement]) -> list[Statement]:
    """Keep, of statements of one holder on one proposition that overlap, the one with the surest reading."""
    kept: list[Statement] = []
    taken: dict[tuple[SeriesId, bool], Taken] = defaultdict(Taken)
    for statement in sorted(found, key=lambda s: (-_weight(s), s.span.start, s.span.end)):
        of = taken[statement.series, statement.modality is Modality.RECALLED]
        if not of.touches(statement.content):
            kept.append(statement)
            for span in statement.content:
                of.take(span)
    return kept


def _weight(statement: Statement) -> float:
    return statement.confidence + _FORM.get(statement.directness, 0.0)


class Relayed:
    """The statements of inner speakers, by who relays them and on what."""

    def __init__(self, found: Sequence[Statement]) -> None:
        self._inner: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in found:
            if statement.relayed_by is not None:
                self._inner[statement.relayed_by, statement.proposition].append(statement)
        self._over = {key: Reaching([s.span for s in inner]) for key, inner in self._inner.items()}

    def only(self, statement: Statement, doc: Parsed) -> bool:
        """True when the words are an inner speaker's and the outer one adds no verb of support or opposition.

        Whoever tells what the own body says or wants speaks for it: "she said that directors backed it".
        """
        key = (statement.speaker.name, statement.proposition)
        if key not in self._over or any(takes_sides(doc, span) for span in statement.cue):
            return False
        inside = (self._inner[key][n] for span in statement.content for n in self._over[key].overlapping(span))
        return any(
            inner.speaker.stakeholder != statement.speaker.stakeholder
            and (2 * len(inner.text) >= len(statement.text) or _begins_with(inner, statement))
            for inner in inside
        )


def _begins_with(inner: Statement, outer: Statement) -> bool:
    """ "He said that the union backed it": nothing but "that the" stands before the inner speaker."""
    start = outer.content[0].start
    return any(start <= span.start <= start + len("that the ") for span in inner.source)
