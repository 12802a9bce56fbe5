"""Tell whether "he" or "she" can be the person who was named last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.reading.cast import Cast
from flows.reading.folding import lower
from flows.reading.gazetteer import Mention
from storage.domain.span import Span

_MALE = frozenset({"he", "him", "his"})
PERSONAL = _MALE | {"she", "her", "hers"}
_TITLED = re.compile(r"\b(?:(?P<his>Mr|Sir|Lord)|Mrs|Ms|Miss|Dame|Lady|Baroness)\b")
_TITLE = 6  # code points before a name
_UNDER = re.compile(r"\b(?:under|with|to|for|from|by|of|against|like|unlike|than) (?:\w+\.? )?$", re.IGNORECASE)
_BEFORE = 24


def farther_off(source: Span, cast: Cast) -> bool:
    """True of a "she" that is hardly the person named last: of another sex, or not spoken of in this paragraph.

    Where one opens with "She said", or with her words, it may be the person whom the one before it is about.
    """
    said = lower(source.of(cast.text)).strip()
    if said not in PERSONAL:
        return False
    near = next((m for m in cast.before(source.start) if m.person and not within(m.span, cast.quoted)), None)
    if near is None or not _just_told(near, source, cast):
        return True
    title = _TITLED.search(cast.text, max(0, near.span.start - _TITLE), near.span.end)
    return title is not None and (title["his"] is not None) != (said in _MALE)


def _just_told(person: Mention, source: Span, cast: Cast) -> bool:
    between = cast.text[person.span.end : source.start].split("\n")
    if len(between) == 1:
        return True
    start = source.start - len(between[-1])
    quoted = sum(min(q.end, source.start) - q.start for q in cast.quoted if start <= q.start < source.start)
    told = sum(c.isalnum() for c in between[-1]) > quoted
    near = not told and sum(bool(piece.strip()) for piece in between[1:-1]) == 0
    return (
        near
        and opens(person, cast)
        and not _UNDER.search(cast.text, max(0, person.span.start - _BEFORE), person.span.start)
    )


def opens(mention: Mention, cast: Cast) -> bool:
    """True for the first name of a sentence, within its first few words: the likely subject."""
    before = re.split(r"[.!?\n]\W", cast.text[max(0, mention.span.start - 40) : mention.span.start])[-1]
    start = mention.span.start - len(before)
    first = not any(start <= m.span.start < mention.span.start for m in cast.mentions)
    return first and len(before) <= 26


def within(span: Span, quoted: Sequence[Span]) -> bool:
    return any(q.covers(span) for q in quoted)
