"""Multiply signs along the dependency parse, from what is spoken of up to what is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.reading.parsed import Token
from flows.reading.stancing.appraisal import brought_by, called, pronounced, view_of
from flows.reading.stancing.clauses import (
    ASKED,
    BELOW,
    SUBJECT,
    TALKING,
    about_whoever,
    answered,
    asks_for,
    calls_for_first,
    clause_apart,
    does_not,
    formerly,
    gone,
    negator,
    negators,
    normative,
    supposed,
)
from flows.reading.stancing.comparing import compare, compared_to, unmatched
from flows.reading.stancing.fortunes import clause_value
from flows.reading.stancing.granting import conceded, further, thought_over
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.moods import asks_why, mocked, only_seen, questioned, who_would, wonders_why
from flows.reading.stancing.predication import as_subject
from flows.reading.stancing.targets import Target
from flows.reading.stancing.walking import MANY, NEUTRAL, Walk, hyphenated
from flows.reading.stancing.wishing import done_to, not_to_be, wished_away, would_do
from flows.reading.stancing.worth import HARDLY, argued, judgement, nothing_against, of_it, slight, spent_better
from flows.reading.words import words


@dataclass(frozen=True)
class Path:
    """The outcome for one mention. `course` +1: the measure happens, -1: it does not; `attitude` toward that."""

    target: Target
    course: float
    attitude: float
    normative: bool
    negated: bool
    channel: str
    steps: tuple[str, ...]
    holder: int = -1  # index of the word that holds the attitude

    @property
    def value(self) -> float:
        return self.course * self.attitude


def walk(target: Target, senses: Mapping[int, Sense]) -> Path:
    state = Walk(course=target.sign, act=target.token.i if target.kind == "act" else -1)
    steps = [f"{target.token.text} ({target.kind} {target.sign:+.0f})"]
    node = target.token
    _qualify(node, senses, state, steps)
    mockery = mocked(node)
    denied: set[int] = set()
    for _ in range(MANY):
        if (rare := unmatched(node, senses)) is not None:
            state.than = False
            state.hold(rare[1], "worth", rare[0])
            steps.append(f"none {rare[0].text} ({rare[1]:+.1f})")
            break
        _deny(node, denied, senses, state, steps)
        if normative(node) or would_do(node, senses) or not_to_be(node):
            state.normative, state.than = True, state.than or wonders_why(node)
            steps.append("should")
        if not state.attitude and (verdict := pronounced(node, senses)) is not None:
            state.hold(verdict[1], "worth", verdict[0])
            steps.append(f"{verdict[0].text} ({verdict[1]:+.1f}, of what follows)")
        elif node.head.i == node.i or clause_apart(node) or about_whoever(node):
            state.conceded = state.conceded or conceded(node)
            if supposed(node):
                state.attitude, state.channel, state.normative = 0.0, "supposed", False
            break
        claimed = node.dep_ in {"acl", "relcl"} and node.head.lemma_ in words("claims")
        if state.attitude and (only_seen(node) or (node.dep_ == "relcl" and state.channel in _JUDGED and not claimed)):
            break  # "need no report that tells us it is right": that is said of the report
        state.conceded = state.conceded or conceded(node)
        state.doing = node.dep_ in SUBJECT
        state.claimed = state.claimed or claimed
        _govern(node, senses, state, steps)
        node = node.head
    _conclude(target.token, state, steps)
    if mockery:
        state.attitude = -state.attitude
        steps.append("by all means (mockery)")
    return Path(
        target, state.course, state.attitude, state.normative, state.negated, state.channel, tuple(steps), state.holder
    )


def _deny(node: Token, denied: set[int], senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> None:
    """Turn for every negation at `node`, once: "no" of a subject is met at the noun and again at its verb."""
    for denier in () if calls_for_first(node) else negators(node):
        if denier.i not in denied:
            denied.add(denier.i)
            if state.price and (senses.get(node.i) or NEUTRAL).worth > 0:
                continue  # "the cost of it could not be justified"
            if state.doing and state.attitude and node.lemma_ in words("wavering"):
                continue  # "our opposition to it has not changed"
            if state.doing and not state.attitude and does_not(node):
                steps.append(f"{denier.text} (negation)")
                if (senses.get(node.i) or NEUTRAL).course > 0 or clause_value(node, set()) < 0:
                    state.hold(-ASKED, "effect", node)  # a good left undone
                continue
            state.flip()
            state.negated = True
            steps.append(f"{denier.text} (negation)")


def _conclude(mention: Token, state: Walk, steps: list[str]) -> None:
    """An answer or a wish where no word of attitude was met, and attitudes that were only asked or held once."""
    if not state.attitude and (answer := answered(mention)):
        state.attitude, state.channel = answer, "answer"
        steps.append(f"answered ({answer:+.0f})")
    if not state.attitude and state.normative:
        turned = asks_why(mention) != state.than
        state.attitude, state.channel = (-1.0 if turned else 1.0), "norm"
    if state.attitude and questioned(mention):
        if who_would(mention):
            state.attitude = -state.attitude
        state.channel = "asked"
    elif state.attitude and state.holder >= 0 and formerly(mention.doc[state.holder]):
        state.channel = "past"
    elif state.attitude and state.conceded and not state.settled and state.channel != "attitude":  # "while we back it"
        state.channel = "conceded"


def _qualify(node: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> None:
    """A judging adjective on the mention itself: "this daft rule"."""
    for child in node.children:
        if child.dep_ in {"amod", "appos"} and child.tag_ != "JJR" and (sense := senses.get(child.i)) and sense.worth:
            state.hold(sense.worth, "relative", child)
            steps.append(f"{child.text} ({sense.worth:+.1f})")
            return
    for child in node.children:
        if child.dep_ == "relcl" and child.i > node.i and (found := of_it(child, senses)) is not None:
            state.hold(found[1], "relative", found[0])
            steps.append(f"{found[0].text} ({found[1]:+.1f}, of it)")
            return


def _govern(node: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if dep == "conj" or (head.i == state.holder and state.attitude):
        return  # what governs the first of two governs the second, and no word judges twice
    if head.lower_ == "without" and dep == "pobj" and _comes_with(head, senses):
        state.flip_course()  # "cannot support a budget without it"
        steps.append("without (reversal)")
        return
    if further(node):
        state.hold(ASKED, "attitude", head)
        steps.append(f"{head.text} than ({ASKED:+.1f})")
        return
    if not state.than and not further(head) and ("than" in (head.lower_, node.lower_) or compared_to(node)):
        compare(head, state)
        steps.append("than")
    sense = senses.get(head.i)
    if (ending := wished_away(node, senses)) is not None:
        state.flip_course()
        steps.append(f"{ending.text} (reversal)")
    elif gone(node):
        state.flip_course()
        steps.append(f"{head.text} (gone)")
        if sense is not None and sense.course < 0 and not sense.attitude:
            return  # "take them down": said once
    if dep in SUBJECT and not done_to(head):
        as_subject(head, sense, senses, state, steps)
    elif dep in BELOW or dep in SUBJECT:
        _as_object(node, sense or NEUTRAL, senses, state, steps)


def _comes_with(prep: Token, senses: Mapping[int, Sense]) -> bool:
    """ "Cannot support a budget without it": it is the budget that would be without."""
    verb = prep.head
    if verb.pos_ in {"NOUN", "PROPN"}:
        return True
    if (senses.get(verb.i) or NEUTRAL).attitude > 0:
        return True
    return verb.lemma_ in _COPING and not any(c.dep_ in {"dobj", "advmod"} and c.i > verb.i for c in verb.children)


_COPING = frozenset({"do", "live", "go", "manage", "cope", "function"})


def _as_object(node: Token, sense: Sense, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if _only_told(node, sense, state, steps):
        return
    if dep == "nsubjpass" and not state.attitude and spent_better(head):
        state.hold(-ASKED, "worth", head)
        steps.append(f"{head.text} better elsewhere ({-ASKED:+.1f})")
    elif dep == "nsubjpass" and state.attitude and slight(head):
        state.flip()  # "claims that it would save money have been exaggerated"
        steps.append(f"{head.text} (slight)")
    elif dep == "attr" and head.lemma_ == "be" and not (state.attitude or state.turned):
        _as_attribute(node, senses, state, steps)
    elif thought_over(node) and not state.attitude:
        state.flip_course()
        steps.append(f"{head.text} (to be thought over)")
    elif _withheld(node, state):
        state.flip()
        steps.append(f"{head.text} (withheld)")
    elif not state.attitude and (value := brought_by(node)):
        state.hold(value, "outcome", head)
        steps.append(f"{head.text} ({value:+.1f}, {node.text} it)")
    elif head.lower_ == "against" and nothing_against(head):
        state.hold(0.6, "attitude", head)
        steps.append("nothing against (+0.6)")
    else:
        _as_complement(node, sense, senses, state, steps)


def _only_told(node: Token, sense: Sense, state: Walk, steps: list[str]) -> bool:
    """True where the word above reports, or brings back, what is below it, and turns nothing over."""
    head, dep = node.head, node.dep_
    if dep in {"ccomp", "acl"} and head.lemma_.lower() in lexicon().sets["complaining.words"]:
        if not state.attitude and sense.attitude < 0 and (state.turned or head.lemma_ in {"regret", "lament", "fear"}):
            state.hold(sense.attitude, "attitude", head)  # "regrets that it will be delayed"
            steps.append(f"{head.text} ({sense.attitude:+.1f})")
        return True  # "it would defeat the purpose, they warned": they say so, and do not turn it over
    if state.turned and head.pos_ == "VERB" and sense.course >= 0 and head.lemma_ in lexicon().sets["restoring.words"]:
        state.flip_course()  # to revisit what was taken out is to want it back
        steps.append(f"{head.text} (restored)")
        return True
    said = state.holder == node.i or (state.attitude < 0 and not state.claimed)
    if node.lower_ == "against" and said and head.pos_ == "VERB" and sense.attitude < 0:
        return True  # "warned against it": "against" has said it
    fronted = dep == "prep" and node.i < head.i and node.lower_ in {"without", "with"}
    return fronted and head.lemma_ in lexicon().sets["holding.words"]  # "without it, the guild warned, ..."


def _as_attribute(node: Token, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> None:
    """ "The last thing we need is the cap", "our main worry is the cap": the subject says what it is."""
    subject = next((c for c in node.head.children if c.dep_ in SUBJECT), None)
    if subject is not None and (found := judgement(subject, senses)) is not None:
        state.hold(found[1], "worth", found[0])
        steps.append(f"{found[0].text} ({found[1]:+.1f})")


def _withheld(node: Token, state: Walk) -> bool:
    """ "Lacks my support", "refuses to back", "hard to defend"."""
    if node.head.lower_ in HARDLY and node.dep_ in {"xcomp", "ccomp", "advcl"}:
        return bool(state.attitude) or state.normative
    held = node.head.lemma_ in lexicon().sets["minimising.words"] and node.dep_ in {"dobj", "xcomp", "prep", "pobj"}
    return bool(state.attitude) and held


def _as_complement(node: Token, sense: Sense, senses: Mapping[int, Sense], state: Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if head.lower_ == "against" and _is_a_rule(head.head):
        state.flip_course()  # a rule against selling
        steps.append("against (of a rule)")
    elif not sense.attitude and (view := view_of(node, senses)) is not None:
        _as_view(view, senses[view.i], state, steps)
    elif (
        state.attitude < 0 and sense.attitude < 0 and state.channel in _JUDGED and not (_denies(head) or state.claimed)
    ):
        steps.append(f"{head.text} (the same)")  # who warns of its dangers fears them
    elif (taken := _taken(node, sense, senses, state)) is not None:
        word, value, channel = taken
        state.hold(value, channel, word)
        steps.append(f"{word.text} ({value:+.1f})")
    elif sense.course < 0:
        if _ends_it(node, state):
            state.flip_course()
            steps.append(f"{head.text} (reversal)")
    elif sense.worth and dep in {"ccomp", "xcomp", "advcl", "prep", "acl", "relcl", "csubj"}:
        state.hold(sense.worth, "worth", head)
        state.price = dep == "prep" and sense.worth < 0 and head.pos_ == "NOUN"
        steps.append(f"{head.text} ({sense.worth:+.1f})")


def _taken(node: Token, sense: Sense, senses: Mapping[int, Sense], state: Walk) -> tuple[Token, float, str] | None:
    """The side that the word above `node` takes of it, and the channel it takes it by."""
    head, dep = node.head, node.dep_
    less_liked = node.lower_ == "to" and dep == "prep" and head.lemma_ in {"prefer", "preferable", "superior"}
    if less_liked or asks_for(node):
        return head, -1.0 if less_liked else ASKED, "attitude"
    if not sense.attitude:
        if not state.attitude and (named := called(node, senses)) is not None:
            return named[0], named[1], "worth"
        if side := argued(node):
            return head, side, "attitude"
    if dep == "nsubjpass" and sense.worth and not sense.course and not state.price:
        return head, sense.worth, "worth"
    if sense.attitude and not (sense.course < 0 and head.dep_ == "amod"):
        return head, sense.attitude, "attitude"
    return None


def _ends_it(node: Token, state: Walk) -> bool:
    """Whether a verb of ending above `node` ends it."""
    head = node.head
    if node.lower_ in {"with", "by"} and head.lemma_ in {"replace", "supplant", "swap"}:
        return False  # "replaced with a right": that comes
    if node.dep_ == "xcomp" and node.lemma_ in TALKING:
        return False  # "stop talking about it"
    return not (state.act >= 0 and hyphenated(head, state.act))  # the two halves of "phase-out"


def _denies(verb: Token) -> bool:
    return verb.lemma_ in lexicon().sets["denying.words"]


def _is_a_rule(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_ in lexicon().sets["stands_for.measure"] | {"ban", "ethic"}


def _as_view(noun: Token, sense: Sense, state: Walk, steps: list[str]) -> None:
    """ "Gave their full backing to it", "called a halt to it": the noun says what the light verb does not."""
    if not sense.attitude:
        state.flip_course()
        steps.append(f"{noun.text} (reversal)")
        return
    turn = -1.0 if negator(noun) is not None else 1.0
    state.hold(turn * sense.attitude, "attitude", noun)
    steps.append(f"{noun.text} ({turn * sense.attitude:+.1f})")


_JUDGED = frozenset({"worth", "outcome", "effect"})
