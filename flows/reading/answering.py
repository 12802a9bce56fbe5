"""Read an answer by its question: what it is about, and what "yes" or "no" to it comes to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.reading.caseless import Caseless
from flows.reading.folding import fold
from flows.reading.links import Topic
from flows.reading.stancing import Passage
from flows.reading.stancing.features import evidence
from flows.reading.turns import ANSWER, questions
from flows.reading.verdicts import Desk
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

LENT = 0.9  # how strongly the answer is about what was asked
_SHORT = r"(?:do|will|would|am|are|have|did|should|must)"
_YES = Caseless(
    r"\W*(?:oh,? |well,? )?(?:yes|yeah|yep|absolutely|certainly|definitely|of course|indeed|by all means|gladly"
    rf"|(?:i|we) {_SHORT}(?=\W*$)|(?:and )?(?:so|neither|nor) {_SHORT} (?:i|we)(?! \w))\b(?! not)(?!,? but no)",
)
_NO = Caseless(
    r"\W*(?:oh,? |well,? |i['’]m afraid )?(?:no\b(?! (?:\w+ ){0,2}(?:doubt|question|problem|quarrel))|nope\b|never\b"
    r"|absolutely not|certainly not|definitely not|of course not|far from it"
    r"|not (?:while|if|under|until|unless|in|at|on|yet|really|me|us|for)\b"
    rf"|(?:i|we) {_SHORT}(?:n't| not)(?=\W*$)|over my dead body)",
)
_VERDICT = Caseless(
    r"\b(?:answer|it|that|vote|message|verdict)(?:['’]s| is| was| remains| would be| must be| has to be)"
    r"(?: still)?(?: an?)?(?: \w+)? (?P<said>no|yes)\b(?=\W*(?:$|[.,;!?—–-]|from\b|to\b|and\b|but\b|until\b|for\b))",
)
# Questions that yes or no to answers nothing about the thing itself.
_OPEN = Caseless(r"\b(?:what|why|how|who|which|when|where)\b[^?]*\?\W*$")


def yes_or_no(answer: str) -> int:
    """1 or -1 for an answer that opens with a plain yes or no, else 0; "nor do we" says yes to what others refuse."""
    said = fold(answer)
    return -1 if _NO.match(said) else 1 if _YES.match(said) else 0


_WISHED = Caseless(
    r"\b(?:should|must|ought to|would like [\w ]{1,40} to|want(?:s)? [\w ]{1,40} to) (?:also |all )?"
    r"(?:be (?:asked |made |told |required |obliged |forced )?(?:to )?|have to )?"
    r"(?:do|doing|done|follow|try|adopt)(?:ing)? (?:the same|so|suit|likewise|it)\b"
    r"|\b(?:it['’]?s|it is|now is) (?:high |about |surely )?(?:the )?time"
    r" (?:for (?:it|this|that|an? \w+)|that (?:it|this))\b(?! to)"
    r"|\bcannot come (?:too )?soon\b",
)
_ANOTHER = Caseless(
    r"\btime for (?:an? )?(?:change|rethink|pause|break|re-?think|review|debate|different|new)\b",
)


def verdict_given(words: str) -> int:
    """ "On these terms the answer is no", "others should do the same": 1 or -1 where a side is spelt out, else 0."""
    said = fold(words)
    found = _VERDICT.search(said)
    if found is None:
        return 1 if _WISHED.search(said) and not _ANOTHER.search(said) else 0
    return 1 if found["said"].lower() == "yes" else -1


@dataclass(frozen=True)
class Asked:
    """The question that an answer answers."""

    span: Span
    topics: Mapping[str, float]  # how strongly it lends each proposition that it is about

    def side(self, proposition: str, desk: Desk) -> float:
        """1: the question puts the measure to the guest, -1: its undoing or a view against it."""
        passage = Passage.of_attribution(desk.doc, Attribution((), (), (self.span,), Directness.QUOTED, 1.0))
        paths = evidence(passage, desk.registry.propositions[proposition]).paths
        return -1.0 if math.fsum(path.value for path in paths) < 0 else 1.0

    def answered(self, stretch: Sequence[Span], topic: Topic, desk: Desk) -> float:
        """-1 to 1: what a yes or no at the head of the answer says of the proposition; 0 where there is none."""
        text = desk.revision.text
        said = yes_or_no(stretch[0].of(text))
        between = text[self.span.end : stretch[0].start]
        if not said or between.strip(" \n\r\t\"“'‘") or topic.proposition not in self.topics:
            return 0.0
        return 0.0 if _OPEN.search(self.span.of(text)) else said * self.side(topic.proposition, desk)


def asked_before(attribution: Attribution, desk: Desk) -> Asked | None:
    """Return the question that `attribution` answers, with what it is about."""
    if attribution.kind != ANSWER:
        return None
    start = attribution.content[0].start
    put = [span for span in questions(desk.layout) if span.end <= start]
    if not put:
        return None
    about = desk.thread.topics([put[-1]])
    return Asked(put[-1], {topic.proposition: LENT for topic in about if not topic.distant})
