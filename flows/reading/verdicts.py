"""Decide the stance of one stretch toward one proposition, with all that the text and the codebook say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.reading.layout import Layout
from flows.reading.parsed import Parsed
from flows.reading.propositions import NEGATED, stems_in
from flows.reading.reader import Reader
from flows.reading.stancing import Passage, decide
from flows.reading.stancing.terms import Judged, attitude_of, judged_term
from flows.reading.tone import tone
from flows.reading.topics import Thread, Topic
from flows.reading.voices import Voice
from flows.reading.weighing import Form, weigh
from storage.domain.article import Article, Revision
from storage.domain.attribution import Attribution, Directness
from storage.domain.sector import Proposition, Registry
from storage.domain.span import Span, envelope
from storage.domain.statement import StanceVerdict

_CONTRAST = re.compile(r"\W*(?:but|however|yet|though|although|nevertheless|on the other hand)\b", re.IGNORECASE)
BOTH_SIDES = 0.3  # of a hint's weight where both the measure and what it limits are named
_SPEECH_CUE = re.compile(
    r"^(?:say|tell|add|state|argue|claim|write|note|observe|explain|suggest|ask|question|warn|insist|stress"
    r"|emphasise|think|believe|know|feel)$"
)
_BACK = re.compile(
    r"(?:push|hit|fight|fought)\w* back\b|(?:take|took|taking|taken)s? (?:issue|exception)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\b(?:data|figures?|research|analysis|survey|statistics|study|poll|census)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|fifth|doubled|tripled|fold|per cent|majority)\b|fold\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Desk:
    """All that deciding on one stretch needs."""

    revision: Revision
    article: Article
    registry: Registry
    reader: Reader
    layout: Layout
    doc: Parsed
    thread: Thread


def is_statistic(voice: Voice, stretch: tuple[Span, ...], desk: Desk) -> bool:
    """A count that a body's research found is no position of the body."""
    text = desk.revision.text
    if "counts" in desk.reader.without:
        return False
    source = " ".join(span.of(text) for span in voice.attribution.source)
    counted = _COUNTED.search(source) and voice.attribution.directness is Directness.PARAPHRASED
    return bool(counted) and bool(_NUMBER.search(" ".join(span.of(text) for span in stretch)))


def verdict_on(
    attribution: Attribution,
    stretch: tuple[Span, ...],
    proposition: Proposition,
    topic: Topic,
    desk: Desk,
    *,
    before: float = 0.0,
) -> StanceVerdict:
    passage = Passage.of_attribution(desk.doc, replace(attribution, content=stretch))
    verdict = decide(passage, proposition, model=desk.reader.stance)
    words = stems_in(desk.revision.text, (*attribution.cue, *stretch))
    content = envelope(stretch).of(desk.revision.text)
    form = Form.of(
        cue=" ".join(desk.doc[i].lemma_.lower() for i in passage.cue),
        kind="rejects" if _pushes_back(attribution, desk) else attribution.kind,
        content=content,
        hint=desk.thread.codebook.hint(proposition.id, words, negated=bool(NEGATED.search(content)))
        * (BOTH_SIDES if len({side for side, _ in topic.named}) > 1 else 1.0),
        side=topic.side,
        certain=not topic.carried and topic.score >= 0.9,
        carried=topic.carried,
    )
    goes_on = 0.0 if topic.why.startswith("says") or _CONTRAST.match(content) else before
    form = replace(
        form, before=goes_on, mixed=any(c.lower_ == "mixed" for i in passage.cue for c in desk.doc[i].children)
    )
    if topic.distant:
        form = replace(form, distant=topic.distant, tone=tone(passage, proposition))
    return weigh(
        verdict,
        form,
        paths=_paths(passage, attribution, topic, desk),
        in_favour=desk.registry.share_in_favour,
        without=desk.reader.without,
    )


def _paths(passage: Passage, attribution: Attribution, topic: Topic, desk: Desk) -> list[Judged]:
    """What is said about each of the codebook's own terms in the passage."""
    found = []
    side_taken = attitude_of(desk.doc[passage.cue[0]]) if passage.cue and attribution.kind != "rejects" else 0.0
    every = frozenset(i for _, words in topic.named for i in _tokens(words, desk.doc))
    for side, words in topic.named:
        mine = _tokens(words, desk.doc)
        quoted = attribution.directness in (Directness.QUOTED, Directness.PUBLISHED)
        judged = judged_term(passage, mine, side, others=every, quoted=quoted)
        if judged is not None:
            if (
                not judged.attitude
                and judged.stopped != "relcl"
                and side_taken
                and not _SPEECH_CUE.match(desk.doc[passage.cue[0]].lemma_.lower())
            ):
                judged.attitude = side_taken  # all that the verb governs, also where the parser lost it
                judged.steps.append(f"{desk.doc[passage.cue[0]].text} ({side_taken:+.1f})")
            found.append(judged)
    return found


def _pushes_back(attribution: Attribution, desk: Desk) -> bool:
    """ "pushed back against the notion that ...": the content is what the holder rejects."""
    start = attribution.cue[0].start if attribution.cue else None
    return start is not None and bool(_BACK.match(desk.revision.text, start))


def _tokens(words: Iterable[Span], doc: Parsed) -> list[int]:
    return [token.i for word in words for token in doc.touching(word.start, word.end)]


def takes_sides(doc: Parsed, span: Span) -> bool:
    return any(attitude_of(token) for token in doc.touching(span.start, span.end))
