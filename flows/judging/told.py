"""What is told of a holder: a change that others report or that it acknowledges, and words taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.model import counted, emission
from flows.judging.observed import Observed, difference, read_as, status_of
from flows.judging.order import Occasion, months_later
from flows.judging.ties import tie
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Evidence, Kind, Role, Status
from storage.domain.stance import Stance, crosses
from storage.domain.statement import Statement
from storage.domain.when import When

_TELLING = frozenset({Modality.ASSERTED, Modality.HEDGED, Modality.RECALLED})


def reported_reversals(
    evidence: Sequence[Statement], timeline: Sequence[Occasion], *, calibration: Calibration
) -> Iterator[Observed]:
    """Yield the changes that somebody else reports. `evidence` may hold statements that do not vote."""
    reports = sorted((s for s in evidence if _reports(s, evidence)), key=lambda s: (_when(s), tie(s)))
    by_side: dict[int, list[Statement]] = defaultdict(list)
    for report in reports:
        by_side[report.stance.sign].append(report)
    for side, told in sorted(by_side.items()):
        for rank, episode in enumerate(_reports_apart(told, calibration)):
            found = _reported(side, rank, episode, evidence, timeline, calibration)
            if found.confidence >= calibration.provisional and not _held_already(found, side, timeline):
                yield found


def _reports(statement: Statement, evidence: Sequence[Statement]) -> bool:
    """It says so in words, or its article tells of an earlier and a present position that are opposed."""
    if statement.said_on is None or statement.directness is Directness.HEARSAY or not statement.endorsed:
        return False
    if statement.reported_reversal:
        return statement.modality in _TELLING
    narrated = not statement.directness.has_own_words and statement.modality is Modality.ASSERTED
    return narrated and any(_recalls(s, statement) for s in evidence)


def _held_already(found: Observed, side: int, timeline: Sequence[Occasion]) -> bool:
    """A change to the side that its holder was known to be on is a misread report, of another's change most often."""
    if found.before is not None:
        return False
    return any(o.said_on.precedes(found.said_on) and read_as(o).sign == side for o in timeline)


def _recalls(earlier: Statement, now: Statement) -> bool:
    same = earlier.article == now.article and earlier.modality is Modality.RECALLED
    return same and earlier.endorsed and crosses(earlier.stance, now.stance)


def _when(statement: Statement) -> When:
    if statement.said_on is None:
        raise ValueError(f"statement {statement.id} is undated: it reports no change")
    return statement.said_on


def _reports_apart(told: Sequence[Statement], calibration: Calibration) -> Iterator[list[Statement]]:
    episode: list[Statement] = []
    for report in told:
        if episode and _when(report).first > months_later(_when(episode[-1]).last, calibration.episode_months):
            yield episode
            episode = []
        episode.append(report)
    yield episode


def _reported(
    side: int,
    rank: int,
    episode: list[Statement],
    evidence: Sequence[Statement],
    timeline: Sequence[Occasion],
    calibration: Calibration,
) -> Observed:
    articles = {s.article for s in episode}
    after = {s.id: s for s in episode}
    after |= {s.id: s for s in evidence if s.article in articles and _present(s) and s.stance.sign == side}
    before = _told_before(side, articles, evidence) or _known_before(side, _when(episode[0]), timeline)
    # Of several accounts the mildest: "permitted under conditions" rather than "dropped the ban".
    reached = min((s.stance for s in after.values()), key=abs)
    left = min((s.stance for s in before), key=abs) if before else None
    confidence = _sure_of_report(before, list(after.values()), calibration)
    cited = [Evidence(s, Role.BEFORE) for s in before] + [Evidence(s, Role.AFTER) for s in _sorted(after.values())]
    basis = "that the positions differ as others tell it" if before else "that what others tell is on that side"
    why = (basis, "told by others, it moves no position of its own", *_denied(side, _when(episode[-1]), timeline))
    return Observed(
        Kind.REPORTED_REVERSAL, ("reported", side), rank, left, reached, _when(episode[0]), confidence,
        status_of(confidence, calibration), tuple(cited), why,
    )  # fmt: skip


def _denied(side: int, day: When, timeline: Sequence[Occasion]) -> tuple[str, ...]:
    """What a fair reader is told when the holder, quoted after the reports, is still on the other side."""
    since = [o for o in timeline if day.precedes(o.said_on) and o.own_words() and o.of_one_mind]
    return ("its own words since say otherwise",) if since and read_as(since[-1]).sign * side < 0 else ()


def _present(statement: Statement) -> bool:
    voting = statement.modality in {Modality.ASSERTED, Modality.HEDGED}
    return voting and statement.endorsed and statement.directness is not Directness.HEARSAY


def _told_before(side: int, articles: set[str], evidence: Sequence[Statement]) -> list[Statement]:
    told = (s for s in evidence if s.article in articles and s.modality is Modality.RECALLED and s.endorsed)
    return _sorted(s for s in told if s.stance.sign * side < 0 or (side == 0 and s.stance.sign))


def _known_before(side: int, day: When, timeline: Sequence[Occasion]) -> list[Statement]:
    earlier = [o for o in timeline if o.said_on.precedes(day) and read_as(o).sign not in {0, side}]
    return [u.statement for u in earlier[-1].utterances] if earlier else []


def _sorted(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=tie)


def _sure_of_report(before: Sequence[Statement], after: Sequence[Statement], calibration: Calibration) -> float:
    one, other = (_pooled(side, calibration) for side in (before, after))
    stances = [s.stance for s in before]
    up = after[0].stance > (stances[0] if stances else Stance.UNCOMMITTED)
    if before:
        return difference(one, other, up=up)
    sign = after[0].stance.sign
    right = [i for i, level in enumerate(LEVELS) if level.sign == sign]
    return float((other / other.sum())[right].sum())


def _pooled(statements: Sequence[Statement], calibration: Calibration) -> Array:
    if not statements:
        return np.ones(len(LEVELS))
    tables = [reading(s, calibration) for s in statements]
    pooled: Array = np.exp(np.mean(np.log(tables), axis=0))
    return pooled


def reading(statement: Statement, calibration: Calibration) -> Array:
    return emission(
        statement.stance, directness=statement.directness, modality=statement.modality, calibration=calibration
    )


# -- acknowledged change, withdrawn words -------------------------------------------------------------------------


def acknowledged_changes(timeline: Sequence[Occasion], *, calibration: Calibration) -> Iterator[Observed]:
    """Yield each time the holder says, in words of its own, that it has changed position."""
    told: dict[int, int] = defaultdict(int)
    for occasion in timeline:
        saying = [u.statement for u in occasion.utterances if u.statement.acknowledges_change]
        if not saying:
            continue
        side = saying[0].stance.sign
        known = _known_before(side, occasion.said_on, timeline)
        own = any(s.directness.has_own_words for s in saying)
        confidence = _sure_of_report(known, saying, calibration)
        status = status_of(confidence, calibration) if own else Status.PROVISIONAL
        why = ("in its own words",) if own else ("paraphrased, not quoted",)
        left = counted(known[0].stance, known[0].modality) if known else None
        cited = [Evidence(s, Role.BEFORE) for s in known] + [Evidence(s, Role.AFTER) for s in saying]
        yield Observed(
            Kind.ACKNOWLEDGED_CHANGE, ("acknowledged", side), told[side], left,
            counted(saying[0].stance, saying[0].modality), occasion.said_on, confidence, status, tuple(cited), why,
        )  # fmt: skip
        told[side] += 1


def withdrawals(statements: Iterable[Statement]) -> Iterator[Observed]:
    """Yield one observation per quotation that would have voted had its article kept the words."""
    quoted = sorted((s for s in statements if s.directness.has_own_words), key=lambda s: (_when(s), tie(s)))
    # Every revision that carried the words has a statement of its own: what is gone is one quotation.
    once = {(s.article, s.text): s for s in reversed(quoted)}
    for s in reversed(once.values()):
        why = ("a later revision of the article no longer carries these words",)
        yield Observed(
            Kind.QUOTATION_WITHDRAWN, ("withdrawn", s.article, s.text), 0, s.stance, None, _when(s), 1.0,
            Status.CONFIRMED, (Evidence(s, Role.BEFORE),), why,
        )  # fmt: skip
