"""What English words do to a position, loaded once from lexicon.toml and matched over a parsed text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib.resources import files
from typing import Generic, TypeVar

from flows.reading.parsed import Token

# group -> (role, sign); `attitude` is held by a person, `course` is what becomes of a thing,
# `worth` is how a thing is judged, `effect` is what it does to others.
_ROLES = {
    "favour": ("attitude", 1.0),
    "disfavour": ("attitude", -1.0),
    "advance": ("course", 1.0),
    "reverse": ("course", -1.0),
    "good": ("worth", 1.0),
    "bad": ("worth", -1.0),
    "benefits": ("effect", 1.0),
    "harms": ("effect", -1.0),
}
_OUTCOMES = {"good": 1.0, "bad": -1.0}
_WEIGHT = {"strong": 1.0, "words": 1.0, "mild": 0.6, "weak": 0.6}
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Sense:
    """The signed strength of a word in each role it can play; 0: none."""

    attitude: float = 0.0
    course: float = 0.0
    worth: float = 0.0
    effect: float = 0.0
    outcome: float = 0.0

    @property
    def roles(self) -> tuple[tuple[str, float], ...]:
        named = (("attitude", self.attitude), ("worth", self.worth), ("effect", self.effect), ("course", self.course))
        return tuple((role, degree) for role, degree in named if degree)

    @property
    def polarity(self) -> float:
        """How the word sounds on its own, when the syntax does not say what it does."""
        return self.attitude or self.worth or self.effect or self.outcome


@dataclass(frozen=True)
class Phrases(Generic[Entry]):
    """Entries of one or more words, found over a text, longest first.

    `first`: the words that begin an entry; `opening`: what may follow those that begin one of more words than one;
    `longer`: the lengths, the greatest first, of the entries that two words begin.
    """

    entries: Mapping[tuple[str, ...], Entry]
    first: frozenset[str]
    opening: Mapping[str, frozenset[str]]
    longer: Mapping[tuple[str, ...], tuple[int, ...]]

    @classmethod
    def of(cls, entries: Mapping[tuple[str, ...], Entry]) -> Phrases[Entry]:
        found: dict[tuple[str, ...], set[int]] = {}
        for phrase in entries:
            if len(phrase) > 1:
                found.setdefault(phrase[:2], set()).add(len(phrase))
        longer = {pair: tuple(sorted(sizes, reverse=True)) for pair, sizes in found.items()}
        after: dict[str, set[str]] = {}
        for word, following in longer:
            for one in _all_like(word):
                after.setdefault(one, set()).update(_all_like(following))
        first = after.keys() | {phrase[0] for phrase in entries}
        opening = {word: frozenset(following) for word, following in after.items()}
        return cls(dict(entries), frozenset(first), opening, longer)

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Entry]]:
        """Yield (start, end, entry) over `tokens`, the longest entry first, without overlaps."""
        lowers, lemmas = [token.lower_ for token in tokens], [token.lemma_lower for token in tokens]
        first, passed = self.first, 0
        # Nine words in ten begin no entry, and are asked no more.
        begins = [at for at, lower in enumerate(lowers) if lower in first or lemmas[at] in first]
        for at in begins:
            if at >= passed:
                passed, entry = self._longest(lowers, lemmas, at)
                if entry is not None:
                    yield at, passed, entry

    def _longest(self, lowers: Sequence[str], lemmas: Sequence[str], at: int) -> tuple[int, Entry | None]:
        lower, lemma = lowers[at], lemmas[at]
        after = self.opening.get(lemma, _NONE), self.opening.get(lower, _NONE)
        following = lowers[at + 1 : at + 2] and (lowers[at + 1], lemmas[at + 1])
        if not (after[0].isdisjoint(following) and after[1].isdisjoint(following)):
            for size in self._sizes(lowers[at : at + 2], lemmas[at : at + 2]):
                for phrase in _readings(lowers[at : at + size], lemmas[at : at + size]):
                    if (entry := self.entries.get(phrase)) is not None:
                        return at + len(phrase), entry
        entry = self.alone(lower, lemma)
        return (at if entry is None else at + 1), entry

    def alone(self, lower: str, lemma: str) -> Entry | None:
        """The entry of one word by itself."""
        if (entry := self.entries.get((lower,))) is not None:
            merged: Entry = _merged(entry, self.entries.get((lemma,)))
            return merged
        return self.entries.get((lemma,))

    def _sizes(self, lowers: Sequence[str], lemmas: Sequence[str]) -> Sequence[int]:
        """The lengths of the entries that two words may begin, the greatest first."""
        found = [sizes for pair in set(_readings(lowers, lemmas)) if (sizes := self.longer.get(pair)) is not None]
        return found[0] if len(found) == 1 else sorted({size for sizes in found for size in sizes}, reverse=True)


@lru_cache(maxsize=1024)
def _merged(entry: Entry, base: Entry | None) -> Entry:
    """A form with an entry of its own ("abandoned" animals) keeps what its lemma does ("abandon" a plan)."""
    if isinstance(entry, Sense) and isinstance(base, Sense) and base is not entry:
        return replace(entry, **{f.name: getattr(entry, f.name) or getattr(base, f.name) for f in fields(entry)})
    return entry


@dataclass(frozen=True)
class Lexicon:
    """`senses`: what a word does; `turns`: groups of phrases; `sets`: plain lists of words by group and name."""

    senses: Phrases[Sense]
    turns: Phrases[str]
    tails: Mapping[str, tuple[tuple[str, ...], ...]]
    sets: Mapping[str, frozenset[str]]

    def sense(self, *words: str) -> Sense | None:
        return self.senses.entries.get(words)

    def apart(self, verb: Token) -> Sense | None:
        """The sense of a verb with the words that close it some way on: "putting the scheme off", "put paid to"."""
        tails = self.tails.get(verb.lemma_lower)
        if tails is None:
            return None
        after = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 1 + FARTHEST, verb.sent.end)]]
        stop = next((at for at, word in enumerate(after) if word in _CLOSED), len(after))
        for at in range(stop):
            for tail in tails:
                if tuple(after[at : at + len(tail)]) == tail:
                    return self.senses.entries[(verb.lemma_lower, *tail)]
        return None


def _readings(lowers: Sequence[str], lemmas: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The window as written, and with its first word as lemma: "went back on" is "go back on"."""
    yield tuple(lowers)
    yield (lemmas[0], *lowers[1:])
    if len(lowers) > 1:
        yield tuple(lemmas)
        yield tuple(map(_alike, lemmas))


def _alike(word: str) -> str:
    """ "Lend my name", "lend its name": one turn of phrase, whoever lends it."""
    return _ALIKE.get(word, word)


_ALIKE = {"my": "our", "your": "our", "his": "our", "her": "our", "its": "our", "their": "our", "i": "we", "us": "we"}
_NONE: frozenset[str] = frozenset()


def _all_like(word: str) -> list[str]:
    return [word, *(other for other, like in _ALIKE.items() if like == word)]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    data = _read("lexicon.toml")
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for group, (role, sign) in _ROLES.items():
        for degree, words in data[group].items():
            for word in words.split():
                found.setdefault(_phrase(word), {}).setdefault(role, sign * _WEIGHT[degree])
    for side, sign in _OUTCOMES.items():
        for word in data["outcome"][side].split():
            found.setdefault(_phrase(word), {}).setdefault("outcome", sign)
    turns = {
        key: turn
        for turn, lists in _read("turns.toml").items()
        for word in lists["words"].split()
        for key in (_phrase(word), tuple(map(_alike, _phrase(word))))
    }
    sets = {
        f"{group}.{name}": frozenset(words.split())
        for group, lists in data.items()
        if group not in _ROLES
        for name, words in lists.items()
    }
    senses = {phrase: Sense(**roles) for phrase, roles in found.items()}
    return Lexicon(Phrases.of(senses), Phrases.of(turns), _tails(senses), sets)


def _tails(senses: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What may close a verb some words after it, the longest first: all entries that end in a particle or an end."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in senses:
        if len(phrase) > 1 and (phrase[1] in _PARTICLES or (len(phrase) > _PAIR and phrase[1] in _OPENING)):
            found.setdefault(phrase[0], []).append(phrase[1:])
    return {verb: tuple(sorted(tails, key=lambda tail: (-len(tail), tail))) for verb, tails in found.items()}


FARTHEST = 8  # words between a verb and what closes it
_PAIR = 2
_PARTICLES = frozenset({"off", "out", "away", "down", "up", "back", "aside"})
_OPENING = frozenset({"to", "into", "past", "on", "in", "beyond"})
_CLOSED = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "”", "’", '"', "and", "but", "or", "that", "which", "who"})


def _phrase(word: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ").replace("-", " - ").split())


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
