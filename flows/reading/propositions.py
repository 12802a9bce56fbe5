"""Say which propositions of the codebook a stretch of text is about, and why."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from flows.reading.caseless import Caseless
from flows.reading.compiled import once_per_pack
from flows.reading.folding import content_stems
from flows.reading.likeness import Likeness
from flows.reading.near_misses import NearMisses
from flows.reading.poles import Poles
from flows.reading.spelt_out import SpeltOut
from flows.reading.stemmed import Placed
from flows.reading.vocabulary import (
    bag_of,
    complement_of,
    distinguishing,
    head_of,
    instruments,
    vocabulary,
    whole_phrase,
)
from storage.domain.sector import Proposition, Registry
from storage.domain.span import Span

FULL_STRENGTH = 1.3  # summed rarity of a term's words at which a match needs no more support
NEGATED = Caseless(r"\b(?:not|no|never|nor|neither|nothing|nobody|cannot|without)\b|n['’]t\b")
WINDOW = 7  # a term's words may be at most so many meaningful words apart
TOPIC_WEIGHT = 0.85  # names of the subject that carry no direction
LONE_SUBJECT = 0.55  # one word that only names the subject needs what stands around it
GAP, DISORDER = 0.12, 0.2  # each meaningful word between a term's words, and their coming in another order
CUE_WEIGHT = 0.55  # a hint for coders is worth less than a name of the measure
BAG_SHARE = 0.55
BAG_SCALE = 2.5
SURELY = 0.95  # a full name of the measure is no near miss
HEAD_NOUN = 0.62  # "the surcharge", once a text has named the wide-boat surcharge
OWN_WORD = 0.99  # rarity of a word that only one proposition of the pack has
LEAST_SCORE = 0.2  # less than this is about nothing, whatever came before
ENOUGH = -BAG_SCALE * math.log(1 - LEAST_SCORE / BAG_SHARE)  # words alone that come to the least score
IN_FULL = 0.3  # a sentence of the codebook of which six tenths are there is a name of the measure (`main_subject.SURE`)
IN_FULL_WHY = "the proposition itself"
_SENTENCES = 256  # what is said in one, around it and in front of it is asked about several times
LEAST_WEIGHT = 0.12  # a word of most propositions tells none of them apart

NOBODY: Mapping[str, str] = MappingProxyType({})
NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Match:
    """How strongly a stretch is about a proposition, 0 to 1, with the words that say so."""

    proposition: str
    score: float
    words: tuple[Span, ...]
    term: str
    side: int = 0  # 1: the term names the measure, -1: what it limits or the problem, 0: only the subject
    named: tuple[tuple[int, tuple[Span, ...]], ...] = ()  # every term with a side, the longest at each place
    by_head: bool = False  # only by the noun that a name of the measure is built on


@dataclass(frozen=True, slots=True)
class _Term:
    proposition: str
    printed: str
    stems: tuple[str, ...]
    strength: float
    side: int = 0
    head: bool = False  # one word of a longer name: only where the name itself has been printed
    part: bool = False  # what a measure is about, out of its name: "attend at night" of a duty to do so
    whole: re.Pattern[str] | None = None  # of several words, one of which carries meaning: they must all be there


_Found = tuple[_Term, float, tuple[int, ...]]  # a term, how strongly it is met, and its words among those placed
_NOTHING: _Found = (_Term("", "", (), 0.0), 0.0, ())


class Codebook:
    """The terms of every proposition, indexed by their rarest word: a search does not grow with the pack."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        named = {p.id: set(vocabulary(p)) for p in registry.propositions.values()}
        spread = Counter(stem for stems in named.values() for stem in stems)
        self._scale = math.log(1 + max(len(named), 2))
        self._rarity = {stem: math.log(1 + len(named) / count) / self._scale for stem, count in spread.items()}
        self._terms: dict[str, list[_Term]] = defaultdict(list)
        self._heads: dict[str, str] = {}
        self._shared: dict[str, dict[str, int]] = defaultdict(dict)
        self._near = NearMisses(self.rarity)
        self._hints: dict[str, tuple[tuple[int, frozenset[str], bool, float], ...]] = {}
        self._bags: dict[str, dict[str, float]] = defaultdict(dict)
        for proposition in registry.propositions.values():
            self._add(proposition, named[proposition.id])
        self._echoed = lru_cache(maxsize=_SENTENCES)(self._echoes)
        self.likeness = Likeness(registry.propositions.values())
        self.poles = Poles(registry.propositions.values())
        self._spelt_out = SpeltOut(tuple(registry.propositions.values()), self.rarity)

    def _add(self, proposition: Proposition, own: set[str]) -> None:
        for side, terms in (
            (1, proposition.measure_terms),
            (-1, proposition.restricted_terms),
            (0, proposition.topic_terms),
        ):
            for printed in terms:
                self._index(proposition.id, printed, 1.0 if side else TOPIC_WEIGHT, side)
        for rest in filter(None, map(complement_of, proposition.measure_terms)):
            if any(self.rarity(stem) >= OWN_WORD for stem in content_stems(rest)):
                self._index(proposition.id, rest, TOPIC_WEIGHT, part=True)
        for printed in (*proposition.support_cues, *proposition.oppose_cues):
            self._index(proposition.id, printed, CUE_WEIGHT)
        self._hints[proposition.id] = tuple(
            (side, stems := frozenset(content_stems(text)), bool(NEGATED.search(text)), self._mass(stems))
            for side, texts in (
                (1, (proposition.proposition, *proposition.support_cues, *_coded(proposition, 1))),
                (-1, (*proposition.oppose_cues, *_coded(proposition, -1))),
            )
            for text in texts
            if len(set(content_stems(text))) > 1
        )
        self._near.add(proposition.id, (w for phrase in proposition.near_misses for w in distinguishing(phrase, own)))
        for stem, weight in bag_of(proposition).items():
            value = weight * self._rarity.get(stem, 1.0)
            if value >= LEAST_WEIGHT:
                self._bags[stem][proposition.id] = value

    def hint(self, proposition: str, placed: Placed, *, negated: bool) -> float:
        """Return -1 to 1: whether the words repeat what coders take for a sign of opposition or of support."""
        said = {stem for stem, _, _ in placed}
        best = {1: 0.0, -1: 0.0}
        for side, stems, denies, mass in self._hints[proposition]:
            # "You can't say there needs to be a maximum" repeats the words of those who want one.
            if denies == negated and (there := stems & said):
                best[side] = max(best[side], self._mass(there) / mass)
        return best[1] ** 2 - best[-1] ** 2

    def _index(self, proposition: str, printed: str, weight: float, side: int = 0, *, part: bool = False) -> None:
        stems = tuple(dict.fromkeys(content_stems(printed)))
        if not stems:
            return
        head = head_of(printed)
        if head and side > 0 and len(stems) > 1 and self.rarity(head) >= OWN_WORD:
            short = _Term(proposition, head, (head,), HEAD_NOUN, side, head=True)
            if short not in self._terms[head]:
                self._terms[head].append(short)
                self._heads[head] = proposition
        elif head in instruments() and side and len(stems) > 1:
            self._shared[head].setdefault(proposition, side)
        strength = weight * min(1.0, math.fsum(self.rarity(s) for s in stems) / FULL_STRENGTH)
        if len(stems) == 1 and not side:
            strength = min(strength, LONE_SUBJECT)
        whole = whole_phrase(printed) if len(stems) == 1 else None
        self._terms[max(stems, key=self.rarity)].append(
            _Term(proposition, printed, stems, strength, side, part=part, whole=whole)
        )

    def heads(self, introduced: Collection[str]) -> frozenset[str]:
        """The stems that alone can stand for one of `introduced`."""
        return frozenset(stem for stem, name in self._heads.items() if name in introduced)

    def shared(self, introduced: Collection[str]) -> dict[str, frozenset[str]]:
        """The nouns of several measures, each with those of `introduced` that it may stand for."""
        found = {stem: frozenset(names) & frozenset(introduced) for stem, names in self._shared.items()}
        return {stem: names for stem, names in found.items() if names}

    def _mass(self, stems: Iterable[str]) -> float:
        return math.fsum(self.rarity(s) for s in stems)

    def rarity(self, stem: str) -> float:
        """1 for a word of one proposition only, towards 0 for a word of all; words of none count as 0.9."""
        return self._rarity.get(stem, 0.9)

    def knows(self, stem: str) -> bool:
        return stem in self._rarity

    def matches(
        self,
        placed: Placed,
        *,
        said: str = "",
        near_misses: bool = True,
        introduced: Collection[str] = (),
        standing: Mapping[str, str] = NOBODY,
        spelt_out: bool = True,
    ) -> dict[str, Match]:
        """Return for every proposition that `placed` may be about how strongly it is; near misses are refused.

        `said`: the words that `placed` is of; without them no name counts of whose words one alone carries meaning.
        `introduced`: propositions whose measure the text has named in full, so that one word of the name will do.
        `standing`: a noun of several measures, and which of them it stands for here. `spelt_out`: also by the
        proposition's own sentence, and by what its measure is about.
        """
        at: dict[str, list[int]] = {}
        for index, (stem, _, _) in enumerate(placed):
            at.setdefault(stem, []).append(index)
        best: dict[str, _Found] = {}
        sided: dict[str, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        alone: dict[str, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)  # nouns that stand for a name
        found_at = [f for f in self._found(at, said) if spelt_out or not f[0].part]
        whole = self._in_full(at) if spelt_out else ()
        for term, score, where in self._outranked([*found_at, *self._standing(at, standing), *whole]):
            if term.head and term.proposition not in introduced and term.printed not in standing:
                continue
            if term.side and not term.head:
                sided[term.proposition].append((term.side, where))
            elif term.side:
                alone[term.proposition].append((term.side, where))
            if term.proposition not in best or score > best[term.proposition][1]:
                best[term.proposition] = (term, score, where)
        bags = self._overlap(at, best)
        missed = self._near.possible(at) if near_misses else ()
        found = {}
        for name in sorted({*best, *bags}):  # a set's own order differs from process to process
            term, score, where = best.get(name, _NOTHING)
            total = 1 - (1 - score) * (1 - BAG_SHARE * bags.get(name, 0.0))
            if total < LEAST_SCORE:
                continue
            if name in missed and score < SURELY and not (term.side and term.whole) and self._near.met(name, at):
                continue
            own = sided.get(name) or alone.get(name)
            named = tuple([(side, _spans(placed, places)) for side, places in _longest(own)]) if own else ()
            found[name] = Match(name, total, _spans(placed, where), term.printed, term.side, named, term.head)
        return found

    def _found(self, at: Mapping[str, list[int]], said: str) -> Iterable[_Found]:
        there = set(at)
        for stem in at:
            for term in self._terms.get(stem, ()):
                if not there.issuperset(term.stems):
                    continue  # nine in ten
                if len(term.stems) == 1:
                    if term.whole is None or term.whole.search(said):  # a "pilot levy" is no "one-off levy"
                        yield term, term.strength, (at[stem][0],)
                    continue
                where = _together(term.stems, at)
                spread = max(where) - min(where) + 1 - len(term.stems)
                if spread <= min(WINDOW, 2 + len(term.stems)):
                    disorder = DISORDER if list(where) != sorted(where) else 0.0
                    yield term, term.strength * (1 - GAP * spread - disorder), where

    def _standing(self, at: Mapping[str, list[int]], standing: Mapping[str, str]) -> Iterable[_Found]:
        for stem, name in standing.items():
            if stem in at:
                side = self._shared[stem][name]
                yield _Term(name, stem, (stem,), HEAD_NOUN, side, head=True), HEAD_NOUN, (at[stem][0],)

    def _in_full(self, at: Mapping[str, list[int]]) -> Iterable[_Found]:
        for name, share, where in self._spelt_out.found(at):
            score = min(1.0, IN_FULL + (1 - IN_FULL) * share)
            yield _Term(name, IN_FULL_WHY, (), score), score, where

    def _outranked(self, found: Sequence[_Found]) -> Iterable[_Found]:
        """Drop a term whose words are part of a longer term of another proposition at the same place."""
        those = [(other, set(place)) for other, their, place in found if len(other.stems) > 1 and their > 0.6]
        for term, score, where in found:
            mine = set(where)
            longer = bool(those) and any(
                other.proposition != term.proposition and len(other.stems) > len(term.stems) and mine < place
                for other, place in those
            )
            yield term, score * (0.5 if longer else 1.0), where

    def _overlap(self, at: Mapping[str, list[int]], best: Collection[str]) -> dict[str, float]:
        """The share of its words for each of `best`, and for others where these words alone are enough for a match."""
        totals = self.echoes(at)
        return {n: 1 - math.exp(-total / BAG_SCALE) for n, total in totals.items() if n in best or total >= ENOUGH}

    def echoes(self, stems: Iterable[str]) -> Mapping[str, float]:
        """How much of each proposition's words, by their rarity, is among `stems`; a word counts once."""
        return self._echoed(tuple(dict.fromkeys(stems)))

    def _echoes(self, stems: tuple[str, ...]) -> Mapping[str, float]:
        totals: dict[str, float] = {}
        for stem in stems:  # in the order of the text: sums of another order differ in their last digit
            for name, weight in self._bags.get(stem, NOTHING).items():
                totals[name] = totals.get(name, 0.0) + weight
        return totals


def _coded(proposition: Proposition, sign: int) -> Iterable[str]:
    return (e.text for e in proposition.examples if e.stance is not None and e.stance.sign == sign)


def _spans(placed: Placed, where: Sequence[int]) -> tuple[Span, ...]:
    return tuple([Span(placed[i][1], placed[i][2]) for i in where])


def _longest(sided: Sequence[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    """Keep terms that share no word with a longer one: in "a ban on teams" the ban is named, not the teams."""
    kept: list[tuple[int, tuple[int, ...]]] = []
    taken: set[int] = set()
    for side, where in sorted(sided, key=lambda found: (-len(found[1]), found[1], -found[0])):
        if taken.isdisjoint(where):
            taken.update(where)
            kept.append((side, where))
    return kept


def _together(stems: Sequence[str], at: Mapping[str, list[int]]) -> tuple[int, ...]:
    """Return the places of `stems`, all of which are there, that lie closest together."""
    every = [at[stem] for stem in stems]
    anchors = min(every, key=len)
    if len(max(every, key=len)) == 1:
        return tuple([places[0] for places in every])
    return min((_around(anchor, stems, at) for anchor in anchors), key=lambda where: max(where) - min(where))


def _around(anchor: int, stems: Sequence[str], at: Mapping[str, list[int]]) -> tuple[int, ...]:
    return tuple([nearest(at[stem], anchor) for stem in stems])


def nearest(places: Sequence[int], anchor: int) -> int:
    """The place closest to `anchor`, the earlier of two: a text of one endless sentence has thousands of each."""
    after = bisect_left(places, anchor)
    return min(places[max(0, after - 1) : after + 1], key=lambda place: abs(place - anchor))


@once_per_pack
def codebook_of(registry: Registry) -> Codebook:
    """Return the compiled codebook of `registry`; compiled once per pack."""
    return Codebook(registry)
