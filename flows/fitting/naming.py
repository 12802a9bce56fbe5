"""Turn the names in the annotated tables into training rows: which name is a person, who speaks, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from flows.reading.attributing import kinds, naming
from flows.reading.attributing.directory import Entity
from flows.reading.attributing.features import Scorer, buckets
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.scene import Scene, Speaker
from flows.reading.attributing.selection import Proposal
from flows.reading.attributing.spotting import directory_of, names_of
from flows.scoring.attribution import GoldAttribution, same_name
from storage.domain.span import Span

Add = Callable[[Iterable[int], bool], None]
Choose = Callable[[Sequence[Iterable[int]], Sequence[bool]], None]  # one choice: its options, and which are right


class Annotated(Protocol):
    """An article whose attributions are known."""

    @property
    def gold(self) -> tuple[GoldAttribution, ...]: ...


def gather_kinds(article: Annotated, page: Page, add: Add) -> None:
    """Names of the table that the engine finds in the text: people are speakers, bodies are organisations."""
    people = {g.speaker for g in article.gold if g.speaker}
    bodies = {g.organisation for g in article.gold if g.organisation}
    small = kinds.small_words(page)
    for entity, pieces in names_of(page).items():
        person = any(same_name(name, entity.name) for name in people)
        if person != any(same_name(name, entity.name) for name in bodies):
            add(buckets(kinds.features(page, entity, pieces, small)), person)


def gather_people(article: Annotated, page: Page, scorer: Scorer, choose: Choose) -> None:
    """Walk the annotated attributions as the engine walks its own, with the right answers behind it."""
    directory = directory_of(page, scorer)
    for mention in directory.mentions:
        if mention.entity.guessed:  # of our names the lists know nearly all, of a new article's they do not
            mention.entity.male = None
    scene = Scene(page, directory)
    for gold, proposal in _proposals(article.gold, page):
        case = scene.case(proposal)
        options = naming.options(scene, case)
        person = _right(gold.speaker, options)
        if person or not gold.speaker:
            rows = [buckets(naming.features(scene, case, option, options)) for option in options]
            choose(rows, [_same(gold.speaker, option) for option in options])
        scene.remember(proposal, Speaker(person, scene.body_of(case, person)))


def _same(name: str | None, option: Entity | None) -> bool:
    return same_name(name, option.name if option else None)


def _right(name: str | None, options: Sequence[Entity | None]) -> Entity | None:
    return next((option for option in options if option is not None and _same(name, option)), None) if name else None


def _proposals(golds: Iterable[GoldAttribution], page: Page) -> Iterator[tuple[GoldAttribution, Proposal]]:
    found = []
    for gold in golds:
        content = tuple(p for p in _ranges(gold.content, page) if p[0] < p[1])
        if not content:
            continue
        source = next((p for p in _ranges(gold.source, page) if p[0] < p[1]), None)
        cue = next((p[0] for p in _ranges(gold.cue, page) if p[0] < p[1]), -1)
        found.append((gold, Proposal(cue, source, _head(page, source) if source else -1, content, 1.0)))
    return iter(sorted(found, key=lambda pair: (pair[1].content[0], pair[1].cue)))


def _ranges(spans: Iterable[Span], page: Page) -> list[Range]:
    return [page.tokens_at(span.start, span.end) for span in spans]


def _head(page: Page, piece: Range) -> int:
    inside = range(*piece)
    return next((j for j in inside if page.head[j] not in inside or page.head[j] == j), piece[1] - 1)
