"""Words in capitals: initials of a body or of who answers, a surname before what is said, a dateline."""

from __future__ import annotations

from flows.reading.attributing.directory import Entity
from flows.reading.attributing.page import Page, Range

_SURNAME = 5  # letters
_DASHES = frozenset({"—", "–", "-", "--", ",", "("})


def by_initials(page: Page, part: Range, known: dict[tuple[str, ...], Entity]) -> Entity | None:
    """ "TW:" before what Tomos Wray answers."""
    if page.lower[part[1] : part[1] + 1] != [":"]:
        return None
    said = page.lower[part[0]]
    return next((e for e in known.values() if e.person and "".join(w[0] for w in e.words if w != "-") == said), None)


def in_capitals(word: str, known: dict[tuple[str, ...], Entity]) -> Entity | None:
    """ "ORMOND" before what Beth Ormond asks."""
    return next((e for e in known.values() if e.person and e.words[-1] == word), None)


def label(page: Page, part: Range, known: dict[tuple[str, ...], Entity]) -> Entity | None:
    """ "ORMOND: Congressman, ..." where the article gives no more of the name."""
    word = page.lower[part[0]]
    opens = page.paragraphs[page.paragraph[part[0]]][0] == part[0]
    if len(word) < _SURNAME or not opens or page.lower[part[1] : part[1] + 1] != [":"]:
        return None
    known[(word,)] = Entity(page.said(part).title(), (word,), person=True, first=part)
    return known[(word,)]


def dateline(page: Page, part: Range) -> bool:
    """ "HOLLIS — The governor said"."""
    first, last = page.paragraphs[page.paragraph[part[0]]]
    return part[0] == first and part[1] - first == 1 and (last - first == 1 or page.lower[part[1]] in _DASHES)


def acronym(word: str) -> bool:
    """ "MPs" and "NGOs" are many."""
    capitals = sum(c.isupper() for c in word)
    many = word.endswith("s") and capitals == len(word) - 1
    return 2 <= len(word) <= 8 and capitals >= 2 and word.isalnum() and not word[0].isdigit() and not many
