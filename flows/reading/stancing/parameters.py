"""The number a stance is about: a cap of 15 cases, five years' experience, £10."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.reading.caseless import Caseless
from flows.reading.stancing.passage import Passage
from storage.domain.statement import Parameter

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALE = {
    "hundred": 100,
    "thousand": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_SHARE = Caseless(
    rf"\b(?:an?|the|one|whole)?\s?(?P<share>{'|'.join(_SHARES)})\b(?! (?:of me|year|term|sixth))",
)
_NO_UNITS = frozenset(
    {
        "is",
        "would",
        "goes",
        "and",
        "or",
        "over",
        "more",
        "was",
        "were",
        "has",
        "in",
        "of",
        "to",
        "at",
        "a",
        "for",
        "the",
        "might",
    }
)
_WORDS = "|".join([*_TENS, *_UNITS])
_DIGIT = re.compile(r"\d")
_NUMBERED = frozenset({*_UNITS, *_TENS, *_SHARES})
_NUMBER = Caseless(
    rf"(?P<money>[£€$])?(?P<value>\d[\d,]*(?:\.\d+)?|\b(?:{_WORDS})(?:-(?:{'|'.join(_UNITS)}))?\b)"
    rf"(?P<scale>\s?(?:million|billion|thousand|hundred|bn|m)\b)?(?P<unit>\s?%|\s?(?:per cent|percent)\b|[- ][a-z]+)?",
)


@lru_cache(maxsize=2)  # of one passage, and the same again for the next proposition
def parameters_of(passage: Passage) -> tuple[Parameter, ...]:
    text = passage.said
    if _DIGIT.search(text) is None and _NUMBERED.isdisjoint([token.lower_ for token in passage.judged]):
        return ()  # half of what is said has no number
    found = []
    for match in _NUMBER.finditer(text):
        value = _value(match["value"].lower())
        if value is None or (match["money"] is None and 1900 <= value <= 2100 and not match["unit"]):
            continue
        scale = _SCALE.get((match["scale"] or "").strip().lower(), 1)
        unit = match["money"] or (match["unit"] or "").strip(" -").lower()
        unit = "" if unit in _NO_UNITS else unit
        found.append(Parameter(value * scale, {"percent": "%", "per cent": "%"}.get(unit, unit), _printed(match, text)))
    found.extend(Parameter(_SHARES[m["share"]], "share", _printed(m, text)) for m in _SHARE.finditer(text))
    return tuple(found)


def _printed(match: re.Match[str], text: str) -> str:
    return text[match.start() : match.end()].strip()


def _value(word: str) -> float | None:
    if word[0].isdigit():
        return float(word.replace(",", ""))
    tens, _, ones = word.partition("-")
    if tens in _TENS:
        return float(_TENS[tens] + _UNITS.get(ones, 0))
    return float(_UNITS[tens]) if tens in _UNITS else None
