"""Tell the body of an article from everything printed around it, by structure and language, never by outlet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from storage.domain.span import Span


class Region(StrEnum):
    """What a line of an article is. Only BODY is evidence; the rest may help to resolve a name, a date or a topic."""

    BODY = "body"
    TITLE = "title"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"
    CAPTION = "caption"
    SUBHEADING = "subheading"
    INFOBOX = "infobox"
    PULL_QUOTE = "pull_quote"
    NAVIGATION = "navigation"
    TAGS = "tag_list"
    COMMENTS = "reader_comment"


@dataclass(frozen=True, slots=True)
class Block:
    """One printed line or paragraph. `lead` is the index of the body block that introduces a bulleted one."""

    span: Span
    kind: Region
    bullet: bool = False
    lead: int | None = None


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BULLET = re.compile(r"^(?:[•●▪‣◦·○*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_TERMINAL = re.compile(r"[.!?…;:][\"”’')\]]*$|[,;][\"”’']$")
_QUESTION = re.compile(r"^[^.!“”\"]{3,110}\?$")
_DATED = re.compile(
    rf"^(?:(?:story |last |first )?(?:updated|published|posted|modified)[:, ].{{0,60}}\d"
    rf"|(?:\w+day,? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|(?:\w+day,? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}).{{0,40}}$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|words by|written by|reporting by|author:)\s+[A-Z][\w'’.-]+(?: [\w'’.-]+){0,5}$", re.IGNORECASE
)
_CREDIT = re.compile(
    r"\((?:photo|picture|image|credit|pic|source|illustration)\b[^)]*\)\W*$|^(?:photo|picture|pictured|image"
    r"|credit|caption)s?\b ?(?::|of\b|by\b|credit)",
    re.IGNORECASE,
)
_COMMENT_HEAD = re.compile(
    r"^(?:\d+|one|no) (?:responses?|comments?|repl(?:y|ies)|thoughts?)\b(?: (?:to|on|so far)\b.*)?$"
    r"|^(?:readers?['’]? )?comments?(?: \(\d+\)|: ?\d*| are (?:now )?closed\.?)?$|^(?:leave|post|add"
    r"|write) an? (?:comment|reply)\b.{0,40}$"
    r"|^(?:join the (?:discussion|conversation)|have your say)\b.{0,40}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"^(?:\W{{0,3}}\d{{0,3}}[.)]?\s*)?\S.{{0,50}}?\s(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}}"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
    r",?(?: at)? \d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?\W*(?:reply)?$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"^[A-Z][\w .'’-]{1,40} (?:says|wrote|commented):$")
_AFTERWORD = re.compile(
    r"^(?:more (?:from|on|like|stories|news|articles)\b.*|related\b.*|read (?:more|next|also)\b.*|see also\b.*"
    r"|further reading|most (?:popular|read|viewed)\b.*"
    r"|you (?:may|might) (?:also )?(?:like|be interested).*|recommended\b.*|latest\b.*|trending\b.*|featured\b.*"
    r"|sponsored\b.*|advertisement|advert|share\b.*"
    r"|newsletters?|follow us.*|topics?|tags?|categories|popular\b.*|what do you think\??|notes? (?:to"
    r"|for) editors|about (?:the author|us)|ends|contact:?)$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"^(?:written by|about the authors?|notes? (?:to|for) editors|-?ends-?)\W*$", re.IGNORECASE)
_HOUSEKEEPING = re.compile(
    r"\b(?:sign up|subscrib|unsubscrib|newsletter|privacy policy|cookies?|log ?in|register (?:now|here|free)"
    r"|click here|skip to|terms (?:of|and)|all rights reserved"
    r"|our weekly|daily email|to your inbox|book (?:now|your place)|tickets? (?:are|on sale))\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[^\w\s]")
_TAG_LINE = re.compile(r"^(?:tags?|topics?|filed under|categories|keywords)\s*:", re.IGNORECASE)

HEADING_WORDS = 16  # a longer line without a full stop inside the body is a paragraph that lost it
FRONT_LINES = 10  # title, standfirst, byline, date and captions stand within the first ten lines


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def closed(self) -> bool:
        """True when it ends as a sentence ends."""
        return bool(_TERMINAL.search(self.text))


def blocks(text: str) -> tuple[Block, ...]:
    """Return every printed line of `text` with its kind, in order."""
    lines = tuple(_lines(text))
    kinds = _kinds(lines)
    found: list[Block] = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        bullet = bool(_BULLET.match(line.text))
        lead = _lead(index, found) if bullet and kind is Region.BODY else None
        found.append(Block(line.span, kind, bullet, lead))
    return tuple(_without_pull_quotes(found, text))


def body(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text` that may be evidence."""
    return tuple(block for block in blocks(text) if block.kind is Region.BODY)


def _lines(text: str) -> Iterator[_Line]:
    for match in re.finditer(r"[^\n\r\v\f\x85\u2028\u2029]+", text):
        printed = match.group()
        start = match.start() + len(printed) - len(printed.lstrip())
        end = match.start() + len(printed.rstrip())
        if start < end:
            yield _Line(Span(start, end), text[start:end])


def _kinds(lines: Sequence[_Line]) -> list[Region]:
    start, tail = _body_start(lines), _comments_start(lines)
    kinds = [_front(lines, index) for index in range(min(start, tail))]
    afterword: str | None = None
    for index in range(len(kinds), len(lines)):
        line = lines[index]
        if index >= tail:
            kinds.append(Region.COMMENTS)
            continue
        kind = _inside(line)
        if kind is Region.NAVIGATION and (_CLOSING.match(line.text) or _AFTERWORD.match(line.text)):
            afterword = "closing" if _CLOSING.match(line.text) else "passing"
        elif afterword == "closing" or (afterword and not _resumes(line)):
            kind = Region.NAVIGATION
        else:
            afterword = None
        kinds.append(kind)
    return _with_boxes(lines, kinds)


def _front(lines: Sequence[_Line], index: int) -> Region:
    line = lines[index]
    if line.words < 12 and _HOUSEKEEPING.search(line.text):
        return Region.NAVIGATION
    if _DATED.match(line.text) or _BYLINE.match(line.text):
        return Region.DATELINE
    if _CREDIT.search(line.text):
        return Region.CAPTION
    if index == 0:
        return Region.TITLE
    return Region.STANDFIRST if line.words >= 8 else Region.CAPTION


def _body_start(lines: Sequence[_Line]) -> int:
    """Return the index of the first body paragraph: after the last line of front matter."""
    start = 0
    for index, line in enumerate(lines[:FRONT_LINES]):
        front = not line.closed or _DATED.match(line.text) or _BYLINE.match(line.text) or _CREDIT.search(line.text)
        if not front:
            continue
        printed_date = _DATED.match(line.text) or _BYLINE.match(line.text) or _CREDIT.search(line.text)
        # A heading after two paragraphs is a sub-heading; a date or a credit as late as that still closes the front.
        if index == start or printed_date or (index - start == 1 and index < 3 and line.words > HEADING_WORDS):
            start = index + 1
    return start if start < len(lines) else 0


def _comments_start(lines: Sequence[_Line]) -> int:
    for index, line in enumerate(lines):
        if index and (_COMMENT_HEAD.match(line.text) or _SIGNED.match(line.text) or _SAYS.match(line.text)):
            # "Comment:" as a label high up, with an article below it, opens nothing
            if index < FRONT_LINES and not _SIGNED.match(line.text) and not line.text[0].isdigit():
                continue
            return index
    return len(lines)


def _inside(line: _Line) -> Region:
    return next((kind for kind, holds in _SIGNS if holds(line)), Region.BODY)


def _is_furniture(line: _Line) -> bool:
    words = line.words < 25 and "“" not in line.text and _HOUSEKEEPING.search(line.text)  # paragraphs are longer
    return bool(_AFTERWORD.match(line.text) or _CLOSING.match(line.text) or words)


def _is_heading(line: _Line) -> bool:
    if _BULLET.match(line.text):
        return False
    words = line.words
    return (words <= HEADING_WORDS and not line.closed) or (words <= 12 and bool(_QUESTION.match(line.text)))


# What the lines of a body can be, in the order in which they are tried.
_SIGNS: tuple[tuple[Region, Callable[[_Line], object]], ...] = (
    (Region.TAGS, lambda line: not any(c.isalpha() for c in line.text) or _TAG_LINE.match(line.text)),
    (Region.NAVIGATION, _is_furniture),
    (Region.CAPTION, lambda line: line.words < 45 and _CREDIT.search(line.text)),
    (Region.DATELINE, lambda line: _DATED.match(line.text) or _BYLINE.match(line.text)),
    (Region.SUBHEADING, _is_heading),
)


def _resumes(line: _Line) -> bool:
    return line.closed and line.words >= 18 and not _HOUSEKEEPING.search(line.text)


def _with_boxes(lines: Sequence[_Line], kinds: list[Region]) -> list[Region]:
    """Turn a run of bullets below a heading, not introduced by a body sentence, into an information box."""
    for index, line in enumerate(lines):
        if kinds[index] is not Region.BODY or not _BULLET.match(line.text):
            continue
        above = index - 1
        while above >= 0 and kinds[above] in (Region.CAPTION, Region.DATELINE):
            above -= 1
        heads = above < 0 or kinds[above] in (
            Region.SUBHEADING,
            Region.INFOBOX,
            Region.NAVIGATION,
            Region.STANDFIRST,
            Region.TITLE,
        )
        if heads:
            kinds[index] = Region.INFOBOX
    return kinds


def _lead(index: int, before: Sequence[Block]) -> int | None:
    for number in range(index - 1, -1, -1):
        if before[number].kind is not Region.BODY:
            return None
        if not before[number].bullet:
            return number
    return None


def _without_pull_quotes(found: Sequence[Block], text: str) -> Iterator[Block]:
    """Mark a line that prints again, on its own, words of a longer body paragraph."""
    plain = [_plain(block.span.of(text)) if block.kind is Region.BODY else "" for block in found]
    holding: dict[str, list[str]] = {}  # paragraphs by each of their words; one that is printed again counts once
    for paragraph in dict.fromkeys(plain):
        for word in dict.fromkeys(paragraph.split()):
            holding.setdefault(word, []).append(paragraph)
    repeated = {line for line in plain if _again(line, holding)}
    for line, block in zip(plain, found, strict=True):
        yield replace(block, kind=Region.PULL_QUOTE) if line in repeated else block


def _again(line: str, holding: Mapping[str, Sequence[str]]) -> bool:
    """Whether a longer paragraph has the words of `line`; its first and last may be parts of longer words there."""
    words = line.split()
    if not 5 <= len(words) <= 60:
        return False
    rarest = min((holding[word] for word in words[1:-1]), key=len)
    return any(len(longer) > len(line) + 10 and line in longer for longer in rarest)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text.lower()).split())
