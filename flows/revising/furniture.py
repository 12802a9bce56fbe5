"""Know what on a page is not the article: comments, promotions, pull quotes, counters, related links."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from flows.revising.charset import squeezed
from flows.revising.markup import lines_of

_DATA = json.loads(files("flows.revising").joinpath("furniture.json").read_text("utf-8"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_COMMENT_WORDS = frozenset(_DATA["comment_words"])
_FURNITURE_WORDS = frozenset(_DATA["furniture_words"])
_PAIRS = frozenset(tuple(pair.split()) for pair in _DATA["furniture_pairs"])
_BODY_WORDS = frozenset(_DATA["body_words"])
_COMMENT_HEADING = re.compile(_DATA["comment_heading"], re.IGNORECASE)
_ANSWER_HEADING = re.compile(_DATA["answer_heading"], re.IGNORECASE)
_TALK = re.compile("|".join(_DATA["talk"]), re.IGNORECASE)
_STAMP = re.compile("|".join(_DATA["stamp"]), re.IGNORECASE)
_SAYS = re.compile(_DATA["says"], re.IGNORECASE)
# Whole lines only, so that a sentence of the article never matches.
_FURNITURE_LINE = re.compile("|".join(f"(?:{line})" for line in _DATA["furniture_lines"]), re.IGNORECASE)
_NAMED = ("div", "section", "ul", "ol", "li", "p", "span", "blockquote", "article", "dl", "table", "h2", "h3")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "summary", "legend")
_PSEUDO_HEADINGS = ("p", "div", "strong", "span")
_MEMBERS = frozenset({"div", "li", "article", "section", "dl", "blockquote", "tr", "details"})


@lru_cache(maxsize=4096)
def is_furniture_line(line: str) -> bool:
    """True for a whole line that says nothing of the story: a view count, "3 minutes ago", a call to subscribe."""
    text = squeezed(line).strip("•·|–— ")
    return len(text) <= 260 and (_FURNITURE_LINE.fullmatch(text) is not None or not any(c.isalnum() for c in text))


def prune(tree: Any) -> Any:
    """Take out of the parsed page what is surely not the article. Changes `tree` and returns it."""
    for marked in (_marked, _headed_comments, _threads, _repeated_quotes, _outside):
        for element in list(marked(tree)):
            _drop(element)
    return tree


def _outside(tree: Any) -> Iterator[Any]:
    """All that stands beside the one element that declares itself the article: nothing there can take it over."""
    body = tree.xpath("//*[@itemprop='articleBody']") or tree.xpath("//article[not(ancestor::article)]")
    if len(body) != 1 or sum(len(p.text_content()) >= 60 for p in body[0].iter("p")) < 2:
        return
    declared = body[0].get("itemprop") or next(body[0].iter("h1"), None) is not None
    if not declared and _prose(body[0]) * 5 < _prose(tree) * 2:
        return  # a teaser in an article element of its own
    for node in (body[0], *body[0].iterancestors()):
        if node.tag in ("body", "html"):
            return
        yield from node.itersiblings()
        yield from node.itersiblings(preceding=True)


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is None or _is_vital(element):
        return
    element.drop_tree()


def _is_vital(element: Any) -> bool:
    """True for what must not go, whatever it is called: the page, its headline, its declared body."""
    if element.tag in ("html", "body", "main"):
        return True
    return bool(element.xpath(".//h1 | self::*[@itemprop='articleBody'] | .//*[@itemprop='articleBody']"))


def _names(element: Any) -> list[str]:
    raw = " ".join(element.get(a) or "" for a in ("class", "id", "data-component", "data-testid", "role", "aria-label"))
    return [word.lower() for word in _WORD.findall(raw)] if raw.strip() else []


def _marked(tree: Any) -> Iterator[Any]:
    """What its element, class, id, role or schema.org type names as comments or furniture.

    What holds most of the story is neither, whatever it is called: ASP.NET pages stand in one `form`, and
    a body may be named `with-sidebar`. Only comments may outweigh the story.
    """
    whole = _prose(tree)
    for element in tree.iter("aside", "nav", "footer", "form", "dialog"):
        quoted = element.tag == "footer" and element.getparent() is not None and element.getparent().tag == "blockquote"
        if not quoted and _prose(element) * 2 <= whole:
            yield element
    for element in tree.iter(*_NAMED):
        if "Comment" in (element.get("itemtype") or "") or element.get("itemprop") in ("comment", "commentCount"):
            yield element
            continue
        words = _names(element)
        if _COMMENT_WORDS.intersection(words):
            if not (_BODY_WORDS.intersection(words[:2]) and _prose(element) * 2 > whole):
                yield element
            continue
        named = _FURNITURE_WORDS.intersection(words) or _PAIRS.intersection(pairwise(words))
        if named and _prose(element) * 2 <= whole:
            yield element


def _prose(element: Any) -> int:
    """How many characters of paragraphs stand in `element`."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _headed_comments(tree: Any) -> Iterator[Any]:
    """A heading that says "12 comments" below the story, and all that follows it under the same parent."""
    for heading in tree.iter(*_HEADINGS, *_PSEUDO_HEADINGS):
        if len(heading) > 3 or not _opens_comments(heading):
            continue
        yield from heading.itersiblings()
        yield heading
        box = heading.getparent()
        if box is not None and heading.getprevious() is None and not (box.text or "").strip() and box.tag != "body":
            # The heading stands in a box of its own; what follows the box may be the thread itself.
            following = box.getnext()
            if following is not None and _talks(following):
                yield following


def _opens_comments(heading: Any) -> bool:
    """A count beside the byline is no such heading (no story stands above it), nor is "Reactions" above prose."""
    words = squeezed(heading.text_content()[:300])
    surely = _COMMENT_HEADING.fullmatch(words) is not None
    if not surely and not _ANSWER_HEADING.fullmatch(words):
        return False
    if not any(len(p.text_content()) >= 80 for p in heading.xpath("preceding::p")):
        return False
    return (surely and heading.tag in _HEADINGS) or any(_talks(after) for after in heading.itersiblings())


def _talks(element: Any) -> bool:
    lines = lines_of(element)[:400]
    return sum(_is_talk(line) for line in lines) >= 2


def _is_talk(line: str) -> bool:
    short = len(line) <= 60 and _STAMP.search(line)
    return len(line) <= 80 and bool(_TALK.fullmatch(line) or _SAYS.match(line) or short)


def _threads(tree: Any) -> Iterator[Any]:
    """Repeated siblings of one shape, each signed, stamped or answerable: a thread in unknown markup."""
    for parent in tree.iter("div", "section", "ul", "ol", "dl", "article", "main", "body", "tbody"):
        if len(parent) < 2:
            continue
        shapes = Counter(_shape(child) for child in parent if isinstance(child.tag, str))
        for shape, count in shapes.items():
            if count < 2 or shape[0] not in _MEMBERS:
                continue
            members = [child for child in parent if isinstance(child.tag, str) and _shape(child) == shape]
            if _is_thread([lines_of(member)[:60] for member in members]):
                yield from members


def _shape(element: Any) -> tuple[str, str]:
    # Hashed class names (css-1x2y3z) and odd/even markers differ between siblings of one kind.
    words = {w for w in _names(element) if not w.isdigit()} - {"odd", "even", "alt"}
    return str(element.tag), " ".join(sorted(words)[:2])


def _is_thread(members: Sequence[list[str]]) -> bool:
    spoken = [lines for lines in members if lines]
    if len(spoken) < 2:
        return False
    answerable = sum(any(len(line) <= 40 and _TALK.fullmatch(line) for line in lines) for lines in spoken)
    signed = [lines[0] for lines in spoken if _is_signature(lines)]
    if answerable * 2 >= len(spoken):
        return True
    return len(signed) >= 3 and len(signed) * 5 >= len(spoken) * 3 and len(set(signed)) * 2 > len(signed)


def _is_signature(lines: list[str]) -> bool:
    """A short first line that names somebody, and a time beside it or below it."""
    head = " ".join(lines[:2])
    return len(lines) >= 2 and len(lines[0]) <= 60 and bool(_STAMP.search(head[:140])) and not lines[0].endswith(".")


def _repeated_quotes(tree: Any) -> Iterator[Any]:
    """A quotation set apart that says again what a paragraph of the body says: a pull quote."""
    boxes = [box for box in tree.iter("blockquote", "figure") if 30 <= len(box.text_content()) <= 400]
    if not boxes:
        return
    paragraphs = (p for p in tree.iter("p") if not any(a.tag in ("blockquote", "figure") for a in p.iterancestors()))
    body = squeezed(" ".join(p.text_content() for p in paragraphs))
    for box in boxes:
        said = squeezed(box.text_content()).strip("“”\"'‘’ ")
        if len(said) >= 30 and said in body:
            yield box
