"""Find what a passage argues from: events told as having happened, outcomes foretold, and what is good or ill today.

After Kobbe, Hulpus and Stuckenschmidt, "Unsupervised stance detection for arguments from consequences" (EMNLP 2020),
who read the stance off an effect on something valued or feared. What is told matters as much as its value: people argue
for a change from what has happened without it, and against it from what would come of it or of something better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator, normative, supposed
from flows.reading.stancing.fortunes import CLAUSAL, clause_value, loose_value, vocabulary
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.targets import Target

DEEP = 5  # clauses within clauses: beyond, a parse has gone wrong


@dataclass(frozen=True)
class Effect:
    """One clause that is argued from. `world`: account, forecast or present; `value` above 0 good, below ill."""

    head: Token
    world: str
    value: float

    @property
    def features(self) -> Iterator[str]:
        yield self.world
        if self.value < 0 and self.world != "present":
            yield f"{self.world}:ill"

    @property
    def step(self) -> str:
        what = "" if not self.value else ", good" if self.value > 0 else ", ill"
        return f"{self.head.text} ({self.world}{what})"


def effects(tokens: Sequence[Token], *, targets: Sequence[Target], senses: Mapping[int, Sense]) -> list[Effect]:
    """Return what is told in `tokens` of others than the measure itself, without what is only conceded."""
    known, named = {token.i for token in tokens}, {target.token.i for target in targets}
    taken: set[int] = set()
    found = []
    for head in _clauses(tokens):
        if head.i in taken or not _argues(head, senses) or _conceded(head, tokens):
            continue
        if not (world := _world(head)):
            continue
        value = clause_value(head, taken) or loose_value(head, known)
        if _counts(head, world, value, named):
            found.append(Effect(head, world, value))
    return found


def _clauses(tokens: Sequence[Token]) -> list[Token]:
    """The heads of clauses, governing ones first."""
    heads = [t for t in tokens if t.dep_ in CLAUSAL and (t.pos_ in {"VERB", "AUX"} or t.dep_ == "ROOT")]
    return sorted(heads, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


# -- what is told, and how ------------------------------------------------------------------------


def _argues(head: Token, senses: Mapping[int, Sense]) -> bool:
    """A clause that asserts by itself; verbs of saying and of taking sides are read by the signed path."""
    if head.lemma_.lower() in lexicon().sets["holding.words"]:
        return False
    sense = senses.get(head.i)
    if sense is not None and sense.attitude and head.pos_ == "VERB":
        return False
    return _finite(head) and _asserted(head) and not supposed(head) and not normative(head)


def _finite(head: Token) -> bool:
    own = SUBJECT | {"nsubjpass", "aux", "auxpass"}
    if head.dep_ == "conj" and not any(c.dep_ in own for c in head.children):
        return _finite(head.head)
    helpers = [c.lower_ for c in head.children if c.dep_ in {"aux", "auxpass"}]
    return "to" not in helpers and (bool(helpers) or head.tag_ in {"VBD", "VBP", "VBZ", "MD"})


def _asserted(head: Token) -> bool:
    """A sentence of its own, or what somebody is told to have said; relative and adverbial clauses argue nothing."""
    top = _first(head)
    if top.dep_ == "ccomp":
        return _reported(top)
    return top.dep_ in {"ROOT", "parataxis"}


def _first(head: Token) -> Token:
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head


def _reported(clause: Token) -> bool:
    return (clause.head.lemma_.lower(),) in vocabulary().telling and negator(clause.head) is None


def _conceded(head: Token, tokens: Sequence[Token]) -> bool:
    """What comes before a "but" or an "all the same" is granted to the other side."""
    return _BUT.search(" ".join(t.lower_ for t in tokens if t.i > head.i)) is not None


_BUT = re.compile(
    r"\b(?:but|however|yet|still|nevertheless|nonetheless|none the less|though|although|all the same|even so"
    r"|on balance|on the whole)\b"
)


def _world(head: Token) -> str:
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


def _counts(head: Token, world: str, value: float, named: set[int]) -> bool:
    """Events count whatever their value, states only when they are good or ill, and nobody's own deeds to come."""
    subject = _subject(head)
    if subject is not None and any(token.i in named for token in subject.subtree):
        return False  # what the measure does is for the signed path
    if head.lemma_ == "be" and not value:
        return False
    denied = negator(head) is not None
    if world == "forecast":
        if not value and (denied or any(c.dep_ == "auxpass" or c.lower_ in _POSSIBLE for c in head.children)):
            return False  # "the work could be done by others" puts something forward, it foretells nothing
        return subject is None or not _own(subject, head)
    if world == "account":
        return subject is None or subject.pos_ not in {"PRON", "PROPN"} or subject.lower_ in _SELF
    return world == "present" and bool(value) and not denied


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
