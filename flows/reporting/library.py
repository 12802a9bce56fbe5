"""What the site is made of, and what a page of it is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

from flows.reporting.building import flag, latest_conclusions, standing
from flows.reporting.citing import Sources
from flows.reporting.templating import render, version
from storage.domain.article import Article
from storage.domain.digest import Flag, Standing
from storage.domain.finding import Admission, Conclusion, Position
from storage.domain.sector import Registry
from storage.domain.statement import SeriesId, Statement

_AT_ONCE = 100  # series whose statements are held at a time


@dataclass(frozen=True, slots=True)
class Listed:
    """A digest on the index. `name` is its file name without ending."""

    name: str
    headline: str
    since: datetime | None
    until: datetime
    flags: int
    failures: int


@runtime_checkable
class OnDemand(Protocol):
    """Statements that are read when a page asks for them."""

    def together(self, wanted: Iterable[SeriesId]) -> Mapping[SeriesId, Sequence[Statement]]:
        """Return those of the `wanted` series, read in one go."""


@dataclass(frozen=True)
class Library:
    """What the site is made of. `statements` may be read on demand; `held` are rows worked out before, newest last."""

    registry: Registry
    until: datetime
    digests: Sequence[Listed] = ()
    positions: Sequence[Position] = ()
    held: Sequence[Standing] = ()
    conclusions: Sequence[Conclusion] = ()
    statements: Mapping[SeriesId, Sequence[Statement]] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    admissions: Mapping[str, Admission] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.registry, self.articles, self.texts, self.admissions)

    @cached_property
    def standing(self) -> dict[SeriesId, Standing]:
        """The newest version of a proposition stands for it. In order, so that pages do not depend on arrival."""
        ordered = sorted(self.positions, key=lambda p: (p.series, p.version, p.since))
        rows = [*self.held, *(standing(p, sources=self.sources) for p in ordered)]
        return {SeriesId(row.stakeholder_id, row.topic_id): row for row in rows}

    @cached_property
    def concluded(self) -> dict[SeriesId, list[Conclusion]]:
        """The last word on every finding, by series."""
        grouped: dict[SeriesId, list[Conclusion]] = defaultdict(list)
        for conclusion in latest_conclusions(self.conclusions):
            grouped[conclusion.finding.series].append(conclusion)
        return grouped

    @cached_property
    def series(self) -> tuple[SeriesId, ...]:
        return tuple(sorted({*self.statements, *self.concluded, *self.standing}))

    def together(self, series: Iterable[SeriesId]) -> Mapping[SeriesId, Sequence[Statement]]:
        """The statements of `series`; what is read on demand is read in one go."""
        if isinstance(self.statements, OnDemand):
            return self.statements.together(series)
        return self.statements

    def flags(self, series: Iterable[SeriesId]) -> list[Flag]:
        """Every finding of `series`, newest first."""
        concluded = [s for s in series if s in self.concluded]
        untold = [s for s in concluded if any(c.finding.id not in self._told for c in self.concluded[s])]
        for start in range(0, len(untold), _AT_ONCE):
            part = untold[start : start + _AT_ONCE]
            histories = self.together(part)
            for conclusion in (c for s in part for c in self.concluded[s]):
                self._tell(conclusion, histories.get(conclusion.finding.series, ()))
        found = [self._told[c.finding.id] for s in concluded for c in self.concluded[s]]
        return sorted(found, key=lambda f: (-f.finding.said_on.last.toordinal(), f.finding.id))

    @cached_property
    def _told(self) -> dict[str, Flag]:
        """A finding is told on two pages, in three feeds and in the search: worked out once."""
        return {}

    def _tell(self, conclusion: Conclusion, history: Sequence[Statement]) -> None:
        self._told[conclusion.finding.id] = flag(conclusion, sources=self.sources, history=history)


@dataclass(frozen=True)
class Page:
    """A file of the site. `fingerprint` changes when, and only when, what `render` would write changes."""

    path: str
    fingerprint: str
    render: Callable[[], str]


def page(path: str, template: str, **view: Any) -> Page:
    root = "../" * path.count("/")
    return Page(path, fingerprint(path, template, view), lambda: render(template, root=root, here=path, **view))


def fingerprint(*view: Any) -> str:
    """A hash of everything the page shows. Everything shown is a frozen value, whose `repr` says all of it."""
    return hashlib.sha256(f"{version()}{view!r}".encode("utf-8", "backslashreplace")).hexdigest()[:32]


def grouped(library: Library) -> tuple[dict[str, list[SeriesId]], dict[str, list[SeriesId]]]:
    """Series by stakeholder and by proposition; those of the registry are there without any."""
    by_stakeholder: dict[str, list[SeriesId]] = {i: [] for i in library.registry.stakeholders}
    by_proposition: dict[str, list[SeriesId]] = {i: [] for i in library.registry.propositions}
    for series in library.series:
        by_stakeholder.setdefault(series.stakeholder, []).append(series)
        by_proposition.setdefault(series.proposition, []).append(series)
    return by_stakeholder, by_proposition
