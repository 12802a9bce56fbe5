"""Give a body that "agrees" the side of the one it agrees with."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from flows.reading.agreements import AGREES, DIFFERS
from flows.reading.decisions import TAKES_SIDES
from flows.reading.folding import content_stems
from flows.reading.links import Topic
from flows.reading.one_mind import Weighed
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice
from storage.domain.attribution import Modality
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict

NEAR = 1_500  # code points back to what is agreed with
SURE = 2.0  # evidence of an agreement that is told in so many words
_WITH = re.compile(r"\bwith (?:the |its |their )?(?P<whom>[^.;]+)$")


# "The call was backed by the guild", "dismissed the idea": what another has just said, and nothing but that.
_POINTED = re.compile(
    r"^(?:(?P<verb>[\w-]+) )?(?:the|this|that|such an?|h(?:er|is)|its|their) (?:same )?"
    r"(?:call|plea|demand|appeal|criticism|view|opinion|concern|worry|fear|objection)(?:s|es)?\W*$",
    re.IGNORECASE,
)
_JUST = 500  # code points: what "the idea" points to stands in the paragraph before


def concurs(voice: Voice) -> bool:
    return voice.attribution.kind in (AGREES, DIFFERS)


def echoed(voice: Voice, desk: Desk) -> int:
    """1 where the holder backs, -1 where it rejects what another has just said, else 0."""
    attribution, text = voice.attribution, desk.revision.text
    if not attribution.cue or not _POINTED.match(" ".join(span.of(text) for span in attribution.content)):
        return 0
    cue = desk.doc.touching(attribution.cue[0].start, attribution.cue[0].end)
    if not cue or any(child.dep_ == "neg" for child in cue[0].children):
        return 0
    return TAKES_SIDES.get(cue[0].lemma_lower, 0)


def agreed(
    voice: Voice, said: Sequence[Weighed], desk: Desk
) -> Iterator[tuple[Topic, StanceVerdict, tuple[Span, ...]]]:
    """Yield the subject and the side that `voice` takes by agreeing with, or differing from, what was `said`."""
    text, attribution = desk.revision.text, voice.attribution
    content = attribution.content
    whom = _WITH.search(" ".join(span.of(text) for span in content))
    start = content[0].start
    holder = voice.speaker.stakeholder or voice.speaker.name
    side = echoed(voice, desk)
    far = _JUST if side else 10 * NEAR if whom else NEAR
    heard = [
        one for one in said
        if one.statement.series.stakeholder != holder and one.statement.modality is not Modality.RECALLED
        and 0 <= start - one.statement.span.end <= far
    ]  # fmt: skip
    if whom is not None:
        named = set(content_stems(whom["whom"]))
        heard = [
            o for o in heard if named & set(content_stems(f"{o.statement.speaker.name} {o.statement.source_text}"))
        ]
    if not heard:
        return
    other = max(heard, key=lambda one: one.statement.span.end).statement.series.stakeholder
    theirs = [one for one in heard if one.statement.series.stakeholder == other]
    sentence = next((s for s, _, _ in desk.layout.sentences if s.start <= start < s.end), content[0])
    own = set(content_stems(sentence.of(text)))
    last = max(theirs, key=lambda one: (len(own & set(content_stems(one.statement.text))), one.statement.span.end))
    proposition = last.statement.proposition
    odds = math.fsum(one.evidence for one in theirs if one.statement.proposition == proposition)
    odds = odds or float(last.statement.stance.sign)
    side = side or (1 if attribution.kind == AGREES else -1)
    sign = (1 if odds > 0 else -1) * side
    path = (f"{'agrees with' if side > 0 else 'differs from'} {last.statement.speaker.name}",)
    topic = Topic(proposition, 0.6, (), "what it agrees or disagrees with", carried=True)
    verdict = StanceVerdict(Stance(2 * sign), 0.6, Modality.ASSERTED, path=path, odds=SURE * sign, signed=0.9, none=0.1)
    yield topic, verdict, content
