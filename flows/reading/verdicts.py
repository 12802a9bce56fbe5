"""Decide the stance of one stretch toward one proposition, with all that the text and the codebook say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flows.reading.asides import RESENTED
from flows.reading.caseless import Caseless
from flows.reading.folding import fold
from flows.reading.layout import Layout
from flows.reading.links import Topic
from flows.reading.parsed import Parsed, Token
from flows.reading.pointing import POINTERS, after_but, is_the_holder, let_go, pointed, taken
from flows.reading.propositions import NEGATED
from flows.reading.reader import Reader
from flows.reading.siding import REACTS
from flows.reading.stancing import Passage, decide
from flows.reading.stancing.clauses import negator
from flows.reading.stancing.features import Evidence, evidence, senses_of
from flows.reading.stancing.frame import Frame, frame_of
from flows.reading.stancing.stems import stem
from flows.reading.stancing.targets import FIRM
from flows.reading.stancing.terms import TOUCHED, Judged, attitude_of, judged_term
from flows.reading.stemmed import stems_in
from flows.reading.tone import tone
from flows.reading.topics import Thread
from flows.reading.weighing import NO_VIEW, Form, Shape, weigh
from storage.domain.article import Article, Revision
from storage.domain.attribution import Attribution
from storage.domain.sector import Proposition, Registry
from storage.domain.span import Span, envelope
from storage.domain.statement import StanceVerdict

_CONTRAST = Caseless(r"\W*(?:but|however|yet|though|although|nevertheless|on the other hand)\b")
_BELOW_ITS_VERB = frozenset({"dobj", "nsubjpass", "nsubj", "compound", "pobj", "prep"})
_TO_ITS_VERB = 3  # steps: "write off a tenth of the arrears"
BOTH_SIDES = 0.3  # of a hint's weight where both the measure and what it limits are named
_SPEECH_CUE = re.compile(
    r"^(?:say|tell|add|state|argue|claim|write|note|observe|explain|suggest|ask|question|warn|insist|stress"
    r"|emphasise|think|believe|know|feel)$"
)
_BUT = Caseless(r"\b(?:but|however|although|though|while)\b|;")
_BACK = Caseless(
    r"(?:push|hit|fight|fought)\w* back\b|(?:take|took|taking|taken)s? (?:issue|exception)\b",
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

    @cached_property
    def revision_id(self) -> str:
        """Worked out once: it is a hash of the whole text."""
        return self.revision.id


@dataclass(frozen=True, slots=True)
class Told:
    """What was told before a stretch that bears on its side."""

    before: float = 0.0  # the side, as far as it is plain, of what the same speaker said of it in the sentence before
    answered: float = 0.0  # yes or no to a question about it
    overall: float = 0.0  # -1 to 1: to which side all that they say of it in the article leans
    framed: float = 0.0  # the side on which the reporter introduces the speaker
    neutral: bool = False  # the speaker has no view of it


def verdict_on(
    attribution: Attribution,
    stretch: tuple[Span, ...],
    proposition: Proposition,
    topic: Topic,
    desk: Desk,
    told: Told = Told(),
) -> StanceVerdict:
    passage = Passage.of_attribution(desk.doc, attribution, stretch)
    seen = evidence(passage, proposition)
    verdict = decide(passage, proposition, model=desk.reader.stance, seen=seen)
    stems = stems_in(desk.revision.text, (*attribution.cue, *stretch))
    content = envelope(stretch).of(desk.revision.text)
    codebook, denies = desk.thread.codebook, bool(NEGATED.search(content))
    hint = codebook.hint(proposition.id, stems, negated=denies)
    shape = Shape(
        cue=" ".join([desk.doc[i].lemma_lower for i in passage.cue]),
        kind="rejects" if _pushes_back(attribution, desk) else attribution.kind,
        content=content,
        side=topic.side,
        certain=not topic.carried and topic.score >= 0.9,
        carried=topic.carried,
        noun=any(desk.doc[i].pos_ in ("NOUN", "PROPN") for i in passage.cue),
    )
    both = len({side for side, _ in topic.named}) > 1
    form = Form.of(shape, hint=hint * (BOTH_SIDES if both else 1.0), going=denies and let_go(seen))
    goes_on = 0.0 if topic.why.startswith("says") or _CONTRAST.match(content) else told.before
    form = replace(
        form,
        leaning=codebook.poles.leaning(proposition.id, content),
        well_heard=codebook.poles.well_heard(proposition.id),
        before=goes_on,
        answered=told.answered,
        framed=told.framed,
        no_view=told.neutral or (form.no_view and not _of_another(content, topic, envelope(stretch))),
        overall=told.overall,
        mixed=any(c.lower_ == "mixed" for i in passage.cue for c in desk.doc[i].children),
        reacts=attribution.kind == REACTS,
    )
    paths = _paths(passage, attribution, topic, desk)
    if paths and not any(path.value for path in paths) and all(path.stopped == TOUCHED for path in paths):
        return replace(verdict, stance=None)
    last = after_but(passage, seen, max(_tokens(topic.words, desk.doc), default=-1)) if paths else 0.0
    if last and not topic.carried:
        form, paths = replace(form, pointed=last), []
    elif topic.carried and not any(path.value for path in paths):
        form = _of_pointers(form, passage, seen, topic)
    return weigh(
        verdict,
        form,
        paths=paths,
        in_favour=desk.registry.share_in_favour,
        without=desk.reader.without,
    )


def _of_another(content: str, topic: Topic, whole: Span) -> bool:
    """ "Had no view of the bridge but would fight the toll": not of what stands after the "but"."""
    found = NO_VIEW.search(fold(content))
    place = topic.words[0].start - whole.start if topic.words else 0
    return found is not None and place > found.end() and bool(_BUT.search(content[found.end() : place]))


def _of_pointers(form: Form, passage: Passage, seen: Evidence, topic: Topic) -> Form:
    """The form with what is said of what points back, or with how words sound that point to nothing."""
    # "That is indefensible", of what the speaker has just told, is on the side that the telling was on.
    said = pointed(passage, seen, POINTERS - {"pointer"} if form.before else POINTERS)
    form = replace(form, distant=topic.distant, pointed=said, taken=taken(passage, seen, POINTERS))
    if said and not topic.distant:
        return form
    senses = senses_of(passage.judged)
    felt = any(is_the_holder(path, senses) for path in seen.paths)
    return replace(form, tone=tone(passage, seen), felt=felt)


def _paths(passage: Passage, attribution: Attribution, topic: Topic, desk: Desk) -> list[Judged]:
    """What is said about each of the codebook's own terms in the passage."""
    found = []
    cue = [desk.doc[i] for i in passage.cue]
    asks = [token.lemma_.lower() for token in cue] == ["ask", "for"]
    side_taken = 0.0 if not cue or attribution.kind in ("rejects", RESENTED) else 1.0 if asks else _side_taken(cue[0])
    frame = frame_of(desk.registry.propositions[topic.proposition])
    every = frozenset(i for _, where in topic.named for i in _tokens(where, desk.doc))
    for side, where in topic.named:
        mine = _with_its_verb(_tokens(where, desk.doc), side, frame, desk.doc)
        quoted = attribution.directness.is_verbatim
        own = side if topic.why.startswith("says") else part_of(mine, side, frame, desk.doc)
        judged = judged_term(passage, mine, own, others=every, quoted=quoted)
        if judged is not None:
            if (
                not judged.attitude
                and judged.stopped != "relcl"
                and side_taken
                and passage.cue[0] not in judged.through  # "refused to rule it out": said once
                and (asks or not _SPEECH_CUE.match(cue[0].lemma_.lower()))
            ):
                judged.attitude = side_taken  # all that the verb governs, also where the parser lost it
                judged.steps.append(f"{cue[0].text} ({side_taken:+.1f})")
            found.append(judged)
    return found


def _with_its_verb(mine: Sequence[int], side: int, frame: Frame, doc: Parsed) -> Sequence[int]:
    """ "The debts are cancelled", where the measure is "cancelling debts": the verb is a part of what is meant.

    Without it, the measure would seem to be the debts, and cancelling them its end.
    """
    inside = set(mine)
    top = next((doc[i] for i in mine if doc[i].head.i not in inside), None)
    for _ in range(_TO_ITS_VERB):
        if top is None or top.dep_ not in _BELOW_ITS_VERB:
            return mine
        top = top.head
        if top.pos_ == "VERB":
            break
    if top is None:
        return mine
    whole, verb = {stem(doc[i].text) for i in mine}, stem(top.text)
    verbs = {verb, verb + verb[-1:]} - whole  # "cancel", "cancelled"
    known = any(
        sign * side > 0 and not verbs.isdisjoint(stems) and whole.issubset(stems) for stems, sign in frame.phrases
    )
    return sorted((*mine, top.i)) if known else mine


def part_of(mine: Sequence[int], side: int, frame: Frame, doc: Parsed) -> int:
    """The side of a few words of a term: "the restriction" is what "lifting the restriction" is against."""
    stems = [stem(doc[i].text) for i in mine]
    own = math.fsum(frame.acts.get(s) or frame.things.get(s, 0.0) for s in stems)
    return -side if own * side <= -FIRM else side


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
