"""The words of one proposition: its names, the noun a name is built on, what tells its near misses apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from flows.reading.folding import WORD, content_stems, lower, stem
from flows.reading.people import ROLE_NOUNS
from flows.reading.words import words
from storage.domain.sector import Proposition

LEAST_OF_A_PART = 2
APART = r"\W+(?:[\w'’-]+\W+){0,2}?"  # between two words of a name: nothing, or two other words


def head_of(term: str) -> str:
    """The stem of the noun that a term is built on: the last before a preposition."""
    before = re.split(r"\s(?:of|on|for|to|from|at|in|by|between|without|below|under|over|with)\s", term)[0]
    last = before.split()[-1:]
    if not last or last[0][0].isupper() or ROLE_NOUNS.search(last[0]):  # "Sure Start" is not any start
        return ""
    return (content_stems(before) or ("",))[-1]


@lru_cache(maxsize=1)
def instruments() -> frozenset[str]:
    """The stems of nouns for measures."""
    nouns = words("instruments")
    return frozenset(stem for noun in nouns for stem in content_stems(noun))


@lru_cache(maxsize=1)
def any_measures() -> frozenset[str]:
    """The stems of nouns that any measure may be called by: "the plan"."""
    return frozenset(stem for noun in words("measures") for stem in content_stems(noun))


def complement_of(term: str) -> str:
    """What a measure is about, where a preposition leads to it: "attend at night" of "duty to attend at night".

    One word alone is too little: "a cap on fares" is not whatever is said of fares.
    """
    name, *rest = re.split(r"\s(?:of|on|for|to|from|against)\s", term, maxsplit=1)
    if not rest or head_of(name) not in instruments() or len(set(content_stems(rest[0]))) < LEAST_OF_A_PART:
        return ""
    return rest[0]


def whole_phrase(term: str) -> re.Pattern[str] | None:
    """What finds all the words of a term, inflected and a little apart; None for a term of one word."""
    parts = [match.group() for match in WORD.finditer(lower(term))]
    if len(parts) < 2:
        return None
    roots = (root if part.startswith(root := stem(part)) else part[: max(3, len(part) - 1)] for part in parts)
    return re.compile(APART.join(rf"\b{re.escape(root)}\w*" for root in roots), re.IGNORECASE)


def _names(proposition: Proposition) -> tuple[str, ...]:
    return (*proposition.measure_terms, *proposition.restricted_terms, *proposition.topic_terms)


def vocabulary(proposition: Proposition) -> Iterable[str]:
    for text in (*_names(proposition), proposition.label, proposition.proposition):
        yield from content_stems(text)


def bag_of(proposition: Proposition) -> dict[str, float]:
    bag: dict[str, float] = {}
    weighted = (
        (0.4, [e.text for e in proposition.examples if e.stance is not None]),
        (
            0.6,
            [
                proposition.supports_means,
                proposition.opposes_means,
                *proposition.support_cues,
                *proposition.oppose_cues,
            ],
        ),
        (1.0, [*_names(proposition), proposition.label, proposition.proposition]),
    )
    for weight, texts in weighted:
        for text in texts:
            for found in content_stems(text):
                bag[found] = max(weight, bag.get(found, 0.0))
    return bag


def distinguishing(phrase: str, own: set[str]) -> list[frozenset[str]]:
    """Return the words of a near miss that the proposition itself does not have, one set per alternative."""
    if re.search(r"\balone\b", phrase):
        return []
    alternatives = re.split(r"\bor\b|\band\b|,|\(|\)", phrase)
    found = [frozenset(set(content_stems(part)) - own) for part in alternatives]
    return [stems for stems in found if stems]
