"""Carry the subject of a text along, so that "this", "such moves" and "they" are about what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.reading.layout import Layout
from flows.reading.propositions import Codebook, Match, stems_in
from flows.reading.words import words
from storage.domain.span import Span

SURE = 0.72  # the words themselves name the measure
HINTED = 0.3  # some words of the subject, believed when what came before is about it
CARRIED = 0.5  # how strongly what came before must be about a proposition to lend it
PARALLEL = 0.25  # other propositions of the same words, this far below the best, are kept

STANDS_FOR = "|".join(sorted(words("measures") | words("held") | words("stands_for")))
POINTING = re.compile(
    rf"\b(?:the|its|their) (?:{STANDS_FOR})s?\b|"
    r"^\W*(?:\w+\W+){0,2}?(?:it|this|that|these|those|they|them|such|there)\b"
    r"|\b(?:this|that|these|those|such) (?:\w+ ){0,2}?\w+|\b(?:do|doing|done|for|about|of|with|to|on"
    r"|against) (?:it|this|that|these|those|them|so)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body with what it is about. `heading` is the number of its section."""

    span: Span
    paragraph: int
    heading: int
    about: Mapping[str, Match]


@dataclass(frozen=True, slots=True)
class Topic:
    """A proposition that a stretch is about, how strongly, and how we know."""

    proposition: str
    score: float
    words: tuple[Span, ...]
    why: str
    carried: bool = False
    side: int = 0
    named: tuple[tuple[int, tuple[Span, ...]], ...] = ()


class Thread:
    """The sentences of a body in order, each with what it is about, and the headings over them."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        codebook: Codebook,
        *,
        names: Sequence[Span] = (),
        without: Collection[str] = (),
    ) -> None:
        self.text = text
        self.codebook = codebook
        self.without = without
        self.names = names  # words inside the names of bodies speak of nothing but the body
        self.sentences = [Sentence(s, p, h, self._about([s])) for s, p, h in layout.sentences]
        self.headings = {number: self._about([span]) for number, span in layout.headings.items()}

    def _about(self, spans: Iterable[Span]) -> dict[str, Match]:
        near_misses = "near misses" not in self.without
        return self.codebook.matches(stems_in(self.text, spans, without=self.names), near_misses=near_misses)

    def topics(
        self, spans: Sequence[Span], *, said_before: Mapping[str, float] | None = None, cue: str = ""
    ) -> list[Topic]:
        """Return what `spans` are about, the strongest first: their own words, then what they point back to."""
        own = self._about(spans)
        context = self._context(spans, said_before or {})
        found = [t for match in own.values() if (t := self._own(match, context)) is not None]
        if not any(not t.carried for t in found):
            found += self._carried(spans, own, context)
        if not found:
            return []
        sure = [t for t in found if t.why.startswith("says")]
        found = sure or found  # a passing word does not count beside a named measure
        best = max(t.score for t in found)
        return sorted((t for t in found if t.score >= best - PARALLEL), key=lambda t: (-t.score, t.proposition))[:3]

    def _own(self, match: Match, context: Mapping[str, float]) -> Topic | None:
        lent = context.get(match.proposition, 0.0)
        if match.score >= SURE and match.term:
            return Topic(
                match.proposition,
                match.score + 0.3 * lent,
                match.words,
                f"says {match.term!r}",
                side=match.side,
                named=match.named,
            )
        if match.score >= HINTED and lent >= CARRIED:
            return Topic(
                match.proposition,
                match.score + 0.5 * lent,
                match.words,
                "some of its words, and what was spoken of before",
                side=match.side,
                named=match.named,
            )
        return None

    def _carried(self, spans: Sequence[Span], own: Mapping[str, Match], context: Mapping[str, float]) -> list[Topic]:
        words = " ".join(span.of(self.text) for span in spans)
        if not POINTING.search(words) or not context:
            return []
        best = max(context.values())
        lent = [(name, value) for name, value in context.items() if value >= CARRIED and value >= best - 0.1]
        lent.sort(key=lambda pair: (-pair[1], pair[0]))
        return [
            Topic(name, 0.4 + 0.3 * value, (), "points back to what was spoken of before", carried=True)
            for name, value in lent[:2]
        ]

    def _context(self, spans: Sequence[Span], said_before: Mapping[str, float]) -> dict[str, float]:
        start = min(span.start for span in spans)
        here = next((i for i, s in enumerate(self.sentences) if s.span.start <= start < s.span.end), None)
        lent: dict[str, float] = {}
        if here is None or "context" in self.without:
            return lent
        sentence = self.sentences[here]
        outside = self._about(_outside(sentence.span, spans))
        _lend(lent, outside, 0.85)
        for back, earlier in enumerate(reversed(self.sentences[max(0, here - 4) : here]), start=1):
            near = (
                0.85
                if earlier.paragraph == sentence.paragraph
                else 0.75
                if earlier.paragraph == sentence.paragraph - 1
                else 0.55
            )
            _lend(lent, earlier.about, near - 0.06 * (back - 1))
        _lend(lent, self.headings.get(sentence.heading, {}), 0.6)
        for name, value in said_before.items():
            lent[name] = max(lent.get(name, 0.0), 0.8 * value)
        return lent


def _lend(lent: dict[str, float], about: Mapping[str, Match], share: float) -> None:
    for name, match in about.items():
        if match.score >= 0.6 and match.term:
            value = match.score * share
            # What both the heading and the sentence before are about is more likely meant.
            lent[name] = max(lent.get(name, 0.0), value) + (0.1 if name in lent else 0.0)


def _outside(sentence: Span, spans: Sequence[Span]) -> list[Span]:
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    around = [(sentence.start, min(first, sentence.end)), (max(last, sentence.start), sentence.end)]
    return [Span(a, b) for a, b in around if a < b]
