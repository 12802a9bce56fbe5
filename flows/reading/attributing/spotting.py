"""Find the names in an article: capitalised phrases, read as people or bodies."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.addressing import find_addressee_s_body
from flows.reading.attributing.bodies import describe
from flows.reading.attributing.capitals import (
    acronym,
    by_initials,
    dateline,
    in_capitals,
    initials,
    label,
    of_no_body,
    spell_out,
)
from flows.reading.attributing.directory import Directory, Entity, Mention
from flows.reading.attributing.employers import find_by_post, find_employer
from flows.reading.attributing.features import Scorer
from flows.reading.attributing.homes import employer_of_writer, issuer
from flows.reading.attributing.kinds import settle
from flows.reading.attributing.lexicon import is_male, listed, name_words
from flows.reading.attributing.nearby import find_by_sentence
from flows.reading.attributing.outlets import (
    HEADLESS,
    Head,
    find_interviewer,
    known_outlet,
    prints_letters,
    pronouns_told,
)
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.posts import fill_posts
from flows.reading.attributing.serving import serve_as_pronouns
from flows.reading.attributing.splitting import JOINTS, capital, given, parts, words_of
from flows.reading.attributing.staff import note_staff

_NEVER_FIRST = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "INTJ", "PART", "NUM"})


def directory_of(page: Page, kinds: Scorer, head: Head = HEADLESS) -> Directory:
    """Find the names, then settle which of them are people."""
    named = names_of(page)
    settle(page, named.items(), kinds)
    outlet = known_outlet(page, named, head)
    directory = Directory(sorted((Mention(p, e) for e, pieces in named.items() for p in pieces), key=lambda m: m.piece))
    directory.outlet, directory.letters = outlet, outlet is not None and prints_letters(page, head)
    directory.pronouns = pronouns_told(page)
    describe(page, directory)
    note_staff(page, directory)
    for mention in directory.mentions:
        if mention.entity.person:
            find_employer(page, mention, directory)
    serve_as_pronouns(page, directory)
    fill_posts(page, directory)
    for mention in directory.mentions:
        if mention.entity.person:
            find_by_post(mention, directory)
    directory.home = employer_of_writer(page, directory)
    for mention in directory.mentions:
        if mention.entity.person:
            find_by_sentence(page, mention, directory)
    for mention in directory.mentions:
        if mention.entity.organisation is not None:  # that has people is a body: "the group" may be it
            mention.entity.organisation.acts = True
    find_addressee_s_body(page, directory)
    find_interviewer(page, directory)
    directory.home = directory.home or issuer(page, directory)
    return directory


def names_of(page: Page) -> dict[Entity, list[Range]]:
    """Find names in two passes: full names first, then what refers back to them."""
    raw = [piece for paragraph in page.paragraphs for piece in _capitalised(page, paragraph)]
    found: dict[Entity, list[Range]] = {}
    rest: list[Range] = []
    known: dict[tuple[str, ...], Entity] = {}
    for piece in raw:
        for part in parts(page, piece):
            entity = _full_name(page, part, known)
            if entity is None:
                rest.append(part)
            else:
                found.setdefault(entity, []).append(part)
    spell_out(found, known)
    entities = list(dict.fromkeys(known.values()))
    for part in rest:
        mention = _short_name(page, part, entities)
        if mention is not None:
            found.setdefault(mention.entity, []).append(part)
    return {entity: sorted(pieces) for entity, pieces in found.items()}


def _capitalised(page: Page, paragraph: Range) -> Iterator[Range]:
    j, last = paragraph
    while j < last:
        if (
            not capital(page, j)
            or (page.pos[j] in _NEVER_FIRST and page.pos[j] != "PROPN")
            or page.lower[j] in name_words()["calendar"]
        ):
            j += 1
            continue
        end = j + 1
        k = j + 1
        while k < last:
            if capital(page, k) and page.lower[k] not in name_words()["calendar"]:
                k += 1
                end = k
            elif _hyphened(page, k, last):  # "Co-operative"
                k += 2
                end = k
            elif page.lower[k] in JOINTS and k + 1 < last:
                k += 1
                if k - end > 3:
                    break
            else:
                break
        yield j, end
        j = end


def _hyphened(page: Page, k: int, last: int) -> bool:
    """ "operative" in "Co-operative": one word, though the second half is in lower case."""
    joined = page.lower[k] == "-" and k + 1 < last and page.start[k] == page.end[k - 1]
    return joined and page.start[k + 1] == page.end[k] and page.lower[k + 1] in name_words()["body"]


def _full_name(page: Page, part: Range, known: dict[tuple[str, ...], Entity]) -> Entity | None:
    words = words_of(page, part)
    lists = name_words()
    titles = [n for n, w in enumerate(words) if w in lists["title"]]
    body = any(w in lists["body"] for w in words) and len(words) > 1
    if not body and any(w in {"of", "for"} for w in words) and words[0] not in lists["title"]:
        body = True
    if not body and len(words) == 1 and acronym(page.said(part)) and not dateline(page, part):
        known_person = by_initials(page, part, known) or in_capitals(words[0], known)
        return known_person or label(page, part, known) or _body(page, part, known)
    if body and not (
        titles
        and titles[0] == 0
        and len(words) - titles[-1] in {3, 4}
        and not set(words[titles[-1] + 1 :]) & lists["body"]
    ):
        return _body(page, part, known)
    start = titles[-1] + 1 if titles else 0
    name = words[start:]
    parts = [w for n, w in enumerate(name) if w != "-" and (n == 0 or name[n - 1] != "-")]  # "Marsh-Brereton" is one
    if not 2 <= len(parts) <= 5 or any(w in JOINTS for w in name if w != "-"):
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
        person.male = is_male(words[: start + 1])
        person.guessed = person.male is not None and listed("man", "woman") >= {words[start]}
    return person


def _body(page: Page, part: Range, known: dict[tuple[str, ...], Entity]) -> Entity:
    part = _without_office(page, part)
    words = tuple(page.lower[i] for i in range(*part))
    if words in known:
        return known[words]
    said = page.said(part)
    if acronym(said):
        for entity in known.values():
            if not entity.person and (said.lower() in entity.aliases or initials(entity.words) == said.lower()):
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


def _without_office(page: Page, part: Range) -> Range:
    """The "Association of ..." in "President of the Association of ..."."""
    lists = name_words()
    first, last = part
    if page.lower[first] in listed("title", "officer"):
        after = next((j for j in range(first, last - 1) if page.lower[j] in {"of", "at", "for"}), -1)
        if after > 0 and any(page.lower[j] in lists["body"] for j in range(after, last)):
            return after + 1 + int(page.lower[after + 1] == "the" and after + 2 < last), last
    return part


def _short_name(page: Page, part: Range, entities: list[Entity]) -> Mention | None:
    lists = name_words()
    words = words_of(page, part)
    titles = [w for w in words if w in lists["title"]]
    name = tuple(w for w in words if w not in lists["title"])
    if not name or of_no_body(page.said(part)):
        return None
    male = is_male(titles)
    people = [e for e in entities if e.person and (e.words[-len(name) :] == name or e.words[: len(name)] == name)]
    fitting = [e for e in people if male is None or e.male is None or e.male == male]
    earlier = [e for e in fitting if e.first[0] <= part[0]] or fitting
    if earlier:
        person = max(earlier, key=lambda e: (e.words[-1] == name[-1], e.first[0]))
        if male is not None and person.male is None:
            person.male = male
        return Mention(part, person)
    if _many_by_position(page, part) or (len(name) == 1 and _of_a_post(page, part[0])):
        return None
    bodies = [e for e in entities if not e.person and e.words[: len(name)] == name]
    if bodies and not _where(page, part):
        return Mention(part, bodies[0])
    if not titles and _only_by_position(page, part):
        return None
    leads = bool(titles) and words[0] in lists["title"] and words[-1] not in lists["title"]
    leads = leads or (len(name) == 1 and given(name[0]) and name[0] not in lists["title"])
    entity = Entity(page.said(part), name, person=leads, first=part, male=male)
    if leads:
        entity.name = page.said((part[1] - len(name), part[1]))
        entity.roles.update(titles)
    entities.append(entity)
    return Mention(part, entity)


def _where(page: Page, part: Range) -> bool:
    """ "In Castleby" is the town, not the Castleby Civic Society."""
    return part[1] - part[0] == 1 and page.lower[part[0] - 1] in {"in", "near", "outside", "around", "across"}


_SOME = frozenset({"several", "many", "few", "some", "most", "others", "another", "both", "none", "anon", "everybody"})


def _many_by_position(page: Page, part: Range) -> bool:
    """ "Governors complain", "Several told me" at the start of a sentence."""
    first = part[0]
    starts = first == page.sentences[page.sentence[first]][0] or not page.word[first - 1]
    many = page.tag[first] in {"NNS", "JJ"} or (page.tag[first] == "NNPS" and page.lemma[first] != page.lower[first])
    return part[1] - first == 1 and ((starts and many) or page.lower[first] in _SOME)


def _only_by_position(page: Page, part: Range) -> bool:
    """A single word that may owe its capital to the start of a sentence."""
    first = part[0]
    starts = first == page.sentences[page.sentence[first]][0] or not page.word[first - 1]
    plain = page.pos[first] != "PROPN" or bool(page.classes[first]) or _of_a_post(page, first)
    doing = page.lower[first].endswith("ing") and page.lower[part[1] : part[1] + 1] == [
        ","
    ]  # "Opening, its chair said"
    return part[1] - first == 1 and starts and (plain or doing)


def _of_a_post(page: Page, first: int) -> bool:
    """ "Station manager Carl Vane": what he manages has no name."""
    lists = name_words()
    held = page.lemma[first + 1 : first + 2]
    return page.lower[first] in lists["field"] and bool(held) and held[0] in listed("officer", "role")
