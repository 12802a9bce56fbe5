"""What a proposition is about: which words name the measure (+1), which name what it would limit or end (-1)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from flows.reading.stancing.lexicon import lexicon
from flows.reading.stancing.stems import STOP, stem, stems_of, words_of
from storage.domain.sector import Proposition

Votes = defaultdict[str, float]
_ASKED = 4096  # words of a pack's terms: the same few hundred are asked for by every proposition
MODIFIER = 0.4  # of a word that only qualifies a term's noun; two of them, or one in two terms, will do
_MODAL = re.compile(
    r"\b(should|must|ought to|shall|needs? to|is|are|do|does)\b(\s+not\b|\s+no longer\b)?", re.IGNORECASE
)
_NEGATIVE = frozenset({"no", "not", "non", "never", "without", "anti"})


@dataclass(frozen=True)
class Frame:
    """Signed stems of one proposition, worked out once from its sentence and its terms.

    `things`: stem -> sign of the thing on its own; `acts`: stem of a word of ending ("ban", "cap") -> sign of
    that act as a target; `topic`: stems that say what it is about without a direction.
    """

    things: Mapping[str, float]
    acts: Mapping[str, float]
    topic: frozenset[str]
    phrases: tuple[tuple[tuple[str, ...], float], ...]
    near: tuple[frozenset[str], ...]
    pro: frozenset[str]
    con: frozenset[str]
    restrictive: bool

    @cached_property
    def signed(self) -> frozenset[str]:
        """The stems with a direction."""
        return frozenset((*self.things, *self.acts))

    @cached_property
    def opened(self) -> Mapping[str, Sequence[tuple[int, tuple[str, ...], float]]]:
        """The phrases of several words, with their order and sign, by their first word."""
        found: dict[str, list[tuple[int, tuple[str, ...], float]]] = {}
        for order, (phrase, sign) in enumerate(self.phrases):
            if len(phrase) > 1:
                found.setdefault(phrase[0], []).append((order, phrase, sign))
        return found


@lru_cache(maxsize=4096)
def frame_of(proposition: Proposition) -> Frame:
    votes: Votes = defaultdict(float)
    acts: Votes = defaultdict(float)
    for term in proposition.measure_terms:
        _vote(term, 1.0, votes, acts)
    for term in proposition.restricted_terms:
        _vote(term, -1.0, votes, acts)
    restrictive = _sentence(proposition.proposition, votes, acts)
    pro, con = set(stems_of(proposition.supports_means)), set(stems_of(proposition.opposes_means))
    topic = (
        {s for t in proposition.topic_terms for s in stems_of(t)} | set(stems_of(proposition.proposition)) | set(votes)
    )
    return Frame(
        things={s: max(-1.0, min(1.0, v)) for s, v in votes.items() if v and s not in acts},
        acts={s: max(-1.0, min(1.0, v)) for s, v in acts.items() if v},
        topic=frozenset(topic),
        phrases=tuple(
            (phrase, sign)
            for terms, sign in ((proposition.measure_terms, 1.0), (proposition.restricted_terms, -1.0))
            for term in terms
            if (phrase := tuple(stems_of(term)))
        ),
        near=tuple(frozenset(stems_of(term)) for term in proposition.near_misses),
        pro=frozenset(pro - con),
        con=frozenset(con - pro),
        restrictive=restrictive,
    )


def _vote(term: str, sign: float, votes: Votes, acts: Votes) -> None:
    """Give a term's words their signs: a word of ending ("ban on selling") turns what it ends, not what follows.

    Endings can stand over endings: in "lifting the ban on filming" the ban is against, filming for.
    """
    heads, open_, waiting, barred = _heads(term), 0, False, False
    order = [w for w in words_of(term) if not w.isdigit()]
    for at, word in enumerate(order):
        s = stem(word)
        ended = _endings_after(order[at + 1 :])
        if ends_a_thing(word):
            waiting = not word.endswith("ing")  # "ending late fees", but "closure timetable"
            acts[s] += sign * (-1) ** (open_ + ended * waiting)
            open_ += not waiting
            continue
        if word in _PREPOSITIONS and waiting:
            open_, waiting = open_ + 1, False
        if word in _NEGATIVE or (word == "longer" and order[at - 1] == "no"):
            barred = not barred
        if word in STOP or word in _NEGATIVE or lemma_of(word) in GENERIC:
            continue
        value = sign * (-1) ** (open_ + ended + barred)
        votes[s] += value * (1.0 if s in heads else MODIFIER)
        if barred and "no" in order:  # a "no-heading rule" is against heading, and it is a rule
            barred = False


def _endings_after(rest: Sequence[str]) -> int:
    """How many words of ending the word stands in front of: "racing ban"; not "power to cap", where it is the noun."""
    if rest[:1] == ["free"]:
        return 1
    count = 0
    for word in rest:
        if word in _LINKS:
            break
        count += ends_a_thing(word)
    return count


_LINKS = frozenset({"to", "of", "on", "for", "against", "in", "at", "from", "with", "and", "or", "by"})
GENERIC = frozenset(
    {"bring", "keep", "let", "put", "take", "give", "make", "set", "go", "start", "send", "leave", "get"}
)
_PREPOSITIONS = frozenset({"of", "on", "to", "for", "against"})


def _heads(term: str) -> set[str]:
    """The stems of the nouns a term is built on: the last of its first part, and those that its words of ending end."""
    found: set[str] = set()
    part: list[str] = []
    bearing = True
    for word in [*words_of(term), "of"]:
        ends = ends_a_thing(word)
        if ends or word in _HEADED:
            if part and (bearing or ends):
                found.add(part[-1])
            if part or ends:
                bearing = ends
            part = []
        elif word not in STOP and word not in _NEGATIVE and not word.isdigit():
            part.append(stem(word))
    return found


_HEADED = _LINKS | {"between", "without", "below", "under", "over"}


@lru_cache(maxsize=_ASKED)
def ends_a_thing(word: str) -> bool:
    if word in _NOUNS_TOO:
        return False
    sense = lexicon().sense(word) or lexicon().sense(lemma_of(word))
    return sense is not None and sense.course < 0


_DOUBLES = 3  # letters: such verbs double the last one before "ing"
_NOUNS_TOO = frozenset({"park", "parks", "parking", "lift", "lifts", "fold", "folds", "bin", "bins", "pull"})


_ENDINGS = (
    ("ning", "n"), ("ping", "p"), ("tting", "t"), ("dding", "d"),
    ("ing", "e"), ("ing", ""), ("es", "e"), ("ed", "e"), ("ed", ""), ("d", ""),
    ("s", ""),
)  # fmt: skip


@lru_cache(maxsize=_ASKED)
def lemma_of(word: str) -> str:
    for suffix, replacement in _ENDINGS:
        if not word.endswith(suffix):
            continue
        base = word.removesuffix(suffix) + replacement
        if suffix == "ing" and len(base) <= _DOUBLES:  # riding is not ridding
            continue
        if lexicon().sense(base):
            return base
    return word


def _sentence(sentence: str, votes: Votes, acts: Votes) -> bool:
    """Read "X should (not) be V-ed ...": the thing is against the measure when the verb ends it, or is negated."""
    found = _MODAL.search(sentence)
    if found is None:
        return False
    subject, predicate = sentence[: found.start()], sentence[found.end() :]
    first = words_of(predicate)[:4]
    restrictive = any(ends_a_thing(w) or w in _BARRED for w in first)
    negated = found.group(2) is not None or "not" in first
    sign = 0.3 if restrictive == negated else -0.3
    for s in _meaningful(subject, acts):
        votes[s] += sign
    for word in words_of(predicate):
        if ends_a_thing(word) and stem(word) not in acts and word in first:
            acts[stem(word)] += 0.3 if not negated else -0.3
    for s in _meaningful(predicate, acts):
        votes[s] += sign
    return restrictive != negated


_BARRED = frozenset(
    {"barred", "forbidden", "exempt", "banned", "prohibited", "lose", "limited", "capped", "cut", "removed"}
)


def _meaningful(text: str, acts: Collection[str]) -> set[str]:
    return {s for s in stems_of(text) if s not in acts and not s.isdigit()}
