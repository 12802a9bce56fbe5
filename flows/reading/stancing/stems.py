"""Cut words to stems, so that a pack's terms meet the words of a text: "phasing", "phased" and "phase" are one."""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIXES = (
    "isations", "izations", "isation", "ization", "ations", "ation", "itions", "ition", "ments", "ment", "ances",
    "ance", "ences", "ence", "ising", "izing", "ings", "ing", "ised", "ized", "edly",
    "ers", "ors", "ably", "able", "ibly", "ible", "ally", "als", "al", "ise", "ize", "ed", "er", "or", "es", "ly",
    "s", "e",
)  # fmt: skip
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
STOP = frozenset(
    """a an and any are as at be been before being but by can could did do does every few first for from had has have
    he her him his how i if in into is it its just like made make may me might more most much must my no not of
    off on once one only or other our out over own per she should so some such than that the their them then there
    these they this those through to too under until up us use using very was we were what when where which
    who whom whose why will with without would you your year years whole least single new all fewer present
    back last between during after against including don't both each same take taken time used having""".split()  # noqa: SIM905  # a list of words is read as a text
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 2:
        return word[:-3] + "y"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            word = word[: -len(suffix)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.replace("-", " ").lower())


def stems_of(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in words_of(text) if word not in STOP]
