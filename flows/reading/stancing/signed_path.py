"""Multiply signs along the dependency parse, from what is spoken of up to what is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import (
    ASKED,
    BELOW,
    SUBJECT,
    asks_for,
    asks_why,
    clause_apart,
    gone,
    hyphenated,
    mocked,
    negator,
    normative,
    predicate,
    questioned,
    supposed,
)
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.targets import Target

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
        if (denier := negator(node)) is not None and denier.i not in denied:
            denied.add(denier.i)
            state.flip()
            state.negated = True
            steps.append(f"{denier.text} (negation)")
        if normative(node) or (node.lemma_ in _GROUNDS and negator(node)) or _would_do(node, senses):
            state.normative = True
            steps.append("should")
        if node.head.i == node.i or clause_apart(node):
            if supposed(node):
                state.attitude, state.channel, state.normative = 0.0, "supposed", False
            break
        if node.dep_ in {"csubj", "csubjpass"} and any(
            c.lower_ in {"who", "whoever"} and c.dep_ in SUBJECT for c in node.children
        ):
            break  # "whoever repealed it should be made to listen" is about whoever
        _govern(node, senses, state, steps)
        node = node.head
    if not state.attitude and state.normative:
        state.attitude, state.channel = (
            (-1.0 if asks_why(target.token) else 1.0) * (-1.0 if state.than else 1.0),
            "norm",
        )
    if mockery:
        state.attitude = -state.attitude
        steps.append("by all means (mockery)")
    if state.attitude and questioned(target.token):
        state.channel = "asked"
    return Path(
        target, state.course, state.attitude, state.normative, state.negated, state.channel, tuple(steps), state.holder
    )


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
        if child.dep_ == "relcl" and child.i > node.i and (found := _of_it(child, senses)) is not None:
            state.hold(found[1], "relative", found[0])
            steps.append(f"{found[0].text} ({found[1]:+.1f}, of it)")
            return


def _of_it(verb: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
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


def _govern(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if dep == "conj":  # what governs the first of two governs the second
        return
    if "than" in (head.lower_, node.lower_) and not state.than:
        state.than = True
        steps.append("than")
    sense = senses.get(head.i)
    if gone(node):
        state.flip_course()
        steps.append(f"{head.text} (gone)")
        if sense is not None and sense.course < 0 and not sense.attitude:
            return  # "take them down": said once
    if dep in SUBJECT and not _done_to(head):
        _as_subject(head, sense, senses, state, steps)
    elif dep in BELOW or dep in SUBJECT:
        _as_object(node, sense or _NEUTRAL, state, steps)


def _done_to(verb: Token) -> bool:
    """ "Wants fares done away with": a participle without a helper has no doer before it."""
    return verb.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


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
    elif head.lower_ == "against" and _nothing_against(head):
        state.hold(0.6, "attitude", head)
        steps.append("nothing against (+0.6)")
    else:
        _as_complement(node, sense, state, steps)


def _withheld(node: Token, state: _Walk) -> bool:
    """ "Lacks my support", "refuses to back", "hard to defend"."""
    if node.head.lower_ in _HARDLY and node.dep_ in {"xcomp", "ccomp", "advcl"}:
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
        if state.act >= 0 and hyphenated(head, state.act):
            return  # the two halves of "phase-out"
        state.flip_course()
        steps.append(f"{head.text} (reversal)")
    elif sense.worth and dep in {"ccomp", "xcomp", "advcl", "prep", "acl", "relcl", "csubj"}:
        state.hold(sense.worth, "worth", head)
        steps.append(f"{head.text} ({sense.worth:+.1f})")


def _nothing_against(word: Token) -> bool:
    """ "Have nothing against it", where the parser hangs "against" on the verb."""
    return any(t.lower_ in {"nothing", "little"} and t.dep_ in {"dobj", "attr"} for t in word.head.children)


_GROUNDS = frozenset({"reason", "need", "point", "justification", "excuse", "sense"})
_HARDLY = frozenset({"hard", "difficult", "impossible", "unable", "unwilling", "slow", "loath"})
_EASILY = frozenset({"easy", "simple", "possible", "tempting"})
_NEUTRAL = Sense()


def _as_subject(head: Token, sense: Sense | None, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """What is said of the mention: a copula's complement, what it does to others, or the object it brings."""
    if (verb := predicate(head)) is not head:
        inner = senses.get(verb.i)
        if inner is not None and inner.course < 0 and any(c.dep_ == "auxpass" for c in verb.children):
            state.flip_course()  # "is to be lifted", "needs to be scrapped"
            steps.append(f"{verb.text} (reversal)")
            return
        if inner is not None and not inner.course:
            head, sense = verb, inner
    if sense is not None and (value := sense.effect or sense.worth):
        state.hold(value, "effect" if sense.effect else "worth", head)
        steps.append(f"{head.text} ({value:+.1f})")
        return
    for child in head.children:
        if child.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp", "prep", "advmod"}:
            found = _hard_to(child, senses) or judgement(child, senses)
            if found is not None:
                token, worth = found
                withheld = head.lemma_ in lexicon().sets["minimising.words"]
                state.hold(-worth if withheld else worth, "outcome" if child.dep_ == "dobj" else "worth", token)
                steps.append(f"{token.text} ({worth:+.1f})")
                return
    _as_subject_of_others(head, senses, state, steps)


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


def _hard_to(adjective: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "Is hard to defend", "is easy to support": what can be done with it only with pains, or with none."""
    if adjective.lower_ not in _HARDLY | _EASILY:
        return None
    for verb in adjective.children:
        if verb.dep_ == "xcomp" and (sense := senses.get(verb.i)) is not None and sense.attitude:
            return verb, -sense.attitude if adjective.lower_ in _HARDLY else sense.attitude
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
