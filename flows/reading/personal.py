"""Tell whether "he" or "she" can be the person who was named last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from flows.reading.attributing.lexicon import is_male
from flows.reading.cast import Cast
from flows.reading.folding import fold, lower
from flows.reading.gazetteer import Mention
from storage.domain.span import Span

_MALE = frozenset({"he", "him", "his"})
PERSONAL = _MALE | {"she", "her", "hers"}
_TITLE = 12  # code points before a name
# "who took over from Ida Marsh in March", "her predecessor, Ida Marsh,": named for the office, and not heard of again.
_OF_THE_OFFICE = re.compile(
    r"\b(?:(?:took|takes|taken|taking|take) over from|(?:succeed|replac)(?:s|es|ed|ing)|(?:predecessor|successor),?)"
    r"(?: (?:as|the|its|her|his)\b[\w ’'-]{1,45},?)? (?:[A-Z][a-z]+\.? )?$"
)
_UNDER = re.compile(r"\b(?:under|with|to|for|from|by|of|against|like|unlike|than) (?:\w+\.? )?$", re.IGNORECASE)
_BEFORE = 24


def farther_off(source: Span, cast: Cast) -> bool:
    """True of a "she" that is hardly the person named last: of another sex, or not spoken of in this paragraph.

    Where one opens with "She said", or with her words, it may be the person whom the one before it is about.
    """
    said = lower(source.of(cast.text)).strip()
    if said not in PERSONAL:
        return False
    near = next(_named(source.start, cast), None)
    return near is None or not _just_told(near, source, cast) or not _may_be(near, said, cast)


def named_last(pronoun: str, place: int, cast: Cast) -> Mention | None:
    """The person named last before `place`; None when "he" cannot be they."""
    last = next(_named(place, cast), None)
    return last if last is not None and _may_be(last, pronoun, cast) else None


def named_earlier(pronoun: str, place: int, *, near: int, cast: Cast) -> Mention | None:
    """The nearest whom `pronoun` can mean, of those named within `near` code points before `place`."""
    within = takewhile(lambda m: place - m.span.end <= near, _named(place, cast))
    return next((m for m in within if _may_be(m, pronoun, cast)), None)


def _named(place: int, cast: Cast) -> Iterator[Mention]:
    return (m for m in cast.before(place) if m.person and not cast.is_quoted(m.span))


def _may_be(person: Mention, pronoun: str, cast: Cast) -> bool:
    if _OF_THE_OFFICE.search(cast.text[max(0, person.span.start - 60) : person.span.start]):
        return False
    male = _male(person, cast)
    return male is None or male == (pronoun in _MALE)


def _male(person: Mention, cast: Cast) -> bool | None:
    """By the title before the name, or the given name; None where neither tells."""
    before = cast.text[max(0, person.span.start - _TITLE) : person.span.start].split()[-1:]
    return is_male(word.strip(".").lower() for word in (*before, *fold(person.person or "").split()[:-1]))


def _just_told(person: Mention, source: Span, cast: Cast) -> bool:
    between = cast.text[person.span.end : source.start].split("\n")
    if len(between) == 1:
        return True
    start = source.start - len(between[-1])
    quoted = sum(min(q.end, source.start) - q.start for q in cast.quotations_from(start, source.start))
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
    first = not cast.beginning(start, mention.span.start - 1)
    return first and len(before) <= 26
