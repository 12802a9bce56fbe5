"""Read what one holder says of one proposition in one article together: what is plain decides what is not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.domain.attribution import Modality
from storage.domain.statement import Statement

PLAIN = 0.6  # evidence in the words themselves at which a sign needs no help from what else is said
FEWER = 1.3  # a side with so many times less in its words is taken for a misreading
UNDER = 0.5  # of a statement under conditions
CLEAR = 1.8  # at which it tells what the same holder's vaguer words mean


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement with the evidence of its own words for its sign; `distant`: only the article says what of."""

    statement: Statement
    evidence: float
    distant: bool = False

    @property
    def plain(self) -> bool:
        return self.evidence * self.statement.stance.sign >= PLAIN

    @property
    def weight(self) -> float:
        """What it adds to its side; "give us the money and we are for it" is not yet for it."""
        return max(0.0, self.evidence * self.statement.stance.sign) * (UNDER if self.statement.conditions else 1.0)

    @property
    def clear(self) -> bool:
        return self.evidence * self.statement.stance.sign >= CLEAR


def weighed_together(found: Sequence[Weighed]) -> list[Statement]:
    """Return the statements without those that are vague and go against what their holder says clearly.

    A holder has one view in one article unless its words say otherwise. What was said on an earlier occasion is a
    series of its own. What only the article as a whole is about counts where its holder says nothing plainer.
    """
    groups: dict[object, list[Weighed]] = defaultdict(list)
    for one in found:
        groups[one.statement.series, one.statement.modality is Modality.RECALLED].append(one)
    return [statement for group in groups.values() for statement in _of_one_mind(group)]


def _of_one_mind(group: Sequence[Weighed]) -> Iterator[Statement]:
    near = [one for one in group if not one.distant] or list(group)
    sides = {one.statement.stance.sign for one in near if one.plain}
    clear = sides.pop() if len(sides) == 1 and any(one.clear for one in near) else 0
    # Left out and not turned: a misread plain sentence would gain a second witness.
    heard = [one for one in near if one.plain or one.statement.stance.sign != -clear or not clear]
    against = _outweighed(heard)
    yield from (one.statement for one in heard if not against or one.statement.stance.sign != against or one.clear)


def _outweighed(group: Sequence[Weighed]) -> int:
    """The side for which there is much less in the words, or 0."""
    said = {sign: math.fsum(one.weight for one in group if one.statement.stance.sign == sign) for sign in (1, -1)}
    weak = min((1, -1), key=lambda sign: said[sign])
    return weak if said[-weak] >= FEWER * said[weak] and said[-weak] > 0 else 0
