"""Read a page back as a browser would, and say what it is made of."""

from __future__ import annotations

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"


def parsed(page: str):
    """Return the tree. Raises on any parse error: what a validator would call one."""
    return html5lib.HTMLParser(strict=True).parse(page)


def tags(tree) -> set[str]:
    return {e.tag.split("}")[-1] for e in tree.iter() if isinstance(e.tag, str)}


def attributes(tree) -> set[str]:
    return {name for e in tree.iter() for name in e.attrib}


def links(tree) -> list[str]:
    return [e.attrib["href"] for e in tree.iter(f"{HTML}a") if "href" in e.attrib]


def anchors(tree) -> list[str]:
    return [e.attrib["id"] for e in tree.iter() if "id" in e.attrib]


def words(tree) -> str:
    """All text that is shown, on one line."""
    body = tree.find(f"{HTML}body")
    scripts = {e.text for e in body.iter(f"{HTML}script")}
    return " ".join("".join(t for t in body.itertext() if t not in scripts).split())
