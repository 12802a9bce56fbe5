"""Exchange lists of feeds with other readers, as OPML. Pure: bytes in, feeds out, and back."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from flows.fetching.guard import place_of
from storage.domain.errors import InputError, RefusedAddress
from storage.domain.source import Source, SourceKind

LIMIT = 5_000_000


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of an OPML file."""

    title: str
    feed: str
    site: str | None = None


def read_opml(raw: bytes, *, name: str) -> tuple[tuple[Outline, ...], tuple[str, ...]]:
    """Return the feeds, each address once, and a sentence for every outline that is left out.

    Raises InputError when `raw` is no OPML. Entities are not expanded and nothing is fetched.
    """
    if len(raw) > LIMIT:
        raise InputError(f"{name} is larger than 5 MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.parse(io.BytesIO(raw), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name} is not an OPML file.") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise InputError(f"{name} is not an OPML file.")
    found: dict[str, Outline] = {}
    left_out = []
    for element in root.iter("outline"):
        address = (element.get("xmlUrl") or element.get("xmlurl") or "").strip()
        if not address:
            continue
        title = " ".join((element.get("title") or element.get("text") or address).split())[:200]
        try:
            feed = place_of(address).url
        except RefusedAddress as error:
            left_out.append(f"{title}: {error}")
            continue
        found.setdefault(feed, Outline(title, feed, (element.get("htmlUrl") or "").strip() or None))
    return tuple(found.values()), tuple(left_out)


def write_opml(sources: Iterable[Source], *, title: str) -> bytes:
    """Return the enabled feeds among `sources` as OPML 2.0."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind is SourceKind.FEED and source.url and source.enabled:
            etree.SubElement(body, "outline", type="rss", text=source.name, title=source.name, xmlUrl=source.url)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
