"""Find what a passage speaks of: the measure, the thing it would limit, or "this", which points at what came before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.reading.parsed import Parsed, Token
from flows.reading.stancing.clauses import predicate
from flows.reading.stancing.frame import GENERIC, Frame, ends_a_thing
from flows.reading.stancing.lexicon import lexicon
from flows.reading.stancing.stems import STOP, stem

POINTING = frozenset({"it", "this", "that", "these", "those", "such"})
CLEAR = 0.9  # a head with one sign in all terms needs no vote
FIRM = 0.5  # below this a stem only says what the proposition is about


@dataclass(frozen=True)
class Target:
    """One mention: `sign` +1 speaks of the measure happening, -1 of its absence; `kind` says how it was found."""

    token: Token
    sign: float
    kind: str  # measure, thing, act, pointer, stand_in


def named(tokens: Sequence[Token], frame: Frame) -> list[Target]:
    """Return the mentions of the proposition's own words, one per phrase: its head, weighed with its modifiers."""
    if not tokens:
        return []
    found: dict[int, tuple[float, str]] = {}
    bearing, places = _bearing(tuple(tokens))
    for at in sorted([at for s in places.keys() & frame.signed for at in places[s]]):
        token, s = bearing[at]
        sign, kind = _meaning(token, s, frame)
        if sign:
            found[token.i] = (sign, kind)
    found.update(_whole(bearing, places, frame))
    tops: dict[int, list[int]] = {}
    for i in found:
        inside = [a.i for a in _phrase_above(tokens[0].doc[i]) if a.i in found]
        tops.setdefault(inside[-1] if inside else i, []).append(i)
    return [
        _summed(tokens[0].doc[top], [found[i] for i in members], found[top])
        for top, members in tops.items()
        if sum(abs(found[i][0]) for i in members) >= FIRM
    ]


@lru_cache(maxsize=8)  # of one passage, the sentences before it, and the same again for the next proposition
def _bearing(tokens: tuple[Token, ...]) -> tuple[Sequence[tuple[Token, str]], Mapping[str, Sequence[int]]]:
    """The words that carry meaning, with their stems, and where among them each stem stands."""
    stems = _stems(tokens[0].doc)
    bearing = [(token, found) for token in tokens if (found := stems[token.i]) is not None]
    places: dict[str, list[int]] = {}
    for at, (_, first) in enumerate(bearing):
        places.setdefault(first, []).append(at)
    return bearing, places


@lru_cache(maxsize=1)
def _stems(doc: Parsed) -> Sequence[str | None]:
    """The stem of each word of a text that carries meaning: a word is in some passages, and before others."""
    return [None if token.lower_ in STOP or token.is_punct else stem(token.text) for token in doc]


def _whole(
    bearing: Sequence[tuple[Token, str]], places: Mapping[str, Sequence[int]], frame: Frame
) -> dict[int, tuple[float, str]]:
    """A term of several words that stands in the text as such keeps the sign of the term, whatever its words do."""
    hits = [
        (at, order, phrase, sign)
        for first in places.keys() & frame.opened.keys()
        for order, phrase, sign in frame.opened[first]
        for at in places[first]
        if tuple([s for _, s in bearing[at : at + len(phrase)]]) == phrase
    ]
    found: dict[int, tuple[float, str]] = {}
    for at, _, phrase, sign in sorted(hits):  # of two that overlap, the later one says what a word is
        kind = "measure" if sign > 0 else "thing"
        found.update({t.i: (sign, "act" if s in frame.acts else kind) for t, s in bearing[at : at + len(phrase)]})
    return found


def _summed(token: Token, members: Sequence[tuple[float, str]], head: tuple[float, str]) -> Target:
    """The sign of a phrase: its word of ending decides; else its words vote, as in "whole-crop buying"."""
    acts = [sign for sign, kind in members if kind == "act"]
    clear = abs(head[0]) >= CLEAR
    total = acts[0] if acts else head[0] if clear else sum(sign for sign, _ in members) or head[0]
    if not acts and total < 0 and _freed(token):
        total = -total
    kind = "act" if acts else ("measure" if total > 0 else "thing")
    return Target(token, 1.0 if total > 0 else -1.0, kind)


def _meaning(token: Token, s: str, frame: Frame) -> tuple[float, str]:
    if token.is_space or _in_a_name(token):
        return 0.0, ""
    if token.pos_ == "VERB" and token.lemma_ in GENERIC:
        return 0.0, ""  # to let is not a letter
    if s in frame.acts:
        return frame.acts[s], "act"
    value = frame.things.get(s, 0.0)
    return value, "measure" if value > 0 else "thing"


def _phrase_above(token: Token) -> list[Token]:
    """The governors of `token` inside one noun phrase, or the verb it is the object of."""
    above = []
    node = token
    while node.head.i != node.i and node.dep_ in _INSIDE:
        node = node.head
        above.append(node)
    return above


_INSIDE = frozenset(
    {"compound", "amod", "nmod", "poss", "prep", "pobj", "dobj", "nsubjpass", "nummod", "pcomp", "acl", "advmod", "det"}
)


def _freed(token: Token) -> bool:
    """ "Free hospital parking", "fine-free libraries": the thing that the measure would end is already gone."""
    return any(near.lower_ == "free" for near in token.doc[max(token.sent.start, token.i - 3) : token.i + 3])


def _in_a_name(token: Token) -> bool:
    """True inside the name of a body: the Egg Packers are not the eggs."""
    return (
        token.pos_ == "PROPN"
        and token.i > token.sent.start
        and (token.head.pos_ == "PROPN" or token.dep_ in {"nsubj", "appos"})
    )


def pointers(
    tokens: Sequence[Token], *, event: float, mentions: Sequence[Target], done: Callable[[Target], float]
) -> list[Target]:
    """Return "it", "this", "such moves" and "the plan", with the sign of what they stand for.

    `event`: whether the words before tell of the measure coming (+1) or going (-1); 0: they do not say.
    `mentions`: what the passage itself has named; "put them back" points to one of these before it. `done`: for each
    of them whether the words tell of the measure or of its contrary: "stopping Saturdays is a start, we support it".
    """
    taken = {mention.token.i for mention in mentions}
    found = []
    for token in tokens:
        if token.i in taken:
            continue
        if token.pos_ in {"PRON", "DET"}:
            pointed = _points_back(token, mentions, done) or _points_before(token, event)
            if token.lower_ == "nothing" and (mentions or event):
                pointed = _left_undone(token)
        else:
            pointed = _stands_in(token, event, known=bool(mentions) or event != 0)
            if pointed is not None and any(above.i in taken for above in _phrase_above(token)):
                continue
        if pointed is not None:
            found.append(pointed)
    return found


def _left_undone(nothing: Token) -> Target | None:
    """ "The cost of doing nothing", "if we do nothing": the measure left undone."""
    deed = nothing.head
    if (
        nothing.dep_ != "dobj"
        or deed.lemma_ != "do"
        or any(c.dep_ == "aux" and c.lower_ != "to" for c in deed.children)
    ):
        return None
    supposing = deed.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "if" for c in deed.children)
    return Target(deed, -1.0, "stand_in") if supposing or deed.dep_ in {"pcomp", "csubj"} else None


def _points_back(token: Token, mentions: Sequence[Target], done: Callable[[Target], float]) -> Target | None:
    if token.lower_ not in {"it", "them"} or token.dep_ not in {"dobj", "pobj", "nsubjpass"}:
        return None
    many = token.lower_ == "them"
    earlier = [m for m in mentions if m.token.i < token.i and (m.token.tag_ in {"NNS", "NNPS"}) == many]
    if not earlier:
        return None
    nearest = earlier[-1].token.sent.start
    if nearest == token.sent.start:
        return Target(token, done(earlier[-1]) or earlier[-1].sign, "back")
    topic = next(m for m in earlier if m.token.sent.start == nearest)  # "... is a relic. Take it down"
    return Target(token, topic.sign, "back")


def _points_before(token: Token, event: float) -> Target | None:
    if not event or token.lower_ not in POINTING or token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}:
        return None
    if token.lower_ == "that" and token.head.dep_ == "relcl" and token.head.head.dep_ != "attr":
        return None  # "something that works"; but "it is a plan that works"
    if token.lower_ == "it" and (_speaks(token) or _stands_for_a_clause(token)):
        return None
    if token.lower_ != "it" and any(child.dep_ == "relcl" for child in token.children):
        return None  # "those who need help"
    return _pointed(token, event)


def _stands_in(token: Token, event: float, *, known: bool) -> Target | None:
    if token.pos_ != "NOUN" or not known or not _definite(token) or token.dep_ == "attr":
        return None
    sets, lemma = lexicon().sets, token.lemma_.lower()
    if lemma in sets["stands_for.event"] or (lemma == "change" and _of_heart(token)):
        return Target(token, event, "stand_in") if event else None
    return Target(token, 1.0, "stand_in") if lemma in sets["stands_for.measure"] else None


def _of_heart(noun: Token) -> bool:
    return [t.lower_ for t in noun.doc[noun.i + 1 : noun.i + 3]] == ["of", "heart"]


def _speaks(token: Token) -> bool:
    """The body that speaks is "it" too: "it hoped that ...", "it was dismayed", "it would try to have it restored"."""
    if token.dep_ == "nsubjpass":
        return token.head.lower_ in lexicon().sets["holding.words"]
    if token.dep_ != "nsubj":
        return False
    verb = predicate(token.head)
    told = [verb, *(c for c in verb.children if c.dep_ in {"acomp", "attr"} or (c.dep_ == "conj" and c.pos_ == "VERB"))]
    return any(word.lemma_.lower() in lexicon().sets["holding.words"] for word in told)


def _stands_for_a_clause(token: Token) -> bool:
    """ "It would be a tragedy if the work were thrown away", "it is time to act"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ != "be":
        return False
    told = next((c for c in verb.children if c.dep_ in {"acomp", "attr"} and c.i > verb.i), None)
    if told is None:
        return False
    for clause in (*verb.children, *told.children):
        if clause.dep_ in {"xcomp", "ccomp", "advcl", "csubj"} and clause.i > told.i:
            opens = {c.lower_ for c in clause.children if c.dep_ in {"mark", "aux"}}
            if opens & {"if", "that"} or (clause.head is verb and "to" in opens and told.dep_ == "acomp"):
                return True
    return False


def _pointed(token: Token, event: float) -> Target:
    """When the measure has been dropped, "this" is the dropping; "it" is as a rule the measure, looked back upon."""
    kind = "pointer_it" if token.lower_ == "it" else "pointer"
    if token.head.lemma_ in _UNDOING:
        return Target(token, event, kind)
    if (
        event < 0
        and token.dep_ in {"nsubj", "nsubjpass"}
        and token.head.tag_ == "VBN"
        and ends_a_thing(token.head.lemma_)
    ):
        return Target(token, 1.0, kind)  # "would like to keep it abandoned"
    if token.head.lemma_ == "be" and token.dep_ == "nsubj" and not _is_a_measure(token.head):
        return Target(token, event, kind)
    if (
        event < 0
        and token.lower_ == "it"
        and (token.dep_ not in {"nsubj"} or token.head.tag_ == "VBD" or _looks_back(token.head))
    ):
        return Target(token, 1.0, "pointer_it")
    return Target(token, event, kind)


_UNDOING = frozenset({"reverse", "overturn", "undo", "rescind", "revoke"})  # what is undone is a deed, not a plan


def _is_a_measure(copula: Token) -> bool:
    """ "It was a daft plan" speaks of the measure, "it was a bad decision" of what was decided about it."""
    nouns = [child.lemma_.lower() for child in copula.children if child.dep_ == "attr"]
    return any(noun in lexicon().sets["stands_for.measure"] for noun in nouns) or not nouns


def _looks_back(verb: Token) -> bool:
    return any(child.lemma_ in {"have", "never"} and child.dep_ in {"aux", "neg"} for child in verb.children)


def _definite(noun: Token) -> bool:
    return any(
        child.lower_ in {"the", "this", "that", "these", "those", "such", "its", "their"} for child in noun.children
    )
