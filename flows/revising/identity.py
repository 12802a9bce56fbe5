"""Say which article a feed entry is: by its address, its guid, its title, or what it says; never by its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.revising import dates, urls
from flows.revising.charset import squeezed, without_controls
from flows.revising.furniture import is_furniture_line
from flows.revising.markup import text_of
from storage.domain.article import Article, Dated
from storage.domain.hashing import content_id
from storage.domain.polling import EntryKey, FeedEntry
from storage.domain.source import Source

UNTITLED = "(untitled)"
_CUT_OFF = re.compile(
    r"(?:\[(?:…|\.\.\.|&hellip;)\]|…|\.\.\.|"
    r"(?:read|continue|find out|learn)\s+(?:more|reading|the full (?:story|article))\W*)\s*$",
    re.IGNORECASE,
)
_FULL_TEXT = 1200


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry and the article it is. `keys` are to be remembered: they find the article again under changed names."""

    article: Article
    entry: FeedEntry
    keys: tuple[EntryKey, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """What an entry may be known by, strongest first."""

    guid: str | None
    link: str | None
    title: str | None
    entry: FeedEntry

    @property
    def content(self) -> str:
        """A name from all the entry says; reckoned only for entries that have no better one."""
        said = (self.entry.title, self.entry.published, self.entry.summary, self.entry.content, self.entry.link)
        return f"content:{content_id(squeezed(' '.join(filter(None, (*said, self.entry.guid)))))}"

    @property
    def strong(self) -> tuple[str, ...]:
        return tuple(name for name in (self.guid, self.link) if name)

    @property
    def item(self) -> tuple[str | None, ...]:
        """Equal for one item that a document lists twice: same guid and title, whatever it says by now."""
        same = self.guid and self.title
        return (self.guid, self.link, self.title, None if same else self.content)

    def usable(self, shared: frozenset[str]) -> tuple[str, ...]:
        """Names that mean this entry alone. A title counts only when there is no better name."""
        if best := tuple(name for name in self.strong if name not in shared):
            # Without an address a churning guid would be a new article at every poll: title and date join it.
            dated = self.link is None and self.entry.published and self.title and self.title not in shared
            return (*best, self.title) if dated and self.title else best
        return (self.title,) if self.title and self.title not in shared else (self.content,)


def _names(entry: FeedEntry) -> _Names:
    guid = squeezed(entry.guid or "")
    address = None if entry.link is None or urls.is_home(entry.link) else urls.key(entry.link)
    title = squeezed(text_of(entry.title or "")).casefold()
    return _Names(
        f"guid:{urls.key(guid) or guid}" if guid else None,
        f"link:{address}" if address else None,
        f"title:{title} {squeezed(entry.published or '')}".rstrip() if title else None,
        entry,
    )


def identify(
    entries: Sequence[FeedEntry], *, source: Source, known: Mapping[str, str], seen: date
) -> tuple[Listed, ...]:
    """Return each article of one document once, in document order.

    `known` maps this source's remembered keys to articles. A name that several different entries of the
    document share names none of them (one guid for all, every link the front page); a churning guid is
    joined to its article by the link.
    """
    named = [(entry, _names(entry)) for entry in entries]
    shared = _shared(names for _, names in named)
    listed: dict[str, Listed] = {}
    for entry, names in named:
        usable = names.usable(shared)
        article = next((known[name] for name in usable if name in known), None) or _new_id(usable, source)
        if article not in listed:
            keys = tuple(EntryKey(source.id, name, article) for name in usable)
            listed[article] = Listed(_article(article, entry, source, seen=seen), entry, keys)
    return tuple(listed.values())


def _shared(names: Iterable[_Names]) -> frozenset[str]:
    """Names that stand for several items of the document, and so for none."""
    items = {one.item: one for one in names}
    counts = Counter(name for one in items.values() for name in (*one.strong, one.title) if name)
    return frozenset(name for name, count in counts.items() if count > 1)


def _new_id(usable: Sequence[str], source: Source) -> str:
    """An address is the same article in every feed; the other names mean something in their own feed only."""
    address = next((name for name in usable if name.startswith("link:")), None)
    return content_id("article", address) if address else content_id("article", source.id, usable[0])


def article_id(url: str) -> str:
    """Return the id of the article at `url`, as a feed that links to it would give."""
    return content_id("article", f"link:{urls.key(url) or url}")


def _article(identifier: str, entry: FeedEntry, source: Source, *, seen: date) -> Article:
    return Article(
        id=identifier,
        source=source.id,
        url=urls.canonical(entry.link) if entry.link else None,
        title=title_of(entry),
        outlet=source.outlet or source.name,
        published=published_of(entry, source, seen=seen),
        updated=dates.day_of(entry.updated, timezone=source.timezone, country=source.country),
        author=squeezed(text_of(entry.author or "")) or None,
        owner=source.owner,
    )


def title_of(entry: FeedEntry) -> str:
    """A title is text: markup in it is read, never kept."""
    title = squeezed(without_controls(text_of(entry.title or "")))
    if title:
        return title[:500]
    words = squeezed(text_of(entry.summary or entry.content or ""))
    return (words[:80].rsplit(" ", 1)[0] + " …" if len(words) > 80 else words) or UNTITLED


def published_of(entry: FeedEntry, source: Source, *, seen: date) -> Dated | None:
    for raw, basis in ((entry.published, "feed"), (entry.updated, "feed, last updated")):
        found = dates.dated(raw, basis=basis, seen=seen, timezone=source.timezone, country=source.country)
        if found:
            return found
    return None


def full_text(entry: FeedEntry) -> str | None:
    """Return the article's text when the feed carries all of it, the title first; None when the page must be read."""
    content = _story(entry.content or "")
    whole = content if len(content) >= len(entry.summary or "") // 2 else ""
    if len(whole) < _FULL_TEXT or _CUT_OFF.search(whole[-200:]):
        return None
    return f"{title_of(entry)}\n\n{whole}"


def _story(markup: str) -> str:
    """The paragraphs of a feed's markup without what the site adds: "The post ... appeared first on ..."."""
    return "\n\n".join(line for line in text_of(markup).split("\n\n") if line and not is_furniture_line(line))


def best_text(entry: FeedEntry) -> str:
    """Return all the text the feed has of the entry, the title first: what is kept when there is no page."""
    longest = max(_story(entry.content or ""), _story(entry.summary or ""), key=len)
    return "\n\n".join(part for part in (title_of(entry), longest) if part)
