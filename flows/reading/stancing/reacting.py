"""Find how somebody takes what was told before, where the words do not name it: joy, anger, praise, blame, demands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator, normative, supposed
from flows.reading.stancing.fortunes import CLAUSAL, clause_value, phrase_value
from flows.reading.stancing.lexicon import Sense
from flows.reading.stancing.worth import judgement, outweighs, spent_better

Reaction = tuple[Token, float, str]  # the word, its side toward what was told, and the kind of reaction


def reactions(tokens: Sequence[Token], senses: Mapping[int, Sense]) -> Iterator[Reaction]:
    """Yield what each clause of `tokens` that states something says of what was told before it."""
    known = {token.i for token in tokens}
    for head in tokens:
        if head.dep_ not in CLAUSAL or head.dep_ in {"relcl", "acl", "pcomp"} or head.pos_ not in {"VERB", "AUX"}:
            continue
        if not _stated(head) or supposed(head):
            continue
        found = (
            _answered(head)
            or _hurried(head)
            or _demanded(head)
            or _mood(head, senses)
            or _praise(head, senses)
            or _deed(head, senses)
            or _foretold(head)
        )
        if found is not None and found[0].i in known:
            word, value, kind = found
            yield word, -value if negator(head) is not None and kind != "foretold" else value, kind


def _stated(head: Token) -> bool:
    """What is told with a verb of saying or by itself, not what is granted or supposed."""
    top = head
    while top.dep_ in {"conj", "xcomp"} and top.head.i != top.i:
        top = top.head
    return top.dep_ in {"ROOT", "ccomp", "parataxis"} or (top.dep_ == "advcl" and _wished(top))


def _subject(head: Token) -> Token | None:
    node = head
    for _ in range(3):
        for child in node.children:
            if child.dep_ in SUBJECT or child.dep_ == "nsubjpass":
                return child
        if node.dep_ not in {"conj", "xcomp"}:
            return None
        node = node.head
    return None


def _mood(head: Token, senses: Mapping[int, Sense]) -> Reaction | None:
    """ "We are furious", "it was a sad day", "the minister was right to do so"."""
    if (weighed := _weighed(head)) is not None:
        return weighed
    if head.lemma_ not in _BEING and not (head.lemma_ == "get" and any(c.dep_ == "dobj" for c in head.children)):
        return None  # "have got this wrong"
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"} and (found := judgement(child, senses)) is not None:
            other = child.lemma_ in _OTHERS and any(c.lower_ == "better" for c in child.children)
            return found[0], -found[1] if other else found[1], "mood"
    return None


def _weighed(head: Token) -> Reaction | None:
    """ "The risks outweigh the benefits", "the costs would be too high", "the savings are modest"."""
    subject = _subject(head)
    if subject is None or subject.lemma_ not in _WEIGHTS:
        return None
    side = phrase_value(subject)
    if outweighs(head):
        return head, side, "weighed"
    for child in head.children if head.lemma_ == "be" else ():
        if child.dep_ == "acomp" and child.lemma_.lower() in _LARGE | _SMALL:
            return child, side if child.lemma_.lower() in _LARGE else -side, "weighed"
    return None


_WEIGHTS = frozenset(
    {
        "risk",
        "cost",
        "danger",
        "price",
        "benefit",
        "advantage",
        "saving",
        "drawback",
        "downside",
        "gain",
        "disadvantage",
    }
)
_LARGE = frozenset(
    {"great", "high", "big", "huge", "serious", "considerable", "enormous", "real", "large", "clear", "obvious"}
)
_SMALL = frozenset({"small", "low", "modest", "minimal", "manageable", "slight", "tiny", "negligible"})
_OTHERS = frozenset({"way", "option", "alternative", "solution", "means"})


def _demanded(head: Token) -> Reaction | None:
    """ "Should think again", "urged them to press ahead", "hope they follow suit": what others are to do about it."""
    side = _turning_back(head)
    if not side or not (normative(head) or _wished(head)):
        return None
    denied = head.dep_ in {"xcomp", "ccomp"} and negator(head.head) is not None
    return head, -side if denied else side, "demand"


def _hurried(head: Token) -> Reaction | None:
    """ "People cannot wait any longer", "have waited too long"; "the cash would be better spent on beds"."""
    if spent_better(head):
        return head, -0.6, "answer"
    if head.lemma_ != "wait":
        return None
    denied = negator(head) is not None or (head.dep_ == "xcomp" and negator(head.head) is not None)
    able = any(c.dep_ == "aux" and c.lower_ in _ABLE for word in (head, head.head) for c in word.children)
    if denied and able:  # a negation of the verb's own is met again where reactions are gathered
        return head, -0.6 if negator(head) is not None else 0.6, "answer"
    long = any(c.dep_ == "advmod" and c.lower_ == "long" for c in head.children)
    return (head, 0.6, "answer") if long and not denied else None


_ABLE = frozenset({"can", "ca", "could", "must", "should"})


def _answered(head: Token) -> Reaction | None:
    """ "Should say yes", "recommended a no vote", "hoped the answer would be a firm no"."""
    for child in head.children:
        if child.i < head.i or child.dep_ not in {"dobj", "intj", "advmod", "attr", "acomp", "ccomp", "xcomp", "oprd"}:
            continue
        if child.lower_ in _ANSWERS and head.lemma_ in {"say", "vote", "be", "answer"}:
            return child, _ANSWERS[child.lower_], "answer"
        if child.lemma_ == "vote":
            for word in child.children:
                if word.lower_ in _ANSWERS and word.i == child.i - 1:
                    return word, _ANSWERS[word.lower_], "answer"
    return None


_ANSWERS = {"yes": 1.0, "no": -1.0}


def _turning_back(verb: Token) -> float:
    """-1: to take back what was told of, +1: to go on with it; 0: neither."""
    words = {verb.lemma_lower, *(c.lower_ for c in verb.children if c.i > verb.i)}
    if any(turn <= words for turn in _BACK):
        return -1.0
    return 1.0 if any(turn <= words for turn in _ONWARD) else 0.0


def _wished(verb: Token) -> bool:
    """ "Urged ministers to", "hoped that they would"."""
    above = verb.head
    return verb.dep_ in {"xcomp", "ccomp", "advcl"} and above.i != verb.i and above.lemma_ in _WANTING


_BACK = tuple(map(frozenset, (
    {"think", "again"}, {"change", "course"}, {"reconsider"}, {"rethink"}, {"back", "down"}, {"look", "again"},
    {"change", "mind"}, {"turn", "back"}, {"resist"}, {"pause"},
)))  # fmt: skip
_ONWARD = tuple(map(frozenset, (
    {"press", "ahead"}, {"go", "ahead"}, {"press", "on"}, {"stand", "firm"}, {"hold", "firm"}, {"say", "yes"},
    {"follow", "suit"}, {"do", "same"}, {"do", "likewise"}, {"push", "ahead"}, {"push", "on"}, {"stick", "to"},
    {"listen"},
)))  # fmt: skip


def _praise(head: Token, senses: Mapping[int, Sense]) -> Reaction | None:
    """ "Praised him for it", "accused them of letting families down", "thanked MPs"."""
    sense = senses.get(head.i)
    if sense is None or not sense.attitude or head.lemma_ in _WANTING:
        return None
    if any(c.dep_ in {"dobj", "nsubjpass"} and (decides(c) or c.lower_ in _THEM) for c in head.children):
        return head, sense.attitude, "praise"
    return None


def decides(noun: Token) -> bool:
    """Whether this is one of those who decide."""
    return noun.lemma_.lower() in _DECIDING


def _deed(head: Token, senses: Mapping[int, Sense]) -> Reaction | None:
    """ "Ministers have ignored every warning", "MPs had made a mistake": what those who decide have done."""
    subject = _subject(head)
    if subject is None or not (decides(subject) or subject.lower_ in _THEM):
        return None
    helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if helpers & _NOT_DONE or not (helpers or head.tag_ in {"VBD", "VBZ", "VBP"}):
        return None
    sense = senses.get(head.i)
    if sense is not None and sense.effect and not sense.course:
        return head, sense.effect, "deed"
    for child in head.children:
        if child.dep_ == "dobj" and (found := judgement(child, senses)) is not None and senses[found[0].i].worth:
            return found[0], found[1], "deed"
    return None


def _foretold(head: Token) -> Reaction | None:
    """ "Prices would rise", "people will suffer as a result": what comes of it."""
    if not any(c.dep_ == "aux" and c.lower_ in _WOULD for c in head.children):
        return None
    subject = _subject(head)
    if subject is None or subject.lower_ in {"i", "we", "he", "she"}:
        return None
    value = clause_value(head, set())
    return (head, value, "foretold") if value else None


_BEING = frozenset({"be", "feel", "look", "seem", "remain", "become", "leave"})
_WANTING = frozenset(
    {
        "want",
        "like",
        "need",
        "hope",
        "wish",
        "urge",
        "call",
        "ask",
        "demand",
        "seek",
        "prefer",
        "press",
        "expect",
        "insist",
    }
)
_WOULD = frozenset({"would", "will", "'ll", "’ll", "'d", "’d", "wo"})
_NOT_DONE = _WOULD | {"should", "must", "could", "can", "may", "might", "to", "ought", "need"}
_THEM = frozenset({"they", "them", "he", "she", "him", "her", "you"})
_DECIDING = frozenset(
    """minister government council councillor mp peer lord mayor chancellor secretary parliament lawmaker legislator
    senator judge court commission commissioner board authority department ministry party leader cabinet treasury
    regulator politician official member governor president premier assembly house opposition panel committee jury
    voter management company owner employer""".split()  # noqa: SIM905  # a list of words is read as a text
)
