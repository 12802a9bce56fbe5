"""Find what stands between quotation marks, paragraph by paragraph, in any of the usual conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.domain.span import Span

_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„«", "”»"
_DOUBLE = re.compile(f"[{_DOUBLE_OPEN}{_DOUBLE_CLOSE}\"]|``|''")
_ELISION = re.compile(r"['’‘](?:em|tis|twas|til|till|cause|n|bout|round|neath|er|ere|\d\ds?)\b", re.IGNORECASE)
# A cue in the middle of what would otherwise be one quotation: its closing mark was forgotten.
_FORGOTTEN_CLOSE = re.compile(
    r"[,?!.]['’]? (?=(?:(?:he|she|they|it|[A-Z]\w+(?: [A-Z]\w+)?) (?:said|says|added|adds|told|explained)\b)"
    r"|(?:(?:said|says|added|adds) (?:he|she|they|[A-Z])))"
)
_SENTENCE_END = re.compile(r"[.?!…](?=\s*$|\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of quoted words inside one paragraph: `span` with its marks, `inner` without them.

    `continues` is True when the run opens with the mark of a quotation that the paragraph before left open.
    """

    span: Span
    inner: Span
    paragraph: int
    closed: bool
    single: bool = False
    continues: bool = False


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text` in order. No quotation crosses the end of its paragraph."""
    found: list[Quotation] = []
    singles_in_use = _uses_single_marks(text, paragraphs)
    for number, paragraph in enumerate(paragraphs):
        before = found[-1] if found else None
        left_open = before is not None and before.paragraph == number - 1 and not before.closed
        runs = list(_doubles(text, paragraph, number))
        if singles_in_use and not runs:
            runs = list(_singles(text, paragraph, number))
        if runs and left_open and before is not None and before.single == runs[0].single:
            opens = text[paragraph.start : runs[0].span.start].strip() == ""
            runs[0] = replace(runs[0], continues=opens)
        found.extend(runs)
    return tuple(_without_stray_singles(found))


def _doubles(text: str, paragraph: Span, number: int) -> Iterator[Quotation]:
    start: int | None = None
    mark_length = 1
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        i = mark.start()
        kind, length = _double_mark(text, i, paragraph, is_open=start is not None)
        if kind == "open" and start is not None:
            end = min(_forgotten_close(text, start, i), i)
            if end > start + mark_length:
                yield _run(start, end, number, mark=mark_length, closing=0)
            start, mark_length = i, length
        elif kind == "open":
            start, mark_length = i, length
        elif kind == "close" and start is not None:
            if i > start + mark_length:
                yield _run(start, i + length, number, mark=mark_length, closing=length)
            start = None
    if start is not None and text[start + mark_length : paragraph.end].strip():
        yield from _unclosed(text, start, paragraph, number, mark_length)


def _unclosed(text: str, start: int, paragraph: Span, number: int, mark: int) -> Iterator[Quotation]:
    end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
    yield _run(start, end, number, mark=mark, closing=0)


def _run(start: int, end: int, number: int, *, mark: int, closing: int, single: bool = False) -> Quotation:
    inner = Span(start + mark, end - closing)
    return Quotation(Span(start, end), inner, number, closed=closing > 0, single=single)


_PLAIN_MARKS = {**dict.fromkeys(_DOUBLE_OPEN, "open"), **dict.fromkeys(_DOUBLE_CLOSE, "close")}


def _double_mark(text: str, i: int, paragraph: Span, *, is_open: bool) -> tuple[str, int]:
    """Say whether a double mark at `i` opens or closes, and how long it is."""
    char = text[i]
    if char in _PLAIN_MARKS:
        return _PLAIN_MARKS[char], 1
    if char == '"':
        return _straight_mark(text, i, paragraph, is_open=is_open), 1
    return ("open" if char == "`" else "close"), 2


def _straight_mark(text: str, i: int, paragraph: Span, *, is_open: bool) -> str:
    before = text[i - 1] if i > paragraph.start else " "
    after = text[i + 1] if i + 1 < paragraph.end else " "
    if is_open and not (before.isspace() and not after.isspace()):
        return "close"
    inches = before.isdigit() and not is_open and not after.isalnum()
    return "none" if inches else "open"


def _forgotten_close(text: str, start: int, reopened: int) -> int:
    """Where a run that is reopened before it was closed must have ended."""
    within = text[start + 1 : reopened]
    cue = _FORGOTTEN_CLOSE.search(within)
    if cue:
        return start + 1 + cue.start() + 1
    ends = [m.end() for m in _SENTENCE_END.finditer(within)]
    last = ends[-1] if ends else len(within.rstrip()) or 1
    return start + 1 + last


def _uses_single_marks(text: str, paragraphs: Sequence[Span]) -> bool:
    return any(ch in text for ch in "‘'") and any(
        next(_singles(text, p, 0), None) is not None for p in paragraphs if "‘" in p.of(text) or "'" in p.of(text)
    )


def _singles(text: str, paragraph: Span, number: int) -> Iterator[Quotation]:
    start: int | None = None
    for match in re.compile("[‘’']").finditer(text, paragraph.start, paragraph.end):
        i = match.start()
        if start is None:
            if _opens_single(text, i, paragraph):
                start = i
        elif _closes_single(text, i, paragraph) and i > start + 1:
            yield _run(start, i + 1, number, mark=1, closing=1, single=True)
            start = None
    if start is not None and text[start + 1 : paragraph.end].strip():
        end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
        yield _run(start, end, number, mark=1, closing=0, single=True)


def _opens_single(text: str, i: int, paragraph: Span) -> bool:
    if text[i] == "’" or _ELISION.match(text, i):
        return False
    before = text[i - 1] if i > paragraph.start else " "
    after = text[i + 1] if i + 1 < paragraph.end else " "
    return (before.isspace() or before in "([—–-:") and not after.isspace()


def _closes_single(text: str, i: int, paragraph: Span) -> bool:
    if text[i] == "‘":
        return False
    before = text[i - 1]
    after = text[i + 1] if i + 1 < paragraph.end else " "
    if before.isspace() or after.isalnum():
        return False
    if before in ".,!?…)":
        return True
    if before == "s" and after == " ":  # "workers’ rights": an apostrophe when a better mark follows
        return not _closed_later(text, i + 1, paragraph)
    return True


def _closed_later(text: str, i: int, paragraph: Span) -> bool:
    for match in re.compile("[‘’']").finditer(text, i, min(paragraph.end, i + 600)):
        j = match.start()
        if _opens_single(text, j, paragraph):
            return False
        after = text[j + 1] if j + 1 < paragraph.end else " "
        if not text[j - 1].isspace() and not after.isalnum():
            return True
    return False


def _without_stray_singles(found: Sequence[Quotation]) -> Iterator[Quotation]:
    """An unclosed single mark is an apostrophe unless the next paragraph opens with one too."""
    for here, after in zip(found, [*found[1:], None], strict=False):
        if here.single and not here.closed and not (after is not None and after.continues):
            continue
        yield here
