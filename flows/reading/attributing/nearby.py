"""Say where a person works whose title names no body: from the sentence, a colleague, the office."""

from __future__ import annotations

from itertools import islice

from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.pointing import pointed
from flows.reading.attributing.serving import RUNS
from flows.reading.attributing.staff import staffed
from flows.reading.attributing.standing import committee_of, over, presiding
from flows.reading.attributing.titles import title_after, title_before

_SPEAKING = frozenset({"say", "ask", "argue", "warn", "admit", "direct"})
_AT_WORK = frozenset({"colleague", "deputy", "boss", "successor", "predecessor", "assistant", "chairman", "co-author"})
_HEADS = frozenset({"director", "executive", "manager", "president"})
_OUTSIDERS = frozenset({
    "critic", "customer", "client", "resident", "patient", "passenger", "neighbour", "opponent", "victim", "fan",
    "user", "reader", "viewer", "rival", "survivor", "shareholder", "creditor", "friend", "widow", "widower", "son",
    "daughter", "mother", "father", "wife", "husband", "native",
})  # fmt: skip
_MAKES = frozenset({"start", "set", "build", "open", "launch", "form", "establish", "create", "leave", "buy", "advise"})
_OF_A_BODY = frozenset({"commander", "foreman", "forewoman", "steward", "trustee", "bursar", "caretaker", "registrar"})
_SPOKEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_BESIDE = frozenset({"near", "outside", "opposite", "beside", "behind", "against", "about", "between", "like", "than"})
_LOOKED = 60


def find_by_sentence(page: Page, mention: Mention, directory: Directory) -> None:
    """What is left: a firm that bears the name, or the one body of the sentence."""
    person = mention.entity
    if person.organisation is not None or mention.piece[1] != person.first[1]:
        return
    ways = {
        "family": _family, "sentence": _in_sentence, "presiding": presiding, "member": _a_member,
        "colleague": _beside_whom, "office": _by_office,
    }  # fmt: skip
    for told, way in ways.items():
        if person.organisation is None:
            person.organisation, person.told = way(page, mention, directory), told


def _a_member(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Sanjeev Rao, a member who is not given to enthusiasm": of the committee that sits."""
    last = mention.piece[1]
    told = page.lower[last : last + 2] == [",", "a"] and page.lemma[last + 2 : last + 3] == ["member"]
    alone = page.lower[last + 3 : last + 4] in ([","], ["who"])
    return committee_of(directory) if told and alone else None


def _family(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Fawcett & Daughters" of Agnes Fawcett."""
    return next((b for b in directory.bodies() if "&" in b.words and mention.entity.head in b.words), None)


def _beside_whom(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Her colleague Ahmed Sayle", "my deputy for two decades, Winifred Sallow": where she works, or I."""
    first, last = mention.piece
    sentence = page.sentences[page.sentence[first]]
    title = title_before(page, first, sentence[0]) or title_after(page, last, sentence[1])
    if title is None or title[1] - title[0] < 2:
        return None
    if page.lemma[title[0] + 1] not in _AT_WORK | name_words()["officer"]:
        return None
    if page.lower[title[0]] in {"my", "our"} and page.run[first] < 0:
        return directory.home
    if page.lower[title[0]] not in {"her", "his"}:
        return None
    male = page.lower[title[0]] == "his"
    before = (m.entity for m in islice(directory.before(title[0]), _LOOKED) if m.entity.person)
    other = next((p for p in before if p.male in {male, None}), None)
    return other.organisation if other is not None else None


def _by_office(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Executive director Ann Lee": of the body named last; a spokesman, of the one just told of."""
    if mention.entity.past:
        return None
    officer = mention.entity.roles & (name_words()["officer"] | _OF_A_BODY)
    first = mention.piece[0]
    if page.lower[first - 3 : first] in (["the", "owner", ","], ["the", "proprietor", ","]):
        officer = officer | {"owner"}
    roles = sorted(mention.entity.roles)
    theirs = next((e for role in roles if (e := staffed(directory, mention.piece[0], role))), None)
    if theirs is not None:
        return theirs
    told = pointed(page, directory, mention.piece[0], speaks=True).body if _SPOKEN & officer else None
    told = told or latest_body(directory, mention.piece[0])
    told = told or pointed(page, directory, mention.piece[0], speaks=True).body
    if told is None and _HEADS & officer:
        told = next((m.entity for m in islice(directory.described_before(mention.piece[0]), 1)), None)
    return told if officer else None


def _in_sentence(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Lorna Bisset has run Pennant Coaches since 1998": the one body of the sentence that first names a person."""
    sentence = page.sentences[page.sentence[mention.piece[0]]]
    if over(page, sentence):
        return None
    named = [m for m in directory.within(sentence) if not m.entity.person and not _addressed(page, m.piece)]
    named = [m for m in named if not _spoken_of(page, mention.piece, m.piece)]
    bodies = {id(m.entity): m.entity for m in named if _bodied(m.entity) or _opens_at(page, m.piece, sentence)}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _bodied(body: Entity) -> bool:
    """By a noun, not by "of" alone: no "Maid of Skerra"."""
    nouns = listed("body", "described")
    return body.surely and (body.said or len(body.words) == 1 or not nouns.isdisjoint(body.words))


def _addressed(page: Page, piece: Range) -> bool:
    """ "Hector Minchin told the committee": whom a person speaks to is seldom whom the person works for."""
    last = piece[1] - 1
    return page.dep[last] in {"dobj", "dative"} and bool(_SPEAKING & set(page.classes[page.head[last]]))


def _spoken_of(page: Page, person: Range, piece: Range) -> bool:
    """ "Amado asked whether Coldharbor should pay", "in charge of Pennant Coaches' 15A", "who lives near the Yard"."""
    if acted_on(page, piece) or outsider(page, page.head[page.head[piece[1] - 1]]):
        return True
    before = piece[0] - 1 - int(page.lower[piece[0] - 1] == "the")
    if page.lower[before] in _BESIDE or "whose" in page.lower[person[1] : piece[0]]:
        return True
    verb = page.head[person[1] - 1]
    says = page.dep[person[1] - 1] in {"nsubj", "nsubjpass"} and bool(_SPEAKING & set(page.classes[verb]))
    owner = piece[1] < len(page) and page.lower[piece[1]] in GENITIVE and piece[0] > person[0]
    return owner or (says and piece[0] > verb > person[0])


def _opens_at(page: Page, piece: Range, sentence: Range) -> bool:
    """ "At Merrowby Infants, where ..., Aileen Forde has asked"."""
    return piece[0] <= sentence[0] + 2 and page.lower[sentence[0]] in {"at", "for"}


def outsider(page: Page, j: int) -> bool:
    """The theatre critic of a paper writes for it."""
    return page.lemma[j] in _OUTSIDERS and not any(page.dep[k] == "compound" for k in page.kids[j])


def acted_on(page: Page, piece: Range) -> bool:
    """ "Who is suing the Trust", "criticised the Trust", but not "runs the Trust"."""
    last = piece[1] - 1
    return page.dep[last] == "dobj" and page.lemma[page.head[last]] not in RUNS | _MAKES
