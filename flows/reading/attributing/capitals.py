"""Words in capitals: initials of a body or of who answers, a surname before what is said, a dateline."""

from __future__ import annotations

from flows.reading.attributing.directory import Entity
from flows.reading.attributing.page import Page, Range

_SURNAME = 5  # letters
_NO_BODY = frozenset({
    "hr", "pr", "it", "ceo", "cfo", "coo", "md", "tv", "gp", "gps", "qc", "kc", "obe", "mbe", "cbe", "phd", "agm", "mp",
    "mep", "cctv", "gdp", "vat", "hgv", "faq", "ok", "am", "pm", "id", "ai", "ac", "dc",
})  # fmt: skip
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


def of_no_body(word: str) -> bool:
    """ "HR director": a trade or a rank, and nobody who says anything."""
    return word.isupper() and word.lower() in _NO_BODY


def acronym(word: str) -> bool:
    """ "MPs" and "NGOs" are many."""
    capitals = sum(c.isupper() for c in word)
    many = word.endswith("s") and capitals == len(word) - 1
    plain = word.isalnum() and not word[0].isdigit() and not of_no_body(word)
    return 2 <= len(word) <= 8 and capitals >= 2 and plain and not many


def initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in {"of", "for", "the", "and", "&", "’s", "'s", "’", "'", "in", "on"})


def spell_out(found: dict[Entity, list[Range]], known: dict[tuple[str, ...], Entity]) -> None:
    """Initials that come before the name they stand for: "a NUD officer ... the National Union of Dockers (NUD)"."""
    full = {initials(e.words): e for e in known.values() if not e.person and len(e.words) > 1}
    for words, entity in list(known.items()):
        meant = full.get(words[0]) if len(words) == 1 and not entity.person and acronym(entity.name) else None
        if meant is not None and entity in found:
            known[words] = meant
            meant.aliases.add(words[0])
            found.setdefault(meant, []).extend(found.pop(entity))
