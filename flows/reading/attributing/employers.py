"""Say where a person works, from the title that the article gives with the name."""

from __future__ import annotations

from functools import cache

from flows.reading.attributing.bodies import meant_by, of_post
from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.documents import authored
from flows.reading.attributing.houses import kinds_of_post
from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.nearby import acted_on, outsider
from flows.reading.attributing.outlets import writes_for
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.pointing import pointed
from flows.reading.attributing.serving import serving
from flows.reading.attributing.standing import over, stated
from flows.reading.attributing.titles import title_after, title_before

_PAST = frozenset({"former", "retired", "ex", "formerly", "onetime"})
_LOOKED = 60
_AT = frozenset({"at", "of", "for", "from"})
_DOUBT = 2.0
_SIGNATURE = 14  # words


def find_employer(page: Page, mention: Mention, directory: Directory) -> None:
    person, (first, last) = mention.entity, mention.piece
    sentence = page.sentences[page.sentence[first]]
    for title in (title_after(page, last, sentence[1]), title_before(page, first, sentence[0])):
        if title is None:
            continue
        person.past = person.past or over(page, title) or any(page.lower[j] in _PAST for j in range(*title))
        person.roles.update(_roles(page, title))
        if person.organisation is None and not over(page, title) and not _outside(page, title):
            person.organisation, person.told = _employer(page, title, person, directory)
    if person.organisation is None:
        person.organisation, person.told = _apposed(page, last, sentence[1], directory), "title"
    ways = {
        "stated": stated, "serving": serving, "outlet": writes_for, "owner": _owning, "signed": _signed,
        "beside": _beside,
    }  # fmt: skip
    for told, way in ways.items():
        if person.organisation is None:
            person.organisation, person.told = way(page, mention, directory), told


def _outside(page: Page, title: Range) -> bool:
    """ "A critic of the Trust", "a customer of Pennine Water": who has to do with a body and does not speak for it."""
    return any(outsider(page, j) and page.lower[j + 1 : j + 2] == ["of"] for j in range(*title))


def _apposed(page: Page, last: int, end: int, directory: Directory) -> Entity | None:
    """ "Nora Bright, head of policy, Canal Trust, said"."""
    title = title_after(page, last, end)
    if title is None or title[1] + 1 >= end or page.lower[title[1]] != "," or page.lower[last] != ",":
        return None
    named = next((m for m in directory.within((title[1] + 1, title[1] + 2)) if m.entity.surely), None)
    alone = named is not None and page.lower[named.piece[1] : named.piece[1] + 1] in ([","], ["."])
    held = {page.lemma[j] for j in range(*title)} & (_posts() | name_words()["role"])
    return named.entity if named is not None and alone and held and not named.entity.person else None


def _roles(page: Page, title: Range) -> set[str]:
    """What the title says that somebody is: "of the campaign group Clear Rivers" makes nobody a group."""
    bodies = listed("described", "any_body")
    named = {page.lemma[j] for j in range(*title) if page.pos[j] in {"NOUN", "PROPN"}}
    return named - bodies


def _owning(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Ofsted's Yvette Stanley", "the coalition's Rory Finch"."""
    first = mention.piece[0]
    if first < 2 or page.lower[first - 1] not in GENITIVE:
        return None
    named = [m.entity for m in directory.within((first - 2, first - 1)) if not m.entity.person]
    noun = page.lemma[first - 2]
    described = noun in name_words()["described"] and page.tag[first - 2] == "NN"
    return named[0] if named else meant_by(directory, first - 2, noun) if described else None


def _signed(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """A line that is a signature: "Celestine Rook, Honorary Secretary, the Terrace Society"."""
    line = page.paragraphs[page.paragraph[mention.piece[0]]]
    if mention.piece[0] > line[0] + 1 or page.words(line) > _SIGNATURE or page.pos[line[1] - 1] == "PUNCT":
        return None
    return next((m.entity for m in directory.within(line) if not m.entity.person and m.entity.surely), None)


def _beside(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """A name under the heading of a body, or signed above one: letters, round-ups."""
    number = page.paragraph[mention.piece[0]]
    alone = page.words(page.paragraphs[number]) <= 8
    for other, wanted in ((number - 1, True), (number + 1, alone)):
        if wanted and 0 <= other < len(page.paragraphs):
            line = page.paragraphs[other]
            for named in directory.within(line):
                if named.entity.surely and not named.entity.person and page.words(named.piece) >= page.words(line) - 1:
                    return named.entity
    return None


def _employer(page: Page, title: Range, person: Entity, directory: Directory) -> tuple[Entity | None, str]:
    named = [m for m in directory.within(title) if not m.entity.person and not _elected_for(page, m.piece)]
    named = [m for m in named if not acted_on(page, m.piece)]
    now = next((j for j in range(*title) if page.lower[j] in {"now", "currently"}), title[0])
    named = [m for m in named if m.piece[0] > now] or named  # "formerly of the Lines and now chair of the Institute"
    named = [m for m in named if m.entity.surely or person.roles & _posts() or not _comes_from(page, m.piece, title)]
    if named:
        return max((m.entity for m in named), key=lambda e: e.surely), "title"
    mistaken = next((m.entity for m in directory.within(title) if _must_be_a_body(page, m, title)), None)
    if mistaken is not None:
        mistaken.person = False
        return mistaken, "title"
    running = _campaign(page, title, directory)
    if running is not None:
        return running, "campaign"
    nouns = listed("body", "described")
    for j in range(*title):
        if page.lower[j] in {"its", "their"}:
            return _its(page, j, title, directory)
        if page.lemma[j] in nouns and _is_body(page, j, title):
            return meant_by(directory, title[0], page.lemma[j]) or _unnamed(page, j, title), "noun"
    return None, ""


def _its(page: Page, j: int, title: Range, directory: Directory) -> tuple[Entity | None, str]:
    if page.lemma[j + 1] == "author":
        return authored(page, directory, title[0]), "author"
    it = pointed(page, directory, title[0])
    return it.body if it.settled else it.body or latest_body(directory, title[0], ""), "its"


def _must_be_a_body(page: Page, mention: Mention, title: Range) -> bool:
    """ "Senior partner at Stang Bridge Vets", "Ola Finch for Cresswick Cyclists", but not "the widow of Ann Lee"."""
    entity, first = mention.entity, mention.piece[0]
    known = entity.words[0] in listed("male", "female")
    if not entity.person or entity.roles or known or entity.sure > _DOUBT or page.lower[first - 1] not in _AT:
        return False
    nouns = [page.lemma[j] for j in range(title[0], first) if page.pos[j] == "NOUN"]
    return not nouns or nouns[-1] in listed("officer", "role", "post")


def _campaign(page: Page, title: Range, directory: Directory) -> Entity | None:
    """ "Dallow adviser Kent Rusk": of the campaign that is named for Dallow."""
    named = [m for m in directory.within(title) if m.piece[1] < title[1]]
    roles = name_words()["role"] | {"aide", "surrogate", "strategist", "staffer"}
    if not named or page.lemma[named[-1].piece[1]] not in roles:
        return None
    running = (m.entity for m in directory.described_after(0, _LOOKED) if m.entity.words[-1] == "campaign")
    return next((e for e in running if named[-1].entity.head in e.words), None)


def _unnamed(page: Page, j: int, title: Range) -> Entity | None:
    """ "Police Chief Ray Stavros": the police, though the text says no more of them."""
    known = page.lemma[j] in name_words()["described"] or page.lemma[j] == "police"
    return Entity(page.lower[j], (page.lower[j],), person=False, first=(j, j + 1)) if known and j == title[0] else None


def _is_body(page: Page, j: int, title: Range) -> bool:
    """ "Of the union", "board chairman"; the housing minister is of no housing."""
    if page.lemma[min(j + 1, title[1] - 1)] in {"minister", "secretary"}:
        return False
    return page.lower[j - 1] in {"the", "a", "our"} or _compound(page, j, title)


def _compound(page: Page, j: int, title: Range) -> bool:
    """ "Campaign manager Wade Pruitt", "board chairman", "County attorney Sal Medrano"."""
    post = j + 1
    while post + 1 < title[1] and page.pos[post] == "NOUN" and page.pos[post + 1] == "NOUN":
        post += 1  # "county highways engineer"
    holds = page.lemma[post] in listed("officer", "role", "post") or "person" in page.classes[post]
    return post < title[1] and holds and (page.dep[j] == "compound" or j == title[0])


@cache
def _posts() -> frozenset[str]:
    return listed("officer", "post") | {"councillor", "cllr", "professor"}


def _elected_for(page: Page, piece: Range) -> bool:
    """ "The member for Sallow Vale"."""
    return page.lower[piece[0] - 1] == "for" and page.lemma[piece[0] - 2] in {"member", "mp", "mep", "msp", "senator"}


def _comes_from(page: Page, piece: Range, title: Range) -> bool:
    """ "Dorothea Lamb, of Wexby", "a ranger from Corrie": where one lives, not for whom one works."""
    if piece[1] < len(page) and page.lower[piece[1]] in GENITIVE:  # "Lund's prime minister"
        return False
    before = page.lower[piece[0] - 1] if piece[0] > title[0] else ""
    if before in {"the", "("} or page.lower[title[0] - 1] == "(":  # "Jacinta Lowe of the Hedgerow Watch"
        return False
    if piece[1] - piece[0] > 1 and piece[0] == title[0] and page.lower[title[0] - 1] == "of":
        return False  # "Lena Ferro of Ashby State", but "Dorothea Lamb, of Nether Combe"
    return before in {"from", "in"} or not (
        before == "for" or any(page.pos[j] == "NOUN" for j in range(title[0], piece[0]))
    )


def find_by_post(mention: Mention, directory: Directory) -> None:
    """A post that names no body: "the governor" of the prison, "the minister" of the ministry."""
    person, at = mention.entity, mention.piece[0]
    if person.organisation is None and not person.past and mention.piece[1] == person.first[1]:
        person.organisation, person.told = of_post(directory, at, person.roles) or _governing(directory, person), "post"


def _governing(directory: Directory, person: Entity) -> Entity | None:
    """A minister of whose ministry the article says nothing: of "the government", if it tells of one."""
    if "ministry" not in kinds_of_post(person.roles):
        return None
    known = directory.described_after(0, _LOOKED)
    return next((m.entity for m in known if m.entity.words == ("government",)), None)
