"""Read what the clause around a mention pronounces it to be: "it would be wrong to drop it", "called it a blow"."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator
from flows.reading.stancing.fortunes import clause_value
from flows.reading.stancing.lexicon import Sense
from flows.reading.stancing.worth import HARDLY, judgement
from flows.reading.words import words

_SAID_TO_BE = frozenset({"oprd", "acomp", "xcomp", "ccomp", "attr", "dobj"})
_BEING = frozenset({"be", "seem", "become", "remain", "look", "sound", "feel", "prove"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "csubj", "acl", "relcl"})
_OF_NOBODY = frozenset({"it", "that", "this", "what", "there"})


def called(node: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "called the plan unworkable", "described it as a triumph": what the thing is said to be."""
    head = node.head
    if head.lemma_ in _RECEIVING and node.dep_ in {"dobj", "prep", "nsubjpass"}:
        return _received(node, senses)
    if head.lemma_ not in words("calls"):
        return None
    for child in (*head.children, *node.children):
        if child.i > node.i and (child.dep_ in _SAID_TO_BE or child.lower_ == "as"):
            found = judgement(child, senses)
            if found is not None:
                return found
    return None


def view_of(node: Token, senses: Mapping[int, Sense]) -> Token | None:
    """ "Dropped its opposition | to a ban": parsers hang the preposition on the verb."""
    verb = node.head
    if (
        verb.pos_ != "VERB"
        or node.dep_ not in {"prep", "dative"}
        or node.lower_ not in {"to", "for", "on", "against", "at", "of"}
    ):
        return None
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.i < node.i), None)
    sense = senses.get(noun.i) if noun is not None and noun.pos_ == "NOUN" else None
    if sense is None or not (
        sense.attitude or (sense.course < 0 and verb.lemma_ in _LIGHTLY and node.lower_ in {"to", "on"})
    ):
        return None
    return noun


_LIGHTLY = frozenset({"call", "put", "bring", "mean", "spell", "demand", "mark", "announce", "signal"})


def _received(node: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "Reacted angrily to it", "greeted it with dismay": how the thing is received."""
    verb = node.head
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_.endswith("ly") and (value := _MOODS.get(child.lower_)):
            return child, value
        if child.dep_ == "prep" and child.lower_ == "with" and child is not node:
            return judgement(child, senses)
    return None


def brought_by(node: Token) -> float:
    """ "Jobs would go because of it", "lives are saved by it", "stand to lose from it": what it brings, good or ill."""
    verb = node.head
    if node.lower_ == "to" and verb.lower_ == "thanks":
        return 0.6
    if node.lower_ == "to" and verb.lemma_ == "alternative":
        return -0.6  # "there are better alternatives to it"
    if node.dep_ not in {"prep", "agent"} or node.lower_ not in _CAUSES or verb.pos_ != "VERB":
        return 0.0
    if node.lower_ == "by" and node.dep_ != "agent" and not any(c.dep_ == "pcomp" for c in node.children):
        return 0.0  # "are making an error by going ahead with it"
    value = 0.6 * clause_value(verb, set())
    return value if negator(verb) is None else -value  # a negation is met again on the way up


_CAUSES = frozenset({"from", "under", "by", "because", "due", "thanks", "through"})
_RECEIVING = frozenset({"react", "respond", "greet", "receive", "meet", "view", "treat"})
_MOODS = {
    "angrily": -1.0, "furiously": -1.0, "coldly": -0.6, "coolly": -0.6, "bitterly": -1.0, "badly": -0.6,
    "frostily": -0.6, "indignantly": -1.0, "sceptically": -0.6, "warmly": 1.0, "enthusiastically": 1.0,
    "positively": 0.6, "favourably": 0.6, "warily": -0.6, "gratefully": 1.0, "gladly": 1.0,
}  # fmt: skip


def pronounced(clause: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "It is wrong that it goes ahead", "it would be a mistake to drop it": the verdict comes before the deed."""
    if clause.dep_ not in _CLAUSES:
        return None
    copula = clause.head
    to_do = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
    while to_do and copula.dep_ in {"pobj", "prep", "attr"} and copula.head.i < copula.i:
        copula = copula.head  # "an act of folly to drop it"
    if copula.lemma_ not in _BEING or copula.i > clause.i:
        return None
    subject = next((c for c in copula.children if c.dep_ in {"nsubj", "expl"}), None)
    if subject is None:
        return None
    for child in copula.children:
        if child.dep_ in {"acomp", "attr"} and copula.i < child.i < clause.i:
            found = None if child.lower_ in HARDLY else judgement(child, senses)
            # "we should be delighted if it came": whoever feels it
            felt = found is not None and child.dep_ == "acomp" and bool(senses[found[0].i].attitude)
            return found if felt or subject.lower_ in _OF_NOBODY else None
    return None
