"""Say which body a phrase without a name refers to: "the union", "its spokesman", "officials"."""

from __future__ import annotations

from flows.reading.attributing.bodies import meant_by, of_post
from flows.reading.attributing.directory import Directory, Entity, latest_body
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.page import Page, Range

_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_BELONGING = frozenset({"member", "trustee"})


def referred(page: Page, directory: Directory, piece: Range, head: int, neutral: Entity | None) -> Entity | None:
    """`neutral` is the body that "it" would mean here."""
    first = page.lower[piece[0]]
    if first in {"its", "their"}:
        return neutral
    body = _by_noun(page, directory, piece)
    if body is not None:
        return body
    if page.lemma[head] in _BELONGING:  # "one retired member", "eight in ten of its members"
        return neutral
    if "document" in page.classes[head]:
        return neutral if first in _DEFINITE else None
    return _by_office(page, directory, piece, page.lemma[head])


def _by_office(page: Page, directory: Directory, piece: Range, lemma: str) -> Entity | None:
    """ "The chief executive", "a spokesman": of the body that the article has just named."""
    words = name_words()
    if lemma in {"minister", "official"}:
        return latest_body(directory, piece[0], "department", "ministry", required=True)
    spoken_for = lemma.startswith("spokes")
    if spoken_for or (page.lower[piece[0]] in _DEFINITE and lemma in words["officer"] | words["role"]):
        return latest_body(directory, piece[0], "")
    return of_post(directory, piece[0], [lemma]) if page.lower[piece[0]] not in {"a", "an", "one"} else None


def _by_noun(page: Page, directory: Directory, piece: Range) -> Entity | None:
    """ "The union", "a spokesperson for the department": the body with that noun in its name, or one without a name."""
    lists = name_words()
    for j in range(*piece):
        noun = page.lemma[j]
        compound = page.dep[j] == "compound" and page.head[j] == j + 1  # "the county council"
        if page.tag[j] in {"NNS", "NNPS"} or compound or not _definite(page, directory, j):
            continue
        if noun in lists["any_body"]:
            return latest_body(directory, piece[0], noun)
        if noun in lists["body"] | lists["described"]:
            return meant_by(directory, j + 1, noun)
    return None


def _definite(page: Page, directory: Directory, j: int) -> bool:
    """ "The union", "our union", and "the players' union", "a county council" that is described so."""
    return page.lower[j - 1] in _DEFINITE | {"our", "my"} or any(m.piece[1] == j + 1 for m in directory.described_at(j))
