"""The storage folder as a small static site: digests, stakeholders, topics, a matrix, a search page, feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.reporting import atom, naming
from flows.reporting.citing import Sources, cite, oldest_first, timeline
from flows.reporting.inert import safe_name
from flows.reporting.library import Library, Listed, Page, fingerprint, grouped, page
from storage.domain.digest import Citation, Standing, Timeline
from storage.domain.finding import Status
from storage.domain.sector import Proposition, Registry, Stakeholder
from storage.domain.statement import SeriesId, Statement

__all__ = ["Library", "Listed", "Page", "changed", "pages", "unfollowed"]


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
    by_stakeholder, by_proposition = grouped(library)
    for identifier in sorted(by_stakeholder):
        yield from _stakeholder(library, identifier, by_stakeholder[identifier])
    for identifier in sorted(by_proposition):
        yield from _proposition(library, identifier, by_proposition[identifier])
    yield _matrix(library)
    yield _search(library)
    everything = atom.Feed(f"Volteface: {library.registry.name}", "feeds/all.atom", "index.html")
    yield _feed(library, everything, library.series)


def unfollowed(library: Library, paths: Iterable[str]) -> Iterator[Page]:
    """Yield pages in place of those at `paths`, of what the sector pack no longer has.

    Old digests, bookmarks and feed readers still lead there: they find a plain word instead of yesterday's claims.
    """
    for path in paths:
        if path.endswith(".atom"):
            feed = atom.Feed("Volteface: no longer followed", path, "index.html")
            yield _feed(library, feed, ())
        else:
            yield page(path, "gone.html", title="No longer followed", sector=library.registry.name)


def changed(before: Mapping[str, str], pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages whose fingerprint is not the one in `before` (path -> fingerprint): those to write."""
    return (page for page in pages if before.get(page.path) != page.fingerprint)


def _index(library: Library) -> Page:
    newest_first = sorted(library.digests, key=lambda d: (d.until, d.name), reverse=True)
    return page(
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
    by_stakeholder, by_proposition = grouped(library)
    for folder, title, name, groups in (
        ("stakeholders", "Stakeholders", naming.stakeholder, by_stakeholder),
        ("propositions", "Topics", naming.topic, by_proposition),
    ):
        rows = [(name(registry, i), f"{safe_name(i)}.html", _number(library, s)) for i, s in groups.items()]
        yield page(
            f"{folder}/index.html",
            "list.html",
            title=title,
            sector=registry.name,
            rows=sorted(rows, key=lambda r: (r[0].casefold(), r[1])),
        )


def _number(library: Library, series: Iterable[SeriesId]) -> int:
    return sum(1 for s in series if s in library.standing)


def _strand(library: Library, series: SeriesId, said: Iterable[Statement], *, to: str) -> Strand:
    statements = oldest_first(said)
    # Newest first; those without a date last, because nobody knows where they belong.
    shown = [*(s for s in reversed(statements) if s.said_on), *(s for s in statements if s.said_on is None)]
    other = series.proposition if to == "propositions" else series.stakeholder
    name = naming.topic if to == "propositions" else naming.stakeholder
    quoted = Sources(library.registry, library.articles, {}, library.admissions)  # the quotation alone
    return Strand(
        anchor=f"on-{safe_name(other)}",
        title=name(library.registry, other),
        href=f"{to}/{safe_name(other)}.html",
        standing=library.standing.get(series),
        timeline=timeline(series, statements, sources=library.sources),
        citations=tuple(cite(s, sources=quoted) for s in shown),
    )


def _strands(library: Library, group: Sequence[SeriesId], *, to: str) -> list[Strand]:
    said = library.together(group)
    found = [_strand(library, series, said.get(series, ()), to=to) for series in group]
    return sorted(found, key=lambda s: (s.standing is None, s.title.casefold(), s.anchor))


def _stakeholder(library: Library, identifier: str, group: Sequence[SeriesId]) -> Iterator[Page]:
    registry = library.registry
    known = registry.stakeholders.get(identifier)
    name, path = naming.stakeholder(registry, identifier), f"stakeholders/{safe_name(identifier)}.html"
    feed = atom.Feed(f"Volteface: {name}", f"feeds/stakeholder-{safe_name(identifier)}.atom", path)
    yield page(
        path,
        "stakeholder.html",
        title=name,
        sector=registry.name,
        known=known,
        nation=naming.nation(registry, known.nation) if known and known.nation else "",
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
    yield page(
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
    return Page(feed.path, fingerprint(feed, flags), lambda: atom.write(feed, flags))


def _matrix(library: Library) -> Page:
    rows = sorted({s.stakeholder for s in library.standing})
    columns = sorted({s.proposition for s in library.standing})
    registry = library.registry
    return page(
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
    return page(
        "search.html",
        "search.html",
        script="search.js",
        title="Search",
        sector=library.registry.name,
        entries=list(_entries(library)),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search finds. `also` is shown beside it, `unseen` is only searched."""

    kind: str
    title: str
    href: str
    also: str = ""
    unseen: str = ""


def _entries(library: Library) -> Iterator[Entry]:
    registry = library.registry
    by_stakeholder, by_proposition = grouped(library)
    for identifier in sorted(by_stakeholder):
        name, also = naming.stakeholder(registry, identifier), _aliases(registry, identifier)
        yield Entry("Stakeholder", name, f"stakeholders/{safe_name(identifier)}.html", also)
    for identifier in sorted(by_proposition):
        topic: Proposition | None = registry.propositions.get(identifier)
        also = topic.proposition if topic else ""
        yield Entry("Topic", naming.topic(registry, identifier), f"propositions/{safe_name(identifier)}.html", also)
    for series, row in sorted(library.standing.items()):
        where = f"stakeholders/{safe_name(series.stakeholder)}.html#on-{safe_name(series.proposition)}"
        words = row.latest.excerpt.quotation if row.latest else ""
        title = f"{row.stakeholder}: {naming.STANCES[row.stance]}, {row.topic}"
        yield Entry("Position", title, where, words, _aliases(registry, series.stakeholder))
    for found in library.flags(library.series):
        where = f"stakeholders/{safe_name(found.finding.stakeholder)}.html#finding-{found.finding.id}"
        kind = "Withdrawn" if found.finding.status is Status.RETRACTED else "Finding"
        also = f"{found.stakeholder} · {found.topic}"
        yield Entry(kind, found.finding.wording, where, also, _aliases(registry, found.finding.stakeholder))
    for listed in sorted(library.digests, key=lambda d: d.name, reverse=True):
        yield Entry("Digest", listed.headline, f"{listed.name}.html")


def _aliases(registry: Registry, identifier: str) -> str:
    known: Stakeholder | None = registry.stakeholders.get(identifier)
    return " · ".join(known.aliases) if known else ""
