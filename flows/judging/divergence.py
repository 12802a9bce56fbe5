"""Two voices of one organisation on opposite sides at one time: a divergence, not a shift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from flows.judging.calibration import LEVELS, Array, Calibration
from flows.judging.model import counted
from flows.judging.observed import Observed, difference, read_as, status_of
from flows.judging.order import Occasion, apart
from storage.domain.attribution import Modality
from storage.domain.finding import Evidence, Kind, Role, Status
from storage.domain.sector import Registry
from storage.domain.stance import Stance, crosses
from storage.domain.when import When


def divergences(timeline: Sequence[Occasion], *, registry: Registry, calibration: Calibration) -> Iterator[Observed]:
    """Yield, for each pair of voices within one organisation, each time they were on opposite sides in one window."""
    pairs: dict[tuple[str, str], list[tuple[Occasion, Occasion]]] = defaultdict(list)
    for one, other in _nearby(timeline, calibration.divergence_days):
        # The body itself comes first, then its persons by name.
        first, second = sorted((one, other), key=lambda o: (o.voice, o.said_on, o.tie))
        if one.voice != other.voice and _differ(first, second) and _both_in_office(first, second, registry):
            pairs[first.voice, second.voice].append((first, second))
    for voices, found in sorted(pairs.items()):
        for rank, episode in enumerate(_episodes(found, calibration.divergence_days)):
            seen = _divergence(voices, rank, episode, timeline, calibration)
            if seen:
                yield seen


def _nearby(timeline: Sequence[Occasion], days: int) -> Iterator[tuple[Occasion, Occasion]]:
    for index, early in enumerate(timeline):
        for late in timeline[index + 1 :]:
            if late.said_on.first.toordinal() - early.said_on.first.toordinal() > days:
                break
            if apart(early, late)[1] <= days:
                yield early, late


def _both_in_office(one: Occasion, other: Occasion, registry: Registry) -> bool:
    """An outgoing president and the next one do not diverge: each must hold office when the other speaks, if known."""
    return all(_holds_office(a, b.said_on, registry) for a, b in ((one, other), (other, one)))


def _holds_office(occasion: Occasion, day: When, registry: Registry) -> bool:
    speaker = occasion.utterances[0].statement.speaker
    body = registry.stakeholders.get(speaker.stakeholder or "")
    offices = [o for o in body.offices if o.person == speaker.person] if body and speaker.person else []
    return not offices or any(o.held_on(day) for o in offices)


def _differ(one: Occasion, other: Occasion) -> bool:
    """No accusation is built on a side that says both things in one breath."""
    return crosses(read_as(one), read_as(other)) and one.of_one_mind and other.of_one_mind


def _episodes(pairs: list[tuple[Occasion, Occasion]], days: int) -> Iterator[list[tuple[Occasion, Occasion]]]:
    episode: list[tuple[Occasion, Occasion]] = []
    for pair in sorted(pairs, key=lambda p: (_later(p).said_on, p[0].tie, p[1].tie)):
        if episode and apart(_later(episode[-1]), _later(pair))[0] > days:
            yield episode
            episode = []
        episode.append(pair)
    if episode:
        yield episode


def _later(pair: tuple[Occasion, Occasion]) -> Occasion:
    return max(pair, key=lambda o: (o.said_on, o.tie))


def _divergence(
    voices: tuple[str, str],
    rank: int,
    episode: list[tuple[Occasion, Occasion]],
    timeline: Sequence[Occasion],
    calibration: Calibration,
) -> Observed | None:
    """What the two voices say overall decides: one reading among many that is out of line is a misreading."""
    # Of equally sure pairs the first: saying it again later does not move the day on which the two parted.
    best = max(episode, key=lambda p: _sure_of_difference(*p))
    overall = [_window(voice, episode, timeline, calibration.divergence_days) for voice in voices]
    one, other = (_pooled(occasions) for occasions in overall)
    before, after = (_held(occasions) for occasions in overall)
    confidence = difference(one, other, up=after > before)
    astray = before.sign != read_as(best[0]).sign or after.sign != read_as(best[1]).sign
    if astray or confidence < calibration.provisional:
        return None
    ours, theirs = ({o.key: o for o in side}.values() for side in zip(*episode, strict=True))
    evidence = [*_cited(ours, Role.BEFORE), *_cited(theirs, Role.BESIDE)]
    status = status_of(confidence, calibration)
    why: tuple[str, ...] = ("that the two voices differ, from all that each says in those weeks",)
    if missing := _unvoiced(episode) or _thin(evidence):
        status, why = Status.PROVISIONAL, (*why, missing)
    said_on = max(o.said_on for o in best)
    return Observed(
        Kind.DIVERGENCE, ("divergence", *voices), rank, before, after, said_on, confidence, status, tuple(evidence), why
    )


def _window(
    voice: str, episode: Sequence[tuple[Occasion, Occasion]], timeline: Sequence[Occasion], days: int
) -> list[Occasion]:
    """All that a voice said about the time of an episode, on whichever side."""
    told = [o for pair in episode for o in pair]
    return [o for o in timeline if o.voice == voice and any(apart(o, other)[1] <= days for other in told)]


def _pooled(occasions: Sequence[Occasion]) -> Array:
    """How likely all of them are under each stance, the likeliest at 1."""
    logs = np.sum([np.log(o.likelihood) for o in occasions], axis=0)
    pooled: Array = np.exp(logs - logs.max())
    return pooled


def _held(occasions: Sequence[Occasion]) -> Stance:
    level = LEVELS[int(_pooled(occasions).argmax())]
    said = [u.statement for o in occasions for u in o.utterances if u.statement.stance.sign == level.sign]
    return counted(level, Modality.HEDGED) if {s.modality for s in said} == {Modality.HEDGED} else level


def _thin(evidence: Sequence[Evidence]) -> str:
    """What a divergence of one sentence on each side lacks; empty when nothing, or where there is more."""
    said = [e.statement for e in evidence]
    if len(said) > 2 or all(s.directness.is_verbatim or s.speaker.document for s in said):
        return ""
    return "one sentence on each side, not both of them quoted or in a document"


def _unvoiced(episode: Sequence[tuple[Occasion, Occasion]]) -> str:
    """What a divergence lacks while a reporter's summary stands for one of its sides; empty when nothing."""
    if not any(o.own_words() for _, o in episode):
        return "the spokesperson is not quoted"
    documents = any(u.statement.speaker.document for o, _ in episode for u in o.utterances)
    if not documents and not any(o.own_words() for o, _ in episode):
        return "the other side is neither quoted nor in a document"
    return ""


def _sure_of_difference(one: Occasion, other: Occasion) -> float:
    return difference(one.likelihood, other.likelihood, up=read_as(other) > read_as(one))


def _cited(occasions: Iterable[Occasion], role: Role) -> list[Evidence]:
    """What the side said for its position; a sentence of the same breath that was read otherwise is left out."""
    told = ((u.statement, read_as(o).sign) for o in occasions for u in o.utterances)
    return [Evidence(statement, role) for statement, sign in told if statement.stance.sign == sign]
