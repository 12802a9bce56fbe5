"""Multiply signs along the dependency parse, from what is spoken of up to what is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.targets import Target

BELOW = frozenset(
    {"dobj", "pobj", "prep", "nsubjpass", "xcomp", "ccomp", "pcomp", "compound", "amod", "acl", "relcl", "poss", "agent",
     "dative", "attr", "oprd", "advcl", "nmod", "advmod", "prt", "appos", "conj"}
)  # fmt: skip
SUBJECT = frozenset({"nsubj", "csubj"})
MANY = 12  # governors: a longer chain is a parser's mistake


@dataclass(frozen=True)
class Path:
    """The outcome for one mention: `course` +1 the measure happens, -1 it does not; `attitude` toward that; `steps` explain."""

    target: Target
    course: float
    attitude: float
    normative: bool
    negated: bool
    channel: str
    steps: tuple[str, ...]

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

    def hold(self, value: float, channel: str) -> None:
        """An attitude found on the way multiplies those below it: "refuses to oppose" is not opposition."""
        if self.attitude:
            self.attitude *= 1.0 if value > 0 else -1.0
        else:
            self.attitude, self.channel = value, channel

    def flip(self) -> None:
        if self.attitude:
            self.attitude = -self.attitude
        else:
            self.course = -self.course


def walk(target: Target, senses: Mapping[int, Sense]) -> Path:
    state = _Walk(course=target.sign)
    steps = [f"{target.token.text} ({target.kind} {target.sign:+.0f})"]
    node = target.token
    _qualify(node, senses, state, steps)
    for _ in range(MANY):
        if negator := _negator(node):
            state.flip()
            state.negated = True
            steps.append(f"{negator.text} (negation)")
        if _normative(node):
            state.normative = True
            steps.append("should")
        if node.head is node:
            break
        _govern(node, senses, state, steps)
        node = node.head
    if not state.attitude and state.normative:
        state.attitude, state.channel = 1.0, "norm"
    return Path(target, state.course, state.attitude, state.normative, state.negated, state.channel, tuple(steps))


def _qualify(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """A judging adjective on the mention itself: "this daft rule"."""
    for child in node.children:
        if child.dep_ in {"amod", "appos"} and (sense := senses.get(child.i)) and sense.worth:
            state.hold(sense.worth, "worth")
            steps.append(f"{child.text} ({sense.worth:+.1f})")
            return


def _govern(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if dep == "conj":  # what governs the first of two governs the second
        return
    sense = senses.get(head.i)
    if dep in SUBJECT:
        _as_subject(head, sense, senses, state, steps)
    elif sense is not None and dep in BELOW:
        if sense.attitude:
            state.hold(sense.attitude, "attitude")
            steps.append(f"{head.text} ({sense.attitude:+.1f})")
        elif sense.course < 0:
            state.course = -state.course if not state.attitude else state.course
            steps.append(f"{head.text} (reversal)")
        elif sense.worth and dep in {"ccomp", "xcomp", "advcl", "prep", "acl", "relcl"}:
            state.hold(sense.worth, "worth")
            steps.append(f"{head.text} ({sense.worth:+.1f})")


def _as_subject(head: Token, sense: Sense | None, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """What is said of the mention: a copula's complement, what it does to others, or the object it brings."""
    if sense is not None and sense.effect:
        state.hold(sense.effect, "effect")
        steps.append(f"{head.text} ({sense.effect:+.1f})")
        return
    if sense is not None and sense.worth:
        state.hold(sense.worth, "worth")
        steps.append(f"{head.text} ({sense.worth:+.1f})")
        return
    for child in head.children:
        if child.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp", "prep", "dative"} and child.dep_ not in SUBJECT:
            found = _judgement(child, senses)
            if found is not None:
                token, worth = found
                state.hold(worth, "outcome" if child.dep_ == "dobj" else "worth")
                steps.append(f"{token.text} ({worth:+.1f})")
                return
    if sense is not None and sense.course < 0 and head.pos_ == "VERB" and not state.attitude:
        steps.append(f"{head.text} (does away with something)")


def _judgement(token: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    sense = senses.get(token.i)
    if sense is not None and (value := sense.worth or sense.attitude or sense.effect):
        return token, -value if _negator(token) else value
    for child in token.children:
        if child.dep_ in {"amod", "pobj", "attr", "acomp", "compound", "dobj"} and (sense := senses.get(child.i)) and sense.worth:
            return child, -sense.worth if _negator(token) else sense.worth
    return None


def _negator(node: Token) -> Token | None:
    words = lexicon().sets["negation.words"]
    for child in node.children:
        if child.dep_ == "neg" or (child.dep_ in {"det", "advmod", "preconj", "cc"} and child.lower_ in words):
            return child
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"nobody", "none", "nothing", "no-one"}:
            return child
    return None


def _normative(node: Token) -> bool:
    words = lexicon().sets["normative.words"]
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ in words for child in node.children) or (
        node.lemma_ in {"need", "ought", "let"} and node.pos_ == "VERB"
    )
