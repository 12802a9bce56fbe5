"""Say where a person works, from the title that the article gives with the name."""

from __future__ import annotations

from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.titles import title_after, title_before

_SPEAKING = frozenset({"say", "ask", "argue", "warn", "admit", "direct"})

_CHAIRED = ("committee", "panel", "inquiry", "board", "tribunal", "commission", "council")


def find_employer(page: Page, mention: Mention, directory: Directory) -> None:
    person, (first, last) = mention.entity, mention.piece
    sentence = page.sentences[page.sentence[first]]
    for title in (title_after(page, last, sentence[1]), title_before(page, first, sentence[0])):
        if title is None:
            continue
        person.roles.update(page.lemma[j] for j in range(*title) if page.pos[j] in {"NOUN", "PROPN"})
        if person.organisation is None:
            person.organisation = _employer(page, title, directory)
    if person.organisation is None:
        person.organisation = _beside(page, mention, directory)


def find_by_sentence(page: Page, mention: Mention, directory: Directory) -> None:
    """What is left: a firm that bears the name, or the one body of the sentence."""
    person = mention.entity
    if person.organisation is None and mention.piece == person.first:
        person.organisation = _family(person, directory) or _in_sentence(page, mention, directory)


def _family(person: Entity, directory: Directory) -> Entity | None:
    """ "Fawcett & Daughters" of Agnes Fawcett."""
    return next((b for b in directory.bodies() if "&" in b.words and person.head in b.words), None)


def _beside(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """A name under the heading of a body, or signed above one: letters, round-ups."""
    number = page.paragraph[mention.piece[0]]
    alone = page.words(page.paragraphs[number]) <= 8
    for other, wanted in ((number - 1, True), (number + 1, alone)):
        if wanted and 0 <= other < len(page.paragraphs):
            line = page.paragraphs[other]
            for named in directory.within(line):
                if not named.entity.person and page.words(named.piece) >= page.words(line) - 1:
                    return named.entity
    return None


def _employer(page: Page, title: Range, directory: Directory) -> Entity | None:
    named = [m.entity for m in directory.within(title) if not m.entity.person]
    if named:
        return max(named, key=lambda e: e.surely)
    for mention in directory.within(title):  # "senior partner at Stang Bridge Vets": a name, but of a body
        if page.lower[mention.piece[0] - 1] in {"at", "of", "for", "from"} and not mention.entity.roles:
            return mention.entity
    for j in range(*title):
        if page.lower[j] in {"its", "their"}:
            return latest_body(directory, title[0], "")
        if page.lemma[j] in name_words()["body"] and page.lower[j - 1] in {"the", "a", "our"}:
            return latest_body(directory, title[0], page.lemma[j])
    return _by_office(title, {page.lemma[j] for j in range(*title)}, directory)


def _by_office(title: Range, roles: set[str], directory: Directory) -> Entity | None:
    """A title that names no body: "the chair" of the committee, "the minister" of the ministry."""
    if "minister" in roles or {"secretary", "state"} <= roles:
        return latest_body(directory, title[0], "department", "ministry", required=True)
    if roles & {"chair", "chairman", "chairwoman"}:
        return latest_body(directory, title[0], *_CHAIRED)
    return latest_body(directory, title[0], "") if roles & name_words()["officer"] else None


def _in_sentence(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Lorna Bisset has run Pennant Coaches since 1998": the one body of the sentence that first names a person."""
    sentence = page.sentences[page.sentence[mention.piece[0]]]
    named = [m for m in directory.within(sentence) if not m.entity.person and not _addressed(page, m.piece)]
    bodies = {id(m.entity): m.entity for m in named if m.entity.surely or _opens_at(page, m.piece, sentence)}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _addressed(page: Page, piece: Range) -> bool:
    """ "Hector Minchin told the committee": whom a person speaks to is seldom whom the person works for."""
    last = piece[1] - 1
    return page.dep[last] in {"dobj", "dative"} and bool(_SPEAKING & set(page.classes[page.head[last]]))


def _opens_at(page: Page, piece: Range, sentence: Range) -> bool:
    """ "At Merrowby Infants, where ..., Aileen Forde has asked"."""
    return piece[0] <= sentence[0] + 2 and page.lower[sentence[0]] == "at"
