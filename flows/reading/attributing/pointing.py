"""Say what "it" and "its" mean: the body that the sentence so far, or the one before, is about."""

from __future__ import annotations

from dataclasses import dataclass

from flows.reading.attributing.bodies import body_in, meant_by
from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.lexicon import listed, name_words
from flows.reading.attributing.page import Page, Range

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 2  # sentences outside quotations, the one that points included
_SCANNED = 120  # words
_HEADING = 2  # words of a heading besides the name
_NO_THING = frozenset({"PRON", "DET", "PROPN", "NUM", "ADJ", "VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Pointed:
    """What is meant. `settled` without a body: something else is meant, "The depot ... its manager"."""

    body: Entity | None = None
    settled: bool = False


def pointed(page: Page, directory: Directory, at: int, *, speaks: bool = False) -> Pointed:
    """`speaks`: what is meant says something, so that it is no depot and no vote."""
    for j in _subjects(page, at):
        named = [m.entity for m in directory.within((j, j + 1))]
        if named and not named[0].person:
            return Pointed(named[0], settled=True)
        if named or page.tag[j] != "NN":
            continue
        found = _by_noun(page, directory, j)
        if found is not None or (not speaks and _is_thing(page, j, at)):
            return Pointed(found, settled=True)
    return Pointed(in_heading(page, directory, at) or _alone(page, directory, at, speaks=speaks))


def _subjects(page: Page, at: int) -> list[int]:
    """The subjects before a place, the nearest first: of its sentence and of the one before.

    A paragraph before counts only where this one opens with what is quoted: "“Some did,” it said."
    """
    found, left, last = [], _BACK, page.sentence[at]
    first = page.paragraphs[page.paragraph[at]][0]
    fresh = page.quoted_words((first, at)) > 0 and page.quoted_words((first, at)) == page.words((first, at))
    for j in range(at - 1, max(-1, at - _SCANNED), -1):
        if page.paragraph[j] != page.paragraph[at] and page.paragraph[j] >= 0 and not fresh:
            break
        if page.run[j] >= 0:
            continue
        if page.sentence[j] != last:
            left, last = left - 1, page.sentence[j]
        if not left:
            break
        if page.dep[j] in _SUBJECTS or (page.dep[j] == "poss" and page.dep[page.head[j]] in _SUBJECTS):
            found.append(j)
    return found


def _alone(page: Page, directory: Directory, at: int, *, speaks: bool) -> Entity | None:
    """The one body of the sentence before: "After lunch, the Terraces Society. Its chairman ..."."""
    number = page.sentence[at] - 1
    if number < 0 or page.paragraph[page.sentences[number][0]] != page.paragraph[at]:
        return None
    named = {m.entity for m in directory.within(page.sentences[number]) if not m.entity.person}
    if speaks:
        named = {e for e in named if e.surely}  # no town
    return named.pop() if len(named) == 1 else None


def _by_noun(page: Page, directory: Directory, j: int) -> Entity | None:
    """ "The alliance", "the Lund government", "a study by the institute"."""
    inside: Range = (page.left[j], min(page.right[j] + 1, len(page)))
    if "document" in page.classes[j]:
        return body_in(page, directory, inside)
    if page.lemma[j] not in listed("described", "body", "any_body"):
        owner = next((k for k in page.kids[j] if page.dep[k] == "poss" and page.tag[k] == "NN"), None)
        return _by_noun(page, directory, owner) if owner is not None else None  # "the department's turn came"
    named = [m.entity for m in directory.within((page.left[j], j)) if not m.entity.person and m.piece[1] == j]
    headed = in_heading(page, directory, j) if page.lemma[j] in name_words()["any_body"] else None
    return named[0] if named else headed or meant_by(directory, j + 1, page.lemma[j])


def _is_thing(page: Page, j: int, at: int) -> bool:
    """What a whole sentence is about; what follows "its" inside the sentence cannot be what "its" means."""
    verb = page.head[j]
    main = page.dep[verb] in {"ROOT", "conj"} and verb < at and page.dep[j] in _SUBJECTS
    return main and page.pos[j] not in _NO_THING and "person" not in page.classes[j]


def in_heading(page: Page, directory: Directory, at: int) -> Entity | None:
    """The body that a heading names: the paragraph before, or this one's first words, "Sight First. People"."""
    number = page.paragraph[at]
    first = page.paragraphs[number][0]
    opening = page.sentences[page.sentence[first]]
    for line in (opening, page.paragraphs[number - 1]) if number else (opening,):
        for mention in directory.within(line):
            alone = page.words(line) <= page.words(mention.piece) + _HEADING
            alone = alone and not any(page.pos[j] in {"VERB", "AUX"} for j in range(mention.piece[1], line[1]))
            if not mention.entity.person and alone and line[1] <= at:
                return mention.entity
    return None
