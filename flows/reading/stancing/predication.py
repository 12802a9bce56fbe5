"""Read what is said of a mention that is the subject: what it is, does, brings, and turns out to be after "but"."""

from __future__ import annotations

import math
from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import ASKED, little, negator, normative, predicate
from flows.reading.stancing.fortunes import clause_value, put_out_of
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.walking import MANY, NEUTRAL, Walk
from flows.reading.stancing.worth import hard_to, judgement, outweighed, outweighs, slight


def as_subject(
    head: Token, sense: Sense | None, senses: Mapping[int, Sense], state: Walk, steps: list[str], *, deep: int = 0
) -> None:
    """What is said of the mention: a copula's complement, what it does to others, or the object it brings."""
    if (verb := predicate(head)) is not head:
        inner = _inner(verb, senses, state, steps)
        if inner is None:
            return
        if inner is not NEUTRAL:
            head, sense = verb, inner
    sense = sense or NEUTRAL
    if not state.attitude and _turns_out(head, senses, state, steps, deep=deep):
        return
    if state.attitude and outweighs(head):
        return  # "the benefits of it outweigh the costs"
    if state.attitude and (slight(head) or outweighed(head)):
        state.flip()  # "the evidence for it is thin", "the cost of it is modest"
        steps.append(f"{head.text} (slight)")
    elif state.attitude and sense.course < 0 and not any(c.dep_ == "dobj" for c in head.children):
        state.flip()  # "the case for it melts away"
        steps.append(f"{head.text} (reversal)")
    elif value := sense.effect or sense.worth:
        value = -value if little(head) else value
        state.hold(value, "effect" if sense.effect else "worth", head)
        steps.append(f"{head.text} ({value:+.1f})")
    elif not (
        _far_enough(head, state, steps)
        or _by_complement(head, sense, senses, state, steps)
        or _by_effect(head, state, steps)
    ):
        _as_subject_of_others(head, senses, state, steps, deep=deep)


def _far_enough(head: Token, state: Walk, steps: list[str]) -> bool:
    """ "Does not go far enough": who says so wants more of it; "goes too far" is in the lexicon."""
    enough = any(t.lower_ == "enough" for c in head.children if c.dep_ in {"advmod", "acomp"} for t in c.subtree)
    if head.lemma_ not in {"go", "reach", "stretch"} or not enough or state.attitude:
        return False
    state.hold(-ASKED if negator(head) else ASKED, "worth", head)  # the negation is met again, and turns it
    steps.append(f"{head.text} far enough")
    return True


def _inner(verb: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> Sense | None:
    """The sense of the verb that says it, in "is to be lifted", "has to go"; None when it is said with that."""
    if (denier := negator(verb)) is not None:
        state.flip()  # "ought never to have gone"
        steps.append(f"{denier.text} (negation)")
    inner = senses.get(verb.i) or NEUTRAL
    if inner.course < 0 and any(c.dep_ == "auxpass" for c in verb.children):
        state.flip_course()  # "is to be lifted", "needs to be scrapped"
        steps.append(f"{verb.text} (reversal)")
        return None
    return NEUTRAL if inner.course else inner


def _turns_out(head: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str], *, deep: int) -> bool:
    """ "It might look good on paper but would cause chaos": what is said after "but" is what is meant."""
    if not any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in head.children):
        return False
    course, turned, told = state.course, state.turned, len(steps)
    _as_subject_of_others(head, senses, state, steps, deep=deep)
    state.settled = bool(state.attitude)
    if not state.settled:  # "is daft but is to be lifted": what is said before "but" is of the ban, not of its end
        state.course, state.turned = course, turned
        del steps[told:]
    return state.settled


def _by_complement(head: Token, sense: Sense, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> bool:
    """ "Is a disgrace", "brings relief", "would undo the work of years", "is hard to defend"."""
    if put_out_of(head):
        state.hold(-0.6, "outcome", head)  # "puts safety at risk"
        steps.append(f"{head.text} (-0.6)")
        return True
    if head.lemma_ in _HAVING and any(c.dep_ == "dobj" and c.lemma_ in _PLACES and negator(c) for c in head.children):
        state.hold(-0.6, "worth", head)
        steps.append(f"{head.text} no (-0.6)")
        return True
    for child in head.children:
        if child.dep_ not in {"attr", "acomp", "oprd", "dobj", "xcomp", "prep", "advmod"}:
            continue
        if (found := hard_to(child, senses) or judgement(child, senses)) is None:
            continue
        token, worth = found
        if child.dep_ == "dobj" and (sense.course < 0 or head.lemma_ == "undo"):
            worth = -worth
        if child.dep_ in {"dobj", "prep"} and head.pos_ == "VERB" and (value := clause_value(head, set())):
            value = -value if negator(head) is not None else value
            worth = math.copysign(worth, value)  # "would bring an end to the crisis", "right a wrong"
        withheld = head.lemma_ in lexicon().sets["minimising.words"]
        state.hold(-worth if withheld else worth, "outcome" if child.dep_ == "dobj" else "worth", token)
        steps.append(f"{token.text} ({worth:+.1f})")
        return True
    return False


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _by_effect(head: Token, state: Walk, steps: list[str]) -> bool:
    """ "Would lead to job losses": what it does to people, where no word judges it outright."""
    if state.attitude or state.turned or head.pos_ != "VERB" or head.lemma_ in _STATES:
        return False
    acts = any(
        c.dep_ in {"dobj", "ccomp", "xcomp"} or (c.dep_ == "prep" and c.lower_ in {"to", "in"}) for c in head.children
    )
    value = clause_value(head, set()) if acts else 0.0  # "it should come back" does nothing to anybody
    if not value:
        return False
    value = -value if negator(head) is not None else value  # which is met again on the way up
    state.hold(0.6 if value > 0 else -0.6, "outcome", head)
    steps.append(f"{head.text} ({value:+.1f}, brings)")
    return True


# What these tell of is so already: "a worker has the right", "the list includes homes".
_STATES = frozenset({"have", "include", "get", "receive", "become", "face", "need", "find", "see", "stay", "remain"})
# "Should have no place in the law"
_HAVING = frozenset({"have", "serve", "find", "deserve", "make"})
_PLACES = frozenset(
    {"place", "role", "part", "future", "room", "purpose", "point", "justification", "mandate", "basis", "sense"}
)


_SAME = frozenset({"it", "they"})  # "will cost money, but it is worth every penny"


def _as_subject_of_others(
    head: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str], *, deep: int
) -> None:
    """ "The rule has run for years and hurts nobody": the verbs that share the subject judge it too."""
    but = any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children)
    for other in head.children if deep < MANY else ():
        if other.dep_ != "conj" or other.pos_ not in {"VERB", "AUX"}:
            continue
        if any(
            child.dep_ in {"nsubj", "nsubjpass"} and not (but and child.lower_ in _SAME) for child in other.children
        ):
            continue
        before, sense = state.attitude, senses.get(other.i) or NEUTRAL
        if not before and sense.course and not sense.attitude and normative(other) and _passive(other):
            if sense.course < 0:
                state.flip_course()  # "was rushed through and should be withdrawn"
            if negator(other) is not None:
                state.flip()
            state.normative = True
            steps.append(f"should {other.text}")
            return
        as_subject(other, senses.get(other.i), senses, state, steps, deep=deep + 1)
        if state.attitude != before:
            if negator(other):
                state.flip()
            return
