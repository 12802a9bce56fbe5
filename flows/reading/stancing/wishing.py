"""Tell what somebody would do with a thing, or wants done with it: "we would keep it", "wants it swept away"."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator, predicate, supposed
from flows.reading.stancing.lexicon import Sense


def would_do(verb: Token, senses: Mapping[int, Sense]) -> bool:
    """ "I would keep the law", "we'd drop it tomorrow": what the speaker would do, the speaker wants done."""
    sense = senses.get(verb.i)
    if sense is None or not sense.course or verb.pos_ != "VERB" or supposed(verb):
        return False
    mine = any(child.dep_ == "nsubj" and child.lower_ in {"i", "we"} for child in verb.children)
    return mine and any(child.dep_ == "aux" and child.lower_ in {"would", "'d", "’d"} for child in verb.children)


def wished_away(node: Token, senses: Mapping[int, Sense]) -> Token | None:
    """ "Wants the test swept away", "called for the ban to be torn up": what is to become of the thing follows it."""
    verb = node.head if node.dep_ == "dobj" else node.head.head
    if node.dep_ not in {"dobj", "pobj"} or verb.lemma_ not in _WISHING:
        return None
    for child in (*node.children, *(c for c in verb.children if c.dep_ not in {"conj", "parataxis"})):
        if child.i < node.i or child.tag_ not in _PARTICIPLE or any(c.dep_ == "nsubj" for c in child.children):
            continue
        sense = senses.get(child.i)
        if sense is not None and sense.course < 0:
            return child
    return None


def not_to_be(node: Token) -> bool:
    """ "It is not going to happen", "no chance of it", "there will be no ban": who says so does not want it."""
    if not negator(node):
        return False
    if node.pos_ == "NOUN":
        return node.lemma_ in _GROUNDS or (node.lemma_ in _CHANCES and node.dep_ in {"attr", "dobj", "nsubj"})
    if node.pos_ != "VERB" or not {node.lemma_, predicate(node).lemma_} & _COMING:
        return False
    helpers = {c.lower_ for word in (node, node.head) for c in word.children if c.dep_ == "aux"}
    to_come = bool(helpers & _WILL) or "going" in (node.lower_, node.head.lower_)
    return to_come and not any(c.dep_ == "mark" and c.lower_ == "if" for c in node.children)


_CHANCES = frozenset({"chance", "question", "hope", "use", "appetite", "call"})
_GROUNDS = frozenset(
    {"reason", "need", "point", "justification", "excuse", "sense", "plan", "intention", "prospect", "place", "room"}
)
_COMING = frozenset({"happen", "proceed", "occur"})
_WILL = frozenset({"will", "wo", "'ll", "’ll"})
_PARTICIPLE = frozenset({"VBN", "VBD"})
_WISHING = frozenset({"want", "like", "love", "see", "need", "have", "get", "call", "ask", "press", "prefer", "wish"})


def done_to(verb: Token) -> bool:
    """ "Wants fares done away with": a participle without a helper has no doer before it."""
    if any(child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children):
        return False
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.head.lemma_ in _WISHING)
