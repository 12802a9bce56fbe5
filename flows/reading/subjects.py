"""Go through what each voice says, stretch by stretch, with what each may be about and what is carried along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.reading.answering import Asked, asked_before
from flows.reading.links import Topic
from flows.reading.stretches import stretches
from flows.reading.turns import ANSWER
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice
from storage.domain.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of what one voice says, and all that it may be about."""

    spans: tuple[Span, ...]
    candidates: Sequence[Topic]
    topics: Sequence[Topic]  # those that are meant


def spoken_of(voice: Voice, about: dict[str, float], asked: Asked | None, desk: Desk) -> Iterator[Stretch]:
    """Yield the stretches of `voice` with what they are about; `about`, what its holder has spoken of, goes along."""
    lent, since = (dict(asked.topics), asked.span.start) if asked else ({}, 0)
    for spans in stretches(voice.attribution, desk.layout):
        candidates = desk.thread.candidates(spans, said_before=about, asked=lent, since=since)
        topics = desk.thread.meant(candidates)
        # What was only pointed back to lends less each time: a turn ends where its subject does.
        about |= {name: value * 0.75 for name, value in about.items()}
        lent = {name: value * 0.85 for name, value in lent.items()}
        for topic in topics:
            if not topic.carried:
                about[topic.proposition] = max(about.get(topic.proposition, 0.0), min(1.0, topic.score))
        yield Stretch(spans, candidates, topics)


def gone_through(heard: Iterable[Voice], desk: Desk) -> Iterator[tuple[Voice, Stretch]]:
    """Yield every stretch of what is heard with all that it may be about, before anything is decided."""
    about: dict[str, dict[str, float]] = defaultdict(dict)
    for voice in heard:
        carried = carried_by(voice, about)
        yield from (
            (voice, stretch) for stretch in spoken_of(voice, carried, asked_before(voice.attribution, desk), desk)
        )
        about[holder_of(voice)] = carried


def holder_of(voice: Voice) -> str:
    return voice.speaker.stakeholder or voice.speaker.name


def carried_by(voice: Voice, about: Mapping[str, dict[str, float]]) -> dict[str, float]:
    """What the holder's own words before lend to those of `voice`."""
    quoted = voice.attribution.directness.is_verbatim
    return dict(about[holder_of(voice)]) if quoted and voice.attribution.kind != ANSWER else {}
