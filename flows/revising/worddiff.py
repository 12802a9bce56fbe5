"""Find what changed between two texts, word by word.

The C++ build of diff-match-patch does both the diff and the semantic clean-up; the Python original, whose
clean-up took 12 s for two unrelated texts of 1,900 words, is what the tests hold it against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import fast_diff_match_patch

# A word with its inner apostrophes and hyphens, a number with its sign, points and unit, or one other character.
TOKEN = re.compile(
    r"[£$€]?(?<![\w)])[-−–+]?[£$€]?\d[\d,]*(?:\.\d+)*(?:[^\W\d_]+|%)?|[^\W\d_]+(?:['’\-‑][^\W\d_]+)*|\d+|\s+|[^\w\s]|_"
)
# Larger blocks than this are taken as replaced whole: unrelated texts cost time with the square of their length.
LARGEST_BLOCK = 60_000
_FIRST = 0x100
_SIGNS = {"=": 0, "-": -1, "+": 1}
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Hunk:
    """`before[a:b]` became `after[c:d]`; one of the two may be empty."""

    before: tuple[int, int]
    after: tuple[int, int]


def hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Return the edits in order. Applied to `before` they give `after`. Takes bounded time for unrelated texts."""
    if before == after:
        return ()
    found: list[Hunk] = []
    # Lines first: most of an edited article is untouched, and its words need no comparing.
    for rough in _placed(_diff(before.splitlines(keepends=True), after.splitlines(keepends=True))):
        old, new = before[slice(*rough.before)], after[slice(*rough.after)]
        if not old or not new or len(old) + len(new) > LARGEST_BLOCK:
            found.append(rough)
            continue
        offset = (rough.before[0], rough.after[0])
        found.extend(_moved(fine, by=offset) for fine in _placed(_diff(TOKEN.findall(old), TOKEN.findall(new))))
    return tuple(found)


def _moved(hunk: Hunk, *, by: tuple[int, int]) -> Hunk:
    (a, b), (c, d) = hunk.before, hunk.after
    return Hunk((a + by[0], b + by[0]), (c + by[1], d + by[1]))


def _diff(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, str]]:
    """Return (-1, 0 or 1, text) in the form of diff-match-patch, made in word mode."""
    alphabet: dict[str, str] = {}
    old, new = _encoded(olds, alphabet), _encoded(news, alphabet)
    words = {letter: word for word, letter in alphabet.items()}
    # No timeout: with one, the result depends on the machine. Size is capped by the caller instead.
    raw = fast_diff_match_patch.diff(old, new, timelimit=0, checklines=False, cleanup="Semantic", counts_only=False)
    return [(_SIGNS[sign], "".join([words[letter] for letter in letters])) for sign, letters in raw]


def _encoded(tokens: Iterable[str], alphabet: dict[str, str]) -> str:
    letters = []
    for token in tokens:
        letter = alphabet.get(token)
        if letter is None:
            letter = alphabet[token] = _letter(len(alphabet))
        letters.append(letter)
    return "".join(letters)


def _letter(number: int) -> str:
    code = _FIRST + number
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def _placed(diffs: Iterable[tuple[int, str]]) -> Iterator[Hunk]:
    """Turn a run of deletions and insertions into one hunk with offsets."""
    old = new = 0
    start: tuple[int, int] | None = None
    for sign, text in (*diffs, (0, "")):
        if sign == 0:
            if start is not None and (old, new) != start:
                yield Hunk((start[0], old), (start[1], new))
            start = None
            old, new = old + len(text), new + len(text)
            continue
        start = start or (old, new)
        old += len(text) if sign < 0 else 0
        new += len(text) if sign > 0 else 0
