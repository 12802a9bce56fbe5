"""Say who "I" is outside quotations: who answers under a name, signs a letter, or is told of below an article."""

from __future__ import annotations

from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.page import Page, Range

_SIGNATURE = 14  # words
_SIGN_OFF = 45  # words
_LABEL = 14  # words before "writes:"
_SPOKEN = frozenset({"statement", "speech", "letter", "address", "remarks", "message", "text"})
_OPENING = 3  # paragraphs


def narrators(page: Page, directory: Directory) -> list[Entity | None]:
    """For each paragraph, who tells it in the first person, as far as the text says."""
    found: list[Entity | None] = [labelled(page, directory, n) for n in range(len(page.paragraphs))]
    _carry_on(page, found)
    _stated(page, directory, found)
    signed: Entity | None = None
    for n in range(len(page.paragraphs) - 1, -1, -1):
        signer = _signer(page, directory, n)
        if signer is not None:
            signed = signer
        elif found[n] is None:
            found[n] = signed
    return found


def labelled(page: Page, directory: Directory, number: int) -> Entity | None:
    """ "Rane: I am not ruling it out", "Hester Quayle, of Nether Combe, writes: Your correspondent asserts"."""
    first, last = page.paragraphs[number]
    for j in range(first + 1, min(last, first + _LABEL)):
        if page.lower[j] == ":":
            named = [m for m in directory.within((first, j)) if m.entity.person and m.piece[0] == first]
            straight = named and (named[0].piece[1] == j or page.lower[named[0].piece[1]] in {",", "("})
            return named[0].entity if straight else None
    return None


def _carry_on(page: Page, found: list[Entity | None]) -> None:
    """A letter that opens with who writes it goes on for paragraphs; an answer ends with the next question."""
    for n in range(1, len(found)):
        if found[n] is None and found[n - 1] is not None and not writes(page, page.paragraphs[n]):
            found[n] = found[n - 1] if writes(page, page.paragraphs[n - 1]) else None


def writes(page: Page, line: Range) -> bool:
    first, last = line
    return any(page.lower[j] in {"writes", "write"} for j in range(first, min(last, first + _LABEL)))


def _stated(page: Page, directory: Directory, found: list[Entity | None]) -> None:
    """ "The following statement was issued by Lowri Beddoes": what comes after it is hers."""
    if any(found):
        return
    for n, (first, last) in enumerate(page.paragraphs[:_OPENING]):
        named = [m for m in directory.within((first, last)) if m.entity.person]
        by = [m for m in named if page.lower[m.piece[0] - 1] == "by"]
        if by and not page.quoted_words((first, last)) and _SPOKEN & set(page.lower[first : by[0].piece[0]]):
            found[n + 1 :] = [by[0].entity] * (len(found) - n - 1)
            return


def _signer(page: Page, directory: Directory, number: int) -> Entity | None:
    """A line that is a signature, or a last paragraph on somebody not named before: "Leroy Hask drives for"."""
    piece = page.paragraphs[number]
    named = next((m for m in directory.within(piece) if m.entity.person and m.piece[0] <= piece[0] + 1), None)
    if named is None:
        return None
    words, end = page.words(piece), named.piece[1]
    if words <= _SIGNATURE and page.lower[piece[1] - 1] not in {".", "?", "!", ":", "”", '"', "’"}:
        return named.entity
    final = number == len(page.paragraphs) - 1 and words <= _SIGN_OFF and not page.quoted_words(piece)
    unheard = named.piece[1] == named.entity.first[1] and end < len(page) and "say" not in page.classes[end]
    return named.entity if final and unheard else None
