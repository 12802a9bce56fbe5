"""Say for whom a person speaks from what a sentence says of them: "X is an assistant at the Trust", "asked by X"."""

from __future__ import annotations

from itertools import islice

from flows.reading.attributing.bodies import of_post
from flows.reading.attributing.directory import Directory, Entity, Mention
from flows.reading.attributing.houses import kinds_of_body
from flows.reading.attributing.lexicon import listed
from flows.reading.attributing.page import Page, Range

_AT = frozenset({"of", "at", "for", "in", "on", "with"})
_REACH = 14  # words from a name to the post that a sentence gives it
_BODY = 8  # words from a post to its body
_LOOKED = 200
_END = 1 << 40  # behind every token
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def stated(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Devika Rane has been commissioner for buses in Calderbank", "Ann Lee steps down as head of the Trust"."""
    last = mention.piece[1]
    sentence = page.sentences[page.sentence[last - 1]]
    end = sentence[1]
    if page.dep[last - 1] not in _SUBJECTS or over(page, sentence):
        return None
    for j in range(last, min(end, last + _REACH)):
        if _is_post(page, j) and _predicated(page, j, last):
            stop = min(end, j + _BODY)
            for other in directory.within((j + 1, stop)):
                before = page.lower[other.piece[0] - 1]
                joint = page.lower[other.piece[0] - 2] if before == "the" else before
                if not other.entity.person and joint in _AT:
                    return other.entity
            return of_post(directory, j, {page.lemma[k] for k in range(last, j + 1) if page.pos[k] in _NOUNS})
    return None


def over(page: Page, sentence: Range) -> bool:
    """ "Moira Pell chaired the corporation from 2017 to 2022": where one used to work."""
    return any(
        page.lower[j] in {"to", "until"} and len(page.lower[j + 1]) == 4 and page.lower[j + 1].isdigit()
        for j in range(sentence[0], sentence[1] - 1)
    )


def _is_post(page: Page, j: int) -> bool:
    posts = listed("officer", "role", "post", "title")
    return page.pos[j] in {"NOUN", "PROPN"} and (page.lemma[j] in posts or "person" in page.classes[j])


def _predicated(page: Page, j: int, last: int) -> bool:
    """Whether the post is said of the name: after "is" or "as"."""
    if page.dep[j] == "oprd":
        return page.lemma[page.head[j]] in {"elect", "name", "appoint", "make"}
    if page.dep[j] == "attr":
        return page.lemma[page.head[j]] in {"be", "become", "remain"}
    return page.dep[j] == "pobj" and page.lower[page.head[j]] == "as" and page.head[j] >= last


def presiding(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "‘I’m sorry, a what?’ interrupted Nell Abara": who asks at a hearing sits on the committee."""
    last = mention.piece[1] - 1
    verb = (
        page.head[page.head[last]]
        if page.dep[last] == "pobj" and page.lower[page.head[last]] == "by"
        else page.head[last]
    )
    if page.dep[last] == "ROOT":  # "Kit Garside, who represents Lowmouth, interrupted"
        verb = next((k for k in page.kids[last] if page.dep[k] == "acl"), verb)
    asks = "ask" in page.classes[verb] or page.lemma[verb] in {"interrupt", "press"}
    if not asks or page.dep[last] not in _SUBJECTS | {"pobj", "ROOT"}:
        return None
    return committee_of(directory)


def committee_of(directory: Directory) -> Entity | None:
    """The one committee of an article, with a name or, if none has one, without."""
    described = (m.entity for m in islice(directory.described_before(_END), _LOOKED))
    for known in (directory.bodies(), described):
        sitting = {e: None for e in islice(known, _LOOKED) if "committee" in kinds_of_body(e.words[-1:])}
        if sitting:
            return next(iter(sitting)) if len(sitting) == 1 else None
    return None
