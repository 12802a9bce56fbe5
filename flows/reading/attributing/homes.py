"""Say for whom a text is written that says "we" or "I" outside quotations and names no writer."""

from __future__ import annotations

from collections import Counter

from flows.reading.attributing.bodies import body_in, of_post
from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.page import Page

_PAYS = frozenset({"pay", "employ", "hire", "appoint"})
_ME = frozenset({"me", "us"})
_WE = frozenset({"we", "us", "our", "ours"})
_I = frozenset({"i", "me", "my"})
_OURS = _WE | _I
_SERVES = frozenset({"work", "teach", "drive", "write", "volunteer", "nurse", "serve"})
_TAUGHT = frozenset({"pupil", "student"})  # "our students": of the college that the article tells of
_PLACED = frozenset({"for", "at", "with", "in"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH = 8  # words of "in the planning office at"


def employer_of_writer(page: Page, directory: Directory) -> Entity | None:
    found = (_employing(page, directory, j) for j in _told(page))
    return next((e for e in found if e is not None), None)


def _told(page: Page) -> list[int]:
    return [j for j in range(len(page)) if page.run[j] < 0 and page.lower[j] in _OURS]


def _employing(page: Page, directory: Directory, j: int) -> Entity | None:
    """ "The Agency pays me", "I teach at the college", "nine of us in the planning office at Aldwath"."""
    verb = page.head[j]
    if page.lower[j] in _ME and page.lemma[verb] in _PAYS and page.dep[j] in {"dobj", "dative"}:
        subject = next((k for k in page.kids[verb] if page.dep[k] in _SUBJECTS), -1)
        return body_in(page, directory, (page.left[subject], page.right[subject] + 1)) if subject >= 0 else None
    if page.lower[j] == "us" and page.lower[j - 1] == "of":
        at = next((k for k in range(j + 1, min(len(page), j + _REACH)) if page.lower[k] == "at"), -1)
        return body_in(page, directory, (at + 1, at + 2)) if at > 0 else None
    if page.dep[j] == "poss" and page.lemma[verb] in _TAUGHT:
        return of_post(directory, j, ["pupil"])
    if page.dep[j] in _SUBJECTS and page.lemma[verb] in _SERVES:
        places = (k for k in page.kids[verb] if page.dep[k] == "prep" and page.lower[k] in _PLACED and k > verb)
        found = (body_in(page, directory, (k, page.right[k] + 1)) for k in places)
        return next((e for e in found if e is not None), None)
    return None


def issuer(page: Page, directory: Directory) -> Entity | None:
    """A statement names first who makes it, and goes on as "we": the body of that sentence named most often."""
    told = {page.lower[j] for j in _told(page)}
    if not told & _WE or told & _I:
        return None
    named = [m.entity for m in directory.within(page.sentences[0]) if not m.entity.person and m.entity.surely]
    times = Counter(m.entity for m in directory.mentions)
    staff = {m.entity.organisation for m in directory.mentions if m.entity.person}
    return max((e for e in named if e in staff), key=times.__getitem__, default=None)
