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
    mocked = _mocked(node)
    for _ in range(MANY):
        if negator := _negator(node):
            state.flip()
            state.negated = True
            steps.append(f"{negator.text} (negation)")
        if _normative(node) or (node.lemma_ in _GROUNDS and _negator(node)):
            state.normative = True
            steps.append("should")
        if node.head.i == node.i or _clause_apart(node):
            if _supposed(node):
                state.attitude, state.channel = 0.0, "supposed"
            break
        _govern(node, senses, state, steps)
        node = node.head
    if not state.attitude and state.normative:
        state.attitude, state.channel = (-1.0 if _asks_why(target.token) else 1.0), "norm"
    if mocked:
        state.attitude = -state.attitude
        steps.append("by all means (mockery)")
    if state.attitude and _questioned(target.token):
        state.channel = "asked"
    return Path(
        target, state.course, state.attitude, state.normative, state.negated, state.channel, tuple(steps), state.holder
    )


def _clause_apart(node: Token) -> bool:
    """A clause of its own: what stands in another ("Officers are not nurses, and calls should go elsewhere") is not about it."""
    if node.dep_ == "parataxis":
        return True
    if node.pos_ not in {"VERB", "AUX"}:
        return False
    if node.dep_ == "conj":
        return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in node.children)
    return node.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS for c in node.children)


def _supposed(node: Token) -> bool:
    """Under "if": what one would feel is not what one feels."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "until"} for c in node.children)


_CONDITIONS = frozenset(
    {"if", "unless", "until", "while", "once", "provided", "when", "because", "as", "since", "although", "though"}
)


def _qualify(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """A judging adjective on the mention itself: "this daft rule"."""
    for child in node.children:
        if child.dep_ in {"amod", "appos"} and (sense := senses.get(child.i)) and sense.worth:
            state.hold(sense.worth, "worth", child)
            steps.append(f"{child.text} ({sense.worth:+.1f})")
            return


def _govern(node: Token, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if dep == "conj":  # what governs the first of two governs the second
        return
    if head.lower_ == "than" or node.lower_ == "than":
        if not state.than:
            state.than = True
            steps.append("than")
    sense = senses.get(head.i)
    if _gone(node):
        state.flip_course()
        steps.append(f"{head.text} (gone)")
    if dep in SUBJECT:
        _as_subject(head, sense, senses, state, steps)
    elif dep in BELOW:
        _as_object(node, sense or _NEUTRAL, state, steps)


def _as_object(node: Token, sense: Sense, state: _Walk, steps: list[str]) -> None:
    head, dep = node.head, node.dep_
    if (
        state.attitude
        and head.lemma_ in lexicon().sets["minimising.words"]
        and dep in {"dobj", "xcomp", "prep", "pobj"}
    ):
        state.flip()  # "lacks my support", "refuses to back"
        steps.append(f"{head.text} (withheld)")
        return
    if head.lower_ == "against" and head.head.lemma_ in lexicon().sets["stands_for.measure"] | {"ban", "ethic"}:
        state.flip_course()  # a rule against selling
        steps.append("against (of a rule)")
    elif node.lower_ == "to" and dep == "prep" and head.lemma_ in {"prefer", "preferable", "superior"}:
        state.hold(-1.0, "attitude", head)
        steps.append(f"{head.text} ... to (-1.0)")
    elif sense.attitude and not (sense.course < 0 and head.dep_ == "amod"):
        state.hold(sense.attitude, "attitude", head)
        steps.append(f"{head.text} ({sense.attitude:+.1f})")
    elif sense.course < 0:
        if state.act >= 0 and abs(head.i - state.act) < 3:
            return  # the two halves of "phase-out"
        state.flip_course()
        steps.append(f"{head.text} (reversal)")
    elif sense.worth and dep in {"ccomp", "xcomp", "advcl", "prep", "acl", "relcl", "csubj"}:
        state.hold(sense.worth, "worth", head)
        steps.append(f"{head.text} ({sense.worth:+.1f})")


_GROUNDS = frozenset({"reason", "need", "point", "justification", "excuse", "sense"})
_NEUTRAL = Sense()
_GOING = frozenset(
    {"go", "leave", "vanish", "disappear", "die", "wait", "end", "close", "lapse", "retire", "fall", "stop", "expire"}
)
_ONWARD = frozenset({"on", "ahead", "further", "far", "beyond", "forward", "back", "along", "through", "up", "too"})
_AWAY = frozenset({"out", "off", "away", "gone", "over", "down"})
_WANTING = frozenset({"want", "like", "see", "get", "keep", "stay", "take", "run", "step"})


def _gone(node: Token) -> bool:
    """ "wants the adverts gone", "should go", "the contracts run out", "gear out of every area"."""
    head = node.head
    later = [child.lower_ for child in (*head.children, *node.children) if child.i > node.i]
    if node.dep_ in {"nsubj", "nsubjpass"}:
        if (
            node.dep_ == "nsubj"
            and head.lemma_ in _GOING
            and not any(
                c.dep_ in {"dobj", "xcomp", "acomp"} or c.lower_ in {"on", "ahead", "further"} for c in head.children
            )
        ):
            return True
        return head.lemma_ in _WANTING and any(word in _AWAY for word in later)
    return node.dep_ == "dobj" and head.lemma_ in _WANTING and any(word in _AWAY for word in later)


def _as_subject(head: Token, sense: Sense | None, senses: Mapping[int, Sense], state: _Walk, steps: list[str]) -> None:
    """What is said of the mention: a copula's complement, what it does to others, or the object it brings."""
    if sense is not None and (value := sense.effect or sense.worth):
        state.hold(value, "effect" if sense.effect else "worth", head)
        steps.append(f"{head.text} ({value:+.1f})")
        return
    for child in head.children:
        inner = senses.get(child.i)
        if (
            child.dep_ == "xcomp"
            and inner is not None
            and inner.course
            and any(c.dep_ == "auxpass" for c in child.children)
        ):
            if inner.course < 0:  # "needs to be lifted"
                state.flip_course()
                steps.append(f"{child.text} (reversal)")
            return
        if child.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp", "prep", "dative", "advmod"}:
            found = _judgement(child, senses)
            if found is not None:
                token, worth = found
                withheld = head.lemma_ in lexicon().sets["minimising.words"]
                state.hold(-worth if withheld else worth, "outcome" if child.dep_ == "dobj" else "worth", token)
                steps.append(f"{token.text} ({worth:+.1f})")
                return


def _judgement(token: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    sense = senses.get(token.i)
    if sense is not None and (value := sense.worth or sense.attitude or sense.effect):
        return token, -value if _negator(token) else value
    for child in token.children:
        if (
            child.dep_ in {"amod", "pobj", "attr", "acomp", "compound", "dobj"}
            and (sense := senses.get(child.i))
            and sense.worth
        ):
            return child, -sense.worth if _negator(token) else sense.worth
    return None


def _negator(node: Token) -> Token | None:
    """The word that negates `node`: "not", "no" before it, or a subject that is nobody or "no council leader"."""
    if node.lower_ in _NOBODY and node.dep_ not in SUBJECT:
        return node
    words = lexicon().sets["negation.words"]
    for child in node.children:
        if child.i + 1 < len(node.doc) and node.doc[child.i + 1].text == "-":  # the "no" of a no-send rule
            continue
        if child.lower_ == "least":  # "at least"
            continue
        if child.dep_ == "neg" or (child.dep_ in {"det", "advmod", "preconj", "cc"} and child.lower_ in words):
            return child
        if child.dep_ in {"nsubj", "nsubjpass"} and (denier := _denies(child)) is not None:
            return denier
    return None


_NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})


def _denies(subject: Token) -> Token | None:
    if subject.lower_ in _NOBODY:
        return subject
    return next(
        (c for c in subject.children if c.dep_ in {"det", "neg", "preconj"} and c.lower_ in {"no", "not", "neither"}),
        None,
    )


def _mocked(node: Token) -> bool:
    """ "By all means let us ..." at the head of a sentence grants what the speaker would never grant."""
    words = [token.lower_ for token in node.sent if not token.is_punct][:5]
    return words[:3] == ["by", "all", "means"] or words[:3] == ["yes", "do", "let"]


def _asks_why(node: Token) -> bool:
    """ "Why must we ...?" and "Shall we cap hairdressers as well?" expect the answer no."""
    words = [token.lower_ for token in node.sent if not token.is_punct]
    return _questioned(node) and (
        "why" in words[:6] or words[:1] == ["shall"] or words[:2] in (["what", "for"], ["who", "needs"])
    )


def _questioned(node: Token) -> bool:
    return any(token.text == "?" for token in node.sent)


def _normative(node: Token) -> bool:
    words = lexicon().sets["normative.words"]
    if any(child.dep_ in {"aux", "auxpass"} and child.lower_ in words for child in node.children):
        return True
    return node.pos_ == "VERB" and _commands(node)


def _commands(verb: Token) -> bool:
    """An imperative: "Put them back", "Leave the shares alone"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "conj", "ccomp", "parataxis"}:
        return False
    if any(c.dep_ == "conj" and any(a.dep_ in {"nsubj", "nsubjpass"} for a in c.children) for c in verb.children):
        return False  # "put a meter on it and we shall be sharing": a condition
    return not any(child.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for child in verb.children)


def happening(target: Target, senses: Mapping[int, Sense], *, own: bool = False) -> float:
    """+1: the words tell of the measure coming, -1: of its going; 0: they only mention the thing it would limit.

    `own`: the words are the speaker's; then only what has been or is being done counts, not what they refuse or wish.
    """
    sign, moved, node = target.sign, target.sign > 0, target.token
    for _ in range(MANY):
        if _negator(node):
            if own:
                return 0.0
            sign, moved = -sign, True
        sense = senses.get(node.head.i)
        if node.head.i == node.i:
            break
        if own and (_normative(node.head) or (sense is not None and sense.attitude)):
            return sign if moved and sign < 0 and _told(node.head) else 0.0
        if _gone(node):
            sign, moved = -sign, True
        elif sense is not None and sense.course and _acted_on(node):
            if own and not _told(node.head):
                return 0.0
            sign, moved = (sign if sense.course > 0 else -sign), True
        node = node.head
    return sign if moved else 0.0


def _told(verb: Token) -> bool:
    """True for what has happened: a past or perfect verb, a participle, a gerund, a noun; not for "would drop"."""
    if any(
        c.dep_ in {"aux"} and c.lower_ in {"would", "will", "could", "should", "must", "to", "may", "might", "can"}
        for c in verb.children
    ):
        return False
    return verb.pos_ == "NOUN" or verb.tag_ in {"VBD", "VBN", "VBG", "VBZ"}


def _acted_on(node: Token) -> bool:
    """True for an object, a passive subject, the noun under "of", and the subject of a verb without an object."""
    if node.dep_ in SUBJECT:
        return not any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in node.head.children)
    return node.dep_ in {
        "dobj",
        "nsubjpass",
        "pobj",
        "prep",
        "compound",
        "xcomp",
        "ccomp",
        "pcomp",
        "amod",
        "acl",
        "nmod",
    }


def in_context(token: Token, senses: Mapping[int, Sense]) -> float:
    """-1 when what governs the word in its own clause turns it over: "drop our objection", "no quarrel", "nobody regrets"."""
    flip, node = 1.0, token
    for _ in range(4):
        if _negator(node):
            flip = -flip
        head = node.head
        if head.i == node.i or node.dep_ in {
            "conj",
            "advcl",
            "relcl",
            "ccomp",
            "parataxis",
            "csubj",
            "nsubj",
            "appos",
            "acl",
        }:
            break
        if node.dep_ in {"dobj", "xcomp", "pobj", "nsubjpass", "attr"}:
            sense = senses.get(head.i)
            if (sense is not None and sense.course < 0 and node.dep_ != "attr") or head.lemma_ in lexicon().sets[
                "minimising.words"
            ]:
                flip = -flip
        node = head
    return flip
