"""Go through what each voice says, stretch by stretch, with what each may be about and what is carried along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.reading.answering import Asked, asked_before
from flows.reading.links import AROUND, Topic
from flows.reading.stretches import stretches
from flows.reading.turns import ANSWER
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice
from storage.domain.span import Span, envelope

NARRATED = frozenset({"stance", "rejects"})
GOVERNED = 0.15  # so likely must be what is named where the verb itself takes a side
SAID_ONCE = 0.5  # of the leaning of all that is said of it, where it is no more than the words themselves
SURELY = 0.9  # so likely must words be about a proposition to tell what their speaker makes of it


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
        topics = _meant(voice, candidates, desk)
        # What was only pointed back to lends less each time: a turn ends where its subject does.
        about |= {name: value * 0.75 for name, value in about.items()}
        lent = {name: value * 0.85 for name, value in lent.items()}
        for topic in topics:
            if not topic.carried:
                about[topic.proposition] = max(about.get(topic.proposition, 0.0), min(1.0, topic.score))
        yield Stretch(spans, candidates, topics)


def _meant(voice: Voice, candidates: Sequence[Topic], desk: Desk) -> Sequence[Topic]:
    """What a verb of support or opposition governs names what it is of: it is not said in passing."""
    meant = desk.thread.meant(candidates)
    if voice.attribution.kind not in NARRATED:
        return meant
    named = [
        t for t in candidates if t.says and (t in meant or (t.bearing is not None and t.bearing.likely >= GOVERNED))
    ]
    return [t for t in candidates if t in named or (t in meant and not (named and t.why == AROUND))]


def gone_through(heard: Sequence[Voice], desk: Desk) -> Iterator[tuple[Voice, Stretch]]:
    """Yield every stretch of what is heard with all that it may be about, before anything is decided."""
    for voice, spoken in zip(heard, spoken_by(heard, desk), strict=True):
        yield from ((voice, stretch) for stretch in spoken)


def spoken_by(heard: Iterable[Voice], desk: Desk) -> list[list[Stretch]]:
    """Return the stretches of each voice, in its order."""
    about: dict[str, dict[str, float]] = defaultdict(dict)
    found = []
    for voice in heard:
        carried = carried_by(voice, about)
        found.append(list(spoken_of(voice, carried, asked_before(voice.attribution, desk), desk)))
        about[holder_of(voice)] = carried
    return found


def holder_of(voice: Voice) -> str:
    return voice.speaker.stakeholder or voice.speaker.name


def carried_by(voice: Voice, about: Mapping[str, dict[str, float]]) -> dict[str, float]:
    """What the holder's own words before lend to those of `voice`."""
    quoted = voice.attribution.directness.is_verbatim
    return dict(about[holder_of(voice)]) if quoted and voice.attribution.kind != ANSWER else {}


def leanings(heard: Iterable[Voice], spoken: Iterable[Sequence[Stretch]], desk: Desk) -> dict[tuple[str, str], float]:
    """Return to which side, -1 to 1, all that each holder says of each proposition in the article leans."""
    said: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for voice, stretches_of in zip(heard, spoken, strict=True):
        for stretch in stretches_of:
            words = envelope(stretch.spans).of(desk.revision.text)
            for topic in filter(_surely, stretch.topics):
                said[holder_of(voice), topic.proposition][words] = None
    poles = desk.thread.codebook.poles
    return {
        (holder, name): poles.leaning(name, ". ".join(texts)) * (SAID_ONCE if len(texts) == 1 else 1.0)
        for (holder, name), texts in said.items()
    }


def _surely(topic: Topic) -> bool:
    return topic.bearing is None or topic.bearing.likely >= SURELY
