"""Put a speaker to every attribution of a text, and find the speaker of what stands without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.reading.layout import Layout
from flows.reading.speakers import FIRST_PERSON, IMPERSONAL, Cast, resolve
from flows.reading.uncued import interviewee_of, uncued
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span
from storage.domain.statement import Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with its speaker; `outer` is the speaker who relays it."""

    attribution: Attribution
    speaker: Speaker
    outer: Speaker | None = None


def voices(
    found: Sequence[Attribution], layout: Layout, cast: Cast, *, is_interview: bool, author: Speaker | None
) -> list[Voice]:
    """Return the attributions whose speaker the article tells, in the order of their content."""
    resolved = list(_resolved(found, layout, cast, author))
    spoken = [
        (c, v.attribution.source[0] if v.attribution.source else None)
        for v in resolved
        if v.attribution.cue
        for c in v.attribution.content
    ]
    host = interviewee_of(layout.text, is_interview, list(_turns(resolved, layout)), layout.quotations)
    loose = list(uncued(layout.text, layout.quotations, layout.paragraphs, spoken, interviewee=host))
    resolved += list(_resolved(loose, layout, cast, author))
    return sorted(_relayed(resolved), key=lambda v: (v.attribution.content[0].start, v.attribution.content[-1].end))


def _turns(resolved: Sequence[Voice], layout: Layout) -> Iterator[tuple[str, Span, int]]:
    for voice in resolved:
        a = voice.attribution
        if a.source and voice.speaker.person and a.directness in (Directness.QUOTED, Directness.MIXED):
            words = sum(len(c.of(layout.text).split()) for c in a.content)
            yield voice.speaker.person, a.source[0], words if a.directness is Directness.QUOTED else 1


def _resolved(found: Sequence[Attribution], layout: Layout, cast: Cast, author: Speaker | None) -> Iterator[Voice]:
    last: Voice | None = None
    for attribution in sorted(found, key=lambda a: a.content[0].start):
        content = " ".join(c.of(layout.text) for c in attribution.content)
        source = attribution.source[0] if attribution.source else None
        said = source.of(layout.text).lower() if source else ""
        first = said.split()[0] if said.split() else ""
        if first in FIRST_PERSON:
            if source is not None and not _quoted(source, layout) and author is not None and said in ("i", "we"):
                yield Voice(attribution, author)
            continue  # inside a quotation the speaker of the quotation covers it
        if (
            first in IMPERSONAL
            and last is not None
            and (again := _same_body(said, attribution, last, layout, cast)) is not None
        ):
            speaker: Speaker | None = again
        else:
            speaker = resolve(
                source,
                content,
                cast,
                names=(attribution.speaker, attribution.organisation),
                antecedent=attribution.antecedent,
            )
        if speaker is not None:
            last = Voice(attribution, speaker)
            yield last


def _same_body(said: str, attribution: Attribution, last: Voice, layout: Layout, cast: Cast) -> Speaker | None:
    """ "It said", "its response": the body that spoke in this paragraph or the one before, unless a nearer one opens the sentence."""
    if last.speaker.stakeholder is None or not attribution.source or not last.attribution.source:
        return None
    here, there = attribution.source[0].start, last.attribution.content[0].start
    number = _paragraph(here, layout)
    if number is None or _paragraph(there, layout) not in (number, number - 1):
        return None
    sentence = next((s for s, _, _ in layout.sentences if s.start <= here < s.end), None)
    opens = [
        m
        for m in cast.mentions
        if last.attribution.source[0].end <= m.span.start < here and m.bodies and _starts_sentence(m.span, layout)
    ]
    if opens and sentence is not None and not any(o.bodies[0] == last.speaker.stakeholder for o in opens):
        return None
    if last.speaker.person and said in ("it", "they"):
        return None
    body = cast.body(last.speaker.stakeholder)
    document = said if said not in IMPERSONAL else None
    return Speaker(body.name, body.id, document=document, why=f"{said!r}: {body.name} spoke last")


def _starts_sentence(span: Span, layout: Layout) -> bool:
    return any(0 <= span.start - s.start <= 24 for s, _, _ in layout.sentences)


def _paragraph(place: int, layout: Layout) -> int | None:
    return next((n for n, p in enumerate(layout.paragraphs) if p.start <= place < p.end), None)


def _quoted(span: Span, layout: Layout) -> bool:
    return any(q.inner.covers(span) for q in layout.quotations)


def _relayed(resolved: Sequence[Voice]) -> Iterator[Voice]:
    for voice in resolved:
        span = voice.attribution.content[0]
        around = [
            other
            for other in resolved
            if other is not voice
            and other.speaker.name != voice.speaker.name
            and any(c.covers(span) and c.end - c.start > span.end - span.start for c in other.attribution.content)
            and (
                not voice.attribution.source
                or any(c.covers(voice.attribution.source[0]) for c in other.attribution.content)
            )
        ]
        nearest = min(around, key=lambda o: o.attribution.content[0].end - o.attribution.content[0].start, default=None)
        yield replace(voice, outer=nearest.speaker) if nearest else voice
