"""The bodies that a phrase without a name may mean: one named elsewhere, or one that the article only describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.houses import kinds_of_body, kinds_of_post
from flows.reading.attributing.lexicon import GENITIVE, name_words
from flows.reading.attributing.page import Page, Range

DEFINITE = frozenset({"the", "this", "that", "its", "their", "our", "his", "her", "my", "your"})
_MODIFIES = frozenset({"compound", "amod", "nmod", "poss"})
_ALIKE = 8  # bodies with one noun, looked back over
_LONGEST = 6  # words of a body without a name
_MANY = frozenset({"ministry", "department"})
_LOOKED = 200
_OWNER = frozenset({"’", "'"})
_PRIVATE = frozenset({"group", "campaign", "think-tank"})  # no ministry, no inspectorate
_SERVANTS = frozenset({"supplier", "contractor", "subcontractor", "lender", "insurer", "auditor"})  # of somebody else
_PUBLIC = frozenset({"court", "police", "fire", "prison", "council", "ministry", "committee", "inspectorate", "school"})


def describe(page: Page, directory: Directory) -> None:
    """Enter the bodies that have no name: "the players' union", "a county council", each by its fullest phrase."""
    mentions: list[Mention] = []
    known: dict[str, list[Entity]] = {}
    for head, piece in sorted([*_heads(page, directory), *_campaigns(page, directory)]):
        words = tuple(page.lower[j] for j in range(*piece) if page.word[j])
        alike = known.setdefault(page.lemma[head], [])
        if _call(page, directory, head):
            continue
        near = alike[: -_ALIKE - 1 : -1]
        if words[-1] in _MANY:  # "the ministry" of one minister is not the finance ministry of another
            entity = next((e for e in near if words == e.words), None)
        else:
            entity = next((e for e in near if set(words) <= set(e.words)), None)
        if entity is None and alike and len(alike[-1].words) == 1 and words[-1] not in _MANY:
            entity = alike[-1]
            entity.name, entity.words, entity.first = page.said(piece), words, piece
        if entity is None:
            entity = Entity(page.said(piece), words, person=False, first=piece)
            alike.append(entity)
        mentions.append(Mention(piece, entity))
    directory.enter(mentions)


def _call(page: Page, directory: Directory, head: int) -> bool:
    """Whether the noun tells of what kind a body with a name is, which is then kept."""
    named = _named_so(page, directory, head)
    if named is not None:
        named.called.add(page.lemma[head])
    return named is not None


def _named_so(page: Page, directory: Directory, head: int) -> Entity | None:
    """The body of which it is said: "Shelterline, a housing charity", "the charity Shelterline", "called Lunch"."""
    after = head + 1
    if page.lower[after : after + 1] and page.lower[after] in {"called", "named"}:
        after += 1
    follows = next((m for m in directory.within((after, after + 1)) if m.piece[0] == after), None)
    if follows is not None and not follows.entity.person:
        return follows.entity
    if page.dep[head] == "appos" or page.lower[page.left[head] - 1] == ",":
        end = page.left[head] - 1
        before = next((m for m in directory.within((end - 1, end)) if m.piece[1] == end), None)
        if page.lower[end] == "," and before is not None and not before.entity.person:
            return before.entity
    return None


def _campaigns(page: Page, directory: Directory) -> Iterator[tuple[int, Range]]:
    """ "The Dallow campaign", "Amado's campaign": it has the name of who runs."""
    for j in range(1, len(page)):
        if page.lemma[j] in {"campaign", "office"} and page.tag[j] in {"NN", "NNP"}:
            owned = int(page.lower[j - 1] in GENITIVE)
            if page.lemma[j] == "office" and not owned:
                continue
            if directory.within((j - 1 - owned, j - owned)):
                yield j, (j - 1 - owned, j + 1)


def _heads(page: Page, directory: Directory) -> Iterator[tuple[int, Range]]:
    nouns = name_words()["described"]
    others = name_words()["any_body"] - nouns
    for j in range(1, len(page)):
        if page.lemma[j] in others and _common(page, j):
            _call(page, directory, j)
        if page.lemma[j] in nouns and _common(page, j) and (page.dep[j] != "compound" or _speaks_for(page, j + 1)):
            first = phrase(page, j)[0]
            named = directory.within((first, j + 1))
            local = not named or (named[0].piece[0] == first and named[-1].piece[1] <= j and not named[0].entity.surely)
            before = first - 1 - int(page.lower[first - 1] == "own")
            if first and (_of_a_place(page, named) or page.lower[before] in DEFINITE | {"a", "an"}) and local:
                yield j, phrase(page, j)


def _of_a_place(page: Page, named: list[Mention]) -> bool:
    """ "Lingcastle's clinic" needs no article."""
    after = page.lower[named[-1].piece[1] :][:1] if named and not named[-1].entity.person else []
    return after in (["’s"], ["'s"])


def _common(page: Page, j: int) -> bool:
    """ "The finance ministry" is tagged as a name now and then."""
    return page.tag[j] == "NN" or (page.tag[j] == "NNP" and page.text[page.start[j]].islower())


def _speaks_for(page: Page, head: int) -> bool:
    """ "An agency spokesman", "a county council officer": of a body that nothing else may name."""
    lemma = "".join(page.lemma[head : head + 1])
    return lemma.startswith("spokes") or lemma in {"officer", "official"}


def phrase(page: Page, head: int) -> Range:
    """The words of a body without a name, from what modifies its noun to the noun: "all-hours clinic"."""
    first = head
    while first > max(0, head - _LONGEST) and (
        page.dep[first - 1] == "case"
        or page.lower[first - 1] == "-"
        or (page.dep[first - 1] in _MODIFIES and page.head[first - 1] >= first)
    ):
        if page.lower[first - 1] in DEFINITE | {"own", "local"}:
            break
        first -= 2 if page.lower[first - 1] == "-" and first > 1 else 1
    return first, head + 1


def body_in(page: Page, directory: Directory, piece: Range) -> Entity | None:
    """The body of a phrase, by its name, or by what the article means by its noun: not "in Denby"."""
    named = [m for m in directory.within(piece) if not m.entity.person and page.lower[m.piece[0] - 1] != "in"]
    if named:
        return named[0].entity
    nouns = name_words()["described"]
    described = (j for j in range(*piece) if page.lemma[j] in nouns and page.tag[j] == "NN")
    return next((meant_by(directory, j + 1, page.lemma[j]) for j in described if page.dep[j] != "compound"), None)


def meant_by(directory: Directory, at: int, noun: str) -> Entity | None:
    """What "the union" means at a place: the one named last, the only body of its kind, or a union without a name."""
    named = latest_body(directory, at, noun, required=True)
    if named is not None and not _named_by(named, noun):
        named = None
    if named is not None and not _of_a_trade(named, noun):
        return named
    so_called = (m.entity for m in islice(directory.before(at), _LOOKED) if noun in m.entity.called)
    said = next(so_called, None) or next((e for e in islice(directory.bodies(), _LOOKED) if noun in e.called), None)
    if said is not None:
        return said
    if _modified(directory, at):  # "a divided appeals court" is not the Supreme Court named below
        return _own_phrase(directory, at, noun)
    fitting = (e for e in islice(directory.bodies(), _LOOKED) if _named_by(e, noun) or _plural(e, noun))
    later = next((e for e in fitting if not _of_a_trade(e, noun)), None)
    found = later or (None if noun in _SERVANTS else _only_of_kind(directory, kinds_of_body([noun])))
    if found is None and noun in name_words()["any_body"]:
        found = latest_fitting(directory, at, noun)
    return found or _own_phrase(directory, at, noun) or named


def _own_phrase(directory: Directory, at: int, noun: str) -> Entity | None:
    described = (m.entity for m in islice(directory.described_before(at), _LOOKED))
    return next((e for e in described if e.words[-1] == noun), None)


def _named_by(body: Entity, noun: str) -> bool:
    """ "The landlord" is not the Landlord Standards Authority, "the union" the Union of Prison Grades."""
    if noun not in body.words:
        return False
    after = body.words[body.words.index(noun) + 1 :]
    return not noun.endswith(("er", "or", "lord")) or not after or after[0] in {"of", "for", "in", "at"}


def _plural(body: Entity, noun: str) -> bool:
    """ "The estate" of Marl Estates, but no council of the League of Parish Councils."""
    return body.words[-1] == f"{noun}s" and "of" not in body.words


def _of_a_trade(body: Entity, noun: str) -> bool:
    """ "The council" is the town's, not the Growers' Council."""
    return noun == "council" and not _OWNER.isdisjoint(body.words)


def _modified(directory: Directory, at: int) -> bool:
    """ "The data regulator" is not the firm that was named before."""
    return any(m.piece[1] - m.piece[0] > 1 and m.piece[1] == at for m in directory.described_at(at - 1))


def latest_fitting(directory: Directory, at: int, noun: str) -> Entity | None:
    """What "the charity" means where no name says charity: the body named last that may be one, so no council."""
    kinds = kinds_of_body(["charity" if noun in _PRIVATE else noun])
    told = (m.entity for m in islice(directory.before(at), _LOOKED) if not m.entity.person)
    before = [e for e in told if e.surely or e.acts]
    others = _PUBLIC if "firm" not in kinds else frozenset(kind for e in before for kind in _kinds(e))
    return next((e for e in before if not (kinds and others & _kinds(e) and not kinds & _kinds(e))), None)


def _only_of_kind(directory: Directory, kinds: frozenset[str]) -> Entity | None:
    """The one named body of these kinds, if the article names one alone."""
    found = [e for e in islice(directory.bodies(), _LOOKED) if kinds & (_kinds(e) or _any_kinds(e))]
    return found[0] if len(found) == 1 else None


def of_post(directory: Directory, at: int, words: Iterable[str]) -> Entity | None:
    """The body that a post without one belongs to: "the governor" of the prison, "the minister" of the ministry."""
    said = frozenset(words)
    kinds = kinds_of_post(said)
    if not kinds:
        return None
    before = (m.entity for m in islice(directory.before(at), _LOOKED) if not m.entity.person)
    told, ahead = islice(directory.described_before(at), _LOOKED), directory.described_after(at, _LOOKED)
    known = chain(before, (m.entity for m in told), islice(directory.bodies(), _LOOKED), (m.entity for m in ahead))
    return next((e for e in known if kinds & _kinds(e) and _same_field(said, e)), None)


def _kinds(body: Entity) -> frozenset[str]:
    """By the noun of the name: "HMP Stannerby", "Department for Travel"; "Growers' Council" is no town's."""
    if body.words[-1] == "authority":  # of a council, a regulator, a fire service
        return kinds_of_body(body.words) - {"firm"}  # the Landlord Standards Authority lets nothing
    leading = body.words[0] == "hmp" or (len(body.words) > 1 and body.words[1] in {"of", "for", "at"})
    kinds = kinds_of_body([body.words[-1], *body.words[: int(leading)]])
    return kinds - {"council"} if not _OWNER.isdisjoint(body.words) else kinds


def _any_kinds(body: Entity) -> frozenset[str]:
    if body.words[-1] == "authority":
        return _kinds(body)
    kinds = kinds_of_body(body.words)
    return kinds - {"council"} if not _OWNER.isdisjoint(body.words) else kinds


def _same_field(post: frozenset[str], body: Entity) -> bool:
    """A foreign minister has no defence ministry, and the food minister not "the finance ministry"."""
    if body.name[:1].islower() and len(body.words) > 1 and len(post) > 1 and body.words[-1] in _MANY:
        return not post.isdisjoint(body.words[:-1])
    return ("foreign" in post) == ("foreign" in body.words) or len(body.words) == 1
