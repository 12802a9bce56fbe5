"""Tell one act of saying from its copies: the same words in five papers are one utterance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.judging.calibration import Calibration
from flows.judging.series import by_id, series_of
from flows.judging.ties import tie
from storage.domain.attribution import Directness
from storage.domain.sector import Registry
from storage.domain.statement import Statement
from storage.domain.when import When

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Most direct first: of two copies we keep the one nearest to the speaker's own words.
DIRECTNESS = {directness: rank for rank, directness in enumerate(Directness)}


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of saying: its most direct form, the earliest date any copy gives it, and the copies."""

    statement: Statement
    said_on: When
    copies: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a statement without case, quotation marks and punctuation."""

    statement: Statement
    words: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]


def normalise(text: str) -> tuple[str, ...]:
    """Return the words of `text` as they compare across outlets with different house styles."""
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.casefold()))


def distinct_utterances(
    admitted: Iterable[Statement], *, registry: Registry, calibration: Calibration
) -> list[Utterance]:
    """Return the utterances behind `admitted`, sorted by date and tie. Their order and repetition are irrelevant."""
    groups = _groups(admitted, registry=registry, calibration=calibration)
    return sorted((_utterance(group) for group in groups), key=lambda u: (u.said_on, tie(u.statement)))


def copies(admitted: Iterable[Statement], *, registry: Registry, calibration: Calibration) -> Mapping[str, Statement]:
    """Return for every statement that is a copy, by id, the statement which counts in its place."""
    groups = _groups(admitted, registry=registry, calibration=calibration)
    return {copy.id: u.statement for u in map(_utterance, groups) for copy in u.copies}


def _utterance(group: list[Statement]) -> Utterance:
    best = min(group, key=lambda s: (DIRECTNESS[s.directness], _said(s).last, tie(s)))
    # The words were out by the earliest of the days by which some copy must have been printed.
    earliest = min((_said(s) for s in group), key=lambda when: (when.last, -when.first.toordinal()))
    return Utterance(best, earliest, tuple(sorted((s for s in group if s is not best), key=tie)))


def _groups(
    admitted: Iterable[Statement], *, registry: Registry, calibration: Calibration
) -> Iterator[list[Statement]]:
    series: dict[object, list[Statement]] = defaultdict(list)
    for statement in by_id(admitted).values():
        series[series_of(statement, registry=registry), statement.version].append(statement)
    for members in series.values():
        texts = [_text(s, calibration.copy_sequence) for s in sorted(members, key=lambda s: (_said(s), tie(s)))]
        yield from _clusters(texts, calibration=calibration)


def _clusters(texts: list[_Text], *, calibration: Calibration) -> Iterator[list[Statement]]:
    parent = list(range(len(texts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for a, b in _candidates(texts, calibration.copy_days):
        first, later = sorted((root(a), root(b)))
        if first == later or not _same(texts[a], texts[b], calibration=calibration):
            continue
        if _reprint(texts[first], texts[later], calibration.reprint_days):
            parent[later] = first
    clusters: dict[int, list[Statement]] = defaultdict(list)
    for index, text in enumerate(texts):
        clusters[root(index)].append(text.statement)
    yield from clusters.values()


def _candidates(texts: list[_Text], days: int) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: equal words, one place, or words shared within the window.

    An index keeps a long series from costing its square: texts come by date, so what is out of the window is dropped.
    """
    places: dict[object, list[int]] = defaultdict(list)
    recent: dict[object, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        statement = text.statement
        opened = _said(statement).first.toordinal() - days
        for key in text.shingles:
            recent[key] = [other for other in recent[key] if _said(texts[other].statement).last.toordinal() >= opened]
            yield from ((other, index) for other in recent[key])
            recent[key].append(index)
        articles = {("article", name) for name in (statement.article, statement.syndicated_from) if name}
        for key in {text.words, *articles}:
            yield from ((other, index) for other in places[key])
            places[key].append(index)


def _same(a: _Text, b: _Text, *, calibration: Calibration) -> bool:
    one, two = a.statement, b.statement
    if not _may_be_one_voice(one, two):
        return False
    if one.stance.sign * two.stance.sign < 0 and a.words != b.words:
        return False  # "we support the cap" and "we no longer support the cap" share most of their words
    if one.article == two.article and one.revision == two.revision and one.span.overlaps(two.span):
        return True
    if a.words == b.words and (len(a.words) >= calibration.copy_words or one.article == two.article):
        return True
    if not _near(_said(one), _said(two), calibration.copy_days):
        return False
    return a.words == b.words or _overlap(a, b) >= calibration.copy_similarity


def _reprint(first: _Text, later: _Text, days: int) -> bool:
    """Counted from when it was first said, or a line said every year would be said but once."""
    same_article = first.statement.article == later.statement.article
    return same_article or _near(_said(first.statement), _said(later.statement), days)


def _may_be_one_voice(one: Statement, two: Statement) -> bool:
    first, second = one.speaker.person, two.speaker.person
    return first is None or second is None or first == second


def _near(one: When, two: When, days: int) -> bool:
    return (max(one.first, two.first) - min(one.last, two.last)).days <= days


def _overlap(a: _Text, b: _Text) -> float:
    """The share of the shorter text's word sequences that the longer has too."""
    fewer = min(len(a.shingles), len(b.shingles))
    return len(a.shingles & b.shingles) / fewer if fewer > 1 else 0.0


def _text(statement: Statement, sequence: int) -> _Text:
    words = normalise(statement.text)
    return _Text(statement, words, frozenset(words[i : i + sequence] for i in range(len(words) - sequence + 1)))


def _said(statement: Statement) -> When:
    if statement.said_on is None:
        raise ValueError(f"statement {statement.id} is undated: it is no utterance")
    return statement.said_on
