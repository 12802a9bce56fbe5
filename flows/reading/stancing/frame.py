"""What a proposition is about: which words name the measure (+1), which name what it would limit or end (-1)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from flows.reading.stancing.lexicon import Lexicon, lexicon
from flows.reading.stancing.stems import STOP, stem, stems_of, words_of
from storage.domain.sector import Proposition

Votes = defaultdict[str, float]
MODIFIER = 0.4  # of a word that only qualifies a term's noun; two of them, or one in two terms, will do
_MODAL = re.compile(
    r"\b(should|must|ought to|shall|needs? to|is|are|do|does)\b(\s+not\b|\s+no longer\b)?", re.IGNORECASE
)
_NEGATIVE = frozenset({"no", "not", "non", "never", "without", "longer", "anti"})


@dataclass(frozen=True)
class Frame:
    """Signed stems of one proposition, worked out once from its sentence and its terms.

    `things`: stem -> sign of the thing on its own; `acts`: stem of a word of ending ("ban", "cap") -> sign of
    that act as a target; `topic`: stems that say what it is about without a direction.
    """

    things: MappingProxyType[str, float]
    acts: MappingProxyType[str, float]
    topic: frozenset[str]
    phrases: tuple[tuple[tuple[str, ...], float], ...]
    near: tuple[frozenset[str], ...]
    pro: frozenset[str]
    con: frozenset[str]
    restrictive: bool


@lru_cache(maxsize=4096)
def frame_of(proposition: Proposition) -> Frame:
    votes: Votes = defaultdict(float)
    acts: Votes = defaultdict(float)
    words = lexicon()
    for term in proposition.measure_terms:
        _vote(term, 1.0, votes, acts, words)
    for term in proposition.restricted_terms:
        _vote(term, -1.0, votes, acts, words)
    restrictive = _sentence(proposition.proposition, votes, acts, words)
    pro, con = set(stems_of(proposition.supports_means)), set(stems_of(proposition.opposes_means))
    topic = (
        {s for t in proposition.topic_terms for s in stems_of(t)} | set(stems_of(proposition.proposition)) | set(votes)
    )
    return Frame(
        things=MappingProxyType({s: max(-1.0, min(1.0, v)) for s, v in votes.items() if v and s not in acts}),
        acts=MappingProxyType({s: max(-1.0, min(1.0, v)) for s, v in acts.items() if v}),
        topic=frozenset(topic),
        phrases=tuple(
            (tuple(stems_of(term)), sign)
            for terms, sign in ((proposition.measure_terms, 1.0), (proposition.restricted_terms, -1.0))
            for term in terms
            if stems_of(term)
        ),
        near=tuple(frozenset(stems_of(term)) for term in proposition.near_misses),
        pro=frozenset(pro - con),
        con=frozenset(con - pro),
        restrictive=restrictive,
    )


def _vote(term: str, sign: float, votes: Votes, acts: Votes, words: Lexicon) -> None:
    """Give a term's words their signs: a word of ending ("ban on selling") turns what it ends, not what follows."""
    head, turned, seen_act, barred = _head(term), False, False, False
    order = [w for w in words_of(term) if not w.isdigit()]
    for at, word in enumerate(order):
        s = stem(word)
        if ends_a_thing(word, words):
            acts[s] += sign
            seen_act, turned = True, word.endswith("ing")  # "ending late fees", but "closure timetable"
            continue
        if word in _PREPOSITIONS and seen_act:
            turned = True
        if word in _NEGATIVE:
            turned = barred = not turned
        if word in STOP or word in _NEGATIVE or _lemma(word) in _GENERIC:
            continue
        ends_next = _named_as_ended(order[at + 1 :], words) or "free" in order[at + 1 : at + 2]
        value = -sign if turned or (ends_next and not seen_act) else sign
        votes[s] += value * (1.0 if s == head or seen_act or ends_next else MODIFIER)
        if barred and "no" in order:  # a "no-heading rule" is against heading, and it is a rule
            turned = barred = False


def _named_as_ended(rest: Sequence[str], words: Lexicon) -> bool:
    """The word stands in front of what ends it: "racing ban"; not "power to cap", where it is the noun itself."""
    for word in rest:
        if word in _LINKS:
            return False
        if ends_a_thing(word, words):
            return True
    return False


_LINKS = frozenset({"to", "of", "on", "for", "against", "in", "at", "from", "with", "and", "or", "by"})
_GENERIC = frozenset(
    {"bring", "keep", "let", "put", "take", "give", "make", "set", "go", "start", "send", "leave", "get"}
)
_PREPOSITIONS = frozenset({"of", "on", "to", "for", "against"})


def _head(term: str) -> str:
    """The stem of the noun that the term is built on: the last before a preposition."""
    before = re.split(r"\s(?:of|on|for|to|from|at|in|between|without|below|under|over|with|by)\s", term)[0]
    stems = stems_of(before) or stems_of(term)
    return stems[-1] if stems else ""


def ends_a_thing(word: str, words: Lexicon) -> bool:
    sense = words.sense(word) or words.sense(_lemma(word))
    return sense is not None and sense.course < 0


def _lemma(word: str) -> str:
    endings = (
        ("ning", "n"), ("ping", "p"), ("ing", "e"), ("ing", ""), ("es", "e"), ("ed", "e"), ("ed", ""), ("d", ""),
        ("s", ""),
    )  # fmt: skip
    for suffix, replacement in endings:
        if word.endswith(suffix) and lexicon().sense(word[: -len(suffix)] + replacement):
            return word[: -len(suffix)] + replacement
    return word


def _sentence(sentence: str, votes: Votes, acts: Votes, words: Lexicon) -> bool:
    """Read "X should (not) be V-ed ...": the thing is against the measure when the verb ends it, or is negated."""
    found = _MODAL.search(sentence)
    if found is None:
        return False
    subject, predicate = sentence[: found.start()], sentence[found.end() :]
    first = words_of(predicate)[:4]
    restrictive = any(ends_a_thing(w, words) or w in _BARRED for w in first)
    negated = found.group(2) is not None or "not" in first
    sign = 0.3 if restrictive == negated else -0.3
    for s in _meaningful(subject, acts):
        votes[s] += sign
    for s in _meaningful(predicate, acts):
        votes[s] += sign
    return restrictive != negated


_BARRED = frozenset(
    {"barred", "forbidden", "exempt", "banned", "prohibited", "lose", "limited", "capped", "cut", "removed"}
)


def _meaningful(text: str, acts: Iterable[str]) -> set[str]:
    return {s for s in stems_of(text) if s not in set(acts) and not s.isdigit()}
