"""Compare two near copies word by word, so that a reader sees the one word that changed."""

from __future__ import annotations

import re

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
    if before == after or not min(len(old), len(new)) >= 3 or max(len(old), len(new)) > _LONGEST:
        return None
    pieces = _diff(old, new)
    common = sum(_words(piece.text) for piece in pieces if piece.mark is Mark.PLAIN)
    longest = max(_words(before), _words(after))
    similarity = common / longest if longest else 0.0
    return Comparison(pieces, round(similarity, 4)) if similarity >= NEAR else None


def _diff(old: list[str], new: list[str]) -> tuple[Piece, ...]:
    """Map every distinct token to one character, as the library's own line mode does, and diff those."""
    numbers: dict[str, str] = {}
    # Private-use and beyond: never surrogates, which the library would refuse to join.
    encoded = ["".join(numbers.setdefault(token, chr(0xE000 + len(numbers))) for token in side) for side in (old, new)]
    tokens = {char: token for token, char in numbers.items()}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # its default of one second makes the result depend on the machine
    found = differ.diff_main(encoded[0], encoded[1], False)
    differ.diff_cleanupSemantic(found)
    return tuple(Piece("".join(tokens[char] for char in chars), _MARKS[kind]) for kind, chars in found)


def _words(text: str) -> int:
    return sum(1 for token in _TOKEN.findall(text) if token[0].isalnum())
