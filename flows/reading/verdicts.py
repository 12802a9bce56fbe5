"""Decide the stance of one stretch toward one proposition, with all that the text and the codebook say."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flows.reading.layout import Layout
from flows.reading.parsed import Parsed, Token
from flows.reading.propositions import NEGATED, stems_in
from flows.reading.reader import Reader
from flows.reading.stancing import Passage, decide
from flows.reading.stancing.clauses import SUBJECT, negator
from flows.reading.stancing.features import Evidence, evidence, senses_of
from flows.reading.stancing.lexicon import Sense
from flows.reading.stancing.signed_path import Path, walk
from flows.reading.stancing.targets import Target
from flows.reading.stancing.terms import Judged, attitude_of, called, judged_term
from flows.reading.tone import tone
from flows.reading.topics import Thread, Topic
from flows.reading.voices import Voice
from flows.reading.weighing import Form, Shape, weigh
from flows.reading.words import words
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
_POINTERS = frozenset({"pointer", "pointer_it", "stand_in"})


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

    @cached_property
    def revision_id(self) -> str:
        """Worked out once: it is a hash of the whole text."""
        return self.revision.id


@dataclass(frozen=True, slots=True)
class Told:
    """What was told before a stretch that bears on its side."""

    before: float = 0.0  # the side, as far as it is plain, of what the same speaker said of it in the sentence before
    answered: float = 0.0  # yes or no to a question about it


def is_statistic(voice: Voice, stretch: tuple[Span, ...], desk: Desk) -> bool:
    """A count that a body's research found is no position of the body."""
    text = desk.revision.text
    if "counts" in desk.reader.without:
        return False
    source = " ".join(span.of(text) for span in voice.attribution.source)
    counted = _COUNTED.search(source) and voice.attribution.directness is Directness.PARAPHRASED
    return bool(counted) and bool(_NUMBER.search(" ".join(span.of(text) for span in stretch)))


_SAYS = re.compile(
    r"\W*(?:to )?(?:say|comment|discuss|reveal|confirm|answer|respond|be drawn|speculate|elaborate|give)\b"
)
_DEFERS = re.compile(
    r"\b(?:i|we)(?:['’]\w+)?(?: \w+){0,4} (?:leave|leaving) (?:it|that|this|them|those) (?:up )?to\b", re.IGNORECASE
)


_UNSAID = re.compile(
    r"\b(?:declin\w+ to|refus\w+ to|(?:would|did|could) not|yet to|(?:would|did|could)n['’]t)\s*$", re.IGNORECASE
)
_WHETHER = re.compile(r"\W*(?:whether|if|what|how|which|when|why)\b", re.IGNORECASE)


def says_nothing(voice: Voice, stretch: tuple[Span, ...], desk: Desk) -> bool:
    """ "Declined to say whether it approved", "I leave that to others": no position, and none between two."""
    text, cue = desk.revision.text, voice.attribution.cue
    content = " ".join(span.of(text) for span in stretch)
    if cue and cue[0].of(text).lower().startswith(("declin", "refus")) and _SAYS.match(content):
        return True
    if cue and _WHETHER.match(content) and _UNSAID.search(text, max(0, cue[0].start - 20), cue[0].start):
        return True
    return bool(_DEFERS.search(content))


def verdict_on(
    attribution: Attribution,
    stretch: tuple[Span, ...],
    proposition: Proposition,
    topic: Topic,
    desk: Desk,
    told: Told = Told(),
) -> StanceVerdict:
    passage = Passage.of_attribution(desk.doc, replace(attribution, content=stretch))
    seen = evidence(passage, proposition)
    verdict = decide(passage, proposition, model=desk.reader.stance, seen=seen)
    stems = stems_in(desk.revision.text, (*attribution.cue, *stretch))
    content = envelope(stretch).of(desk.revision.text)
    hint = desk.thread.codebook.hint(proposition.id, stems, negated=bool(NEGATED.search(content)))
    shape = Shape(
        cue=" ".join(desk.doc[i].lemma_.lower() for i in passage.cue),
        kind="rejects" if _pushes_back(attribution, desk) else attribution.kind,
        content=content,
        side=topic.side,
        certain=not topic.carried and topic.score >= 0.9,
        carried=topic.carried,
        noun=any(desk.doc[i].pos_ in ("NOUN", "PROPN") for i in passage.cue),
    )
    both = len({side for side, _ in topic.named}) > 1
    form = Form.of(shape, hint=hint * (BOTH_SIDES if both else 1.0), going=_let_go(seen))
    goes_on = 0.0 if topic.why.startswith("says") or _CONTRAST.match(content) else told.before
    form = replace(
        form,
        before=goes_on,
        answered=told.answered,
        mixed=any(c.lower_ == "mixed" for i in passage.cue for c in desk.doc[i].children),
    )
    paths = _paths(passage, attribution, topic, desk)
    if topic.carried and not any(path.value for path in paths):
        # "That is indefensible", of what the speaker has just told, is on the side that the telling was on.
        kinds = _POINTERS - {"pointer"} if goes_on else _POINTERS
        pointed = _pointed(passage, seen, kinds)
        form = replace(form, distant=topic.distant, pointed=max(-1.0, min(1.0, pointed)))
        if topic.distant or not pointed:
            form = replace(form, tone=tone(passage, seen))
    return weigh(
        verdict,
        form,
        paths=paths,
        in_favour=desk.registry.share_in_favour,
        without=desk.reader.without,
    )


def _let_go(seen: Evidence) -> bool:
    """ "The two will not be merged", announced: what its words name of the measure, they deny and do not judge."""
    named = [path for path in seen.paths if path.target.kind not in _POINTERS and path.target.sign > 0]
    return bool(named) and all(path.course < 0 and not path.attitude for path in named)


def _pointed(passage: Passage, seen: Evidence, kinds: Collection[str]) -> float:
    """What is said of "it", "this" and "the suggestion", one sum from -1 to 1."""
    senses = senses_of(passage.judged)
    paths = [path for path in seen.paths if path.target.kind in kinds]
    taken = {path.target.token.i for path in paths}
    held = words("held") - words("held_without_plan")
    paths += [
        walk(Target(token, 1.0, "stand_in"), senses)
        for token in passage.judged
        if token.pos_ == "NOUN" and token.i not in taken and token.lemma_.lower() in held and _definite(token)
    ]
    return math.fsum(_said_of(path, senses) for path in paths if not _is_the_holder(path, senses))


def _said_of(path: Path, senses: Mapping[int, Sense]) -> float:
    """What is said of what points back; "called it a disgrace" says it beside the verb."""
    named = None if path.value else called(path.target.token, senses)
    return path.target.sign * named[1] if named is not None else path.value


def _definite(noun: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that", "such") for child in noun.children)


def _is_the_holder(path: Path, senses: Mapping[int, Sense]) -> bool:
    """ "Said that it was relieved": who is relieved is the one who speaks."""
    sense = senses.get(path.holder)
    return path.target.token.dep_ in SUBJECT and sense is not None and bool(sense.attitude) and not sense.worth


def _paths(passage: Passage, attribution: Attribution, topic: Topic, desk: Desk) -> list[Judged]:
    """What is said about each of the codebook's own terms in the passage."""
    found = []
    side_taken = _side_taken(desk.doc[passage.cue[0]]) if passage.cue and attribution.kind != "rejects" else 0.0
    every = frozenset(i for _, where in topic.named for i in _tokens(where, desk.doc))
    for side, where in topic.named:
        mine = _tokens(where, desk.doc)
        quoted = attribution.directness in (Directness.QUOTED, Directness.PUBLISHED)
        judged = judged_term(passage, mine, side, others=every, quoted=quoted)
        if judged is not None:
            if (
                not judged.attitude
                and judged.stopped != "relcl"
                and side_taken
                and passage.cue[0] not in judged.through  # "refused to rule it out": said once
                and not _SPEECH_CUE.match(desk.doc[passage.cue[0]].lemma_.lower())
            ):
                judged.attitude = side_taken  # all that the verb governs, also where the parser lost it
                judged.steps.append(f"{desk.doc[passage.cue[0]].text} ({side_taken:+.1f})")
            found.append(judged)
    return found


def _side_taken(cue: Token) -> float:
    """The attitude of a cue, turned where it is denied: "no objection to", "was not in favour of"."""
    taken = attitude_of(cue)
    holder = cue.head.head if cue.pos_ == "NOUN" and cue.dep_ == "pobj" else cue
    return -taken if negator(cue) is not None or negator(holder) is not None else taken


def _pushes_back(attribution: Attribution, desk: Desk) -> bool:
    """ "pushed back against the notion that ...": the content is what the holder rejects."""
    start = attribution.cue[0].start if attribution.cue else None
    return start is not None and bool(_BACK.match(desk.revision.text, start))


def _tokens(where: Iterable[Span], doc: Parsed) -> list[int]:
    return [token.i for one in where for token in doc.touching(one.start, one.end)]


def takes_sides(doc: Parsed, span: Span) -> bool:
    return any(attitude_of(token) for token in doc.touching(span.start, span.end))
