"""Put what was said on a timeline, without claiming an order that the dates do not give."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.model import counted, emission
from flows.judging.ties import Tie, tie
from flows.judging.utterances import DIRECTNESS, Utterance
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from storage.domain.statement import Speaker
from storage.domain.when import Precision, When


class Placement(Enum):
    """Where an imprecise date is put. A claim must hold under both: "2024" may be January or December."""

    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one voice said at one time: its sentences share a reader's mistakes, so together they vote once."""

    utterances: tuple[Utterance, ...]
    said_on: When
    voice: str
    likelihood: Array
    weight: float = 1.0  # 0.0: it agrees with a more direct occasion of the same article, and is no second vote

    @property
    def key(self) -> str:
        return self.utterances[0].statement.id

    @property
    def tie(self) -> Tie:
        return tie(self.utterances[0].statement)

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(u.statement.article for u in self.utterances)

    @property
    def side(self) -> int:
        return LEVELS[int(self.likelihood.argmax())].sign

    @property
    def directness(self) -> int:
        """The rank of its most direct sentence: 0 is an own publication."""
        return min(DIRECTNESS[u.statement.directness] for u in self.utterances)

    @property
    def persons(self) -> frozenset[str]:
        return frozenset(u.statement.speaker.person for u in self.utterances if u.statement.speaker.person)

    @property
    def stances(self) -> tuple[Stance, ...]:
        return tuple(counted(u.statement.stance, u.statement.modality) for u in self.utterances)

    def own_words(self, *, sign: int | None = None) -> bool:
        """True when it has an unhedged quotation or own publication (on that side, if `sign` is given)."""
        return any(
            u.statement.directness.has_own_words
            and u.statement.modality is Modality.ASSERTED
            and (sign is None or u.statement.stance.sign == sign)
            for u in self.utterances
        )

    @property
    def quoted(self) -> bool:
        """True when some of it is in the holder's own words, hedged or not."""
        return any(u.statement.directness.has_own_words for u in self.utterances)

    @property
    def of_one_mind(self) -> bool:
        """False for both signs in one breath: more often a misreading than a view."""
        return not {1, -1} <= {u.statement.stance.sign for u in self.utterances}

    @property
    def published(self) -> bool:
        return any(u.statement.directness is Directness.PUBLISHED for u in self.utterances)

    def day(self, placement: Placement) -> int:
        return (self.said_on.first if placement is Placement.EARLIEST else self.said_on.last).toordinal()


def many(number: int) -> str:
    """The number of occasions in words that fit it."""
    return f"{number} occasion" if number == 1 else f"{number} occasions"


def times_said(said: Iterable[Occasion]) -> int:
    """How often something was said apart: a spokesperson and the body in one article tell it once."""
    groups: list[frozenset[str]] = []
    for occasion in (o for o in said if o.weight):
        articles = occasion.articles
        near = [g for g in groups if g & articles]
        groups = [*(g for g in groups if not g & articles), articles.union(*near)]
    return len(groups)


def voice(speaker: Speaker) -> str:
    """Who speaks within the stakeholder: a person, or (empty) the body itself, in a document or as narrated."""
    return "" if speaker.document else speaker.person or ""


def occasions(utterances: Iterable[Utterance], *, calibration: Calibration) -> list[Occasion]:
    """Group the utterances of one series and version by voice and time, in order of date, then as ties are broken."""
    groups: dict[tuple[object, ...], list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        statement = utterance.statement
        place = "" if utterance.said_on.precision is Precision.DAY else statement.article
        groups[voice(statement.speaker), utterance.said_on, place].append(utterance)
    found = [_occasion(sorted(group, key=lambda u: tie(u.statement)), calibration) for group in groups.values()]
    return sorted(_weighed(found, calibration.retelling_days), key=lambda o: (o.said_on, o.tie))


def _weighed(found: Sequence[Occasion], days: int) -> Iterator[Occasion]:
    """Let one telling vote once: of one article's occasions on one side the most direct; of an interview its quotation.

    What a voice is said to have said within days of a quotation of it on that side is most likely the same interview.
    """
    best: dict[tuple[str, int], Occasion] = {}
    for occasion in sorted(found, key=lambda o: (o.directness, o.said_on.last, o.tie)):
        for article in occasion.articles:
            best.setdefault((article, occasion.side), occasion)
    quoted = {
        (o.voice, o.side, o.said_on.first.toordinal() + gap)
        for o in found
        if o.quoted and o.said_on.precision is Precision.DAY
        for gap in range(-days, days + 1)
    }
    for occasion in found:
        at = occasion.voice, occasion.side, occasion.said_on.first.toordinal()
        retold = not occasion.quoted and occasion.said_on.precision is Precision.DAY and at in quoted
        votes = not retold and any(best[article, occasion.side] is occasion for article in occasion.articles)
        yield occasion if votes else replace(occasion, weight=0.0)


def _occasion(group: Sequence[Utterance], calibration: Calibration) -> Occasion:
    tables = [
        emission(s.stance, directness=s.directness, modality=s.modality, calibration=calibration)
        for s in (u.statement for u in group)
    ]
    likelihood = tables[0] if len(tables) == 1 else np.exp(np.mean(np.log(tables), axis=0))
    return Occasion(tuple(group), group[0].said_on, voice(group[0].statement.speaker), likelihood)


def placed(timeline: Sequence[Occasion], placement: Placement) -> list[Occasion]:
    """Return the timeline in the order that `placement` gives it."""
    return sorted(timeline, key=lambda o: (o.day(placement), o.said_on, o.tie))


def apart(early: Occasion, late: Occasion) -> tuple[int, int]:
    """The least and the most days that may lie between two occasions."""
    least = max(0, (late.said_on.first - early.said_on.last).days, (early.said_on.first - late.said_on.last).days)
    most = max((late.said_on.last - early.said_on.first).days, (early.said_on.last - late.said_on.first).days)
    return least, most


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of its month: two years are two years, over a leap day too."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
