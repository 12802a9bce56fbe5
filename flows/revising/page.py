"""Read a fetched page: its bytes to the article's text, without comments, promotions and other furniture."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

import trafilatura
from lxml import etree

from flows.revising import furniture, markup
from flows.revising.charset import decode, is_binary, squeezed
from flows.revising.metadata import read_metadata
from storage.domain.article import Dated
from storage.domain.errors import InputError

# Raised whenever the same bytes may give another text: it is part of what a revision remembers.
READER = 1
EXTRACTOR = f"trafilatura {version('trafilatura')}; page reader {READER}; comments off, tables on"
_SHORT = 250
# It warns about every page without a text; our own refusal says that in a sentence.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PageText:
    """The article on a page. `text` opens with the headline, then a paragraph a block, an empty line between."""

    title: str
    text: str
    published: Dated | None
    updated: str | None
    author: str | None
    canonical: str
    extractor: str = EXTRACTOR
    conditions: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        return self.text.removeprefix(self.title).lstrip("\n")


def read_page(
    raw: bytes,
    *,
    url: str,
    seen: date,
    content_type: str = "",
    timezone: str = "Europe/London",
    country: str = "GB",
) -> PageText:
    """Raises InputError, one sentence, when there is no article: not markup, a login form, an empty page."""
    if not re.match(r"(?:text/|application/(?:xhtml|xml)|$)", content_type.strip().lower()):
        raise InputError(f"{url} is {content_type.split(';', maxsplit=1)[0]!a}, not a web page.")
    if is_binary(raw):
        raise InputError(f"{url} is no text: it holds binary data.")
    tree = markup.tree_of(decode(raw, content_type=content_type))
    if (
        tree is None
        or sum(1 for _ in zip(tree.iter(), range(markup.MOST_ELEMENTS + 1), strict=False)) > markup.MOST_ELEMENTS
    ):
        raise InputError(f"{url} holds no readable page.")
    facts = read_metadata(tree, url=url, seen=seen, timezone=timezone, country=country)
    login = bool(tree.xpath("//input[@type='password']"))
    lines = body_lines(tree, title=facts.title)
    if login and sum(map(len, lines)) < 600:
        raise InputError(f"{url} is a login page.")
    if not lines:
        raise InputError(f"{url} holds no article text.")
    text = "\n\n".join([facts.title, *lines] if facts.title else lines)
    return PageText(facts.title, text, facts.published, facts.updated, facts.author, facts.canonical)


def body_lines(tree: Any, *, title: str) -> list[str]:
    """Return the article's paragraphs. `tree` is pruned on the way."""
    furniture.prune(tree)
    found = _extracted(tree).splitlines()
    if sum(map(len, found)) < _SHORT:
        # trafilatura gives up on very short pages; their text is what stands in the article or main element.
        boxes = tree.xpath("//*[@itemprop='articleBody']") or tree.xpath("//article") or tree.xpath("//main") or [tree]
        own = [line for box in boxes[:1] for line in markup.lines_of(box)]
        found = own if sum(map(len, own)) > sum(map(len, found)) else found
    lines = [squeezed(line) for line in found]
    return [line for line in lines if line and line != title and not furniture.is_furniture_line(line)]


def _extracted(tree: Any) -> str:
    try:
        return trafilatura.extract(tree, include_comments=False, include_tables=True, output_format="txt") or ""
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        # trafilatura trips over some malformed trees; the text then comes from the article element.
        return ""
