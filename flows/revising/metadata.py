"""What a page says of itself in its head: headline, dates, author, canonical address. The best source wins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from htmldate import find_date
from lxml import etree

from flows.revising import dates, urls
from flows.revising.charset import squeezed
from storage.domain.article import Dated

_TYPES = re.compile(r"(Article|BlogPosting|Report|WebPage|Interview|Statement)$")
# JSON can name half a character, which no encoding and no database takes; markup cannot.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_PUBLISHED = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "pubdate",
              "parsely-pub-date", "publish-date", "date", "dc.date", "sailthru.date")  # fmt: skip
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified")


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    published: Dated | None
    updated: str | None  # the page's own "updated", raw
    author: str | None
    canonical: str


def read_metadata(tree: Any, *, url: str, seen: date, timezone: str, country: str) -> Metadata:
    """Dates: JSON-LD, then meta and time elements, then htmldate, of whose dates about 9 % are wrong."""
    linked = next(_linked(tree), {})
    metas = _metas(tree)
    declared = next(iter(tree.xpath("//link[translate(@rel,'CANONIL','canonil')='canonical']/@href")), None)
    return Metadata(
        title=_title(tree, linked, metas),
        published=_published(tree, linked, metas, seen=seen, timezone=timezone, country=country),
        updated=_string(linked.get("dateModified")) or next((metas[n] for n in _UPDATED if n in metas), None),
        author=_author(linked.get("author")) or metas.get("author") or metas.get("article:author"),
        canonical=urls.accepted(declared, at=url) or urls.canonical(url) or url,
    )


def _string(value: object) -> str | None:
    return (squeezed(_UNSTORABLE.sub("", value)) or None) if isinstance(value, str) else None


def _linked(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that describe an article, in document order."""
    for script in tree.xpath("//script[contains(@type,'ld+json')]")[:20]:
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        queue = [data]
        for item in queue[:200]:
            queue.extend(item if isinstance(item, list) else [])
            if isinstance(item, dict):
                queue.extend(item.get("@graph") or [] if isinstance(item.get("@graph"), list) else [])
                kinds = item.get("@type")
                if any(_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (content := squeezed(meta.get("content") or "")):
            found.setdefault(name, content)
    return found


def _title(tree: Any, linked: Mapping[str, Any], metas: Mapping[str, str]) -> str:
    """The printed headline first: the others are written for search engines and change on their own."""
    headlines = [text for h in tree.iter("h1") if (text := squeezed(h.text_content()))]
    if len(headlines) == 1 and len(headlines[0]) <= 400:
        return headlines[0]
    plain = squeezed(next((t.text_content() for t in tree.iter("title")), ""))
    named = _string(linked.get("headline")) or metas.get("og:title") or plain
    return named or (headlines[0][:400] if headlines else "")


def _published(
    tree: Any, linked: Mapping[str, Any], metas: Mapping[str, str], *, seen: date, timezone: str, country: str
) -> Dated | None:
    stamps = tree.xpath("//time[@datetime][@itemprop='datePublished' or @pubdate or ancestor::header]/@datetime")
    offered = [
        (_string(linked.get("datePublished")), "json-ld"),
        *((metas.get(name), "page metadata") for name in _PUBLISHED),
        *((str(stamp), "time element") for stamp in stamps[:3]),
    ]
    for raw, basis in offered:
        found = dates.dated(raw, basis=basis, seen=seen, timezone=timezone, country=country)
        if found:
            return found
    return _guessed(tree, seen=seen)


def _guessed(tree: Any, *, seen: date) -> Dated | None:
    # Without the extensive search: that one reads dates out of copyright lines and comments.
    try:
        raw = find_date(tree, original_date=True, extensive_search=False, max_date=seen.isoformat())
    except (ValueError, TypeError, AttributeError, etree.LxmlError):
        return None
    return dates.dated(raw, basis="htmldate", seen=seen) if raw else None


def _author(value: object) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [_string(p.get("name") if isinstance(p, dict) else p) for p in people]
    return ", ".join(name for name in names if name and not name.startswith("http")) or None
