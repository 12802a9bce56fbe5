"""Say what a clause says about a term of the codebook that was found in it word for word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.reading.parsed import Token
from flows.reading.stancing.appraisal import called, view_of
from flows.reading.stancing.clauses import (
    ASKED,
    SUBJECT,
    asks_for,
    calls_for_first,
    does_not,
    gone,
    little,
    negator,
    normative,
    touched,
)
from flows.reading.stancing.features import senses_of
from flows.reading.stancing.fortunes import clause_value
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.passage import Passage
from flows.reading.stancing.worth import judgement

_OTHER_CLAUSE = frozenset({"advcl", "relcl", "parataxis", "intj"})
_RAISING = frozenset({"think", "say", "believe", "feel", "see", "suppose", "imagine", "pretend", "claim"})
_SEEING = frozenset({"see", "hear", "watch"})
_BEARING = frozenset(
    {"suffer", "face", "endure", "experience", "undergo", "struggle", "cope", "have"}
)  # says nothing of the speaker's view
_KEEPING = frozenset({"allow", "permit", "let", "license", "licence", "authorise", "keep", "retain", "maintain",
                      "preserve", "protect", "extend"})  # fmt: skip
_NEUTRAL = Sense()
_SELF = frozenset({"i", "we", "you", "who", "which", "that"})
_RESTORING = frozenset({"revisit", "restore", "reinstate", "reconsider", "rethink", "revive", "return"})
_STEPS = 9
_DONE = 0.5  # an ending or a going on without anybody's judgement of it


TOUCHED = "touched"  # something is said to bear on it, or not to: no side is taken


@dataclass
class Judged:
    """`value` -1 to 1: what the clause says against or for the proposition by what it says of one term."""

    course: float
    attitude: float = 0.0
    moved: bool = False
    negated: bool = False
    normative: bool = False
    stopped: str = ""  # the relation at which its clause ended, or TOUCHED
    through_subject: bool = False  # the last step up was from a subject
    through: set[int] = field(default_factory=set)  # words on its way up
    steps: list[str] = field(default_factory=list)
    side: int = 1  # of the term

    @property
    def value(self) -> float:
        if self.attitude:
            return self.course * self.attitude
        if self.negated or (self.normative and (self.moved or self.course > 0)):
            return 0.6 * self.course
        # "Spending on family help has fallen", told of others, is a complaint: 7 of 9 such wanted more of it.
        undone = self.side > 0 and self.course < 0
        return _DONE * self.course if self.moved and not undone else 0.0

    def flip(self) -> None:
        if self.attitude:
            self.attitude = -self.attitude
        else:
            self.course = -self.course


def attitude_of(token: Token) -> float:
    """Whether a verb, noun or adjective says by itself that its holder is for (+) or against (-) what it governs."""
    sense = lexicon().senses.alone(token.lower_, token.lemma_lower)
    return 0.0 if sense is None else sense.attitude


def judged_term(
    passage: Passage, indices: Sequence[int], side: int, *, others: frozenset[int] = frozenset(), quoted: bool = False
) -> Judged | None:
    """Walk from the words at `indices`, a name of the measure (1) or of what it limits (-1), through their clause.

    A judgement outside of it is about something else: in "we need a plan and some of it cannot wait" the plan is
    not negated. `others` are the words of other terms: what stands inside their phrase is judged with them.
    `quoted`: the words are the speaker's own, and what somebody else wants in them is not what the speaker wants.
    """
    inside = set(indices)
    if any(passage.doc[i].lower_ == "than" for i in range(min(inside, default=0), max(inside, default=0))):
        return None  # "worried more by a tired driver than a young one": half of it is what the other is compared to
    heads = [i for i in indices if passage.doc[i].head.i not in inside or passage.doc[i].head.i == i]
    if not heads:
        return None
    node = passage.doc[min(heads, key=lambda i: sum(1 for _ in passage.doc[i].ancestors))]
    senses = senses_of(passage.judged)
    own = senses.get(node.i)
    state = Judged(float(side), steps=[f"{node.text} ({'measure' if side > 0 else 'limited'})"], side=side)
    _left(passage, inside, state)
    if own is None or not own.course:
        _adjective(node, senses, state)
    denied: set[int] = set()
    known = {token.i for token in passage.judged}
    for _ in range(_STEPS):
        _deny(node, denied, senses, state)
        state.normative = state.normative or (node.pos_ in ("VERB", "AUX") and normative(node))
        head = node.head
        if head.i in others and head.i not in inside:
            return None
        if head.i == node.i or head.i not in known or (quoted and _of_others(head, senses)):
            _deny_beyond(node, known, state)
            break
        if gone(node) and not (senses.get(head.i) or _NEUTRAL).course:
            state.flip()
            state.moved = True
            state.steps.append(f"{head.text} (gone)")
        state.through.add(head.i)
        state.through_subject = node.dep_ in SUBJECT
        if node.dep_ in {"pobj", "pcomp"} and head.lower_ in {"before", "after"}:
            break  # only says when
        if not _climb(node, senses, state):
            break
        node = head
    return state


def _deny(node: Token, denied: set[int], senses: Mapping[int, Sense], state: Judged) -> None:
    """Turn for the negation at `node`, once."""
    denier = None if calls_for_first(node) else negator(node)
    if denier is None or denier.i in denied or _only_named(node, state):
        return
    denied.add(denier.i)
    if state.through_subject and does_not(node):
        _fails_to(node, denier, senses, state)
        return
    state.flip()
    state.negated = True
    state.steps.append(f"{denier.text} (negation)")


def _only_named(node: Token, state: Judged) -> bool:
    """ "There is no limit at all", "that is not a way of capping them": what is missing, or what something is not."""
    copula = node.head if node.dep_ == "attr" else node
    if copula.lemma_ != "be" or state.through_subject or state.attitude:
        return False
    lacks = node.dep_ == "attr" and any(c.dep_ == "expl" for c in copula.children)
    return lacks or (node is copula and any(c.dep_ in SUBJECT and c.lower_ in _IT for c in node.children))


_IT = frozenset({"it", "that", "this", "they", "these", "those"})


def _deny_beyond(node: Token, known: set[int], state: Judged) -> None:
    """ "Was not in favour of": the verb is not part of what is judged."""
    if node.dep_ == "pobj" and node.head.i not in known and (denier := negator(node.head.head)) is not None:
        state.flip()
        state.steps.append(f"{denier.text} (negation)")


def _fails_to(verb: Token, denier: Token, senses: Mapping[int, Sense], state: Judged) -> None:
    """ "The cap does not create a single post": what it does is denied, not the cap; a good undone is a reproach."""
    state.steps.append(f"{denier.text} (negation)")
    if state.attitude:
        state.flip()
    elif (senses.get(verb.i) or _NEUTRAL).course > 0 or clause_value(verb, set()) < 0:
        _hold(-ASKED, verb, state)


def _left(passage: Passage, inside: set[int], state: Judged) -> None:
    """ "Boats must leave the harbour by six": a verb of leaving takes a name such as "boats in the harbour" apart."""
    between = (passage.doc[i] for i in range(min(inside), max(inside)) if i not in inside)
    verb = next((token for token in between if token.pos_ == "VERB" and token.lemma_ in _LEAVING), None)
    if verb is not None:
        state.course = -state.course
        state.moved = True
        state.steps.append(f"{verb.text} (left)")


_LEAVING = frozenset({"leave", "quit", "vacate", "exit"})


def _of_others(verb: Token, senses: Mapping[int, Sense]) -> bool:
    """ "what they want", "ministers oppose": somebody else's attitude inside the speaker's own words."""
    if not (verb.pos_ == "VERB" and (sense := senses.get(verb.i)) and sense.attitude):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.lower_ not in _SELF


def _adjective(node: Token, senses: Mapping[int, Sense], state: Judged) -> None:
    for child in node.children:
        if child.dep_ == "amod" and (sense := senses.get(child.i)) and sense.worth:
            state.attitude = sense.worth
            state.steps.append(f"{child.text} ({sense.worth:+.1f})")
            return


def _climb(node: Token, senses: Mapping[int, Sense], state: Judged) -> bool:
    """Take in what governs `node`; False where its clause ends."""
    head, dep = node.head, node.dep_
    verbal = node.pos_ in ("VERB", "AUX")
    if touched(node):
        state.stopped = TOUCHED
        return False
    if dep in _OTHER_CLAUSE or dep == "conj":
        other = dep != "conj" or verbal
        state.stopped = dep if other else ""
        return not other
    sense = senses.get(head.i) or _NEUTRAL
    if head.lemma_ in _RESTORING and state.moved:
        state.flip()  # "revisit what was taken out"
        state.steps.append(f"{head.text} (restored)")
        return True
    if dep == "ccomp":
        return _reported(head, sense, state)
    if dep == "xcomp" and any(c.dep_ == "dobj" and c.i < node.i and negator(c) for c in head.children):
        state.flip()  # "had no plans to change it"
        state.negated = True
        state.steps.append(f"no {head.text} (negation)")
    if dep in SUBJECT:
        return _subject(head, sense, senses, state)
    return _governed(node, sense, senses, state)


def _governed(node: Token, sense: Sense, senses: Mapping[int, Sense], state: Judged) -> bool:
    """Take in a verb, noun or adjective that has `node` for its object or complement."""
    head = node.head
    if (named := called(node, senses)) is not None:
        return _hold(named[1], named[0], state)
    if sense.attitude and _holds_views(head):
        return _hold(sense.attitude, head, state)
    if asks_for(node):
        return _hold(ASKED, head, state)
    if (view := view_of(node, senses)) is not None and senses[view.i].attitude:
        value = senses[view.i].attitude
        _hold(-value if negator(view) is not None else value, view, state)  # "saw no case | against it"
    return _moved(sense, head, state)


def _reported(head: Token, sense: Sense, state: Judged) -> bool:
    """A clause under "reject that ..." is judged by its verb; "don't think that ..." denies it."""
    if state.attitude and head.lemma_ in lexicon().sets["complaining.words"]:
        return False  # "warned that it would cost jobs" is not for it
    if sense.attitude:
        return _hold(sense.attitude, head, state)
    if head.lemma_ in _SEEING and head.dep_ == "xcomp":
        return True  # "sorry to see it go"
    if head.lemma_ in _RAISING and negator(head):
        state.flip()
        state.negated = True
        state.steps.append(f"not {head.text} (negation)")
    return False


def _holds_views(head: Token) -> bool:
    """True for words that can say what somebody is for: not "people like these", not "a question of"."""
    if head.pos_ == "NOUN" and head.lemma_ == "question":
        return False
    return (head.pos_ in ("VERB", "NOUN", "ADJ") or head.lower_ == "against") and head.lemma_ not in _BEARING


def _hold(value: float, head: Token, state: Judged) -> bool:
    state.attitude = (state.attitude or 1.0) * (1.0 if value > 0 else -1.0) * (1.0 if state.attitude else abs(value))
    state.steps.append(f"{head.text} ({value:+.1f})")
    return True


def _moved(sense: Sense, head: Token, state: Judged) -> bool:
    if sense.course < 0:
        state.flip()
        state.moved = True
        state.steps.append(f"{head.text} (reversal)")
    elif sense.course > 0 and head.lemma_ in _KEEPING and state.course < 0:
        state.moved = True
        state.steps.append(f"{head.text} (going on)")
    return True


def _subject(head: Token, sense: Sense, senses: Mapping[int, Sense], state: Judged) -> bool:
    if (value := sense.effect or sense.worth) and head.lemma_ not in _BEARING:
        return _hold(-value if little(head) else value, head, state)
    for child in head.children:
        if (
            child.dep_ in {"attr", "acomp", "oprd", "dobj", "advmod"}
            and (found := judgement(child, senses)) is not None
        ):
            token, worth = found
            # "would undo ten years' work"
            undone = child.dep_ == "dobj" and (sense.course < 0 or head.lemma_ == "undo")
            return _hold(-abs(worth) if undone else worth, token, state)
    if head.lemma_ == "undo":
        undoes = [t for c in head.children if c.dep_ == "dobj" for t in c.subtree]
        if any((senses.get(t.i) or _NEUTRAL).worth > 0 for t in undoes):
            return _hold(-1.0, head, state)  # "years of good work"
    if head.dep_ != "ROOT" or any(c.dep_ == "nsubjpass" for c in head.children):
        return _moved(sense, head, state)
    return True
