"""Compare two near copies word by word, so that a reader sees the one word that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from diff_match_patch import diff_match_patch

from storage.domain.digest import Comparison, Mark, Piece

_TOKEN = re.compile(r"\w+(?:[’'\-.,]\w+)*|\s+|[^\w\s]")
# Below this share of common words the two are different sentences, and a diff of them is confetti.
NEAR = 0.6
_LONGEST = 2_000  # tokens; the diff is quadratic in the worst case
_MARKS = {-1: Mark.REMOVED, 0: Mark.PLAIN, 1: Mark.ADDED}


def compare(before: str, after: str) -> Comparison | None:
    """Return the word-level comparison of two near copies; None when they are not, or are the same."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    longest = max(_words(old), _words(new))
    if before == after or min(_words(old), _words(new)) < 2 or max(len(old), len(new)) > _LONGEST:
        return None
    # Words in common in any order bound those in common in order: most pairs are told apart here, for nothing.
    if _words((Counter(old) & Counter(new)).elements()) < NEAR * longest:
        return None
    pieces = _diff(old, new)
    common = sum(_words(_TOKEN.findall(piece.text)) for piece in pieces if piece.mark is Mark.PLAIN)
    return Comparison(pieces, round(common / longest, 4)) if common >= NEAR * longest else None


def _diff(old: list[str], new: list[str]) -> tuple[Piece, ...]:
    """Map every distinct token to one character, as the library's own line mode does, and diff those."""
    numbers: dict[str, str] = {}
    # Characters for private use: at most 4,000 of the 6,400 that there are.
    encoded = ["".join(numbers.setdefault(token, chr(0xE000 + len(numbers))) for token in side) for side in (old, new)]
    tokens = {char: token for token, char in numbers.items()}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # with a time limit the result would depend on the machine
    found = differ.diff_main(*encoded, checklines=False)
    differ.diff_cleanupSemantic(found)
    return tuple(Piece("".join(tokens[char] for char in chars), _MARKS[kind]) for kind, chars in found)


def _words(tokens: Iterable[str]) -> int:
    return sum(1 for token in tokens if token[0].isalnum())
