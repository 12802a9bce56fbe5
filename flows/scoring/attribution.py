"""Score attributions against gold: content overlap, source agreement, names, and the honesty of confidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from flows.scoring.cue_classes import class_of
from storage.domain.attribution import Attribution
from storage.domain.span import Span

_WORD = re.compile(r"\w+")
_DOUBLE = re.compile("[“”\"\n]|``|''")
# Agreeing on these only says nothing about the source.
_EMPTY = frozenset({
    "the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "by", "with", "from", "s", "his", "her", "its",
    "their", "my", "our", "your", "this", "that",
})  # fmt: skip
_NOT_IN_NAMES = frozenset({"the", "of", "for", "and", "s", "in", "mr", "ms", "mrs", "dr", "sir"})
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None = None
    organisation: str | None = None
    directness: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One gold attribution and the prediction it was matched with."""

    gold: GoldAttribution
    found: Attribution


@dataclass(slots=True)
class Tally:
    """Hits, predictions and gold, in all and for each type of content; hits and gold for each class of cue."""

    hits: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    cue_hits: Counter[str] = field(default_factory=Counter)
    cue_gold: Counter[str] = field(default_factory=Counter)
    matches: list[Match] = field(default_factory=list)
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.hits.update(other.hits)
        self.found.update(other.found)
        self.gold.update(other.gold)
        self.cue_hits.update(other.cue_hits)
        self.cue_gold.update(other.cue_gold)
        self.matches.extend(other.matches)
        self.confidences.extend(other.confidences)

    def precision(self, of: str = "all") -> float:
        return self.hits[of] / self.found[of] if self.found[of] else 0.0

    def recall(self, of: str = "all") -> float:
        return self.hits[of] / self.gold[of] if self.gold[of] else 0.0

    def recall_by_cue(self, of: str) -> float:
        return self.cue_hits[of] / self.cue_gold[of] if self.cue_gold[of] else 0.0

    def f1(self, of: str = "all") -> float:
        p, r = self.precision(of), self.recall(of)
        return 2 * p * r / (p + r) if p + r else 0.0


class _Words:
    def __init__(self, text: str, quoted: Sequence[Span]) -> None:
        spans = [m.span() for m in _WORD.finditer(text)]
        self._starts = [s for s, _ in spans]
        self._ends = [e for _, e in spans]
        self._words = [text[s:e].lower() for s, e in spans]
        self._quoted = {i for span in quoted for i in self._within(span)}

    def _within(self, span: Span) -> range:
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(i for span in spans for i in self._within(span))

    def kind(self, words: frozenset[int]) -> str:
        quoted = len(words & self._quoted)
        if not quoted:
            return "indirect"
        return "direct" if quoted >= 0.9 * len(words) else "mixed"

    def cue_class(self, cue: Iterable[Span]) -> str:
        return class_of({self._words[i] for i in self.of(cue)})

    def same_source(self, gold: frozenset[int], found: frozenset[int]) -> bool:
        if not gold or not found:
            return not gold and not found
        common = gold & found
        telling = any(self._words[i] not in _EMPTY for i in common)
        return telling or (bool(common) and all(self._words[i] in _EMPTY for i in gold))


def double_quoted(text: str) -> Iterator[Span]:
    """The stretches between double marks alone, each ended by its paragraph: how corpora of others count types."""
    opened: int | None = None
    for mark in _DOUBLE.finditer(text):
        closes = mark[0] in ("”", "''", "\n") or (mark[0] == '"' and opened is not None)
        if closes and opened is not None and mark.start() > opened:
            yield Span(opened, mark.start())
        opened = None if closes else opened if opened is not None else mark.end()
    if opened is not None and opened < len(text):
        yield Span(opened, len(text))


def tally(text: str, gold: Sequence[GoldAttribution], found: Sequence[Attribution], *, quoted: Sequence[Span]) -> Tally:
    """Match one to one, best overlap first. `quoted` are the stretches between quotation marks."""
    words = _Words(text, quoted)
    golds = [(g, words.of(g.content), words.of(g.source)) for g in gold]
    founds = [(f, words.of(f.content), words.of(f.source)) for f in found]
    golds = [g for g in golds if g[1]]
    founds = [f for f in founds if f[1]]
    pairs = _matched(
        [c for _, c, _ in golds], [c for _, c, _ in founds], lambda i, j: words.same_source(golds[i][2], founds[j][2])
    )
    out = Tally()
    out.cue_gold.update(words.cue_class(g.cue) for g in gold)
    for i, (_, content, _) in enumerate(golds):
        _count(out.gold, words.kind(content))
        if i in pairs:
            _count(out.hits, words.kind(content))
            out.cue_hits[words.cue_class(golds[i][0].cue)] += 1
            out.matches.append(Match(golds[i][0], founds[pairs[i]][0]))
    taken = {j: i for i, j in pairs.items()}
    for j, (attribution, content, _) in enumerate(founds):
        _count(out.found, words.kind(golds[taken[j]][1] if j in taken else content))
        out.confidences.append((attribution.confidence, j in taken))
    return out


def _count(counter: Counter[str], kind: str) -> None:
    counter["all"] += 1
    counter[kind] += 1


def _matched(
    golds: Sequence[frozenset[int]], founds: Sequence[frozenset[int]], agree: Callable[[int, int], bool]
) -> dict[int, int]:
    close = []
    for i, g in enumerate(golds):
        for j, f in enumerate(founds):
            overlap = len(g & f) / len(g | f)
            if overlap >= ENOUGH and agree(i, j):
                close.append((-overlap, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(close):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def same_name(gold: str | None, found: str | None) -> bool:
    """True when both are missing, or when one name holds all the words of the other ("Moira Tansley", "Tansley")."""
    mine, theirs = _name_words(gold), _name_words(found)
    if not mine or not theirs:
        return not mine and not theirs
    return mine <= theirs or theirs <= mine


def _name_words(name: str | None) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall((name or "").lower()) if w not in _NOT_IN_NAMES)


def named_right(matches: Sequence[Match]) -> tuple[float, float, float]:
    """The share of matched attributions with the right speaker, the right organisation, and both."""
    if not matches:
        return 0.0, 0.0, 0.0
    speaker = [same_name(m.gold.speaker, m.found.speaker) for m in matches]
    body = [same_name(m.gold.organisation, m.found.organisation) for m in matches]
    both = [a and b for a, b in zip(speaker, body, strict=True)]
    return sum(speaker) / len(matches), sum(body) / len(matches), sum(both) / len(matches)


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(
    confidences: Iterable[tuple[float, bool]], edges: Sequence[float] = (0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
) -> list[Bin]:
    pairs = list(confidences)
    table = []
    for low, high in pairwise(edges):
        inside = [(c, r) for c, r in pairs if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            table.append(Bin(low, min(high, 1.0), len(inside), mean, sum(r for _, r in inside) / len(inside)))
    return table


def precision_without_least_confident(
    confidences: Iterable[tuple[float, bool]], share: float = 0.2
) -> tuple[float, float]:
    """Precision of all predictions, and after abstaining on the least confident `share` of them."""
    pairs = sorted(confidences, key=lambda pair: -pair[0])
    if not pairs:
        return 0.0, 0.0
    kept = pairs[: max(1, round(len(pairs) * (1 - share)))]
    return sum(r for _, r in pairs) / len(pairs), sum(r for _, r in kept) / len(kept)


def quotation_speakers(
    wanted: Iterable[tuple[Span, str]], found: Sequence[Attribution]
) -> Iterator[tuple[Span, str, str | None, bool]]:
    """For each quotation and its speaker: the name on the narrowest attribution of it, and whether it is right."""
    for span, name in wanted:
        holding = [a for a in found if any(_mostly(span, piece) for piece in a.content)]
        best = min(holding, key=lambda a: sum(p.end - p.start for p in a.content), default=None)
        named = (best.speaker or best.organisation) if best else None
        yield (
            span,
            name,
            named,
            best is not None and (same_name(name, best.speaker) or same_name(name, best.organisation)),
        )


def _mostly(span: Span, piece: Span) -> bool:
    shared = min(span.end, piece.end) - max(span.start, piece.start)
    return shared >= 0.6 * (span.end - span.start)
