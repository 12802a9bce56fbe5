"""Say where a person works, from the title that the article gives with the name."""

from __future__ import annotations

from itertools import islice

from flows.reading.attributing.bodies import meant_by, of_post
from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.documents import authored
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.outlets import writes_for
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.pointing import pointed
from flows.reading.attributing.serving import RUNS, serving
from flows.reading.attributing.staff import staffed
from flows.reading.attributing.standing import committee_of, over, presiding, stated
from flows.reading.attributing.titles import title_after, title_before

_SPEAKING = frozenset({"say", "ask", "argue", "warn", "admit", "direct"})

_OWNER = frozenset({"’s", "'s", "’", "'"})
_PAST = frozenset({"former", "retired", "ex", "formerly", "onetime"})
_AT_WORK = frozenset({"colleague", "deputy", "boss", "successor", "predecessor", "assistant", "chairman", "co-author"})
_LOOKED = 60
_AT = frozenset({"at", "of", "for", "from"})
_DOUBT = 2.0
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
    return any(_outsider(page, j) and page.lower[j + 1 : j + 2] == ["of"] for j in range(*title))


def _outsider(page: Page, j: int) -> bool:
    """The theatre critic of a paper writes for it."""
    return page.lemma[j] in _OUTSIDERS and not any(page.dep[k] == "compound" for k in page.kids[j])


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
    bodies = name_words()["described"] | name_words()["any_body"]
    named = {page.lemma[j] for j in range(*title) if page.pos[j] in {"NOUN", "PROPN"}}
    return named - bodies


def find_by_sentence(page: Page, mention: Mention, directory: Directory) -> None:
    """What is left: a firm that bears the name, or the one body of the sentence."""
    person = mention.entity
    if person.organisation is None and mention.piece[1] == person.first[1]:
        person.organisation, person.told = _family(person, directory), "family"
        if person.organisation is None:
            person.organisation, person.told = _in_sentence(page, mention, directory), "sentence"
        if person.organisation is None:
            person.organisation, person.told = presiding(page, mention, directory), "presiding"
        if person.organisation is None and _a_member(page, mention):
            person.organisation, person.told = committee_of(directory), "member"
        if person.organisation is None:
            person.organisation, person.told = _beside_whom(page, mention, directory), "colleague"
        if person.organisation is None:
            person.organisation, person.told = _by_office(page, mention, directory), "office"


def _a_member(page: Page, mention: Mention) -> bool:
    """ "Sanjeev Rao, a member who is not given to enthusiasm": of the committee that sits."""
    last = mention.piece[1]
    told = page.lower[last : last + 2] == [",", "a"] and page.lemma[last + 2 : last + 3] == ["member"]
    return told and page.lower[last + 3 : last + 4] in ([","], ["who"])


def _family(person: Entity, directory: Directory) -> Entity | None:
    """ "Fawcett & Daughters" of Agnes Fawcett."""
    return next((b for b in directory.bodies() if "&" in b.words and person.head in b.words), None)


def _owning(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Ofsted's Yvette Stanley", "the coalition's Rory Finch"."""
    first = mention.piece[0]
    if first < 2 or page.lower[first - 1] not in _OWNER:
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
    named = [m for m in named if not _acted_on(page, m.piece)]
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
    nouns = name_words()["body"] | name_words()["described"]
    for j in range(*title):
        if page.lower[j] in {"its", "their"}:
            if page.lemma[j + 1] == "author":
                return authored(page, directory, title[0]), "author"
            it = pointed(page, directory, title[0])
            return it.body if it.settled else it.body or latest_body(directory, title[0], ""), "its"
        if page.lemma[j] in nouns and _is_body(page, j, title):
            return meant_by(directory, title[0], page.lemma[j]) or _unnamed(page, j, title), "noun"
    return None, ""


def _must_be_a_body(page: Page, mention: Mention, title: Range) -> bool:
    """ "Senior partner at Stang Bridge Vets", "Ola Finch for Cresswick Cyclists", but not "the widow of Ann Lee"."""
    entity, first = mention.entity, mention.piece[0]
    lists = name_words()
    known = entity.words[0] in lists["male"] | lists["female"]
    if not entity.person or entity.roles or known or entity.sure > _DOUBT or page.lower[first - 1] not in _AT:
        return False
    nouns = [page.lemma[j] for j in range(title[0], first) if page.pos[j] == "NOUN"]
    return not nouns or nouns[-1] in lists["officer"] | lists["role"] | lists["post"]


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
    holds = page.lemma[j + 1] in name_words()["officer"] | name_words()["role"] or "person" in page.classes[j + 1]
    return j + 1 < title[1] and holds and (page.dep[j] == "compound" or j == title[0])


def _posts() -> frozenset[str]:
    lists = name_words()
    return lists["officer"] | lists["post"] | {"councillor", "cllr", "professor"}


def _elected_for(page: Page, piece: Range) -> bool:
    """ "The member for Sallow Vale"."""
    return page.lower[piece[0] - 1] == "for" and page.lemma[piece[0] - 2] in {"member", "mp", "mep", "msp", "senator"}


def _comes_from(page: Page, piece: Range, title: Range) -> bool:
    """ "Dorothea Lamb, of Wexby", "a ranger from Corrie": where one lives, not for whom one works."""
    if piece[1] < len(page) and page.lower[piece[1]] in _OWNER:  # "Lund's prime minister"
        return False
    before = page.lower[piece[0] - 1] if piece[0] > title[0] else ""
    if before in {"the", "("} or page.lower[title[0] - 1] == "(":  # "Jacinta Lowe of the Hedgerow Watch"
        return False
    if piece[1] - piece[0] > 1 and piece[0] == title[0] and page.lower[title[0] - 1] == "of":
        return False  # "Lena Ferro of Ashby State", but "Dorothea Lamb, of Nether Combe"
    return before in {"from", "in"} or not any(page.pos[j] == "NOUN" for j in range(title[0], piece[0]))


def find_by_post(mention: Mention, directory: Directory) -> None:
    """A post that names no body: "the governor" of the prison, "the minister" of the ministry."""
    person = mention.entity
    if person.organisation is None and not person.past and mention.piece[1] == person.first[1]:
        person.organisation, person.told = of_post(directory, mention.piece[0], person.roles), "post"


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
    nouns = name_words()["body"] | name_words()["described"]
    return body.surely and (len(body.words) == 1 or not nouns.isdisjoint(body.words))


def _addressed(page: Page, piece: Range) -> bool:
    """ "Hector Minchin told the committee": whom a person speaks to is seldom whom the person works for."""
    last = piece[1] - 1
    return page.dep[last] in {"dobj", "dative"} and bool(_SPEAKING & set(page.classes[page.head[last]]))


def _spoken_of(page: Page, person: Range, piece: Range) -> bool:
    """ "Amado asked whether Coldharbor should pay", "in charge of Pennant Coaches' 15A", "who lives near the Yard"."""
    if _acted_on(page, piece) or _outsider(page, page.head[page.head[piece[1] - 1]]):
        return True
    before = piece[0] - 1 - int(page.lower[piece[0] - 1] == "the")
    if page.lower[before] in _BESIDE or "whose" in page.lower[person[1] : piece[0]]:
        return True
    verb = page.head[person[1] - 1]
    says = page.dep[person[1] - 1] in {"nsubj", "nsubjpass"} and bool(_SPEAKING & set(page.classes[verb]))
    owner = piece[1] < len(page) and page.lower[piece[1]] in _OWNER and piece[0] > person[0]
    return owner or (says and piece[0] > verb > person[0])


def _acted_on(page: Page, piece: Range) -> bool:
    """ "Who is suing the Trust", "criticised the Trust", but not "runs the Trust"."""
    last = piece[1] - 1
    return page.dep[last] == "dobj" and page.lemma[page.head[last]] not in RUNS | _MAKES


def _opens_at(page: Page, piece: Range, sentence: Range) -> bool:
    """ "At Merrowby Infants, where ..., Aileen Forde has asked"."""
    return piece[0] <= sentence[0] + 2 and page.lower[sentence[0]] in {"at", "for"}
