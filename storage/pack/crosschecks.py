"""What a model cannot see: names that point nowhere, names used twice, terms and offices that contradict."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date

from storage.domain.source import SourceKind
from storage.domain.when import When
from storage.pack.aliases import check_aliases
from storage.pack.bundle import Bundle
from storage.pack.document import Loc
from storage.pack.problems import Problem, Report
from storage.pack.seeds import OfficeSeed, PropositionSeed, StakeholderSeed

TERM_LISTS = ("measure_terms", "restricted_terms", "topic_terms")


def cross_check(bundle: Bundle) -> Iterator[Problem]:
    """Yield what does not fit together. Runs on whatever files could be read."""
    yield from _topics(bundle)
    yield from _stakeholders(bundle)
    yield from _sources(bundle)
    yield from _articles(bundle)


def _twice(ids: Iterable[str], root: str, report: Report) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for place, name in enumerate(ids):
        if name in seen:
            yield report((root, place, "id"), f"the id {name} is used twice", "rename one, or remove the copy")
        seen.setdefault(name, place)


# --- topics -------------------------------------------------------------------------------------------


def _topics(bundle: Bundle) -> Iterator[Problem]:
    if "topics" not in bundle.documents or not bundle.topics:
        return
    report = bundle.documents["topics"].problem
    yield from _nations(bundle)
    yield from _twice((entry.id for entry in bundle.propositions), "propositions", report)
    for place, entry in enumerate(bundle.propositions):
        at: Loc = ("propositions", place)
        yield from _terms(entry, at, report)
        yield from _poles(entry, at, report)
        yield from _order(entry.opened, entry.closed, (*at, "closed"), "closed", report)


def _nations(bundle: Bundle) -> Iterator[Problem]:
    """Where a pack tells nations apart, every nation that it names is one of them."""
    assert bundle.topics is not None
    nations = bundle.topics.sector.nations
    known = [nation.id for nation in nations]
    report = bundle.documents["topics"].problem
    for place, nation in enumerate(nations):
        at: Loc = ("sector", "nations", place)
        if nation.id in known[:place]:
            yield report((*at, "id"), f"the nation {nation.id} is listed twice", "remove one")
        yield from _reference(nation.within, known, (*at, "within"), f"{nation.id}: within", report, "nation")
    used: list[tuple[str, Loc, str | None]] = [("topics", ("sector", "nation"), bundle.topics.sector.nation)]
    used += [("topics", ("propositions", i, "nation"), entry.nation) for i, entry in enumerate(bundle.propositions)]
    used += [
        ("stakeholders", ("stakeholders", i, "nation"), entry.nation) for i, entry in enumerate(bundle.stakeholders)
    ]
    for file, loc, name in used if known else ():
        yield from _reference(name, known, loc, "`nation`", bundle.documents[file].problem, "nation")


def _terms(entry: PropositionSeed, at: Loc, report: Report) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in TERM_LISTS:
        for index, term in enumerate(getattr(entry, name)):
            key = " ".join(term.casefold().split())
            if key in seen:
                other = f"in {seen[key]} too" if seen[key] != name else "twice"
                yield report(
                    (*at, name, index), f"{entry.id}: the term {term!r} is listed {other}", "keep it in one list"
                )
            seen.setdefault(key, name)
    if not seen:
        yield report(at, f"{entry.id} has no terms, so nothing can be found to be about it", "add measure_terms")


def _poles(entry: PropositionSeed, at: Loc, report: Report) -> Iterator[Problem]:
    given = {example.stance for example in entry.examples}
    if not given:  # a remark: what is not there misleads nobody, what is there by halves does
        return
    wanted = {
        "support": {"support", "qualified_support"},
        "oppose": {"oppose", "qualified_oppose"},
        "none": {"none"},
    }
    for stance, enough in wanted.items():
        if not given & enough:
            what = "near miss" if stance == "none" else f"example of the pole {stance!r}"
            yield report((*at, "examples"), f"{entry.id} has no {what}", f"add an example with `stance: {stance}`")


# --- stakeholders -------------------------------------------------------------------------------------


def _stakeholders(bundle: Bundle) -> Iterator[Problem]:
    if not bundle.stakeholders_file:
        return
    report = bundle.documents["stakeholders"].problem
    known = {entry.id: entry for entry in bundle.stakeholders}
    yield from _twice((entry.id for entry in bundle.stakeholders), "stakeholders", report)
    for place, entry in enumerate(bundle.stakeholders):
        at: Loc = ("stakeholders", place)
        for name in ("parent", "successor"):
            yield from _reference(
                getattr(entry, name), {*known, *bundle.unsure}, (*at, name), f"{entry.id}: {name}", report
            )
            yield from _circle(entry, name, known, at, report)
        yield from _order(entry.since, entry.until, (*at, "until"), "until", report)
        yield from _offices(entry, at, report)
        yield from _administrations(entry, at, report)
    yield from check_aliases(bundle.stakeholders, report)


def _reference(
    name: str | None, known: Iterable[str], loc: Loc, what: str, report: Report, kind: str = "stakeholder"
) -> Iterator[Problem]:
    if name is not None and name not in known:
        close = difflib.get_close_matches(name, list(known), n=1)
        fix = f"write {close[0]}" if close else f"add that {kind}, or write null"
        yield report(loc, f"{what} names {name}, which is no {kind} of this pack", fix)


def _circle(
    entry: StakeholderSeed, name: str, known: dict[str, StakeholderSeed], at: Loc, report: Report
) -> Iterator[Problem]:
    seen, current = {entry.id}, getattr(entry, name)
    while current in known and current not in seen:
        seen.add(current)
        current = getattr(known[current], name)
    if current == entry.id:
        yield report(
            (*at, name), f"{entry.id} is its own {name} in a circle", f"write null for one {name} of the circle"
        )


def _order(since: When | None, until: When | None, loc: Loc, what: str, report: Report) -> Iterator[Problem]:
    if since and until and until.last < since.first:
        yield report(loc, f"`{what}` {until} is before {since}", "exchange the dates, or correct one")


def _offices(entry: StakeholderSeed, at: Loc, report: Report) -> Iterator[Problem]:
    for index, office in enumerate(entry.offices):
        loc = (*at, "offices", index)
        yield from _order(office.since, office.until, (*loc, "until"), "until", report)
        for other in entry.offices[:index]:
            if office.role == other.role and not (office.joint and other.joint) and _overlap(office, other):
                message = f"{entry.id}: {other.person} and {office.person} are both {office.role} at the same time"
                fix = "end the earlier one with `until`, correct a date, or write `joint: true` for both"
                yield report(loc, message, fix)


def _overlap(a: OfficeSeed, b: OfficeSeed) -> bool:
    """True when two terms overlap for certain: a shared year or month of handing over is not enough."""
    if a.since is None or b.since is None:
        return False
    start = max(a.since.last, b.since.last)
    return start < min(_end(a), _end(b))


def _end(office: OfficeSeed) -> date:
    if office.until is None:
        return date.max
    # A term within one imprecise date (2022-07 to 2022-07) is shorter than we know.
    return office.until.first


def _administrations(entry: StakeholderSeed, at: Loc, report: Report) -> Iterator[Problem]:
    for index, term in enumerate(entry.administrations):
        loc = (*at, "administrations", index)
        yield from _order(term.since, term.until, (*loc, "until"), "until", report)
        if not index:
            continue
        before = entry.administrations[index - 1]
        if before.until is None or (term.since and term.since.last < before.until.first):
            message = f"{entry.id}: the administration of {term.party} begins before that of {before.party} has ended"
            yield report(loc, message, "put them in order, each with the day it ended")


# --- sources and articles -----------------------------------------------------------------------------


def _sources(bundle: Bundle) -> Iterator[Problem]:
    if not bundle.sources_file:
        return
    report = bundle.documents["sources"].problem
    known = [*(entry.id for entry in bundle.stakeholders), *sorted(bundle.unsure)]
    yield from _twice((entry.id for entry in bundle.sources), "sources", report)
    addresses: dict[str, str] = {}
    for place, entry in enumerate(bundle.sources):
        at: Loc = ("sources", place)
        if bundle.stakeholders_file:
            yield from _reference(entry.owner, known, (*at, "owner"), f"{entry.id}: owner", report)
        if entry.url and entry.url in addresses:
            yield report((*at, "url"), f"{entry.id} has the same address as {addresses[entry.url]}", "remove one")
        addresses.setdefault(entry.url or entry.id, entry.id)
        if entry.kind in (SourceKind.FEED, SourceKind.PAGE) and not entry.url:
            yield report(at, f"{entry.id} is a {entry.kind} without an address", "add its `url`")
        volume = entry.expected_per_week
        if volume and volume.most < volume.least:
            yield report((*at, "expected_per_week"), f"{entry.id}: most is below least", "exchange the two numbers")


def _articles(bundle: Bundle) -> Iterator[Problem]:
    if not bundle.articles:
        return
    report = bundle.documents["articles"].problem
    yield from _twice((entry.id for entry in bundle.articles), "articles", report)
    yield from _seed_source(bundle)
    known = [*(entry.id for entry in bundle.stakeholders), *sorted(bundle.unsure)]
    files: dict[str, str] = {}
    for place, entry in enumerate(bundle.articles):
        at: Loc = ("articles", place)
        if entry.file in files:
            yield report((*at, "file"), f"{entry.id} uses the same file as {files[entry.file]}", "give each its own")
        files.setdefault(entry.file, entry.id)
        if entry.author and bundle.stakeholders_file and _looks_like_id(entry.author):
            yield from _reference(entry.author, known, (*at, "author"), f"{entry.id}: author", report)


def _seed_source(bundle: Bundle) -> Iterator[Problem]:
    """The seed set is a source like any other: articles.yaml without it would belong nowhere."""
    if "sources" in bundle.documents and (bundle.sources_file is None or bundle.documents["sources"].unsure):
        return
    count = sum(entry.kind == SourceKind.SEEDS for entry in bundle.sources)
    if count != 1:
        place, loc = ("sources", ("sources",)) if "sources" in bundle.documents else ("articles", ("articles",))
        message = f"a pack with articles needs one source of kind seeds, and sources.yaml has {count or 'none'}"
        fix = "add `{id: seeds, name: Seed set, kind: seeds, url: null}` to sources.yaml, once"
        yield bundle.documents[place].problem(loc, message, fix)


def _looks_like_id(author: str) -> bool:
    """A plain name has a capital letter or a space; an id has neither."""
    return author == author.casefold() and " " not in author
