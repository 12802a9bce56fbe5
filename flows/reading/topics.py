"""Carry the subject of a text along, so that "this", "such moves" and "they" are about what was spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from flows.reading.dwelling import Dwelling, Place
from flows.reading.folding import content_stems, placed_stems
from flows.reading.following import followed, heard
from flows.reading.layout import Layout
from flows.reading.links import (
    ALONE_WHY,
    ASKED,
    DISTANT,
    POINTS,
    SOME,
    WHOLE,
    Sentence,
    Topic,
    borne_out,
    by_score,
    clearest,
    of_any_measure,
    of_those_around,
    strongest,
    way_of,
)
from flows.reading.main_subject import NAMED, SURE, main_subject, sections_on
from flows.reading.meant import FOLLOWED, NOT_LINKED
from flows.reading.pointers import BOTH, WHICH_NEAR, points_back
from flows.reading.propositions import IN_FULL_WHY, NOBODY, Codebook, Match
from flows.reading.regions import Region
from flows.reading.stemmed import Stemmed, stems_in
from storage.domain.span import Span

HINTED = 0.3  # some words of the subject, believed when what came before is about it
CARRIED = 0.5  # how strongly what came before must be about a proposition to lend it
NEAR, FAR = {0: 0.85, 1: 0.75}, 0.55  # what a sentence before lends, by the paragraphs between
PASSED = 0.4  # what the heading is about, once something else has been named below it
SUBJECT_LENT = 0.56  # how strongly the subject of the whole article stands behind each of its sentences
LIKELIER = 0.5  # what the sentences around a stretch are likelier on than not may be meant by it

_DEFINITE = re.compile(r"\b(?:the|this|that|its|their|his|her|our|your|any|such an?) (?:[\w-]+ )?$", re.IGNORECASE)


class Thread:
    """The sentences of a body in order, each with what it is about, and the headings over them."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        codebook: Codebook,
        *,
        title: str = "",
        names: Sequence[Span] = (),
        without: Collection[str] = (),
    ) -> None:
        self.text = text
        self.codebook = codebook
        self.without = without
        self._words = Stemmed(text, without=names)  # words inside the names of bodies speak of nothing but the body
        self._headings = layout.headings
        self._sentence_at = layout.sentence_at
        self.introduced: frozenset[str] = frozenset()
        self._shared: dict[str, frozenset[str]] = {}
        self._named: dict[str, list[int]] = {}
        self._title = content_stems(title)
        titled = codebook.matches(placed_stems(title), said=title) if title else {}
        first = [self._about([s]) for s, _, _ in layout.sentences]
        self.introduced = self._introduced(layout, [*first, titled])
        self._shared = {} if "last named" in without else codebook.shared(self.introduced)
        self._starts = [s.start for s, _, _ in layout.sentences]
        self._named = self._places(layout, first)
        short = codebook.heads(self.introduced) | self._shared.keys()
        again = [bool(short) and any(t in short for t, _, _ in stems_in(text, [s])) for s, _, _ in layout.sentences]
        self.sentences = [
            Sentence(s, p, h, self._about([s]) if again[n] else first[n])
            for n, (s, p, h) in enumerate(layout.sentences)
        ]
        self.headings = {number: self._about([span]) for number, span in layout.headings.items()}
        self._front = [self._about([b.span]) for b in layout.blocks if b.kind in (Region.TITLE, Region.STANDFIRST)]
        self._front.append(titled)
        self.subject = None if "subject" in without else main_subject(self.sentences, self._front)
        self._sections = sections_on(self.subject, self.sentences, self.headings)

    def _about(self, spans: Sequence[Span]) -> dict[str, Match]:
        near_misses = "near misses" not in self.without
        placed = self._words.within(spans)
        if not placed:
            return {}
        standing = self._standing(spans[0].start, {stem for stem, _, _ in placed}) if self._named else NOBODY
        return self.codebook.matches(
            placed,
            said=" ".join(span.of(self.text) for span in spans),
            near_misses=near_misses,
            introduced=self.introduced,
            standing=standing,
            spelt_out="spelt out" not in self.without,
        )

    def _places(self, layout: Layout, first: Sequence[Mapping[str, Match]]) -> dict[str, list[int]]:
        """The sentences, in order, that name each measure in full, or stand right under a heading that does."""
        under: dict[int, int] = {}
        for n, (_, _, heading) in enumerate(layout.sentences):
            under.setdefault(heading, n)
        named: dict[str, set[int]] = {name: set() for names in self._shared.values() for name in names}
        headed = [(under[number], self._about([span])) for number, span in layout.headings.items() if number in under]
        for n, about in (*enumerate(first), *headed):
            for name in named.keys() & about.keys():
                if about[name].score >= NAMED and about[name].side:
                    named[name].add(n)
        return {name: sorted(places) for name, places in named.items()}

    def _standing(self, place: int, there: Collection[str]) -> dict[str, str]:
        """Which measure "the cap" is at `place`: of those that the text names in full, the one it named last."""
        here = bisect_right(self._starts, place) - 1
        return {
            stem: max(sorted(names), key=lambda name: self._last(name, here))
            for stem, names in self._shared.items()
            if stem in there
        }

    def _last(self, name: str, here: int) -> int:
        """The last sentence up to `here` that names it; a headline stands before all, what comes later after all."""
        named = self._named[name]
        at = bisect_right(named, here) - 1
        return named[at] if at >= 0 else -2 if named else -1

    def _introduced(self, layout: Layout, first: Sequence[Mapping[str, Match]]) -> frozenset[str]:
        """Propositions that the text names in full somewhere: the noun alone can stand for them elsewhere."""
        spans = [b.span for b in layout.blocks if b.kind in (Region.TITLE, Region.STANDFIRST, Region.SUBHEADING)]
        about = [*first, *(self._about([span]) for span in spans)]
        return frozenset(
            n
            for one in about
            for n, m in one.items()
            if m.score >= SURE and m.term and (m.side or m.term == IN_FULL_WHY)
        )

    def _subject_at(self, spans: Sequence[Span]) -> str | None:
        """The subject of the whole article, where the section speaks of it: a round-up has one for each heading."""
        here = self._sentence_at(min(span.start for span in spans))
        return self.subject if here is None or self.sentences[here].heading in self._sections else None

    @cached_property
    def _news(self) -> str | None:
        """The one proposition that the headline and what stands under it name."""
        named = {n for about in self._front for n, m in about.items() if m.score >= NAMED and m.term}
        return named.pop() if len(named) == 1 and self.subject is None else None

    def topics(self, spans: Sequence[Span]) -> list[Topic]:
        """Return what `spans` are about, the strongest first."""
        return self.meant(self.candidates(spans))

    def meant(self, candidates: Sequence[Topic]) -> list[Topic]:
        """Return those of `candidates` that the article bears out."""
        if "dwelling" in self.without:
            return [topic for topic in candidates if topic.linked]
        return [topic for topic in candidates if topic.meant]

    def candidates(
        self,
        spans: Sequence[Span],
        *,
        said_before: Mapping[str, float] | None = None,
        asked: Mapping[str, float] | None = None,
        since: int = 0,
    ) -> list[Topic]:
        """Return what `spans` may be about, the strongest first: by their own words, or by what they point back to.

        Then come the propositions that the rules do not link and of whose words there are some.
        """
        own, said_before, asked = self._about(spans), said_before or {}, asked or {}
        context = self._context(spans, said_before, since)
        found = self._linked(spans, own, context, asked)
        place = self._place(spans, own, context, said_before, since)
        linked, bearing = {topic.proposition for topic in found}, self.dwelling.bearing
        rest = [m for m in own.values() if m.proposition not in linked and m.score >= HINTED and not of_any_measure(m)]
        near = self._around(place, {*linked, *(m.proposition for m in rest)})
        return [
            *(
                t if t.proposition in asked else replace(t, bearing=bearing(t.proposition, place, way=way_of(t)))
                for t in found
            ),
            *by_score(borne_out(m, bearing(m.proposition, place, way=NOT_LINKED)) for m in rest),
            *(of_those_around(name, bearing(name, place, way=FOLLOWED)) for name in near),
        ]

    def _around(self, place: Place, without: Collection[str]) -> list[str]:
        """What the sentences around are on, of which the words themselves have next to nothing."""
        on = self.dwelling.on(place)
        return sorted(name for name, likely in on.items() if likely >= LIKELIER and name not in without)

    def _followed(self) -> list[dict[str, float]]:
        if "following" in self.without:
            return []
        alike = self.codebook.likeness.of
        over = {number: alike(self._stems(span)) for number, span in self._headings.items()}
        return followed([heard(one, alike(self._stems(one.span)), over) for one in self.sentences], alike(self._title))

    def _stems(self, span: Span) -> list[str]:
        return [stem for stem, _, _ in self._words.within([span])]

    def _place(
        self,
        spans: Sequence[Span],
        own: Mapping[str, Match],
        context: Mapping[str, float],
        said_before: Mapping[str, float],
        since: int,
    ) -> Place:
        here = bisect_right(self._starts, min(span.start for span in spans)) - 1
        stems = [stem for stem, _, _ in self._words.within(spans)]
        words = sum(len(span.of(self.text).split()) for span in spans)
        first = bisect_left(self._starts, since)
        definite = {m.proposition for m in own.values() if m.words and self._definite(m.words[0])}
        return Place(here, first, own, context, said_before, self.codebook.likeness.of(stems), words, definite)

    @cached_property
    def dwelling(self) -> Dwelling:
        """Most texts say nothing that could be linked and need none."""
        placed = [self._words.within([s.span]) for s in self.sentences]
        front = (*self._front, *self.headings.values())
        return Dwelling(
            self.codebook,
            placed=placed,
            about=[s.about for s in self.sentences],
            front=front,
            introduced=self.introduced,
            subject=self.subject,
            followed=self._followed(),
        )

    def _linked(
        self, spans: Sequence[Span], own: Mapping[str, Match], lent: Mapping[str, float], asked: Mapping[str, float]
    ) -> list[Topic]:
        context = {name: max(lent.get(name, 0.0), asked.get(name, 0.0)) for name in (*lent, *asked)}
        found = [t for match in own.values() if (t := self._own(match, context)) is not None]
        if not found and (alone := clearest(own, self.introduced)) is not None:
            found = [Topic(alone.proposition, alone.score, alone.words, ALONE_WHY, side=alone.side)]
        if not any(not t.carried for t in found):
            found += self._carried(spans, own, context)
        if not found and asked:
            found = [
                Topic(name, 0.4 + 0.3 * value, (), ASKED, carried=True, distant=True)
                for name, value in asked.items()
                if value >= CARRIED
            ]
        faint = all(match.score < HINTED for match in own.values())
        if not found and faint and (subject := self._subject_at(spans)) is not None:
            found = [Topic(subject, DISTANT, (), WHOLE, carried=True, distant=True)]
        return strongest(found)

    def _own(self, match: Match, context: Mapping[str, float]) -> Topic | None:
        lent = context.get(match.proposition, 0.0)
        if match.by_head and self._definite(match.words[0]):
            lent = max(lent, CARRIED)
        if match.score >= SURE and match.term and not match.by_head:
            why, share = f"says {match.term!r}", 0.3
        elif match.score >= HINTED and lent >= CARRIED:
            why, share = SOME, 0.5
        else:
            return None
        score = match.score + share * lent
        return Topic(match.proposition, score, match.words, why, side=match.side, named=match.named)

    def _lend(self, lent: dict[str, float], about: Mapping[str, Match], share: float) -> None:
        for name, match in about.items():
            if match.score >= NAMED and match.term and (not match.by_head or self._definite(match.words[0])):
                value = match.score * share
                # What both the heading and the sentence before are about is more likely meant.
                lent[name] = max(lent.get(name, 0.0), value) + (0.1 if name in lent else 0.0)

    def _asks(self, heading: int) -> bool:
        return heading in self._headings and self._headings[heading].of(self.text).endswith("?")

    def _definite(self, noun: Span) -> bool:
        """ "The surcharge", "its old rule": the one that the text has named."""
        return bool(_DEFINITE.search(self.text[max(0, noun.start - 24) : noun.start]))

    def _carried(self, spans: Sequence[Span], own: Mapping[str, Match], context: Mapping[str, float]) -> list[Topic]:
        words, start = " ".join(span.of(self.text) for span in spans), min(span.start for span in spans)
        if not context or not points_back(words, self.text[max(0, start - WHICH_NEAR) : start]):
            return []
        best = max(context.values())
        least = HINTED if BOTH.search(words) else max(CARRIED, best - 0.1)
        lent = [(name, value) for name, value in context.items() if value >= least]
        lent.sort(key=lambda pair: (-pair[1], pair[0]))
        return [
            Topic(name, 0.4 + 0.3 * value, (), POINTS, carried=True, distant=value == SUBJECT_LENT)
            for name, value in lent[:2]
        ]

    def _context(self, spans: Sequence[Span], said_before: Mapping[str, float], since: int) -> dict[str, float]:
        here = self._sentence_at(min(span.start for span in spans))
        lent: dict[str, float] = {}
        if here is None or "context" in self.without:
            return lent
        sentence = self.sentences[here]
        outside = self._about(_outside(sentence.span, spans))
        self._lend(lent, outside, 0.85)
        earlier_ones = [s for s in self.sentences[max(0, here - 4) : here] if s.span.start >= since]
        headed = self.headings.get(sentence.heading, {})
        for back, earlier in enumerate(reversed(earlier_ones), start=1):
            near = NEAR.get(sentence.paragraph - earlier.paragraph, FAR)
            self._lend(lent, earlier.about, near - 0.06 * (back - 1))
        # A question at the head lends until another subject is named.
        newer = self._asks(sentence.heading) and any(
            m.score >= NAMED and m.term and n not in headed for e in earlier_ones for n, m in e.about.items()
        )
        self._lend(lent, headed, 0.6 if not newer else PASSED)
        for name, value in said_before.items():
            lent[name] = max(lent.get(name, 0.0), 0.8 * value)
        if (subject := self._subject_at(spans) or self._news) and not since and max(lent.values(), default=0) < CARRIED:
            lent[subject] = SUBJECT_LENT
        return lent


def _outside(sentence: Span, spans: Sequence[Span]) -> list[Span]:
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    around = [(sentence.start, min(first, sentence.end)), (max(last, sentence.start), sentence.end)]
    return [Span(a, b) for a, b in around if a < b]
