"""How words judge what they are said of: as good or bad, as hard to defend, in a clause of their own."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator
from flows.reading.stancing.lexicon import Sense

HARDLY = frozenset({"hard", "difficult", "impossible", "unable", "unwilling", "slow", "loath"})
_EASILY = frozenset({"easy", "simple", "possible", "tempting"})


def hard_to(adjective: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "Is hard to defend", "is easy to support": what can be done with it only with pains, or with none."""
    if adjective.lower_ not in HARDLY | _EASILY:
        return None
    for verb in adjective.children:
        if verb.dep_ == "xcomp" and (sense := senses.get(verb.i)) is not None and sense.attitude:
            return verb, -sense.attitude if adjective.lower_ in HARDLY else sense.attitude
    return None


def judgement(token: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    sense = senses.get(token.i)
    if sense is not None and (value := sense.worth or sense.attitude or sense.effect):
        return token, -value if negator(token) else value
    for child in token.children:
        if (
            child.dep_ in {"amod", "pobj", "attr", "acomp", "compound", "dobj"}
            and (sense := senses.get(child.i))
            and sense.worth
        ):
            return child, -sense.worth if negator(token) else sense.worth
    return None


def of_it(verb: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """What a relative clause says of its noun: "a tax that punishes saving", "a scheme we cannot support"."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    sense = senses.get(verb.i)
    turn = -1.0 if negator(verb) is not None else 1.0
    if subject is not None and subject.lower_ not in {"that", "which", "who"}:
        if sense is not None and sense.attitude:
            return verb, turn * sense.attitude
        return None
    if sense is not None and (value := sense.effect or sense.worth):
        return verb, turn * value
    for child in verb.children:
        if child.dep_ in {"attr", "acomp", "oprd"} and (found := judgement(child, senses)) is not None:
            return found[0], turn * found[1]
    return None


def nothing_against(word: Token) -> bool:
    """ "Have nothing against it", where the parser hangs "against" on the verb."""
    return any(t.lower_ in {"nothing", "little"} and t.dep_ in {"dobj", "attr"} for t in word.head.children)
