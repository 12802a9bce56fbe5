"""How the holder takes what is spoken of, in a passage that does not name the measure: delighted, sickened, opposed."""

from __future__ import annotations

import math
from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator, negators, supposed
from flows.reading.stancing.features import Evidence, senses_of
from flows.reading.stancing.lexicon import Sense
from flows.reading.stancing.passage import Passage
from flows.reading.words import words

_OBJECTS = frozenset({"dobj", "pobj", "prep", "agent"})
_POINTING = frozenset({"it", "this", "that", "so", "them", "these", "those"})
_LITTLE = frozenset({"less", "hardly", "scarcely", "barely"})  # "was less pleased"
_UP = 3  # governors through which a negation reaches: "is not something we would welcome"


def tone(passage: Passage, seen: Evidence) -> float:
    """Return -1 to 1: against or for what is on the table, which may be the measure's coming or its going."""
    senses = senses_of(passage.judged)
    total = math.fsum(_sound(token, senses) for token in passage.judged)
    return math.tanh(total) * seen.orientation if total else 0.0


def _sound(token: Token, senses: Mapping[int, Sense]) -> float:
    """The value of one word in its clause; none under "if", where nothing is felt yet."""
    sense = senses.get(token.i)
    value = sense.attitude if sense is not None else 0.0
    lemma = token.lemma_lower
    if token.lower_ in words("pleased") or lemma in words("pleased"):
        value = 1.0
    elif token.lower_ in words("displeased") or lemma in words("displeased"):
        value = -1.0
    if not value or _of_something_else(token):
        return 0.0
    denied = {denier.i for denier in negators(token)}
    if any(child.lower_ in _LITTLE and child.i < token.i and child.i not in denied for child in token.children):
        value = -value
    node = token
    for _ in range(_UP):
        if negator(node) is not None:
            value = -value
        if supposed(node):
            return 0.0
        if node.head.i == node.i or (node.pos_ == "VERB" and node.dep_ == "conj"):
            break
        node = node.head
    return value


def _of_something_else(token: Token) -> bool:
    """ "Supports the lock's restoration": what is liked has a name of its own, and is not what is on the table."""
    for child in token.children:
        if child.dep_ == "xcomp" and child.i > token.i and token.pos_ == "VERB":
            return not any(t.lower_ in _POINTING for t in child.subtree)  # "agreed to meet", not "agreed to do it"
        if child.i < token.i or child.dep_ not in _OBJECTS:
            continue
        noun = (
            child
            if child.dep_ not in ("prep", "agent")
            else next((c for c in child.children if c.dep_ == "pobj"), None)
        )
        if noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.lemma_lower not in _TABLED:
            return True
    return False


_TABLED = words("measures") | words("held") | words("stands_for")
