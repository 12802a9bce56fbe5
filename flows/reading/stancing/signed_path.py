"""Multiply signs along the dependency parse, from what is spoken of up to what is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import (
    ASKED,
    BELOW,
    SUBJECT,
    about_whoever,
    answered,
    asks_for,
    calls_for_first,
    clause_apart,
    compared_to,
    does_not,
    formerly,
    gone,
    hyphenated,
    little,
    negator,
    negators,
    normative,
    predicate,
    supposed,
)
from flows.reading.stancing.fortunes import clause_value
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.moods import asks_why, mocked, questioned
from flows.reading.stancing.targets import Target
from flows.reading.stancing.worth import HARDLY, hard_to, judgement, nothing_against, of_it

MANY = 12  # governors: a longer chain is a parser's mistake


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


@dataclass
class _Walk:
    course: float
    attitude: float = 0.0
    normative: bool = False
    negated: bool = False
    channel: str = "none"
    than: bool = False
    turned: bool = False
    doing: bool = False  # the last step up was from a subject
    act: int = -1
    holder: int = -1

    def hold(self, value: float, channel: str, token: Token) -> None:
        """An attitude found on the way multiplies those below it: "refuses to oppose" is not opposition."""
        self.holder = token.i
        if self.attitude:
            self.attitude *= 1.0 if value > 0 else -1.0
        else:
            self.attitude, self.channel = (-value if self.than else value), channel

    def flip_course(self) -> None:
        """An ending below an attitude turns what happens; above one ("the call was dropped") it turns the attitude."""
        self.turned = not self.turned
        self.flip()

    def flip(self) -> None:
        if self.attitude:
            self.attitude = -self.attitude
        else:
            self.course = -self.course


def walk(target: Target, senses: Mapping[int, Sense]) -> Path:
    state = _Walk(course=target.sign, act=target.token.i if target.kind == "act" else -1)
    steps = [f"{target.token.text} ({target.kind} {target.sign:+.0f})"]
    node = target.token
    _qualify(node, senses, state, steps)
    mockery = mocked(node)
    denied: set[int] = set()
    for _ in range(MANY):
        _deny(node, denied, senses, state, steps)
        if normative(node) or (node.lemma_ in _GROUNDS and negator(node)) or _would_do(node, senses):
            state.normative = True
            steps.append("should")
        if node.head.i == node.i or clause_apart(node) or about_whoever(node):
            if supposed(node):
                state.attitude, state.channel, state.normative = 0.0, "supposed", False
            break
        state.doing = node.dep_ in SUBJECT
        _govern(node, senses, state, steps)
        node = node.head
    _conclude(target.token, state, steps)
    if mockery:
        state.attitude = -state.attitude
        steps.append("by all means (mockery)")
    return Path(
        target, state.course, state.attitude, state.normative, state.negated, state.channel, tuple(steps), state.holder
    )


def _deny(node: Token, denied: set[int], senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """Turn for every negation at `node`, once: "no" of a subject is met at the noun and again at its verb."""
    for denier in () if calls_for_first(node) else negators(node):
        if denier.i not in denied:
            denied.add(denier.i)
            if state.doing and not state.attitude and does_not(node):
                steps.append(f"{denier.text} (negation)")
                if (senses.get(node.i) or _NEUTRAL).course > 0 or clause_value(node, set()) < 0:
                    state.hold(-ASKED, "effect", node)  # a good left undone
                continue
            state.flip()
            state.negated = True
            steps.append(f"{denier.text} (negation)")


def _conclude(mention: Token, state: _Walk, steps: list[str]) -> None:
    """An answer or a wish where no word of attitude was met, and attitudes that were only asked or held once."""
    if not state.attitude and (answer := answered(mention)):
        state.attitude, state.channel = answer, "answer"
        steps.append(f"answered ({answer:+.0f})")
    if not state.attitude and state.normative:
        turned = asks_why(mention) != state.than
        state.attitude, state.channel = (-1.0 if turned else 1.0), "norm"
    if state.attitude and questioned(mention):
        state.channel = "asked"
    elif state.attitude and state.holder >= 0 and formerly(mention.doc[state.holder]):
        state.channel = "past"


def _would_do(verb: Token, senses: Mapping[int, Sense]) -> bool:
    """ "I would keep the law", "we'd drop it tomorrow": what the speaker would do, the speaker wants done."""
    sense = senses.get(verb.i)
    if sense is None or not sense.course or verb.pos_ != "VERB" or supposed(verb):
        return False
    mine = any(child.dep_ == "nsubj" and child.lower_ in {"i", "we"} for child in verb.children)
    return mine and any(child.dep_ == "aux" and child.lower_ in {"would", "'d", "’d"} for child in verb.children)


def _qualify(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """A judging adjective on the mention itself: "this daft rule"."""
    for child in node.children:
        if child.dep_ in {"amod", "appos"} and child.tag_ != "JJR" and (sense := senses.get(child.i)) and sense.worth:
            state.hold(sense.worth, "worth", child)
            steps.append(f"{child.text} ({sense.worth:+.1f})")
            return
    for child in node.children:
        if child.dep_ == "relcl" and child.i > node.i and (found := of_it(child, senses)) is not None:
            state.hold(found[1], "relative", found[0])
            steps.append(f"{found[0].text} ({found[1]:+.1f}, of it)")
            return


def _govern(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if dep == "conj":  # what governs the first of two governs the second
        return
    if not state.than and ("than" in (head.lower_, node.lower_) or compared_to(node)):
        state.than = True
        steps.append("than")
    sense = senses.get(head.i)
    if (ending := _wished_away(node, senses)) is not None:
        state.flip_course()
        steps.append(f"{ending.text} (reversal)")
    elif gone(node):
        state.flip_course()
        steps.append(f"{head.text} (gone)")
        if sense is not None and sense.course < 0 and not sense.attitude:
            return  # "take them down": said once
    if dep in SUBJECT and not _done_to(head):
        _as_subject(head, sense, senses, state, steps)
    elif dep in BELOW or dep in SUBJECT:
        _as_object(node, sense or _NEUTRAL, state, steps)


def _wished_away(node: Token, senses: Mapping[int, Sense]) -> Token | None:
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


_PARTICIPLE = frozenset({"VBN", "VBD"})
_WISHING = frozenset({"want", "like", "love", "see", "need", "have", "get", "call", "ask", "press", "prefer", "wish"})


def _done_to(verb: Token) -> bool:
    """ "Wants fares done away with": a participle without a helper has no doer before it."""
    if any(child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children):
        return False
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.head.lemma_ in _WISHING)


def _as_object(node: Token, sense: Sense, state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if dep == "ccomp" and head.lemma_ in lexicon().sets["complaining.words"]:
        return  # "it would defeat the purpose, they warned": they say so, and do not turn it over
    if state.turned and head.pos_ == "VERB" and sense.course >= 0 and head.lemma_ in lexicon().sets["restoring.words"]:
        state.flip_course()  # to revisit what was taken out is to want it back
        steps.append(f"{head.text} (restored)")
        return
    if _withheld(node, state):
        state.flip()
        steps.append(f"{head.text} (withheld)")
    elif head.lower_ == "against" and nothing_against(head):
        state.hold(0.6, "attitude", head)
        steps.append("nothing against (+0.6)")
    else:
        _as_complement(node, sense, state, steps)


def _withheld(node: Token, state: _Walk) -> bool:
    """ "Lacks my support", "refuses to back", "hard to defend"."""
    if node.head.lower_ in HARDLY and node.dep_ in {"xcomp", "ccomp", "advcl"}:
        return bool(state.attitude) or state.normative
    held = node.head.lemma_ in lexicon().sets["minimising.words"] and node.dep_ in {"dobj", "xcomp", "prep", "pobj"}
    return bool(state.attitude) and held


def _as_complement(node: Token, sense: Sense, state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if head.lower_ == "against" and head.head.lemma_ in lexicon().sets["stands_for.measure"] | {"ban", "ethic"}:
        state.flip_course()  # a rule against selling
        steps.append("against (of a rule)")
    elif node.lower_ == "to" and dep == "prep" and head.lemma_ in {"prefer", "preferable", "superior"}:
        state.hold(-1.0, "attitude", head)
        steps.append(f"{head.text} ... to (-1.0)")
    elif asks_for(node) and not sense.attitude:
        state.hold(ASKED, "attitude", head)
        steps.append(f"{head.text} ({ASKED:+.1f})")
    elif sense.attitude and not (sense.course < 0 and head.dep_ == "amod"):
        state.hold(sense.attitude, "attitude", head)
        steps.append(f"{head.text} ({sense.attitude:+.1f})")
    elif sense.course < 0:
        if node.lower_ in {"with", "by"} and head.lemma_ in {"replace", "supplant", "swap"}:
            return  # "replaced with a right": that comes
        if state.act >= 0 and hyphenated(head, state.act):
            return  # the two halves of "phase-out"
        state.flip_course()
        steps.append(f"{head.text} (reversal)")
    elif sense.worth and dep in {"ccomp", "xcomp", "advcl", "prep", "acl", "relcl", "csubj"}:
        state.hold(sense.worth, "worth", head)
        steps.append(f"{head.text} ({sense.worth:+.1f})")


_GROUNDS = frozenset({"reason", "need", "point", "justification", "excuse", "sense"})
_NEUTRAL = Sense()


def _as_subject(head: Token, sense: Sense | None, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """What is said of the mention: a copula's complement, what it does to others, or the object it brings."""
    if (verb := predicate(head)) is not head:
        if (denier := negator(verb)) is not None:
            state.flip()  # "ought never to have gone"
            steps.append(f"{denier.text} (negation)")
        inner = senses.get(verb.i)
        if inner is not None and inner.course < 0 and any(c.dep_ == "auxpass" for c in verb.children):
            state.flip_course()  # "is to be lifted", "needs to be scrapped"
            steps.append(f"{verb.text} (reversal)")
            return
        if inner is not None and not inner.course:
            head, sense = verb, inner
    sense = sense or _NEUTRAL
    if state.attitude and sense.course < 0 and not any(c.dep_ == "dobj" for c in head.children):
        state.flip()  # "the case for it melts away"
        steps.append(f"{head.text} (reversal)")
    elif value := sense.effect or sense.worth:
        value = -value if little(head) else value
        state.hold(value, "effect" if sense.effect else "worth", head)
        steps.append(f"{head.text} ({value:+.1f})")
    elif not _by_complement(head, sense, senses, state, steps):
        _as_subject_of_others(head, senses, state, steps)


def _by_complement(head: Token, sense: Sense, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> bool:
    """ "Is a disgrace", "brings relief", "would undo the work of years", "is hard to defend"."""
    for child in head.children:
        if child.dep_ not in {"attr", "acomp", "oprd", "dobj", "xcomp", "prep", "advmod"}:
            continue
        if (found := hard_to(child, senses) or judgement(child, senses)) is None:
            continue
        token, worth = found
        if child.dep_ == "dobj" and (sense.course < 0 or head.lemma_ == "undo"):
            worth = -abs(worth)
        withheld = head.lemma_ in lexicon().sets["minimising.words"]
        state.hold(-worth if withheld else worth, "outcome" if child.dep_ == "dobj" else "worth", token)
        steps.append(f"{token.text} ({worth:+.1f})")
        return True
    return False


def _as_subject_of_others(head: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """ "The rule has run for years and hurts nobody": the verbs that share the subject judge it too."""
    for other in head.children:
        if other.dep_ != "conj" or other.pos_ not in {"VERB", "AUX"}:
            continue
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in other.children):
            continue
        before = state.attitude
        _as_subject(other, senses.get(other.i), senses, state, steps)
        if state.attitude != before:
            if negator(other):
                state.flip()
            return
