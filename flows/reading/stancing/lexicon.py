"""What English words do to a position, loaded once from lexicon.toml and matched over a parsed text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from spacy.tokens import Token

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
_WEIGHT = {"strong": 1.0, "words": 1.0, "mild": 0.6, "weak": 0.6}
_LONGEST = 6


@dataclass(frozen=True)
class Sense:
    """The signed strength of a word in each role it can play; 0: none."""

    attitude: float = 0.0
    course: float = 0.0
    worth: float = 0.0
    effect: float = 0.0

    @property
    def polarity(self) -> float:
        """How the word sounds on its own, when the syntax does not say what it does."""
        return self.attitude or self.worth or self.effect


@dataclass(frozen=True)
class Lexicon:
    senses: MappingProxyType[tuple[str, ...], Sense]
    sets: MappingProxyType[str, frozenset[str]]
    starts: frozenset[str]

    def sense(self, *words: str) -> Sense | None:
        return self.senses.get(words)

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Sense]]:
        """Yield (start, end, sense) over `tokens`, the longest entry first, without overlaps."""
        forms = [(token.lower_, token.lemma_.lower()) for token in tokens]
        at = 0
        while at < len(forms):
            end, sense = self._longest(forms, at)
            if sense is not None:
                yield at, end, sense
            at = max(end, at + 1)

    def _longest(self, forms: Sequence[tuple[str, str]], at: int) -> tuple[int, Sense | None]:
        if forms[at][0] not in self.starts and forms[at][1] not in self.starts:
            return at, None
        for length in range(min(_LONGEST, len(forms) - at), 0, -1):
            window = forms[at : at + length]
            for phrase in _readings(window):
                if (sense := self.senses.get(phrase)) is not None:
                    return at + length, sense
        return at, None


def _readings(window: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The window as written, and with its first word as lemma: "went back on" is "go back on"."""
    yield tuple(lower for lower, _ in window)
    yield (window[0][1], *(lower for lower, _ in window[1:]))
    yield tuple(lemma for _, lemma in window)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    data = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    strengths: dict[tuple[str, ...], dict[str, float]] = {}
    for group, (role, sign) in _ROLES.items():
        for degree, words in data[group].items():
            for word in words.split():
                phrase = tuple(word.replace("_", " ").replace("-", " - ").split())
                strengths.setdefault(phrase, {}).setdefault(role, sign * _WEIGHT[degree])
    sets = {
        f"{group}.{name}": frozenset(words.split())
        for group, lists in data.items()
        if group not in _ROLES
        for name, words in lists.items()
    }
    senses = {phrase: Sense(**roles) for phrase, roles in strengths.items()}
    return Lexicon(MappingProxyType(senses), MappingProxyType(sets), frozenset(phrase[0] for phrase in senses))
