"""Find the articles that carry the same text: a wire story in five papers is one telling."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flows.revising.quotations import plain
from storage.domain.polling import SyndicationGroup

_WORD = re.compile(r"\w+")
SHINGLE = 6
# Of the shorter text's word sequences, this share must stand in the other. A shared "notes to editors" stays far below.
ENOUGH = 0.5
_FEWEST_WORDS = 40
# A sequence that stands in so many articles is boilerplate and says nothing of copying.
_COMMON = 25


@dataclass(frozen=True, slots=True)
class Copy:
    """One article's newest text, and when it was first seen."""

    article: str
    text: str
    seen_at: datetime


def groups(copies: Iterable[Copy]) -> tuple[SyndicationGroup, ...]:
    """Return the groups of two and more, each with its earliest article first. Order of `copies` is irrelevant."""
    ordered = sorted(copies, key=lambda c: (c.seen_at, c.article))
    prints = {copy.article: _shingles(copy.text) for copy in ordered}
    found: dict[str, str] = {}
    likeness: dict[str, float] = {}
    for (one, two), shared in sorted(_overlaps(prints).items()):
        share = shared / min(len(prints[one]), len(prints[two]))
        if share >= ENOUGH:
            first, second = _root(found, one), _root(found, two)
            likeness[two] = max(likeness.get(two, 0.0), share)
            if first != second:
                found[second] = first
    members: dict[str, list[str]] = defaultdict(list)
    for copy in ordered:
        members[_root(found, copy.article)].append(copy.article)
    return tuple(
        SyndicationGroup(first, tuple(rest), round(min((likeness.get(a, 1.0) for a in rest), default=1.0), 3))
        for first, *rest in members.values()
        if rest
    )


def _root(found: dict[str, str], article: str) -> str:
    while article in found:
        article = found[article]
    return article


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(plain(text.partition("\n")[2] or text).casefold())
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def _overlaps(prints: dict[str, frozenset[int]]) -> Counter[tuple[str, str]]:
    """Count shared sequences for every pair that shares any; pairs that share none cost nothing."""
    holders: dict[int, list[str]] = defaultdict(list)
    for article, shingles in prints.items():
        for shingle in shingles:
            holders[shingle].append(article)
    pairs: Counter[tuple[str, str]] = Counter()
    for articles in holders.values():
        if 1 < len(articles) <= _COMMON:
            pairs.update((one, two) for i, one in enumerate(articles) for two in articles[i + 1 :])
    return pairs
