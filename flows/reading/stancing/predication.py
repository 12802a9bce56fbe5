"""Read what is said of a mention that is the subject: what it is, does, brings, and turns out to be after "but"."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import little, negator, predicate
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.walking import MANY, NEUTRAL, Walk
from flows.reading.stancing.worth import hard_to, judgement, outweighed, slight


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
    elif not _by_complement(head, sense, senses, state, steps):
        _as_subject_of_others(head, senses, state, steps, deep=deep)


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
    for child in head.children:
        if child.dep_ not in {"attr", "acomp", "oprd", "dobj", "xcomp", "prep", "advmod"}:
            continue
        if (found := hard_to(child, senses) or judgement(child, senses)) is None:
            continue
        token, worth = found
        if child.dep_ == "dobj" and (sense.course < 0 or head.lemma_ == "undo"):
            worth = -worth
        withheld = head.lemma_ in lexicon().sets["minimising.words"]
        state.hold(-worth if withheld else worth, "outcome" if child.dep_ == "dobj" else "worth", token)
        steps.append(f"{token.text} ({worth:+.1f})")
        return True
    return False


def _as_subject_of_others(
    head: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str], *, deep: int
) -> None:
    """ "The rule has run for years and hurts nobody": the verbs that share the subject judge it too."""
    for other in head.children if deep < MANY else ():
        if other.dep_ != "conj" or other.pos_ not in {"VERB", "AUX"}:
            continue
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in other.children):
            continue
        before = state.attitude
        as_subject(other, senses.get(other.i), senses, state, steps, deep=deep + 1)
        if state.attitude != before:
            if negator(other):
                state.flip()
            return
