"""The storage folder as a small static site: digests, stakeholders, topics, a matrix, a search page, feeds."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from flows.reporting import atom, naming
from flows.reporting.building import flag, latest_conclusions, standing
from flows.reporting.citing import Sources, cite, oldest_first, timeline
from flows.reporting.inert import safe_name
from flows.reporting.templating import render, version
from storage.domain.article import Article
from storage.domain.digest import Citation, Flag, Standing, Timeline
from storage.domain.finding import Admission, Conclusion, Position, Status
from storage.domain.sector import Proposition, Registry, Stakeholder
from storage.domain.statement import SeriesId, Statement


@dataclass(frozen=True, slots=True)
class Listed:
    """A digest on the index. `name` is its file name without ending."""

    name: str
    headline: str
    since: datetime | None
    until: datetime
    flags: int
    failures: int


@dataclass(frozen=True)
class Library:
    """What the site is made of. `statements` may read from the ledger on demand, one series at a time."""

    registry: Registry
    until: datetime
    digests: Sequence[Listed] = ()
    positions: Sequence[Position] = ()
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
        return {p.series: standing(p, sources=self.sources) for p in ordered}

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

    def flags(self, series: Iterable[SeriesId]) -> list[Flag]:
        """Every finding of `series`, newest first."""
        found = [self._flag(c) for s in series for c in self.concluded.get(s, ())]
        return sorted(found, key=lambda f: (-f.finding.said_on.last.toordinal(), f.finding.id))

    @cached_property
    def _told(self) -> dict[str, Flag]:
        return {}

    def _flag(self, conclusion: Conclusion) -> Flag:
        """A finding is told on two pages, in three feeds and in the search: worked out once."""
        finding = conclusion.finding
        if finding.id not in self._told:
            history = self.statements.get(finding.series, ())
            self._told[finding.id] = flag(conclusion, sources=self.sources, history=history)
        return self._told[finding.id]


@dataclass(frozen=True)
class Page:
    """A file of the site. `fingerprint` changes when, and only when, what `render` would write changes."""

    path: str
    fingerprint: str
    render: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Strand:
    """One series on a page: where it stands, its picture, every statement."""

    anchor: str
    title: str
    href: str
    standing: Standing | None
    timeline: Timeline
    citations: tuple[Citation, ...]


def pages(library: Library) -> Iterator[Page]:
    """Yield every page and feed of the site, one at a time; none is rendered until it is asked to."""
    yield _index(library)
    yield from _lists(library)
    by_stakeholder, by_proposition = _grouped(library)
    for identifier in sorted(by_stakeholder):
        yield from _stakeholder(library, identifier, by_stakeholder[identifier])
    for identifier in sorted(by_proposition):
        yield from _proposition(library, identifier, by_proposition[identifier])
    yield _matrix(library)
    yield _search(library)
    everything = atom.Feed(f"Volteface: {library.registry.name}", "feeds/all.atom", "index.html")
    yield _feed(library, everything, library.series)


def changed(before: Mapping[str, str], pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages whose fingerprint is not the one in `before` (path -> fingerprint): those to write."""
    return (page for page in pages if before.get(page.path) != page.fingerprint)


def _page(path: str, template: str, **view: Any) -> Page:
    root = "../" * path.count("/")
    return Page(path, _fingerprint(path, template, view), lambda: render(template, root=root, here=path, **view))


def _fingerprint(*view: Any) -> str:
    """A hash of everything the page shows. Everything shown is a frozen value, whose `repr` says all of it."""
    return hashlib.sha256(f"{version()}{view!r}".encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _grouped(library: Library) -> tuple[dict[str, list[SeriesId]], dict[str, list[SeriesId]]]:
    """Series by stakeholder and by proposition; those of the registry are there without any."""
    by_stakeholder: dict[str, list[SeriesId]] = {i: [] for i in library.registry.stakeholders}
    by_proposition: dict[str, list[SeriesId]] = {i: [] for i in library.registry.propositions}
    for series in library.series:
        by_stakeholder.setdefault(series.stakeholder, []).append(series)
        by_proposition.setdefault(series.proposition, []).append(series)
    return by_stakeholder, by_proposition


def _index(library: Library) -> Page:
    newest_first = sorted(library.digests, key=lambda d: (d.until, d.name), reverse=True)
    return _page(
        "index.html",
        "index.html",
        title="Digests",
        sector=library.registry.name,
        digests=newest_first,
        findings=[f for f in library.flags(library.series) if f.finding.status is not Status.RETRACTED][:12],
        held=len(library.standing),
        feeds=[{"title": f"Volteface: {library.registry.name}", "href": "feeds/all.atom"}],
    )


def _lists(library: Library) -> Iterator[Page]:
    registry = library.registry
    by_stakeholder, by_proposition = _grouped(library)
    for folder, title, name, groups in (
        ("stakeholders", "Stakeholders", naming.stakeholder, by_stakeholder),
        ("propositions", "Topics", naming.topic, by_proposition),
    ):
        rows = [(name(registry, i), f"{safe_name(i)}.html", _number(library, s)) for i, s in groups.items()]
        yield _page(
            f"{folder}/index.html",
            "list.html",
            title=title,
            sector=registry.name,
            rows=sorted(rows, key=lambda r: (r[0].casefold(), r[1])),
        )


def _number(library: Library, series: Iterable[SeriesId]) -> int:
    return sum(1 for s in series if s in library.standing)


def _strand(library: Library, series: SeriesId, *, to: str) -> Strand:
    statements = oldest_first(library.statements.get(series, ()))
    other = series.proposition if to == "propositions" else series.stakeholder
    name = naming.topic if to == "propositions" else naming.stakeholder
    quoted = Sources(library.registry, library.articles, {}, library.admissions)  # the quotation alone
    return Strand(
        anchor=f"on-{safe_name(other)}",
        title=name(library.registry, other),
        href=f"{to}/{safe_name(other)}.html",
        standing=library.standing.get(series),
        timeline=timeline(series, statements, sources=library.sources),
        citations=tuple(cite(s, sources=quoted) for s in reversed(statements)),
    )


def _strands(library: Library, group: Iterable[SeriesId], *, to: str) -> list[Strand]:
    found = [_strand(library, series, to=to) for series in group]
    return sorted(found, key=lambda s: (s.standing is None, s.title.casefold(), s.anchor))


def _stakeholder(library: Library, identifier: str, group: Sequence[SeriesId]) -> Iterator[Page]:
    registry = library.registry
    known = registry.stakeholders.get(identifier)
    name, path = naming.stakeholder(registry, identifier), f"stakeholders/{safe_name(identifier)}.html"
    feed = atom.Feed(f"Volteface: {name}", f"feeds/stakeholder-{safe_name(identifier)}.atom", path)
    yield _page(
        path,
        "stakeholder.html",
        title=name,
        sector=registry.name,
        known=known,
        parent=_named(registry, known.parent if known else None),
        parts=[_named(registry, s.id) for s in registry.stakeholders.values() if s.parent == identifier],
        flags=library.flags(group),
        strands=_strands(library, group, to="propositions"),
        feeds=[{"title": feed.title, "href": f"../{feed.path}"}],
    )
    yield _feed(library, feed, group)


def _named(registry: Registry, identifier: str | None) -> tuple[str, str] | None:
    if identifier is None:
        return None
    return naming.stakeholder(registry, identifier), f"{safe_name(identifier)}.html"


def _proposition(library: Library, identifier: str, group: Sequence[SeriesId]) -> Iterator[Page]:
    registry = library.registry
    label, path = naming.topic(registry, identifier), f"propositions/{safe_name(identifier)}.html"
    feed = atom.Feed(f"Volteface: {label}", f"feeds/proposition-{safe_name(identifier)}.atom", path)
    yield _page(
        path,
        "proposition.html",
        title=label,
        sector=registry.name,
        known=registry.propositions.get(identifier),
        flags=library.flags(group),
        strands=_strands(library, group, to="stakeholders"),
        feeds=[{"title": feed.title, "href": f"../{feed.path}"}],
    )
    yield _feed(library, feed, group)


def _feed(library: Library, feed: atom.Feed, group: Iterable[SeriesId]) -> Page:
    flags = library.flags(group)
    return Page(feed.path, _fingerprint(feed, flags), lambda: atom.write(feed, flags))


def _matrix(library: Library) -> Page:
    rows = sorted({s.stakeholder for s in library.standing})
    columns = sorted({s.proposition for s in library.standing})
    registry = library.registry
    return _page(
        "matrix.html",
        "matrix.html",
        script="matrix.js",
        title="Who stands where",
        sector=registry.name,
        today=library.until.date(),
        columns=sorted(((naming.topic(registry, i), i) for i in columns), key=_by_name),
        rows=sorted(((naming.stakeholder(registry, i), i) for i in rows), key=_by_name),
        cells={(s.stakeholder, s.proposition): row for s, row in library.standing.items()},
    )


def _by_name(entry: tuple[str, str]) -> tuple[str, str]:
    return entry[0].casefold(), entry[1]


def _search(library: Library) -> Page:
    return _page(
        "search.html",
        "search.html",
        script="search.js",
        title="Search",
        sector=library.registry.name,
        entries=list(_entries(library)),
    )


def _entries(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Kind, title, address, and what else it can be found by."""
    registry = library.registry
    by_stakeholder, by_proposition = _grouped(library)
    for identifier in sorted(by_stakeholder):
        body: Stakeholder | None = registry.stakeholders.get(identifier)
        also = " · ".join(body.aliases) if body else ""
        yield (
            "Stakeholder",
            naming.stakeholder(registry, identifier),
            f"stakeholders/{safe_name(identifier)}.html",
            also,
        )
    for identifier in sorted(by_proposition):
        topic: Proposition | None = registry.propositions.get(identifier)
        also = topic.proposition if topic else ""
        yield "Topic", naming.topic(registry, identifier), f"propositions/{safe_name(identifier)}.html", also
    for series, row in sorted(library.standing.items()):
        where = f"stakeholders/{safe_name(series.stakeholder)}.html#on-{safe_name(series.proposition)}"
        words = row.latest.excerpt.quotation if row.latest else ""
        yield "Position", f"{row.stakeholder}: {naming.STANCES[row.stance]}, {row.topic}", where, words
    for found in library.flags(library.series):
        where = f"stakeholders/{safe_name(found.finding.stakeholder)}.html#finding-{found.finding.id}"
        kind = "Withdrawn" if found.finding.status is Status.RETRACTED else "Finding"
        yield kind, found.finding.wording, where, f"{found.stakeholder} · {found.topic}"
    for listed in sorted(library.digests, key=lambda d: d.name, reverse=True):
        yield "Digest", listed.headline, f"{listed.name}.html", ""
