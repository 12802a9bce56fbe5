"""Markup to plain lines: the visible text of an element, one block a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

# lxml refuses nothing but these depths and sizes would cost minutes; real pages stay far below.
MOST_ELEMENTS = 60_000
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th
    thead tr ul""".split()  # noqa: SIM905 - a list of 45 strings, one a line, is no easier to read
)
_SILENT = frozenset(
    """script style noscript template head title meta link svg math iframe object embed select button textarea input
    audio video canvas map""".split()  # noqa: SIM905 - as above
)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


def tree_of(text: str) -> Any | None:
    """Return the parsed page, or None when there is nothing to parse. Malformed markup is mended, never refused."""
    # An encoding declaration inside a str is refused by lxml; the bytes are decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    if not text.strip():
        return None
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, no_network=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def lines_of(element: Any) -> list[str]:
    """Return the visible text, one block a line, spaces squeezed, empty lines left out."""
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(_pieces(element)).split("\x00"))
    return [line for line in lines if line]


def _pieces(element: Any) -> Iterator[str]:
    """Walk without recursion: hostile pages nest deeper than Python's stack."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else None
        block = tag in _BLOCKS
        if closing:
            yield "\x00" if block else ""
            if node is not element:
                yield node.tail or ""
            continue
        if tag is None or tag in _SILENT:
            if node is not element:
                yield node.tail or ""
            continue
        yield "\x00" if block or tag == "br" else ""
        yield node.text or ""
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def text_of(markup: str) -> str:
    """Return the plain text of a fragment such as a feed's summary, paragraphs separated by an empty line."""
    if "<" not in markup and "&" not in markup:
        return "\n\n".join(line for part in markup.splitlines() if (line := _SPACE.sub(" ", part).strip()))
    tree = tree_of(f"<div>{markup}</div>")
    return "\n\n".join(lines_of(tree)) if tree is not None else ""
