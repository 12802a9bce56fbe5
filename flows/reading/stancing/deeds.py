"""Take what a body does, has done or will do with the measure for its side: "we will scrap it", "he would block it"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.passage import Passage
from flows.reading.stancing.reacting import decides
from flows.reading.stancing.signed_path import Path

_SURE = 0.6
_DEEP = 5  # clauses from the deed up to whoever does it


def with_deeds(passage: Passage, paths: Sequence[Path], senses: Mapping[int, Sense]) -> list[Path]:
    """Where nothing is said of a mention, what the speaker does about it speaks."""
    return [
        replace(path, attitude=_SURE, channel="deed")
        if not path.value and path.course and path.channel == "none" and _own_deed(path.target.token, passage, senses)
        else path
        for path in paths
    ]


def _own_deed(mention: Token, passage: Passage, senses: Mapping[int, Sense]) -> bool:
    verb = _deed(mention, senses)
    return verb is not None and _told(verb) and _by_the_speaker(verb, passage)


def _deed(mention: Token, senses: Mapping[int, Sense]) -> Token | None:
    """The verb that brings or ends what the mention speaks of."""
    node = mention
    for _ in range(_DEEP):
        head = node.head
        if head.i == node.i or node.dep_ in SUBJECT | {"nsubjpass", "advcl", "relcl", "ccomp", "conj", "parataxis"}:
            return None
        sense = senses.get(head.i)
        if head.pos_ == "VERB":
            if node.dep_ not in {"dobj", "prep", "prt", "advmod"} or head.lemma_ in _SUFFERED:
                return None
            if node.lower_ == "with" and head.lemma_ in {"start", "begin"}:
                return None  # whatever else comes first
            done = node.pos_ == "PRON" and head.lemma_ in _DOING
            return head if done or (sense is not None and sense.course) else None
        if sense is not None and sense.attitude:
            return None  # "renewed its call for it"
        node = head
    return None


_SUFFERED = frozenset({"lose", "miss", "forget", "require", "spare", "avoid", "leave", "protect", "force", "make"})
_DOING = frozenset({"do", "have"})  # "we will do it", "we are not having it"


def _told(verb: Token) -> bool:
    """What is so, was or will be so; not what could, should or has to be done."""
    top = _top(verb)
    between = [verb, *verb.ancestors]
    chain = between[: between.index(top) + 1]
    if any(word.lemma_ not in _MEANING for word in chain[1:]):
        return False
    helpers = {c.lower_ for word in chain for c in word.children if c.dep_ in {"aux", "auxpass"}}
    return not helpers & _UNSURE and not any(c.dep_ in {"mark"} and c.lower_ == "if" for c in top.children)


def _top(verb: Token) -> Token:
    """The verb with the subject: of "has promised to put a stop to it" the promise."""
    top = verb
    for _ in range(_DEEP):
        if top.dep_ not in {"xcomp", "conj"} or any(c.dep_ in SUBJECT for c in top.children):
            break
        top = top.head
    return top


_MEANING = frozenset(
    """promise pledge vow undertake intend plan aim commit prepare decide vote resolve go begin start continue move
    agree determine choose be propose offer""".split()  # noqa: SIM905  # a list of words is read as a text
)
_UNSURE = frozenset({"could", "can", "ca", "may", "might", "should", "must", "ought", "need"})


def _by_the_speaker(verb: Token, passage: Passage) -> bool:
    top = _top(verb)
    subject = next((c for c in top.children if c.dep_ in SUBJECT), None)
    if subject is None or negator(subject) is not None:
        return False
    if subject.lower_ in {"i", "we"} or subject.i in passage.source:
        return True
    if top.dep_ == "ccomp":
        return subject.lower_ in {"it", "he", "she"} and top.head.lemma_ in lexicon().sets["holding.words"] | _TELLING
    return not passage.in_article and top.dep_ == "ROOT" and (subject.pos_ == "PROPN" or decides(subject))


_TELLING = frozenset({"announce", "confirm", "promise", "pledge", "reply", "declare", "state", "explain", "stress"})
