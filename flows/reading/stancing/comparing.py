"""Read what a comparison says of the thing compared: "greater than the cost of it", "nothing helps more than it"."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator
from flows.reading.stancing.lexicon import Sense
from flows.reading.stancing.walking import NEUTRAL, Walk
from flows.reading.stancing.worth import HARDLY

_DEEP = 5  # words between "than" and the verb that is denied


def compare(head: Token, state: Walk) -> None:
    """ "Greater than the cost of it": of two ills it is the smaller; else what stands under "than" is passed over."""
    if state.attitude < 0 and state.channel == "worth" and "JJR" in (head.tag_, head.head.tag_):
        state.flip()
    state.than = True


def compared_to(node: Token) -> bool:
    """ "Rather than be put under a duty", "instead of a tax": what is passed over."""
    if node.lower_ == "of" and node.i and node.nbor(-1).lower_ == "instead":
        return True
    return any(c.lower_ == "than" and c.dep_ == "mark" for c in node.children)


def unmatched(than: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "Nothing would help us more than it", "hard to think of a worse idea than it": there is none such."""
    if than.lower_ != "than":
        return None
    top, value, denied = than.head, 0.0, False
    for _ in range(_DEEP):
        value = value or _degree(top, senses)
        denied = denied or negator(top) is not None or any(c.lower_ in _RARE for c in top.children)
        if value and denied:
            return than.head, value
        if top.head.i == top.i or top.dep_ in {"ccomp", "advcl", "relcl", "parataxis"}:
            return None
        top = top.head
    return None


_RARE = HARDLY | {"way"}  # "a long way to find a better idea"


def _degree(word: Token, senses: Mapping[int, Sense]) -> float:
    sense = senses.get(word.i) or NEUTRAL
    if word.pos_ == "VERB":
        return sense.effect
    if word.tag_ in {"JJR", "RBR"}:
        return sense.worth
    return next((senses[c.i].worth for c in word.children if c.tag_ == "JJR" and c.i in senses), 0.0)
