"""Tell what has become of the measure: whether the words speak of its coming or of its undoing."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, TALKING, gone, negator, normative, predicate
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.moods import not_yet
from flows.reading.stancing.targets import Target
from flows.reading.stancing.walking import hyphenated

MANY = 12  # governors: a longer chain is a parser's mistake


def happening(target: Target, senses: Mapping[int, Sense], *, own: bool = False) -> float:
    """+1: the words tell of the measure coming, -1: of its going; 0: they only mention the thing it would limit.

    `own`: the words are the speaker's; then only what has been or is being done counts, not what they refuse or wish.
    """
    sign, moved, node = target.sign, target.sign > 0, target.token
    for _ in range(MANY):
        denied = _denied(node)
        if _left_open(node) or (own and denied):
            return 0.0
        if denied:
            sign, moved = -sign, True
        head = predicate(node.head) if node.dep_ in SUBJECT else node.head
        sense = _sense_of(head, target, senses)
        if node.head.i == node.i:
            break
        if own and (normative(node.head) or (sense is not None and sense.attitude)):
            return sign if moved and sign < 0 and _told(node.head) else 0.0
        decided = not own and (_decided_against(head, sense) or _voted_down(node))
        if _only_a_view(sense) and not decided and (own or not _asked_for(head, sense)):
            break  # "nothing to be said against the ban": what is denied is the view of it
        if gone(node) or decided:
            sign, moved = -sign, True
        elif sense is not None and sense.course and _acted_on(node, head):
            if own and not _told(head):
                return 0.0
            sign, moved = (sign if sense.course > 0 else -sign), True
        node = node.head
    return sign if moved else 0.0


def _left_open(node: Token) -> bool:
    """ "The consultation on it closes", "has yet to decide on it", "will not say whether": nothing is settled yet."""
    head = node.head
    if node.lemma_ in _TALKS and head.lemma_ in _CLOSING and node.dep_ in SUBJECT | {"nsubjpass"}:
        return True
    if node.dep_ in {"ccomp", "xcomp"} and head.lemma_ in _DISCLOSING:
        return any(c.lower_ in {"whether", "when", "how", "if"} for c in node.children)
    return node.dep_ == "xcomp" and any(not_yet(c) for c in head.children)


_TALKS = frozenset(
    {"consultation", "talk", "debate", "discussion", "hearing", "inquiry", "review", "deadline", "survey", "petition",
     "ballot", "poll", "pilot", "trial", "campaign", "meeting"}
)  # fmt: skip
_CLOSING = frozenset({"close", "end", "finish", "conclude", "expire", "break"})
_DISCLOSING = frozenset({"say", "reveal", "disclose", "confirm", "discuss"})


def _denied(node: Token) -> bool:
    """Whether its coming is denied; "was not consulted on it" and "no alternative to it" deny something else."""
    return node.lemma_lower not in _BESIDE and negator(node) is not None


_BESIDE = frozenset({"consult", "ask", "tell", "inform", "warn", "alternative", "invite", "hear", "cope"})


def _sense_of(head: Token, target: Target, senses: Mapping[int, Sense]) -> Sense | None:
    if target.kind == "act" and hyphenated(head, target.token.i):
        return None  # the two halves of "phase-out" are said once
    return senses.get(head.i)


def _only_a_view(sense: Sense | None) -> bool:
    return sense is not None and bool(sense.attitude) and not sense.course


def puts_by(verb: Token) -> bool:
    """ "Set money aside for it": what is put by is not put off."""
    return verb.lemma_ == "set" and any(c.dep_ in {"dobj", "nsubjpass"} and c.lemma_ in _MEANS for c in verb.children)


_MEANS = frozenset({"money", "fund", "cash", "sum", "million", "land", "time", "space", "m"})


def _only_spoken(node: Token, verb: Token) -> bool:
    """ "Denied that it would harm trade", "stop talking about it", "set money aside for it": no end is put to it."""
    if puts_by(verb):
        return True
    if node.dep_ == "ccomp":
        return verb.lemma_ == "deny"
    return node.dep_ == "xcomp" and node.lemma_ in TALKING


def _decided_against(verb: Token, sense: Sense | None) -> bool:
    """ "The agency has rejected the plan": with those who decide, a view is a deed."""
    return sense is not None and sense.attitude < 0 and verb.lemma_ in _DECIDING and _told(verb)


def _asked_for(noun: Token, sense: Sense | None) -> bool:
    """ "Rejected calls for the ban", "declined to back it": what was decided of the call was decided of the ban."""
    if sense is None or sense.attitude <= 0 or sense.course:
        return False
    to_do = noun.pos_ == "VERB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in noun.children)
    return noun.pos_ == "NOUN" or to_do


def _voted_down(node: Token) -> bool:
    """ "Voted by 24 to 19 against the ban", "the plan failed to get through"."""
    verb = node.head
    if node.lower_ == "against" and node.dep_ == "prep":
        return verb.lemma_ in _DECIDING and _told(verb)
    return node.dep_ in SUBJECT and verb.lemma_ == "fail" and _told(verb)


_DECIDING = frozenset({"decide", "reject", "refuse", "dismiss", "vote", "rule"})


def _told(verb: Token) -> bool:
    """True for what has happened: a past or perfect verb, a participle, a gerund, a noun, "the decision to drop"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "to" in helpers and verb.dep_ == "acl" and verb.head.lemma_ in lexicon().sets["stands_for.event"]:
        return True
    if helpers & {"would", "will", "could", "should", "must", "to", "may", "might", "can"}:
        return False
    return verb.pos_ == "NOUN" or verb.tag_ in {"VBD", "VBN", "VBG", "VBZ"}


def undone(sentence_root: Token, senses: Mapping[int, Sense], mentions: Mapping[int, Target]) -> bool:
    """ "The regulator has refused to let the post go to five days": someone has undone or refused what is mentioned."""
    for verb in (sentence_root, *(c for c in sentence_root.children if c.dep_ == "conj")):
        sense = senses.get(verb.i)
        if sense is None or sense.course >= 0 or not _told(verb) or negator(verb):
            continue
        if any(c.dep_ == "nsubj" and c.lower_ in {"i", "we", "it", "that", "this"} for c in verb.children):
            continue
        if any(_left_open(c) for c in verb.children) or puts_by(verb):
            continue
        under = [mentions[t.i] for t in verb.subtree if t.i in mentions]
        if not any(m.kind == "thing" for m in under if verb.i in {m.token.head.i, m.token.head.head.i}):
            return True
    return False


def _acted_on(node: Token, by: Token) -> bool:
    """True for an object, a passive subject, the noun under "of", and the subject of a verb without an object."""
    if _only_spoken(node, by):
        return False
    if node.dep_ in SUBJECT:
        verb = predicate(node.head)
        return not any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in verb.children)
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
        "advmod",
        "npadvmod",
        "acl",
        "nmod",
    }
