"""Find what a passage argues from: events told as having happened, outcomes foretold, and what is good or ill today.

After Kobbe, Hulpus and Stuckenschmidt, "Unsupervised stance detection for arguments from consequences" (EMNLP 2020),
who read the stance off an effect on something valued or feared. What is told matters as much as its value: people argue
for a change from what has happened without it, and against it from what would come of it or of something better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator, normative, supposed
from flows.reading.stancing.fortunes import CLAUSAL, clause_value, loose_value
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.targets import Target

DEEP = 5  # clauses within clauses: beyond, a parse has gone wrong


@dataclass(frozen=True)
class Effect:
    """One clause that is argued from. `value` above 0: good for those it touches, below: ill.

    `told`: account, forecast or present, when others do it or bear it; "done by it", when it is what the measure or the
    restricted thing does; "beside it", when these only stand within what does it: "the loss of", "a smaller", "whoever
    wants". `course` +1: the measure is meant, -1: the thing; 0: neither.
    """

    head: Token
    told: str
    value: float
    course: float = 0.0

    def features(self, orientation: float) -> Iterator[tuple[str, float]]:
        if self.course:
            yield self.told, self.value * self.course
            return
        yield self.told, orientation
        if self.value < 0 and self.told != "present":
            yield "ill", orientation

    @property
    def step(self) -> str:
        what = "" if not self.value else ", good" if self.value > 0 else ", ill"
        return f"{self.head.text} ({self.told}{what})"


def effects(
    tokens: tuple[Token, ...], *, targets: Sequence[Target], pointers: Sequence[Target], senses: Mapping[int, Sense]
) -> list[Effect]:
    """Return what is told in `tokens`; what the speaker supposes or demands is not argued from."""
    named = {target.token.i: target.sign for target in targets}
    # "It" is too often the speaker, or nothing at all.
    pointed = {target.token.i: target.sign for target in pointers if target.token.lower_ != "it"}
    found = []
    for head, value in _valued(tokens):
        if value and (done := _done(head, named, pointed)):
            found.append(Effect(head, done[0], value, done[1]))
        elif _argues(head, senses):
            told = _told(head)
            if told and _counts(head, told, value, named):
                found.append(Effect(head, told, value))
    return found


@lru_cache(maxsize=2)  # of one passage, and the same again for the next proposition
def _valued(tokens: tuple[Token, ...]) -> Sequence[tuple[Token, float]]:
    """The clauses that are neither supposed nor demanded, each with its own value; one within another is part of it."""
    known, taken = {token.i for token in tokens}, set[int]()
    found = []
    for head in _clauses(tokens):
        if head.i in taken or supposed(head) or _demanded(head) or head.lemma_ in lexicon().sets["holding.words"]:
            continue
        found.append((head, clause_value(head, taken) or loose_value(head, known)))
    return found


def _demanded(head: Token) -> bool:
    """What "should" be or is commanded; a verb that stands beside another has its helper and its subject from there."""
    shared = head.dep_ == "conj" and not any(c.dep_ in SUBJECT | {"nsubjpass", "aux"} for c in head.children)
    return normative(_first(head) if shared else head)


def _done(head: Token, named: Mapping[int, float], pointed: Mapping[int, float]) -> tuple[str, float] | None:
    """Whether the subject is the measure or the thing, or something else with it inside; and which."""
    subject = None if head.dep_ in {"relcl", "acl", "xcomp"} else _subject(head)
    if subject is None or any(c.dep_ == "dobj" and c.i in named for c in head.children):
        return None  # "called on them to bring in the levy": what is done to it is for the signed path
    own = named.get(subject.i)
    within = own if own is not None else next((named[t.i] for t in subject.subtree if t.i in named), None)
    if own is None and within is not None:
        return "beside it", within
    sign = own if own is not None else pointed.get(subject.i)
    return None if sign is None else ("done by it", sign)


def _clauses(tokens: Sequence[Token]) -> list[Token]:
    """The heads of clauses, governing ones first."""
    heads = [t for t in tokens if t.dep_ in CLAUSAL and (t.pos_ in {"VERB", "AUX"} or t.dep_ == "ROOT")]
    return sorted(heads, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


# -- what is told, and how ------------------------------------------------------------------------


def _argues(head: Token, senses: Mapping[int, Sense]) -> bool:
    """A clause that asserts by itself; verbs of saying and of taking sides are read by the signed path."""
    sense = senses.get(head.i)
    if sense is not None and sense.attitude and head.pos_ == "VERB":
        return False
    return _finite(head) and _asserted(head)


def _finite(head: Token) -> bool:
    own = SUBJECT | {"nsubjpass", "aux", "auxpass"}
    while head.dep_ == "conj" and head.head is not head and not any(c.dep_ in own for c in head.children):
        head = head.head
    helpers = [c.lower_ for c in head.children if c.dep_ in {"aux", "auxpass"}]
    return "to" not in helpers and (bool(helpers) or head.tag_ in {"VBD", "VBP", "VBZ", "MD"})


def _asserted(head: Token) -> bool:
    """Neither a relative clause nor what is granted or denied: "though some would grumble", "I do not think so"."""
    top = _first(head)
    if top.dep_ == "ccomp":
        return negator(top.head) is None
    if top.dep_ == "advcl":
        return not any(c.dep_ == "mark" and c.lower_ in _THOUGH for c in top.children)
    return top.dep_ in {"ROOT", "parataxis"}


_THOUGH = frozenset({"though", "although", "while", "whilst"})


def _first(head: Token) -> Token:
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head


def _told(head: Token) -> str:
    """Account: it has happened; forecast: it will, would, could or may; present: it is so. Else nothing is told."""
    node = head
    for _ in range(DEEP):
        helpers = {c.lower_ for c in node.children if c.dep_ in {"aux", "auxpass"}}
        if helpers & _MODALS:
            return "forecast"
        if any(supposed(c) for c in node.children if c.dep_ == "advcl"):
            return ""
        if helpers & _PAST or (node.tag_ == "VBD" and not helpers):
            return "account"
        if helpers or node.tag_ in {"VBP", "VBZ"}:
            return "present"
        if node.dep_ not in {"conj", "xcomp"}:
            return ""
        node = node.head
    return ""


_MODALS = frozenset({"would", "'d", "’d", "will", "'ll", "’ll", "wo", "shall", "could", "can", "ca", "may", "might"})
_PAST = frozenset({"had", "have", "has", "'ve", "’ve", "was", "were", "did"})


def _counts(head: Token, told: str, value: float, named: Mapping[int, float]) -> bool:
    """Events count whatever their value, states only when they are good or ill, and nobody's own deeds to come."""
    subject = _subject(head)
    if subject is not None and any(token.i in named for token in subject.subtree):
        return False
    if head.lemma_ == "be" and not value:
        return False
    denied = negator(head) is not None
    if told == "forecast":
        if not value and (denied or any(c.dep_ == "auxpass" or c.lower_ in _POSSIBLE for c in head.children)):
            return False  # "the work could be done by others" puts something forward, it foretells nothing
        return subject is None or not _own(subject, head)
    if told == "account":
        return subject is None or subject.pos_ not in {"PRON", "PROPN"} or subject.lower_ in _SELF
    return told == "present" and bool(value) and not denied


_POSSIBLE = frozenset({"could", "can", "ca", "may", "might"})
_SELF = frozenset({"i", "we"})


def _own(subject: Token, head: Token) -> bool:
    """ "We would look again", "the guild said it would wait": what the speaker will do is no outcome."""
    if subject.pos_ == "PROPN" or subject.lower_ in _SELF | {"he", "she"}:
        return True
    return subject.lower_ in {"it", "they"} and _first(head).dep_ == "ccomp"


def _subject(head: Token) -> Token | None:
    node = head
    for _ in range(DEEP):
        for child in node.children:
            if child.dep_ in SUBJECT and child.lower_ not in {"who", "which", "that"}:
                return child
        if node.dep_ in {"relcl", "acl"}:
            return node.head
        if node.dep_ not in {"conj", "xcomp"}:
            return None
        node = node.head
    return None
