"""Say whose a document is: by its own phrase, or by what the article said when it told of it first."""

from __future__ import annotations

from flows.reading.attributing.bodies import body_in
from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.lexicon import GENITIVE
from flows.reading.attributing.page import Page
from flows.reading.attributing.pointing import pointed

_BY = frozenset({"by", "from", "for"})
_REACH = 8  # words
_SEEN = frozenset({"see", "obtain", "review", "read", "reveal"})  # not written by them
_ISSUES = frozenset(
    {"publish", "issue", "release", "write", "produce", "launch", "commission", "send", "circulate", "file"}
)
_NOTES = frozenset({"note", "footnote", "message", "letter", "statement", "email", "release"})
_AHEAD = 40  # words
_BACK = 300  # words
_DEFINITE = frozenset({"the", "this", "that"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def issued(page: Page, directory: Directory, head: int) -> Entity | None:
    """ "A poll released Monday by Marlin College"; "the report" that the Institute has published."""
    own = _by_phrase(page, directory, head) or _commissioned(page, directory, head)
    if own is not None:
        return own
    if page.lower[page.left[head]] not in _DEFINITE:
        noted = page.lemma[head] in _NOTES and page.lower[page.left[head]] in {"a", "an"}
        return pointed(page, directory, page.left[head], speaks=True).body if noted else None
    for j in range(head - 1, max(-1, head - _BACK), -1):
        if page.lemma[j] == page.lemma[head] and page.pos[j] == "NOUN":
            return _by_phrase(page, directory, j) or _published(page, directory, j)
    return None


def authored(page: Page, directory: Directory, at: int) -> Entity | None:
    """ "A working paper from Ashby State estimates ... Its author, Lena Ferro": what "its" means is a paper."""
    first = page.sentences[max(0, page.sentence[at] - 1)][0]
    told = (j for j in range(at - 1, first - 1, -1) if "document" in page.classes[j] and page.pos[j] == "NOUN")
    paper = next(told, -1)
    return _by_phrase(page, directory, paper) if paper >= 0 and page.lower[paper + 1 : paper + 2] == ["from"] else None


def _commissioned(page: Page, directory: Directory, head: int) -> Entity | None:
    """ "According to a poll. The Federation of Nursery Owners, which commissioned it, insisted"."""
    for j in range(head, min(len(page) - 2, head + _AHEAD)):
        if page.lower[j] == "which" and page.lemma[j + 1] in _ISSUES and page.lower[j + 2] == "it":
            named = directory.within((j - 2, j - 1))
            return named[0].entity if named and not named[0].entity.person else None
    return None


def _by_phrase(page: Page, directory: Directory, head: int) -> Entity | None:
    """ "A poll, by the Nurses' Guild, found", "a working paper from Ashby State", "the Institute's report"."""
    end = page.right[head] + 1
    after = head + 1 + int(page.lower[head + 1 : head + 2] == [","])
    if page.lower[after : after + 1] and page.lower[after] in _BY:
        end = max(end, after + _REACH)
    for j in range(head + 1, min(end, head + _REACH, len(page))):
        if page.lower[j] in _BY and page.lemma[j - 1] not in _SEEN:
            return body_in(page, directory, (j + 1, min(end, j + _REACH, len(page))))
    return next((m.entity for m in directory.within((page.left[head], head)) if _owns(page, m.piece[1], head)), None)


def _owns(page: Page, last: int, head: int) -> bool:
    return last == head or page.lower[last] in GENITIVE


def _published(page: Page, directory: Directory, j: int) -> Entity | None:
    """ "The Institute has published a report", "in a report published on Monday, the regulator said"."""
    verb = page.head[j]
    if page.dep[j] == "dobj" and page.lemma[verb] in _ISSUES:
        return _subject(page, directory, verb)
    if page.dep[j] == "pobj" and page.lower[verb] == "in" and "say" in page.classes[page.head[verb]]:
        return _subject(page, directory, page.head[verb])
    return None


def _subject(page: Page, directory: Directory, verb: int) -> Entity | None:
    subject = next((k for k in page.kids[verb] if page.dep[k] in _SUBJECTS), -1)
    return body_in(page, directory, (page.left[subject], page.right[subject] + 1)) if subject >= 0 else None
