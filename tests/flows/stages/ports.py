"""A small sector of ports: its pages, its feeds, and a desk that asks a loopback site for them."""

from __future__ import annotations

from pathlib import Path

from flows.desk import Desk
from flows.settings import read_settings
from storage.domain.sector import Registry
from storage.domain.source import Source, SourceKind
from storage.ledger import Ledger
from tests.sector_site.site import Site

BODY = (
    "The Harbour Pilots' Union said on Monday that night pilotage should end by the spring. "
    "“Our members are tired,” said its chair, Orla Penhale, who has led the union for six years. "
    "The ports authority did not comment. Traffic at the three northern harbours has doubled since the new quay opened."
)


def a_page(body: str, *, title: str = "Pilots want an end to night work") -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n"))
    article = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>".encode()


def a_feed(*links: str) -> bytes:
    items = "".join(
        f"<item><title>Item {n}</title><link>{link}</link><guid>{link}</guid>"
        "<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><description>A summary.</description></item>"
        for n, link in enumerate(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ports</title>{items}</channel></rss>'.encode()


def a_desk(folder: Path, site: Site, *paths: str) -> Desk:
    sources = {
        path.strip("/"): Source(id=path.strip("/"), name=path.strip("/"), kind=SourceKind.FEED, url=site.url(path))
        for path in paths
    }
    registry = Registry("Ports", None, "pack", propositions={}, stakeholders={}, sources=sources)
    settings = read_settings(data=folder, allow=site.host)
    return Desk(settings, registry, Ledger.open(data=folder))
