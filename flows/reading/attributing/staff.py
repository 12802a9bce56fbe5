"""Remember whose people an article tells of: "inspectors from the Board", "the University's researchers"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from flows.reading.attributing.bodies import meant_by
from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.houses import posts
from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page

_AT = frozenset({"from", "at", "with", "for", "of"})
_MODIFIES = frozenset({"amod", "compound", "nmod"})
_QUALIFIED = 4  # words
_OTHERS = frozenset({"member", "author", "owner", "partner", "founder", "lead", "supporter", "mp"})


def note_staff(page: Page, directory: Directory) -> None:
    """Keep, for each post, where the article says whose it is."""
    known = (listed("officer", "role", "post") | posts()) - _OTHERS
    for j in range(len(page)):
        if page.lemma[j] in known and page.tag[j] in {"NN", "NNS"}:
            body = next(_whose(page, directory, j), None)
            if body is not None:
                for form in {page.lemma[j], page.lower[j]}:
                    directory.staff.setdefault(form, []).append((j, body))


def _whose(page: Page, directory: Directory, j: int) -> Iterator[Entity]:
    k = j + 2 + int(page.lower[j + 2 : j + 3] == ["the"])
    if page.lower[j + 1 : j + 2] and page.lower[j + 1] in _AT:
        yield from (m.entity for m in directory.within((k, k + 1)) if m.piece[0] == k and _a_body(m.entity))
    opens = j - 1
    while opens > max(0, j - _QUALIFIED) and page.dep[opens] in _MODIFIES:  # "the board's own scientist"
        opens -= 1
    opens = opens if page.lower[opens] in GENITIVE else j - 1
    first = max(0, opens - int(page.lower[opens] in GENITIVE))
    yield from (m.entity for m in directory.within((first, first + 1)) if m.piece[1] == first + 1 and _a_body(m.entity))
    noun = page.lemma[first]
    if page.lower[opens] in GENITIVE and page.tag[first] == "NN" and noun in name_words()["described"]:
        body = meant_by(directory, first, noun)  # "the board's scientist"
        yield from (body,) if body is not None else ()


def _a_body(entity: Entity) -> bool:
    return not entity.person and entity.surely


def staffed(directory: Directory, at: int, lemma: str) -> Entity | None:
    """Whose inspector "an inspector" is: theirs of whom the article told last."""
    told = directory.staff.get(lemma, [])
    last = bisect_left(told, at, key=itemgetter(0))
    return told[last - 1][1] if last else None
