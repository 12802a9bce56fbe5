"""Read a feed, whatever it calls itself: RSS, Atom, RDF, JSON Feed or a news sitemap. Bytes in, entries out."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import Any
from urllib.parse import urljoin

import feedparser
import orjson

from flows.fetching import sitemaps
from flows.fetching.lengths import LONGEST_MARKUP, LONGEST_TITLE, within
from flows.fetching.politeness import http_date
from flows.fetching.wide import in_utf8
from storage.domain.errors import InputError
from storage.domain.polling import FeedEntry

# Feeds of 40,000 items exist, and one reading of all would take a minute. The newest come first in nearly all;
# what is beyond is named as a condition and read from the stored bytes at later polls.
MOST_ENTRIES = 5_000
# A document type with declarations of its own: nothing in a feed needs them, and they can multiply without end.
_ENTITIES = re.compile(rb"<!DOCTYPE\b[^>\[]{0,500}\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_HEAD = 20_000
# feedparser's time grows with the square of an element's attributes (208 KB: 5 s) and of an author's length
# (32 KB: 4 s).
_ENDLESS_TAG = re.compile(rb"<([A-Za-z][\w:.-]{0,100})\s[^<>]{20000,}>")
_ENDLESS_AUTHOR = re.compile(
    rb"(<(?:\w{1,20}:)?(?:author|creator|managingEditor|webMaster|name|email)\b[^<>]{0,500}>[^<]{1000})[^<]+",
    re.IGNORECASE,
)
# References to half a character: feedparser answers one with an exception, and no database takes it.
_HALF = re.compile(
    rb"&#(?:0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2});?"
)
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>/]")
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_MARKUP = re.compile(rb"<(?:!--.*?--|\?.*?\?|!doctype[^>]*)>\s*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What a feed says of itself, and its entries in document order."""

    form: str  # rss20, atom10, json11, sitemap, ...
    title: str
    entries: tuple[FeedEntry, ...]
    ttl: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[str, ...] = ()
    rhythm: int = 604800
    conditions: tuple[str, ...] = ()
    listed: int = 0  # how many items the document lists, read or not


def read_feed(raw: bytes, *, url: str, content_type: str = "", start: int = 0) -> FeedDocument:
    """Return the entries from item `start` on, as many as one reading takes.

    Raises InputError when `raw` is not a feed of any kind.
    """
    if wide := in_utf8(raw):
        raw, content_type = wide, content_type.partition(";")[0]
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not head:
        raise InputError("The feed is empty.")
    if head[:1] in (b"{", b"["):
        return _json_feed(raw, url=url, start=start)
    if re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", _MARKUP.sub(b"", raw[:4096])[:600]):
        return _sitemap(raw, start=start)
    return _parsed(raw, url=url, content_type=content_type, start=start)


def _parsed(raw: bytes, *, url: str, content_type: str, start: int) -> FeedDocument:
    whole = _tamed(raw)
    raw, count = _shortened(whole, start=start)
    first = 0 if raw is not whole else start
    # Bytes behind a file object only: handed a str or bytes, feedparser opens what looks like a path or URL.
    headers = {"content-type": content_type} if content_type.isascii() and content_type.isprintable() else {}
    try:
        found = feedparser.parse(
            io.BytesIO(raw), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:  # feedparser trips over some feeds in ways it does not declare
        raise InputError(f"The feed cannot be read ({type(error).__name__}).") from error
    entries = found.get("entries") or []
    if not entries and not found.get("version"):
        raise InputError("What came is a web page, not a feed." if _is_html(raw) else "What came is not a feed.")
    kept, cut = within(
        [_entry(item, at, url=url) for at, item in enumerate(entries[first : first + MOST_ENTRIES], start)]
    )
    count = max(count, len(entries))
    told = (*_conditions(found, count, start=start), *cut)
    return FeedDocument(
        form=str(found.get("version") or "unknown"),
        title=_text(found.feed.get("title")) or "",
        entries=kept,
        ttl=_ttl(found.feed),
        skip_hours=_hours(raw),
        skip_days=_skip_days(raw),
        rhythm=rhythm(kept),
        conditions=told,
        listed=count,
    )


def _tamed(raw: bytes) -> bytes:
    """Take out what feedparser answers with minutes of work: entities, endless tags and endless authors."""
    raw = _HALF.sub(b"&#xFFFD;", _ENTITIES.sub(b"", raw[:_HEAD], count=1) + raw[_HEAD:])
    return _ENDLESS_AUTHOR.sub(rb"\1", _ENDLESS_TAG.sub(rb"<\1>", raw))


def _shortened(raw: bytes, *, start: int) -> tuple[bytes, int]:
    """Cut an endless feed to its head and the items from `start` on; the parser closes what stays open."""
    starts = [match.start() for match in _ITEM.finditer(raw)]
    if len(starts) <= MOST_ENTRIES:
        return raw, len(starts)
    begin, end = (starts[at] if at < len(starts) else len(raw) for at in (start, start + MOST_ENTRIES))
    return raw[: starts[0]] + raw[begin:end], len(starts)


def _is_html(raw: bytes) -> bool:
    return re.search(rb"<html\b|<body\b|<!doctype html", raw[:20_000], re.IGNORECASE) is not None


def _conditions(found: Mapping[str, Any], count: int, *, start: int = 0) -> tuple[str, ...]:
    told = []
    if count > MOST_ENTRIES:
        part = f"{start + 1:,} to {min(start + MOST_ENTRIES, count):,}" if start else f"the first {MOST_ENTRIES:,}"
        more = ", the rest follows poll by poll" if start + MOST_ENTRIES < count else ""
        told.append(f"the feed lists {count:,} items; {part} were taken{more}")
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    if found.get("bozo") and count <= MOST_ENTRIES and not isinstance(found.get("bozo_exception"), harmless):
        told.append("the feed is not well-formed and was read as far as it goes")
    return tuple(told)


def _text(value: object) -> str | None:
    return (_UNSTORABLE.sub("\ufffd", value).strip() or None) if isinstance(value, str) else None


def _title(value: object) -> str | None:
    whole = _text(value)
    return whole[:LONGEST_TITLE] if whole else None


def _markup(value: object) -> str | None:
    whole = _text(value)
    return whole[:LONGEST_MARKUP] if whole else None


def _entry(item: Mapping[str, Any], position: int, *, url: str) -> FeedEntry:
    link = _link(item, url=url)
    contents = [value for part in item.get("content") or () if (value := _markup(part.get("value")))]
    summary = _markup(item.get("summary"))
    full = max(contents, key=len, default=None)
    guid = _text(item.get("id"))
    return FeedEntry(
        guid=guid,
        link=link,
        title=_title(item.get("title")),
        summary=summary,
        content=full,
        author=_title(item.get("author")),
        published=_text(item.get("published")) or _text(item.get("created")),
        updated=_text(item.get("updated")) if "updated" in item.keys() else None,  # noqa: SIM118 - see below
        position=position,
        language=_text((item.get("title_detail") or {}).get("language")),
    )


def _link(item: Mapping[str, Any], *, url: str) -> str | None:
    """Return the entry's page: the alternate link, else any link that is no enclosure, else none."""
    raw = _text(item.get("link"))
    if raw is None:
        links: Iterable[Mapping[str, Any]] = item.get("links") or ()
        raw = next((_text(link.get("href")) for link in links if link.get("rel") in ("alternate", None)), None)
    # A guid is a permanent link by default: `<guid>1</guid>` would become an address that nobody has ever named.
    borrowed = raw is not None and raw == _text(item.get("id")) and not raw.startswith(("http://", "https://"))
    return None if borrowed else joined(url, raw)


def joined(base: str, link: str | None) -> str | None:
    """Return `link` made absolute, or None when it leads nowhere a browser would go."""
    if not link:
        return None
    try:
        whole = urljoin(base, link)
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _ttl(feed: Mapping[str, Any]) -> int:
    """Return the longest pause the feed asks for, in seconds."""
    minutes = _text(feed.get("ttl")) or ""
    seconds = int(minutes) * 60 if re.fullmatch(r"\d{1,6}", minutes) else 0
    period = _PERIODS.get((_text(feed.get("sy_updateperiod")) or "").lower(), 0)
    often = _text(feed.get("sy_updatefrequency")) or "1"
    return max(seconds, period // max(int(often), 1) if re.fullmatch(r"\d{1,4}", often) else period)


def _block(raw: bytes, name: bytes) -> bytes:
    """feedparser drops skipHours and skipDays; they stand once, near the top, in plain ASCII."""
    match = re.search(rb"<" + name + rb"\b[^>]{0,200}>(.{0,4000}?)</" + name, raw[:200_000], re.DOTALL | re.IGNORECASE)
    return match[1] if match else b""


def _hours(raw: bytes) -> tuple[int, ...]:
    found = re.findall(rb"<hour>\s*(\d{1,2})\s*</hour>", _block(raw, b"skipHours"), re.IGNORECASE)
    return tuple(sorted({int(hour) % 24 for hour in found}))


def _skip_days(raw: bytes) -> tuple[str, ...]:
    found = re.findall(rb"<day>\s*([A-Za-z]{6,9})\s*</day>", _block(raw, b"skipDays"), re.IGNORECASE)
    return tuple(sorted({day.decode().capitalize() for day in found} & _DAYS))


def rhythm(entries: Sequence[FeedEntry]) -> int:
    """Return the usual gap between the newest entries, in seconds; a week when they do not tell."""
    moments = sorted((m for e in entries[:20] if (m := _moment(e.published or e.updated or ""))), reverse=True)
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(moments)]
    return int(min(max(median(gaps), 3600), 30 * 86400)) if len(gaps) >= 2 else 604800


def _moment(raw: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw.replace("Z", "+00:00"))
    except ValueError:
        return http_date(raw)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _loaded(raw: bytes) -> Any:
    text = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        # It refuses a whole feed for half a character, which one careless cut of a title leaves behind.
        try:
            return json.loads(text.decode("utf-8", "replace"), strict=False)
        except (ValueError, RecursionError) as error:
            raise InputError("What came is not a feed.") from error


def _json_feed(raw: bytes, *, url: str, start: int) -> FeedDocument:
    data = _loaded(raw)
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise InputError("What came is JSON, but not a JSON Feed.")
    part = items[start : start + MOST_ENTRIES]
    read = [_json_entry(item, at, url=url) for at, item in enumerate(part, start) if isinstance(item, dict)]
    kept, cut = within(read)
    odd = f"{len(part) - len(read)} of its items are no objects and were left out"
    version = str(data.get("version") or "")
    return FeedDocument(
        form="json" + "".join(re.findall(r"\d", version[-4:])),
        title=_text(data.get("title")) or "",
        entries=kept,
        rhythm=rhythm(kept),
        conditions=(
            *_conditions({}, len(items), start=start),
            *([odd] if len(read) < len(part) else []),
            *cut,
        ),
        listed=len(items),
    )


def _json_entry(item: Mapping[str, Any], position: int, *, url: str) -> FeedEntry:
    number = item.get("id")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(author.get("name")) for author in authors or () if isinstance(author, dict)]
    return FeedEntry(
        guid=_text(str(number)) if isinstance(number, str | int | float) else None,
        link=joined(url, _text(item.get("url")) or _text(item.get("external_url"))),
        title=_title(item.get("title")),
        summary=_markup(item.get("summary")),
        content=_markup(item.get("content_html")) or _markup(item.get("content_text")),
        author=_title(", ".join(name for name in names if name)),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        position=position,
        language=_text(item.get("language")),
    )


def _sitemap(raw: bytes, *, start: int) -> FeedDocument:
    sitemap = sitemaps.read_sitemap(raw)
    pages = sitemap.pages[start : start + MOST_ENTRIES]
    kept = tuple(
        FeedEntry(
            guid=None,
            link=page.url,
            title=page.title,
            published=page.published,
            updated=page.modified,
            position=at,
            language=page.language,
        )
        for at, page in enumerate(pages, start)
    )
    told = _conditions({}, len(sitemap.pages), start=start)
    if sitemap.children:
        told += (f"it is an index of {len(sitemap.children):,} sitemaps, which are not polled; name one of them",)
    return FeedDocument(
        form="sitemap", title="", entries=kept, rhythm=rhythm(kept), conditions=told, listed=len(sitemap.pages)
    )
