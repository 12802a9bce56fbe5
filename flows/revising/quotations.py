"""The quotations in a text, for comparing two versions of it: curly, straight and British single marks."""

from __future__ import annotations

import re
from functools import lru_cache

_DOUBLE = re.compile(r"[“\"„«]([^“”\"„«»\n]{1,3000})(?:[”\"»]|(?=\n|\Z))")
# A single mark opens after a space or bracket and closes after a non-space before one: apostrophes do neither.
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\S)([^‘\n]{1,3000}?)(?<=\S)[’'](?![\w’'])")
# Marks that carry no meaning: never one beside a digit, nor a question mark.
_UNWEIGHTY = re.compile(r"(?<!\d)[,;:.!…()\[\]\"'-]+(?!\d)|[,;:.!…()\[\]\"']+(?=\s|$)|(?<=\s)[(\[\"']+")
_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " "})


@lru_cache(maxsize=4096)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where quotations stand, marks included, in order, without those inside others."""
    found: list[tuple[int, int]] = []
    for pattern in (_DOUBLE, _SINGLE):
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in found):
                found.append(match.span())
    return tuple(sorted(found))


@lru_cache(maxsize=1024)
def said(text: str) -> frozenset[str]:
    """Return the distinct words between quotation marks, so that only other words, numbers or signs differ."""
    return frozenset(_gist(text[start:end]) for start, end in spans(text)) - {""}


def _gist(quotation: str) -> str:
    return " ".join(_UNWEIGHTY.sub(" ", plain(quotation).casefold()).split())


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Write quotation marks, dashes and spaces one way."""
    return " ".join(text.translate(_MARKS).split())
