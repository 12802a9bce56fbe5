"""Read a sitemap, a news sitemap or a sitemap index, without entities and as far as it is well-formed."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from storage.domain.errors import InputError

_LIMIT = 52_428_800  # the protocol's own limit on an unpacked sitemap


@dataclass(frozen=True, slots=True)
class SitemapPage:
    url: str
    modified: str | None = None
    published: str | None = None  # news sitemaps
    title: str | None = None
    language: str | None = None

    def within(self, since: date | None, until: date | None) -> bool:
        """True when the page's date, as far as known, lies in the range; undated pages are in."""
        day = _day(self.published) or _day(self.modified)
        return day is None or ((since is None or day >= since) and (until is None or day <= until))


@dataclass(frozen=True, slots=True)
class Sitemap:
    pages: tuple[SitemapPage, ...]
    children: tuple[SitemapPage, ...]  # further sitemaps, of an index

    def worth_asking(self, since: date | None) -> tuple[str, ...]:
        """The children that may hold a page from `since` on: what was last changed before it holds none."""
        return tuple(dict.fromkeys(child.url for child in self.children if child.within(since, None)))


def _day(raw: str | None) -> date | None:
    try:
        return datetime.fromisoformat((raw or "")[:10]).date()
    except ValueError:
        return None


def read_sitemap(raw: bytes) -> Sitemap:
    """Raises InputError when `raw` is not a sitemap. A .gz sitemap is unpacked within the protocol's limit."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.parse(io.BytesIO(_unpacked(raw)), parser).getroot()
    except (etree.XMLSyntaxError, zlib.error, OSError, EOFError) as error:
        raise InputError("What came is not a sitemap.") from error
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise InputError("What came is not a sitemap.")
    pages, children = [], []
    for element in root.iterchildren(tag=etree.Element):
        facts = {
            etree.QName(leaf).localname: (leaf.text or "").strip()
            for leaf in element.iter(tag=etree.Element)
            if not len(leaf)
        }
        url = facts.get("loc", "")
        if not url.startswith(("http://", "https://")):
            continue
        dates = (facts.get("lastmod") or None, facts.get("publication_date") or None)
        if etree.QName(element).localname == "sitemap":
            children.append(SitemapPage(url, *dates))
        else:
            pages.append(SitemapPage(url, *dates, facts.get("title") or None, facts.get("language") or None))
    return Sitemap(tuple(pages), tuple(children))


def _unpacked(raw: bytes) -> bytes:
    if raw[:2] != b"\x1f\x8b":
        return raw
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        plain = packed.read(_LIMIT + 1)
    if len(plain) > _LIMIT:
        raise InputError("The sitemap unpacks to more than 50 MB.")
    return plain
