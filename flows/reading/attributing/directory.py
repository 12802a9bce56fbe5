"""The people and bodies that an article names in full, with who works where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice, takewhile

from flows.reading.attributing.page import Page, Range

_JOINTS = frozenset({"of", "for", "the", "and", "&", "in", "on", "’s", "'s", "’", "'", "-", "at", "to"})
_NEVER_FIRST = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "INTJ", "PART", "NUM"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_HOLDING = frozenset(
    "is was chairs leads runs heads represents chaired led ran headed has manages directs founded".split()
)
_EMPLOYS = frozenset({"of", "at", "for", "from", "with", "to", "in"})


@cache
def name_words() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("names.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.partition(":") for line in lines if line and not line.startswith("#")]
    return {name: frozenset(words.split()) for name, _, words in rows}


@dataclass(slots=True)
class Entity:
    """A person or body. `organisation` is where a person works, as the article says."""

    name: str
    words: tuple[str, ...]
    person: bool
    first: Range
    male: bool | None = None
    organisation: Entity | None = None
    roles: set[str] = field(default_factory=set)
    surely: bool = False  # a body by its own words ("Union of ...", an acronym), not by elimination
    aliases: set[str] = field(default_factory=set)

    @property
    def head(self) -> str:
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class Mention:
    piece: Range
    entity: Entity


@dataclass(slots=True)
class Directory:
    """Every mention of a name in the order of the text."""

    mentions: list[Mention]
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._ends = [m.piece[1] for m in self.mentions]

    def within(self, piece: Range) -> list[Mention]:
        first = bisect_right(self._ends, piece[0])
        return list(takewhile(lambda m: m.piece[0] < piece[1], islice(self.mentions, first, None)))

    def before(self, token: int) -> Iterator[Mention]:
        return (self.mentions[n] for n in range(bisect_right(self._ends, token) - 1, -1, -1))

    def people(self) -> list[Entity]:
        return list({id(m.entity): m.entity for m in self.mentions if m.entity.person}.values())

    def bodies(self) -> list[Entity]:
        return list({id(m.entity): m.entity for m in self.mentions if not m.entity.person}.values())


def directory_of(page: Page) -> Directory:
    """Find names in two passes: full names first, then what refers back to them."""
    raw = [piece for paragraph in page.paragraphs for piece in _capitalised(page, paragraph)]
    full: list[Mention] = []
    rest: list[Range] = []
    known: dict[tuple[str, ...], Entity] = {}
    for piece in raw:
        for part in _parts(page, piece):
            entity = _full_name(page, part, known)
            if entity is None:
                rest.append(part)
            else:
                full.append(Mention(part, entity))
    entities = list(known.values())
    full.extend(m for part in rest if (m := _short_name(page, part, entities)) is not None)
    directory = Directory(sorted(full, key=lambda m: m.piece))
    for mention in directory.mentions:
        if mention.entity.person:
            _employment(page, mention, directory)
    return directory


def _capital(page: Page, j: int) -> bool:
    return page.text[page.start[j]].isupper() and page.word[j]


def _capitalised(page: Page, paragraph: Range) -> Iterator[Range]:
    j, last = paragraph
    while j < last:
        if (
            not _capital(page, j)
            or (page.pos[j] in _NEVER_FIRST and page.pos[j] != "PROPN")
            or page.lower[j] in _MONTHS
        ):
            j += 1
            continue
        end = j + 1
        k = j + 1
        while k < last:
            if _capital(page, k) and page.lower[k] not in _MONTHS:
                k += 1
                end = k
            elif page.lower[k] in _JOINTS and k + 1 < last:
                k += 1
                if k - end > 3:
                    break
            else:
                break
        yield j, end
        j = end


def _parts(page: Page, piece: Range) -> Iterator[Range]:
    """Split "Ofsted's Yvette Stanley" and "Helen Garrick and Tom Bell", but not the "Union of X and Y"."""
    begin = piece[0]
    bodies = name_words()["body"]
    j = begin
    while j < piece[1]:
        word = page.lower[j]
        before = [page.lower[i] for i in range(begin, j)]
        if word in {"and", "&"} and before:
            after = [page.lower[i] for i in range(j + 1, piece[1])]
            opens_body = before[0] in bodies or any(w in {"of", "for"} for w in before)
            closes_body = bool(after) and after[-1] in bodies and not any(w in bodies for w in before)
            if not (opens_body or closes_body or word == "&"):
                yield begin, j
                begin = j + 1
        elif word in {"’s", "'s", "’", "'"} and before:
            after = [page.lower[i] for i in range(j + 1, piece[1])]
            inside_title = any(w in {"of", "for"} for w in before) and any(w in bodies for w in before)
            body_after = any(w in bodies for w in after)
            if not body_after or (any(w in bodies for w in before) and not inside_title):
                yield begin, j
                begin = j + 1
        elif word in {"of", "for"} and _reads_as_person(before):
            yield begin, j
            begin = j + 1
        elif word in {"in", "on", "at", "to"} and before and (before[0] not in bodies):
            yield begin, j
            begin = j + 1
        j += 1
    while begin < piece[1] and not _capital(page, begin):
        begin += 1
    if begin < piece[1]:
        yield begin, piece[1]


def _reads_as_person(words: list[str]) -> bool:
    lists = name_words()
    name = [w for w in words if w not in lists["title"]]
    known = bool(name) and name[0] in lists["male"] | lists["female"]
    return (len(name) >= 2 or known) and not any(w in lists["body"] or w in _JOINTS - {"-"} for w in name)


def _full_name(page: Page, part: Range, known: dict[tuple[str, ...], Entity]) -> Entity | None:
    words = [page.lower[i] for i in range(*part)]
    lists = name_words()
    titles = [n for n, w in enumerate(words) if w in lists["title"]]
    body = any(w in lists["body"] for w in words) and len(words) > 1
    if not body and any(w in {"of", "for"} for w in words) and words[0] not in lists["title"]:
        body = True
    if not body and len(words) == 1 and _acronym(page.said(part)):
        return _body(page, part, known)
    if body and not (
        titles
        and titles[0] == 0
        and len(words) - titles[-1] in {3, 4}
        and not set(words[titles[-1] + 1 :]) & lists["body"]
    ):
        return _body(page, part, known)
    start = titles[-1] + 1 if titles else 0
    name = words[start:]
    parts = [w for w in name if w != "-"]
    if not 2 <= len(parts) <= 5 or any(w in _JOINTS for w in parts):
        return None
    if part[0] > 0 and not titles and page.lower[part[0] - 1] == "the":
        return None
    key = tuple(name)
    if key not in known:
        shown = page.said((part[0] + start, part[1]))
        known[key] = Entity(shown, key, person=True, first=(part[0] + start, part[1]))
    person = known[key]
    person.roles.update(words[:start])
    if person.male is None:
        person.male = _male(words[: start + 1])
    return person


def _acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and sum(c.isupper() for c in word) >= 2 and word.isalnum() and not word[0].isdigit()


def _male(words: list[str]) -> bool | None:
    lists = name_words()
    for word in words:
        if word in lists["male"]:
            return True
        if word in lists["female"]:
            return False
    return None


def _body(page: Page, part: Range, known: dict[tuple[str, ...], Entity]) -> Entity:
    words = tuple(page.lower[i] for i in range(*part))
    if words in known:
        return known[words]
    said = page.said(part)
    if _acronym(said):
        for entity in known.values():
            if not entity.person and (said.lower() in entity.aliases or _initials(entity.words) == said.lower()):
                entity.aliases.add(said.lower())
                known[words] = entity
                return entity
        before = part[0] - 1
        if before > 0 and page.lower[before] == "(":
            for entity in known.values():
                if not entity.person and entity.first[1] >= before - 1 and entity.first[1] <= before:
                    entity.aliases.add(said.lower())
                    known[words] = entity
                    return entity
    known[words] = Entity(said, words, person=False, first=part, surely=True)
    return known[words]


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in {"of", "for", "the", "and", "&", "’s", "'s", "’", "'", "in", "on"})


def _short_name(page: Page, part: Range, entities: list[Entity]) -> Mention | None:
    lists = name_words()
    words = [page.lower[i] for i in range(*part)]
    titles = [w for w in words if w in lists["title"]]
    name = tuple(w for w in words if w not in lists["title"])
    if not name:
        return None
    male = _male(titles)
    people = [e for e in entities if e.person and (e.words[-len(name) :] == name or e.words[: len(name)] == name)]
    fitting = [e for e in people if male is None or e.male is None or e.male == male]
    earlier = [e for e in fitting if e.first[0] <= part[0]] or fitting
    if earlier:
        person = max(earlier, key=lambda e: (e.words[-1] == name[-1], e.first[0]))
        if male is not None and person.male is None:
            person.male = male
        return Mention(part, person)
    bodies = [e for e in entities if not e.person and e.words[: len(name)] == name]
    if bodies:
        return Mention(part, bodies[0])
    if not titles and _only_by_position(page, part):
        return None
    entity = Entity(page.said(part), name, person=bool(titles), first=part, male=male)
    if titles:
        entity.name = page.said((part[1] - len(name), part[1]))
        entity.roles.update(titles)
    entities.append(entity)
    return Mention(part, entity)


def _only_by_position(page: Page, part: Range) -> bool:
    """A single word that may owe its capital to the start of a sentence."""
    first = part[0]
    starts = first == page.sentences[page.sentence[first]][0] or not page.word[first - 1]
    return part[1] - first == 1 and starts and (page.pos[first] != "PROPN" or bool(page.classes[first]))


def _employment(page: Page, mention: Mention, directory: Directory) -> None:
    person, (first, last) = mention.entity, mention.piece
    sentence = page.sentences[page.sentence[first]]
    for title in (_title_after(page, last, sentence[1]), _title_before(page, first, sentence[0])):
        if title is None:
            continue
        person.roles.update(page.lemma[j] for j in range(*title) if page.pos[j] in {"NOUN", "PROPN"})
        if person.organisation is None:
            person.organisation = _employer(page, title, directory)
    if person.organisation is None:
        person.organisation = _beside(page, mention, directory)


def _beside(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """A name under the heading of a body, or signed above one: letters, round-ups."""
    number = page.paragraph[mention.piece[0]]
    alone = page.words(page.paragraphs[number]) <= 8
    for other, wanted in ((number - 1, True), (number + 1, alone)):
        if wanted and 0 <= other < len(page.paragraphs):
            line = page.paragraphs[other]
            for named in directory.within(line):
                if not named.entity.person and page.words(named.piece) >= page.words(line) - 1:
                    return named.entity
    return None


def _title_after(page: Page, last: int, end: int) -> Range | None:
    """ "X, general secretary of the Union", "X of the Union", "X (Union)", "X, who chairs the panel"."""
    if last >= end or (page.lower[last] not in {",", "("} and page.lower[last] not in _EMPLOYS - {"to", "in", "with"}):
        return None
    j = last + 1
    while j < min(end, last + 26):
        if page.lower[j] in {",", ")", ";", ".", ":", "“", '"', "—", "–", "‘"}:
            break
        if page.tag[j] in {"VBD", "VBZ", "VBP", "MD"} and page.lower[j] not in _HOLDING:
            return None if page.lower[last] == "," else (last + 1, j)
        j += 1
    return (last + 1, j) if j > last + 1 else None


def _title_before(page: Page, first: int, begin: int) -> Range | None:
    j = first
    comma = False
    while j > max(begin, first - 14):
        word = page.lower[j - 1]
        if word == "," and j == first:
            comma = True
        elif page.pos[j - 1] in {"VERB", "AUX", "PUNCT", "SPACE", "PRON", "SCONJ"} and word not in {
            "its",
            "their",
            "his",
            "her",
            "’",
            "'",
            "-",
            "&",
        }:
            break
        j -= 1
    roles = name_words()["title"] | {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "manager",
        "officer",
        "official",
        "founder",
        "owner",
        "researcher",
        "member",
        "adviser",
        "campaigner",
        "organiser",
        "executive",
    }
    if j < first and any(page.lemma[k] in roles or "person" in page.classes[k] for k in range(j, first)):
        return j, first - int(comma)
    return None


def _employer(page: Page, title: Range, directory: Directory) -> Entity | None:
    named = [m.entity for m in directory.within(title) if not m.entity.person]
    if named:
        return max(named, key=lambda e: e.surely)
    for mention in directory.within(title):  # "senior partner at Stang Bridge Vets": a name, but of a body
        if page.lower[mention.piece[0] - 1] in {"at", "of", "for", "from"} and not mention.entity.roles:
            mention.entity.person, mention.entity.surely = False, True
            return mention.entity
    for j in range(*title):
        if page.lower[j] in {"its", "their"}:
            return latest_body(directory, title[0], "")
        if page.lemma[j] in name_words()["body"] and page.lower[j - 1] in {"the", "a", "our"}:
            return latest_body(directory, title[0], page.lemma[j])
    roles = {page.lemma[j] for j in range(*title)}
    if roles & {"minister", "secretary"} and not roles & {"general"}:
        return latest_body(directory, title[0], "department", "ministry", required=True)
    return latest_body(directory, title[0], "") if roles & _OFFICERS else None


_OFFICERS = frozenset(
    "chair chairman chairwoman chairperson director chief manager officer organiser inspector spokesman spokeswoman "
    "spokesperson president convenor leader clerk head secretary treasurer executive lead author".split()
)


def latest_body(directory: Directory, before: int, *nouns: str, required: bool = False) -> Entity | None:
    """The last body named before, one with one of `nouns` in its name if there is one."""
    sure = [m.entity for m in directory.before(before) if not m.entity.person and m.entity.surely]
    fitting = [e for e in sure if any(noun in e.words for noun in nouns)]
    return next(iter(fitting if required else fitting or sure), None)
