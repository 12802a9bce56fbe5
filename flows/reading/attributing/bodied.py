"""Say which names must be bodies, whatever their words: what is run, what has a director, what one works at."""

from __future__ import annotations

from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page, Range

_OFFICERS = frozenset(
    {"executive", "director", "chair", "chairman", "chairwoman", "president", "treasurer", "convenor"}
)
_RUN = frozenset({"run", "chair", "found", "co-found", "head"})
_POSTED = frozenset({"of", "at"})
_OF_PEOPLE = frozenset({"author", "lead", "partner", "head"})
_AGENTS = ("er", "or", "man")  # a lender, an ombudsman may be one person
_PARTS = frozenset({"member", "branch", "delegation", "headquarters", "shareholder", "subsidiary"})
_OWNED = frozenset({"own", "lead", "establish", "launch", "manage", "fund"})
_BOSSES = frozenset({"boss", "manager", "founder", "principal", "headteacher", "trustee"})
_GIVEN = ("male", "female", "man", "woman", "either")
_WORKS = frozenset({"work", "start", "arrive", "volunteer", "teach", "serve", "take", "spend", "employ", "be"})


def said_a_body(page: Page, piece: Range) -> bool:
    """ "The union Dockhands United", "a campaign called Clean Lunch", "general secretary of Dockhands United"."""
    lists = name_words()
    if not lists["title"].isdisjoint(page.lower[piece[0] : piece[1]]):  # "the local authority Councillor Wilf Shaw"
        return False
    signs = (_which, _told_a_body, _heads, _worked_at, _led, _with_boss)
    if has_officer(page, piece[1]) or any(sign(page, piece) for sign in signs):
        return True
    j = piece[0] - 1
    if j > 1 and page.lower[j] in _POSTED:
        return page.lemma[j - 1] in listed("officer", "post") - _OF_PEOPLE
    if j > 0 and page.lower[j] in {"called", "named"}:
        j -= 1
    small = j >= 0 and page.text[page.start[j]].islower() and page.tag[j] == "NN"
    return small and page.lemma[j] in listed("described", "any_body")


def _which(page: Page, piece: Range) -> bool:
    """ "Brackley Lorne, which holds the framework", "the two Green Coast members": said of nobody."""
    if not listed(*_GIVEN).isdisjoint(page.lower[piece[0] : piece[1]]):
        return False
    if page.lower[piece[1] : piece[1] + 2] == [",", "which"]:
        return page.lower[piece[1] + 2 : piece[1] + 3] != ["is"]
    parts = bool(_PARTS.intersection(page.lemma[piece[1] : piece[1] + 1]))
    return parts and piece[1] - piece[0] > 1


def _worked_at(page: Page, piece: Range) -> bool:
    """ "Has worked nights at Harbour Yard", "took over at Stepwell", "an engineer with Stepwell"."""
    j = piece[0] - 1 - int(page.lower[piece[0] - 1] == "the")
    if j < 1 or page.lower[j] not in {"at", "with"} or page.dep[piece[1] - 1] != "pobj":
        return False
    above = page.head[j]
    if page.lower[j] == "with":
        return page.tag[above] == "NN" and page.lemma[above] in listed("officer", "role", "post")
    return page.lemma[above] in _WORKS


def _led(page: Page, piece: Range) -> bool:
    """ "Harbour Yard, run by Ann Lee, has grown"."""
    verb = piece[1] + 1
    if page.lower[piece[1] : verb + 2 : 2] != [",", "by"]:
        return False
    return page.tag[verb] == "VBN" and page.lemma[verb] in _RUN | _OWNED


def _with_boss(page: Page, piece: Range) -> bool:
    """ "Harbour Yard boss Ann Lee", but not "Dallow spokeswoman Ilse Brandt"."""
    last = piece[1]
    if last + 1 >= len(page) or page.tag[last] != "NN" or not listed(*_GIVEN).isdisjoint(page.lower[piece[0] : last]):
        return False
    return page.lemma[last] in _OFFICERS | _BOSSES and page.text[page.start[last + 1]].isupper()


def _heads(page: Page, piece: Range) -> bool:
    """ "Pedal Forward. The cycling charity could live with the limit": a name alone at the head of a paragraph."""
    first, last = piece
    opens = page.paragraph[first] >= 0 and page.paragraphs[page.paragraph[first]][0] == first
    if not opens or page.lower[last : last + 2] != [".", "the"]:
        return False
    noun = next((j for j in range(last + 2, min(last + 6, len(page))) if page.head[j] > j or page.tag[j] == "NN"), -1)
    while noun >= 0 and page.dep[noun] in {"amod", "compound"}:
        noun = page.head[noun]
    return noun >= 0 and page.lemma[noun] in listed("any_body", "described")


def _told_a_body(page: Page, piece: Range) -> bool:
    """ "Core Eight, their lobby group, has fought it"."""
    head = next((k for k in page.kids[piece[1] - 1] if page.dep[k] == "appos" and k > piece[1]), -1)
    if head < 0 or page.lower[piece[1]] != "," or page.tag[head] != "NN":
        return False
    known = listed("described", "any_body")
    return page.lemma[head] in known and not page.lemma[head].endswith(_AGENTS)


def has_officer(page: Page, last: int) -> bool:
    """ "Pennine Water's director of networks": people have spokesmen, too, but no directors."""
    if page.lower[last : last + 1] and page.lower[last] in GENITIVE:
        for j in range(last + 1, min(last + 5, len(page))):
            if page.lemma[j] in _OFFICERS:
                return True
            if page.pos[j] not in {"NOUN", "PROPN", "ADJ"}:
                return False
    return False


def is_run(page: Page, piece: Range) -> bool:
    """ "Who runs Harbour Yard"."""
    last = piece[1] - 1
    return page.dep[last] == "dobj" and page.lemma[page.head[last]] in _RUN
