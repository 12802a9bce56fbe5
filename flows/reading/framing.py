"""Hear how the reporter introduces a speaker: "The companies were less pleased. Ann Orr of the alliance said ..."."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.reading.agreements import AGREES, DIFFERS
from flows.reading.caseless import Caseless
from flows.reading.one_mind import Weighed
from flows.reading.parsed import Parsed
from flows.reading.pointing import POINTERS, pointed
from flows.reading.siding import REACTS
from flows.reading.stancing import Passage
from flows.reading.stancing.features import evidence
from flows.reading.tone import tone
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice
from storage.domain.attribution import Attribution, Directness, Modality
from storage.domain.sector import Proposition, Stakeholder
from storage.domain.span import Span

LONGEST = 18  # words: a longer sentence tells more than how somebody takes it
NEAR = 3_000  # code points back to whom a speaker is set against or beside
PLAIN = 1.0  # evidence at which a side is known well enough to set somebody against it
OPENS = 0.7  # "But" at the head of a sentence may also turn from one subject to another
_VIEWS = r"(?:views?|lines?|positions?|stances?|opinions?|approach|tack|tune|note|tone)"
_APART = Caseless(
    rf"\b(?:in contrast|by contrast|on the other hand|sees? (?:it|things|this) (?:differently|otherwise)"
    rf"|(?:an?|very|quite|rather) (?:very |quite |rather )?different {_VIEWS}"
    rf"|(?:another|(?:the|an) (?:exact |very )?(?:opposite|contrary|opposing)) {_VIEWS}"
    rf"|dissent\w*|beg\w* to differ)\b",
)
_BESIDE = Caseless(
    rf"\b(?:the same {_VIEWS}|(?:also|likewise) the {_VIEWS}"
    rf"|{_VIEWS} (?:is|was|are|were) (?:also |widely )?(?:shared|echoed)"
    rf"|(?:feels?|thinks?|felt|thought|sees? (?:it|things)) the same)\b",
)
# A question, a refusal to say, and those who agree or differ, are heard elsewhere.
_ELSEWHERE = re.compile(r"\?\W*$|\b(?:dis)?agree|\b(?:declin|refus)\w+ to\b|\bdrawn\b")
_OPENS = re.compile(r"\W*(?:But|However|Yet)\b")


@dataclass(frozen=True, slots=True)
class Framing:
    """What introduces a voice: the reporter's sentence before theirs, and the words around their own cue."""

    lead: Span | None
    around: str


def _framing_of(voice: Voice, desk: Desk) -> Framing:
    attribution = voice.attribution
    if voice.outer is not None or attribution.kind in (AGREES, DIFFERS):
        return Framing(None, "")
    at = (attribution.source or attribution.cue or attribution.content)[0].start
    sentences = desk.layout.sentences
    here = desk.layout.sentence_at(at)
    if here is None:
        return Framing(None, "")
    around = "".join(_outside(sentences[here][0], attribution.content, desk.revision.text))
    lead = sentences[here - 1] if here else None
    opens = lead is not None and (here < 2 or sentences[here - 2][1] != lead[1])
    if lead is None or not opens or lead[1] != sentences[here][1] or not _introduces(lead[0], desk):
        return Framing(None, around)
    return Framing(lead[0], around)


def _introduces(sentence: Span, desk: Desk) -> bool:
    words = sentence.of(desk.revision.text)
    quoted = any(q.span.overlaps(sentence) for q in desk.layout.quotations)
    return not quoted and len(words.split()) <= LONGEST and not _ELSEWHERE.search(words)


def _outside(sentence: Span, content: Sequence[Span], text: str) -> Iterator[str]:
    at = sentence.start
    for said in sorted(content):
        yield text[at : max(at, min(said.start, sentence.end))]
        at = max(at, said.end)
    yield text[at : max(at, sentence.end)]


Introduced = dict[tuple[str, str], float]  # of a holder and a proposition, the side told when they first spoke


def framed(voice: Voice, proposition: Proposition, *, said: Sequence[Weighed], before: Introduced, desk: Desk) -> float:
    """Return -1 to 1: the side on which the reporter introduces the speaker, here or where they spoke `before`."""
    if "framing" in desk.reader.without or voice.attribution.kind == REACTS:
        return 0.0  # "took another view. It spoke in favour": the reporter tells the side itself
    place = (voice.speaker.stakeholder or voice.speaker.name, proposition.id)
    side = _told(_framing_of(voice, desk), voice, proposition, said, desk)
    if side:
        before[place] = side
    return side or before.get(place, 0.0)


def _told(framing: Framing, voice: Voice, proposition: Proposition, said: Sequence[Weighed], desk: Desk) -> float:
    text = desk.revision.text
    lead = framing.lead.of(text) if framing.lead is not None else ""
    if framing.lead is not None and (taken := _taken_in(framing.lead, proposition, desk.doc)):
        return max(-1.0, min(1.0, taken))
    body = desk.registry.stakeholders.get(voice.speaker.stakeholder or "")
    if framing.lead is not None and body is not None and lead.startswith(_openings(body)):
        taken = _named_in(framing.lead, proposition, desk.doc)
        if taken:
            return max(-1.0, min(1.0, taken))
    apart = bool(_APART.search(lead) or _APART.search(framing.around))
    beside = bool(_BESIDE.search(lead))
    opens = bool(_OPENS.match(framing.around) or _OPENS.match(lead))
    if not (apart or beside or opens):
        return 0.0
    theirs = _last_side(voice, proposition, said)
    return theirs * (1.0 if beside else -1.0 if apart else -OPENS)


@lru_cache(maxsize=2)  # each stretch of what a speaker says is introduced by the same words
def _taken_in(lead: Span, proposition: Proposition, doc: Parsed) -> float:
    """The side that an introducing sentence itself tells of."""
    passage = Passage.of_attribution(doc, Attribution((), (), (lead,), Directness.NARRATED, 1.0))
    seen = evidence(passage, proposition)
    return pointed(passage, seen, POINTERS) or tone(passage, seen)


def _openings(body: Stakeholder) -> tuple[str, ...]:
    return tuple(article + name for name in (body.name, *body.aliases) for article in ("", "The "))


@lru_cache(maxsize=2)
def _named_in(lead: Span, proposition: Proposition, doc: Parsed) -> float:
    """The side on the measure by its own name: "Fair Seas, which has campaigned for a levy, was there"."""
    passage = Passage.of_attribution(doc, Attribution((), (), (lead,), Directness.NARRATED, 1.0))
    paths = evidence(passage, proposition).paths
    return math.fsum(p.value for p in paths if p.target.kind not in POINTERS and p.attitude)


def _last_side(voice: Voice, proposition: Proposition, said: Sequence[Weighed]) -> float:
    """The side of whoever took one last before, where it is plain."""
    holder = voice.speaker.stakeholder or voice.speaker.name
    start = voice.attribution.content[0].start
    heard = [
        one
        for one in said
        if one.statement.proposition == proposition.id
        and one.statement.series.stakeholder != holder
        and one.statement.modality is not Modality.RECALLED
        and 0 <= start - one.statement.span.end <= NEAR
    ]
    for one in sorted(heard, key=lambda one: -one.statement.span.end):
        theirs = math.fsum(o.evidence for o in heard if o.statement.series == one.statement.series)
        if abs(theirs) >= PLAIN:
            return math.copysign(1.0, theirs)
    return 0.0
