"""Turn what a speaker says into statements: one for each stretch and proposition that a stance is taken on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.reading.agreements import AGREES, DIFFERS
from flows.reading.answering import Asked, asked_before, verdict_given
from flows.reading.concurring import agreed, concurs, echoed
from flows.reading.framing import Introduced, framed
from flows.reading.links import Topic
from flows.reading.narrated import GIVEN_UP, HELD, MEASURES
from flows.reading.occasions import (
    change_acknowledged,
    continued,
    earlier_date,
    frame_of,
    own_past,
    recalled,
    reversal_told,
)
from flows.reading.one_mind import Weighed, weighed_together
from flows.reading.relaying import Relayed, distinct
from flows.reading.siding import REACTS
from flows.reading.silences import is_neutral, says_nothing
from flows.reading.subjects import Stretch, holder_of, leanings, spoken_by
from flows.reading.verdicts import Desk, Told, takes_sides, verdict_on
from flows.reading.voices import Voice
from storage.domain.attribution import Attribution, Modality
from storage.domain.sector import Office, Proposition, Registry
from storage.domain.span import Span, envelope
from storage.domain.statement import Speaker, StanceVerdict, Statement, Step
from storage.domain.when import When

PRESUMED = 0.75  # how much a side that is not plain itself bears on what the same speaker says next


@dataclass(frozen=True)
class _Heard:
    """To which side all that each holder says leans, and how the reporter has said so far that they take it."""

    overall: Mapping[tuple[str, str], float]  # of each holder and proposition
    takes: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    framed: Introduced = field(default_factory=dict)


def statements(voices: Sequence[Voice], desk: Desk) -> tuple[Statement, ...]:
    """Return the statements of one revision in the order of the text, one for each holder, subject and stretch."""
    weighed: list[Weighed] = []
    spoken = spoken_by(voices, desk)
    heard = _Heard(leanings(voices, spoken, desk))
    for voice, said in zip(voices, spoken, strict=True):
        found = list(
            _concurring(voice, weighed, desk) if concurs(voice) else _of_voice(voice, said, heard, weighed, desk)
        )
        if not found and echoed(voice, desk):
            found = list(_concurring(voice, weighed, desk))
        if voice.attribution.kind in (REACTS, AGREES, DIFFERS):
            holder = holder_of(voice)
            heard.takes[holder].update({w.statement.proposition: w.statement.stance.sign * PRESUMED for w in found})
        weighed += found
    kept = weighed_together(weighed) if "one mind" not in desk.reader.without else [w.statement for w in weighed]
    relayed = Relayed(kept if "inner source" not in desk.reader.without else ())
    own = [s for s in distinct(kept) if not relayed.only(s, desk.doc)]
    return tuple(sorted(own, key=lambda s: (s.span.start, s.span.end, s.proposition, s.series.stakeholder)))


def _of_voice(
    voice: Voice, spoken: Sequence[Stretch], heard: _Heard, said: Sequence[Weighed], desk: Desk
) -> Iterator[Weighed]:
    holder = holder_of(voice)
    signs = dict(heard.takes[holder])
    asked = asked_before(voice.attribution, desk)
    for stretch in spoken:
        for topic in stretch.topics:
            answered = _answered(asked, stretch.spans, topic, desk)
            told = Told(
                before=signs.get(topic.proposition, 0.0),
                answered=answered,
                neutral=is_neutral(stretch.spans, topic, desk),
                overall=heard.overall.get((holder, topic.proposition), 0.0),
                framed=framed(
                    voice, desk.registry.propositions[topic.proposition], said=said, before=heard.framed, desk=desk
                ),
            )
            one = _decided(voice, stretch.spans, topic, desk, told)
            if one is not None:
                yield one
                if one.statement.modality is not Modality.RECALLED:
                    signs[topic.proposition] = one.statement.stance.sign * (1.0 if one.plain else PRESUMED)


def _answered(asked: Asked | None, stretch: tuple[Span, ...], topic: Topic, desk: Desk) -> float:
    """Yes or no to a question, or spelt out: 1, -1, else 0."""
    spelt = verdict_given(" ".join(s.of(desk.revision.text) for s in stretch)) if topic.carried else 0
    return spelt or (asked.answered(stretch, topic, desk) if asked else 0.0)


def _concurring(voice: Voice, weighed: Sequence[Weighed], desk: Desk) -> Iterator[Weighed]:
    for topic, verdict, stretch in list(agreed(voice, weighed, desk)):
        proposition = desk.registry.propositions[topic.proposition]
        nation = _nation(stretch, voice.speaker, desk)
        if _could_be(proposition, nation, desk):
            yield Weighed(_statement(voice, stretch, topic, proposition, verdict, nation, desk), verdict.odds)


def _decided(voice: Voice, stretch: tuple[Span, ...], topic: Topic, desk: Desk, told: Told) -> Weighed | None:
    proposition = desk.registry.propositions[topic.proposition]
    nation = _nation(stretch, voice.speaker, desk)
    if says_nothing(voice, stretch, topic, desk) or not _could_be(proposition, nation, desk):
        return None
    verdict = verdict_on(voice.attribution, stretch, proposition, topic, desk, told)
    if verdict.stance is None:
        return None
    statement = _statement(voice, stretch, topic, proposition, verdict, nation, desk)
    return Weighed(statement, verdict.odds, distant=(topic.distant or not topic.linked) and not told.answered)


def _could_be(proposition: Proposition, nation: str | None, desk: Desk) -> bool:
    """False for another nation, and for an article older than the proposition."""
    if "gates" in desk.reader.without:
        return True
    occasion, opened = desk.article.occasion, proposition.opened
    too_early = occasion is not None and opened is not None and occasion.last < opened.first
    return desk.registry.meet(nation, proposition.nation) and not too_early


_BEFORE_CUE = 12  # code points: room for "no longer" before the cue


def _nation(stretch: tuple[Span, ...], speaker: Speaker, desk: Desk) -> str | None:
    words = " ".join(span.of(desk.revision.text) for span in stretch)
    named = desk.registry.nations_named(words)
    if len(named) == 1:
        return named[0]
    body = desk.registry.stakeholders.get(speaker.stakeholder or "")
    return body.nation if body is not None and body.nation else desk.registry.nation


def _statement(
    voice: Voice,
    stretch: tuple[Span, ...],
    topic: Topic,
    proposition: Proposition,
    verdict: StanceVerdict,
    nation: str | None,
    desk: Desk,
) -> Statement:
    text, attribution = desk.revision.text, voice.attribution
    assert verdict.stance is not None
    envelope_of = envelope(stretch)
    frame = frame_of(attribution, stretch, desk.layout)
    cue = " ".join(span.of(text) for span in attribution.cue)
    content = envelope_of.of(text)
    past = attribution.kind == GIVEN_UP or recalled(frame, _plan(attribution, text)) or own_past(content)
    modality = Modality.RECALLED if past and verdict.modality is not Modality.QUESTION else verdict.modality
    said_on = earlier_date(frame, desk.article.occasion) if past else desk.article.occasion
    speaker = _speaker_then(voice.speaker, said_on if past else None, desk.registry)
    own_voice = attribution.directness.is_verbatim
    about_another = any(takes_sides(desk.doc, span) for span in attribution.cue)
    lead = text[max(0, attribution.cue[0].start - _BEFORE_CUE) : attribution.cue[-1].end] if attribution.cue else ""
    told = not own_voice and not about_another and reversal_told(f"{lead} {content}")
    # "We have changed our mind," she said. "Landings should be allowed": one breath, whoever cut it in two.
    breath = " ".join(span.of(text) for span in attribution.content) if own_voice else content
    return Statement(
        article=desk.article.id,
        revision=desk.revision_id,
        url=desk.article.url,
        outlet=desk.article.outlet,
        speaker=speaker,
        proposition=proposition.id,
        version=proposition.version,
        stance=verdict.stance,
        confidence=round(verdict.confidence * attribution.confidence**0.5, 4),
        directness=attribution.directness,
        modality=modality,
        content=stretch,
        text=content,
        source=attribution.source,
        source_text=" ".join(s.of(text) for s in attribution.source),
        said_on=said_on,
        seen_at=desk.revision.seen_at,
        cue=attribution.cue,
        conditions=verdict.conditions,
        parameters=verdict.parameters,
        nation=nation,
        relayed_by=voice.outer.name if voice.outer else None,
        continuity=continued(f"{cue} {frame}"),
        acknowledges_change=change_acknowledged(frame) or change_acknowledged(breath),
        reported_reversal=told,
        trail=_trail(voice, topic, verdict, modality, desk),
    )


def _days(office: Office, moment: When) -> int:
    """For how many days of `moment` the office was held."""
    start = max(office.since.first, moment.first) if office.since else moment.first
    end = min(office.until.last, moment.last) if office.until else moment.last
    return (end - start).days


def _plan(attribution: Attribution, text: str) -> str:
    """The noun of a plan with the two words before it, when the cue is one."""
    if not attribution.cue or attribution.cue[0].of(text).lower().rstrip("s") not in HELD | MEASURES:
        return ""
    start = attribution.cue[0].start
    before = text[max(0, start - 30) : start].split()[-2:]
    return " ".join((*before, attribution.cue[0].of(text)))


def _speaker_then(speaker: Speaker, earlier: When | None, registry: Registry) -> Speaker:
    """Whose words they were on the earlier day: what a person said in another office belongs to that office."""
    if earlier is None or speaker.person is None:
        return speaker
    held = [o for o in registry.offices_of(speaker.person) if o.held_on(earlier) and o.since is not None]
    public = [o for o in held if registry.stakeholders[o.organisation].kind not in ("person", "council")]
    if not public:
        return speaker
    office = max(public, key=lambda o: (_days(o, earlier), o.organisation == speaker.stakeholder))
    if office.organisation == speaker.stakeholder:
        return speaker
    why = f"{office.role} of {registry.stakeholders[office.organisation].name} in {earlier}, when it was said"
    return Speaker(office.person, office.organisation, person=office.person, role=office.role, why=why)


def _trail(voice: Voice, topic: Topic, verdict: StanceVerdict, modality: Modality, desk: Desk) -> tuple[Step, ...]:
    text, attribution, speaker = desk.revision.text, voice.attribution, voice.speaker
    cue = " ".join(span.of(text) for span in attribution.cue) or "no cue"
    steps = [
        Step(
            "attribution",
            f"{cue} ({attribution.directness})",
            attribution.why or f"cue, source and content found, confidence {attribution.confidence:.2f}",
        ),
        Step("speaker", f"{speaker.name} for {speaker.stakeholder or 'nobody the pack knows'}", speaker.why),
        Step("proposition", topic.proposition, topic.told(text)),
        Step("stance", verdict.stance.label if verdict.stance is not None else "none", " ; ".join(verdict.path)),
        Step(
            "modality",
            str(modality),
            "the words around it place it on an earlier occasion"
            if modality is Modality.RECALLED
            else "how it is said",
        ),
    ]
    if voice.outer:
        steps.insert(
            2,
            Step(
                "relay",
                voice.outer.name,
                "the words of one speaker inside the words of another belong to the inner one",
            ),
        )
    return tuple(steps)
