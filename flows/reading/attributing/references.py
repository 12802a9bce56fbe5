"""Say which body a phrase without a name refers to: "the union", "its spokesman", "officials"."""

from __future__ import annotations

from itertools import islice

from flows.reading.attributing.bodies import body_in, meant_by, of_post, phrase
from flows.reading.attributing.directory import Directory, Entity, latest_body
from flows.reading.attributing.documents import issued
from flows.reading.attributing.houses import kinds_of_body
from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.pointing import in_heading
from flows.reading.attributing.staff import staffed

_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_BELONGING = frozenset({"member", "trustee"})
_KIN = frozenset({"wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "friend"})
_OF_IT = frozenset({"official", "officer", "manager", "clerk"})  # "we rang the trust. A duty manager assured us"
_PARTS = frozenset({"office", "board", "committee", "council", "campaign", "government", "department"})
_RINGS = frozenset({"ring", "phone", "telephone", "call", "contact", "email", "approach"})
_ANYBODY = frozenset({"man", "woman", "lad", "girl", "voice", "person", "receptionist", "colleague"})
_PUBLIC = frozenset({"ministry", "council"})
_FEW = 20


def referred(page: Page, directory: Directory, piece: Range, head: int, neutral: Entity | None) -> Entity | None:
    """`neutral` is the body that "it" would mean here."""
    first = page.lower[piece[0]]
    if first in {"its", "their"}:
        owned = first == "their" and page.lemma[head] in name_words()["described"] - _PARTS
        return (_by_noun(page, directory, piece, head) if owned else None) or neutral
    if first == "whose":  # "the Forum, whose members expect"
        return next((m.entity for m in islice(directory.before(piece[0]), 1) if not m.entity.person), None)
    body = _called(page, directory, head) or _by_noun(page, directory, piece, head) or _apposed(page, directory, head)
    if body is not None:
        return body
    if page.lemma[head] in _BELONGING or _of_its(page, piece, head):
        return neutral  # "one retired member", "eight in ten of its members"
    if "document" in page.classes[head]:
        return issued(page, directory, head) or (neutral if first in _DEFINITE and not _by_others(page, head) else None)
    found = _by_office(page, directory, piece, page.lemma[head]) or _headed(page, directory, piece, head)
    return found or (rung(page, directory, piece[0]) if _answers(page, head) else None)


def _by_others(page: Page, head: int) -> bool:
    """ "The plan drawn up by consultants"."""
    return "by" in page.lower[head + 1 : page.right[head] + 1]


def _answers(page: Page, head: int) -> bool:
    return page.tag[head] == "NN" and ("person" in page.classes[head] or page.lemma[head] in _ANYBODY)


def rung(page: Page, directory: Directory, at: int) -> Entity | None:
    """ "I rang the Agency to ask why. A polite young man explained": who answers does so for whom one has asked."""
    first = page.sentences[max(0, page.sentence[at] - 1)][0]
    for verb in range(at - 1, first - 1, -1):
        if page.lemma[verb] in _RINGS and page.tag[verb].startswith("VB"):
            asked = (k for k in page.kids[verb] if page.dep[k] in {"dobj", "prep"} and k > verb)
            found = (body_in(page, directory, (page.left[k], min(page.right[k] + 1, at))) for k in asked)
            return next((e for e in found if e is not None), None)
    return None


def _called(page: Page, directory: Directory, head: int) -> Entity | None:
    """ "A campaign called Clean Lunch", but not "a boy called Kit"."""
    if page.lower[head + 1 : head + 2] not in (["called"], ["named"]) or "body" not in page.classes[head]:
        return None
    return next((m.entity for m in directory.within((head + 2, head + 3)) if not m.entity.person), None)


def _apposed(page: Page, directory: Directory, head: int) -> Entity | None:
    """ "The buyer, a hotel group called Far Shores, plans"."""
    for k in page.kids[head]:
        if page.dep[k] == "appos" and k > head:
            named = directory.within((page.left[k], page.right[k] + 1))
            return next((m.entity for m in named if not m.entity.person and m.entity.surely), None)
    return None


def _of_its(page: Page, piece: Range, head: int) -> bool:
    """ "Eight in ten of its members", "the opening line of its submission"; its readers are others."""
    its = next((j for j in range(*piece) if page.lower[j] == "its"), -1)
    owned = page.head[its] if its >= 0 else head
    return its >= 0 and (page.lemma[owned] in _BELONGING or "document" in {*page.classes[owned], *page.classes[head]})


def _headed(page: Page, directory: Directory, piece: Range, head: int) -> Entity | None:
    """ "Bridleways Council. The riders applaud", "Chief Officers' Conference. Chiefs doubt": whose answer is told."""
    plain = piece == (head, head + 1) or (page.lower[piece[0]] == "the" and piece == (head - 1, head + 1))
    found = in_heading(page, directory, piece[0]) if plain and page.tag[head] == "NNS" else None
    return found if found is not None and found.surely else None


def _by_office(page: Page, directory: Directory, piece: Range, lemma: str) -> Entity | None:
    """ "The chief executive", "a spokesman": of the body that the article has just named."""
    words, at = name_words(), piece[0]
    form = page.lower[at] if piece == (at, at + 1) else lemma  # "economists" are not the council's own economist
    known = staffed(directory, at, form) if page.lower[at] not in {"a", "an"} or lemma in _OF_IT else None
    if known is not None:
        return known
    if lemma in {"minister", "official"}:
        return _of_state(page, directory, piece, lemma) if form != "ministers" else None  # of several departments
    if lemma.startswith("spokes"):
        return _just_told(page, directory, at) or latest_body(directory, at, "")
    if page.lower[at] in _DEFINITE and lemma in words["officer"] | words["role"]:
        theirs = "of" in page.lower[at : piece[1]]  # "the officer of the three councils"
        return None if theirs else latest_body(directory, at, "")
    if page.lower[at] in {"a", "an", "one"}:
        return _just_told(page, directory, at) if lemma in _OF_IT else None
    return of_post(directory, at, [lemma])


def _of_state(page: Page, directory: Directory, piece: Range, lemma: str) -> Entity | None:
    told = latest_body(directory, piece[0], "department", "ministry", required=True)
    if told is None and lemma == "official":  # "she has recommended it to the ministry. Officials fear"
        just = _just_told(page, directory, piece[0])
        return just if just is not None and not _PUBLIC.isdisjoint(kinds_of_body(just.words)) else None
    return told or (of_post(directory, piece[0], _nouns(page, piece)) if lemma == "minister" else None)


def _nouns(page: Page, piece: Range) -> list[str]:
    return [page.lemma[j] for j in range(*piece) if page.pos[j] in {"NOUN", "PROPN"}]


def _just_told(page: Page, directory: Directory, at: int) -> Entity | None:
    """The body named last in the sentence before: "we rang the campaign for comment. A spokesman emailed"."""
    number = page.sentence[at]
    if not number:
        return None
    first, last = page.sentences[number - 1]
    named = [m for m in directory.within((first, last)) if not m.entity.person]
    described = [m for m in islice(directory.described_before(at), _FEW) if m.piece[0] >= first]
    return max((m for m in (*named, *described)), key=lambda m: m.piece[1]).entity if named or described else None


def _by_noun(page: Page, directory: Directory, piece: Range, head: int) -> Entity | None:
    """ "The union", "a spokesperson for the department": the body with that noun in its name, or one without a name."""
    lists = name_words()
    owned = not GENITIVE.isdisjoint(page.lower[piece[0] : head])  # "the guild's branch committee"
    for j in range(*piece) if owned else (head, *range(*piece)):
        noun = page.lemma[j]
        compound = j != head and page.dep[j] == "compound" and page.head[j] == j + 1 and not _speaks_for(page, j + 1)
        kin = page.dep[j] in {"poss", "nmod"} and page.lemma[page.head[j]] in _KIN  # "a developer's wife"
        if page.tag[j] in {"NNS", "NNPS"} or compound or kin or not _definite(page, directory, j):
            continue
        if j != head and page.dep[j] == "compound" and page.head[j] > j + 1 and not _speaks_for(page, page.head[j]):
            continue  # "the farm supply committee" is no farm
        found = in_heading(page, directory, j) if noun in lists["any_body"] else None
        if found is None and noun in listed("any_body", "body", "described"):
            found = meant_by(directory, j + 1, noun)
        if found is not None:
            return found
    return None


def _speaks_for(page: Page, head: int) -> bool:
    """ "An agency spokesman", "a county council officer", but "the county council"."""
    return page.lemma[head].startswith("spokes") or page.lemma[head] in {"officer", "official", "trustee", "member"}


def _definite(page: Page, directory: Directory, j: int) -> bool:
    """ "The union", "our union", and "the players' union", "a county council" that is described so."""
    if page.dep[j] == "compound":
        return True
    first = phrase(page, j)[0]  # "the sight-loss group"
    first -= int(page.lower[first - 1] == "local")
    return page.lower[first - 1] in _DEFINITE | {"our", "my"} or any(
        m.piece[1] == j + 1 for m in directory.described_at(j)
    )
