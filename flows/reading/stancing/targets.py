"""Find what a passage speaks of: the measure, the thing it would limit, or "this", which points at what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from flows.reading.stancing.frame import Frame
from flows.reading.stancing.lexicon import lexicon
from flows.reading.stancing.stems import STOP, stem

POINTING = frozenset({"it", "this", "that", "they", "them", "these", "those", "such", "so"})
FIRM = 0.5  # below this a stem only says what the proposition is about


@dataclass(frozen=True)
class Target:
    """One mention: `sign` +1 speaks of the measure happening, -1 of its absence; `kind` says how it was found."""

    token: Token
    sign: float
    kind: str  # measure, thing, act, pointer, stand_in


def named(tokens: Sequence[Token], frame: Frame) -> list[Target]:
    """Return the mentions of the proposition's own words, one per noun phrase or verb, its head before its modifiers."""
    found: dict[int, Target] = {}
    for token in tokens:
        sign, kind = _meaning(token, frame)
        if sign:
            found[token.i] = Target(token, sign, kind)
    return _heads(found)


def _meaning(token: Token, frame: Frame) -> tuple[float, str]:
    if token.is_punct or token.is_space or token.lower_ in STOP:
        return 0.0, ""
    s = stem(token.text)
    if s in frame.acts:
        return frame.acts[s], "act"
    value = frame.things.get(s, 0.0)
    if abs(value) < FIRM:
        return 0.0, ""
    return value, "measure" if value > 0 else "thing"


def _heads(found: dict[int, Target]) -> list[Target]:
    """Drop a mention that stands inside the phrase of another: in "ban on night flights" the ban is what is meant."""
    kept = []
    for i, target in found.items():
        inside = [found[a.i] for a in _phrase_above(target.token) if a.i in found]
        if not inside:
            kept.append(target)
        elif inside[-1].kind != "act" and target.kind == "act" and target.token.dep_ == "compound":
            kept.append(target)
    return kept


def _phrase_above(token: Token) -> list[Token]:
    """The governors of `token` inside one noun phrase, or the verb it is the object of."""
    above = []
    node = token
    while node.head is not node and node.dep_ in _INSIDE:
        node = node.head
        above.append(node)
    return above


_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "prep", "pobj", "dobj", "nsubjpass", "nummod", "pcomp", "acl", "advmod", "det"})


def pointers(tokens: Sequence[Token], *, event: float, measure: float) -> list[Target]:
    """Return "it", "this", "such moves" and "the plan", with the sign of what they stand for.

    `event`: whether the words before tell of the measure coming (+1) or going (-1); 0: they do not say.
    """
    sets = lexicon().sets
    found = []
    for token in tokens:
        lemma = token.lemma_.lower()
        if token.lower_ in POINTING and token.pos_ in {"PRON", "DET"} and token.dep_ not in {"det", "mark", "expl", "relcl"}:
            if token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"} and event:
                found.append(Target(token, event, "pointer"))
        elif token.pos_ == "NOUN" and _definite(token):
            if lemma in sets["stands_for.event"] and event:
                found.append(Target(token, event, "stand_in"))
            elif lemma in sets["stands_for.measure"] and measure:
                found.append(Target(token, measure, "stand_in"))
    return found


def _definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "these", "those", "such", "its", "their"} for child in noun.children)
