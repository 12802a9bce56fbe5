"""What a stretch was linked to, and how we know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.reading.meant import FOLLOWED, NOT_LINKED, Bearing
from flows.reading.propositions import Match
from flows.reading.vocabulary import any_measures
from storage.domain.span import Span

PARALLEL = 0.25  # other propositions of the same words, this far below the best, are kept
MOST = 3
DISTANT = 0.3
ALONE = 0.26  # of words that no name holds together, when they point to one proposition only
ALONE_NEW = 0.62
APART = 0.2

POINTS = "points back to what was spoken of before"
SOME = "some of its words, and what was spoken of before"
ALONE_WHY = "words of no other proposition"
ASKED = "what was asked"
WHOLE = "what the whole article is about"
BORNE_OUT = "some of its words, borne out by the article"
AROUND = "what the sentences around it are on"
_WAYS = {
    POINTS: "points back", SOME: "some of its words", ALONE_WHY: "alone", ASKED: "asked", WHOLE: "whole article",
    BORNE_OUT: NOT_LINKED, AROUND: FOLLOWED,
}  # fmt: skip


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
    distant: bool = False  # nothing in the words says so: only what the whole article is about
    bearing: Bearing | None = None  # how far its words, their place and the article bear it out

    @property
    def says(self) -> bool:
        """True when the words themselves name the measure."""
        return self.why.startswith("says")

    @property
    def linked(self) -> bool:
        """True when the rules link it, whatever the article bears out."""
        return self.why not in (BORNE_OUT, AROUND)

    @property
    def meant(self) -> bool:
        """False when the article deals with something else and the words are likelier to mean that."""
        return self.bearing is None or self.bearing.meant

    def told(self, text: str) -> str:
        """For a trail: how we know, by which words, and how the article bears it out."""
        named = ", ".join(repr(span.of(text)) for span in self.words)
        bearing = f"; {self.bearing.told()}" if self.bearing else ""
        return f"{self.why}{': ' + named if named else ''} (score {self.score:.2f}{bearing})"


def way_of(topic: Topic) -> str:
    """How it was linked, as one of `meant.WAYS`."""
    return "says" if topic.says else _WAYS[topic.why]


def borne_out(match: Match, bearing: Bearing) -> Topic:
    """A proposition of whose words there are some, and that no rule links."""
    return Topic(
        match.proposition, match.score, match.words, BORNE_OUT, side=match.side, named=match.named, bearing=bearing
    )


def of_those_around(proposition: str, bearing: Bearing) -> Topic:
    """A proposition that the words hardly speak of, and that the sentences around them are on."""
    return Topic(proposition, DISTANT, (), AROUND, carried=True, bearing=bearing)


def of_any_measure(match: Match) -> bool:
    """ "A key measure", "plans": no name of the measure that is built on such a noun."""
    return match.by_head and match.term in any_measures()


def clearest(own: Mapping[str, Match], introduced: Collection[str]) -> Match | None:
    """The one proposition that clearly more of the words belong to than to any other."""
    ranked = sorted(own.values(), key=lambda m: (-m.score, m.proposition))
    others = ranked[1].score if len(ranked) > 1 else 0.0
    if not ranked or ranked[0].score - others < APART or len(ranked[0].words) == 1:
        return None
    return ranked[0] if ranked[0].score >= (ALONE if ranked[0].proposition in introduced else ALONE_NEW) else None


def strongest(found: Sequence[Topic]) -> list[Topic]:
    """At most three of about one strength; a passing word does not count beside a named measure."""
    sure = [topic for topic in found if topic.says] or found
    best = max((topic.score for topic in sure), default=0.0)
    return by_score(topic for topic in sure if topic.score >= best - PARALLEL)[:MOST]


def by_score(topics: Iterable[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda t: (-t.score, t.proposition))
