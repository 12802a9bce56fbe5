"""Tell what a clause grants before it takes the other side, goes beyond, or wants thought over."""

from __future__ import annotations

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator


def conceded(node: Token) -> bool:
    """ "While it sounds attractive, ...", "it may look good but ...": granted before the other side is taken."""
    if node.dep_ == "advcl":  # one that comes after takes back: "it worked, though she was no supporter of it"
        granting = any(c.dep_ in {"mark", "advmod"} and c.lower_ in _GRANTING for c in node.children)
        return granting and node.i < node.head.i
    if node.dep_ == "ccomp" and node.head.lemma_ in _UNDERSTANDING and negator(node.head) is None:
        return any(c.dep_ == "advmod" and c.lower_ == "why" for c in node.children)
    if node.dep_ == "ccomp" and node.head.lemma_ in _ADMITTING and _goes_on(node.head):
        return True
    if node.pos_ not in {"VERB", "AUX"} or not any(c.dep_ == "aux" and c.lower_ in _MAYBE for c in node.children):
        return False
    return _goes_on(node)


def _goes_on(verb: Token) -> bool:
    """ "... but said it was worth it"."""
    but = any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in verb.children)
    return but and any(c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} for c in verb.children)


_ADMITTING = frozenset({"acknowledge", "admit", "concede", "accept", "recognise", "recognize", "grant", "agree"})


_UNDERSTANDING = frozenset({"understand", "see", "appreciate", "know", "recognise", "recognize", "get"})
_GRANTING = frozenset({"while", "whilst", "although", "though"})
_MAYBE = frozenset({"may", "might", "could"})


def further(node: Token) -> bool:
    """ "Should go further than the cap", "go beyond it": more of it is wanted, and nothing put before it."""
    if node.lower_ == "than":
        return node.head.lower_ in {"further", "farther", "faster"} and node.head.head.lemma_ in _GOES
    return node.dep_ == "pobj" and node.head.lower_ == "beyond" and node.head.head.lemma_ in _GOES


_GOES = frozenset({"go", "move", "reach", "extend"})


def thought_over(node: Token) -> bool:
    """ "Should think again about it", "to reconsider it": who wants that does not want it as it is."""
    verb = node.head
    if verb.pos_ == "NOUN":
        return verb.lemma_ in {"rethink", "reconsideration"} and node.dep_ == "prep"
    if verb.lemma_ in {"reconsider", "rethink", "rethought"}:
        return node.dep_ in {"dobj", "nsubjpass"}
    return node.dep_ == "prep" and verb.lemma_ == "think" and any(c.lower_ == "again" for c in verb.children)
