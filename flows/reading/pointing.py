"""What is said of "it", "this" and "the suggestion": of what points back to the measure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.appraisal import called
from flows.reading.stancing.clauses import SUBJECT
from flows.reading.stancing.features import Evidence, senses_of
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.passage import Passage
from flows.reading.stancing.signed_path import Path, walk
from flows.reading.stancing.targets import Target
from flows.reading.words import words

POINTERS = frozenset({"pointer", "pointer_it", "stand_in"})


def let_go(seen: Evidence) -> bool:
    """ "The two will not be merged", announced: what its words name of the measure, they deny and do not judge."""
    named = [path for path in seen.paths if path.target.kind not in POINTERS and path.target.sign > 0]
    return bool(named) and all(path.negated and path.course < 0 and not path.attitude for path in named)


def pointed(passage: Passage, seen: Evidence, kinds: Collection[str]) -> float:
    """What is said of "it", "this" and "the suggestion", one sum from -1 to 1."""
    senses = senses_of(passage.judged)
    paths = [path for path in seen.paths if path.target.kind in kinds]
    taken = {path.target.token.i for path in paths}
    held = words("held") - words("held_without_plan")
    paths += [
        walk(Target(token, 1.0, "stand_in"), senses)
        for token in passage.judged
        if token.pos_ == "NOUN" and token.i not in taken and token.lemma_lower in held and _definite(token)
    ]
    total = math.fsum(_said_of(path, senses) for path in paths if not is_the_holder(path, senses))
    return max(-1.0, min(1.0, total))


def taken(passage: Passage, seen: Evidence, kinds: Collection[str]) -> bool:
    """ "Called it a disgrace", "backs the plan": the reporter's own verb governs what points back."""
    cue = set(passage.cue)
    return any(p.holder in cue or p.target.token.head.i in cue for p in seen.paths if p.target.kind in kinds)


def _said_of(path: Path, senses: Mapping[int, Sense]) -> float:
    """What is said of what points back; "called it a disgrace" says it beside the verb."""
    named = None if path.value else called(path.target.token, senses)
    return path.target.sign * named[1] if named is not None else path.value


def _definite(noun: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that", "such") for child in noun.children)


def is_the_holder(path: Path, senses: Mapping[int, Sense]) -> bool:
    """ "Said that it was relieved": who is relieved is the one who speaks; what "was opposed" is what is spoken of."""
    token, sense = path.target.token, senses.get(path.holder)
    if path.holder >= 0 and _owns_up(token, token.doc[path.holder]):
        return True
    if sense is None or not sense.attitude or sense.worth:
        return False
    felt = token.doc[path.holder].lower_ in lexicon().sets["holding.words"]
    return token.dep_ in SUBJECT or (token.dep_ == "nsubjpass" and felt)


def _owns_up(token: Token, judged: Token) -> bool:
    """ "We were wrong about this", "said that it had been wrong": the fault is the speaker's own."""
    if judged.dep_ != "acomp" or judged.head.lemma_ != "be":
        return False
    subject = next((c for c in judged.head.children if c.dep_ in SUBJECT), None)
    if subject is None:
        return False
    before = any(c.dep_ == "aux" and c.lower_ == "had" for c in judged.head.children)
    own = subject.lower_ in _OURSELVES or (before and subject.lower_ in _IT and judged.lower_ in _AT_FAULT)
    return own and (token.i == subject.i or token.i > judged.i)


_OURSELVES = frozenset({"i", "we"})
_IT = frozenset({"it", "they", "he", "she"})
_AT_FAULT = frozenset({"wrong", "mistaken"})
_SAME = frozenset({"it", "they", "this", "that", "these", "those"})
_NOT_ONLY = frozenset({"not", "n't", "n’t", "only", "just", "never", "nothing", "anything", "all"})


def after_but(passage: Passage, seen: Evidence, before: int) -> float:
    """ "The cap sounds kind but it does not work": what is said last of the measure, after a "but" behind `before`."""
    turn = next((t.i for t in passage.judged if t.i > before and t.lower_ == "but" and t.dep_ == "cc"), None)
    if any(t.lower_ in _NOT_ONLY for t in passage.judged if turn is not None and t.i < turn):
        return 0.0
    same = [p for p in seen.paths if p.target.token.lower_ in _SAME and p.target.token.dep_ in SUBJECT]
    last = math.fsum(p.value for p in same if turn is not None and p.target.token.i > turn)
    return max(-1.0, min(1.0, last))
