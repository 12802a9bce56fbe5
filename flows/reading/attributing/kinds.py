"""Tell people from bodies among the names of an article, by how the article treats each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.reading.attributing.directory import Entity
from flows.reading.attributing.features import Scorer, buckets
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.page import Page, Range

MENTIONS = 6  # looked at per name: a name that is used more often shows itself sooner
_SMALL = frozenset({"of", "for", "the", "and", "&"})
_BEFORE = frozenset({"the", "at", "of", "for", "from", "in", "by", "a", "to", "with", "against", "and"})
_OWNER = frozenset({"’s", "'s", "’", "'"})
_OFFICERS = frozenset(
    {"executive", "director", "chair", "chairman", "chairwoman", "president", "treasurer", "convenor"}
)
_DEEDS = frozenset({
    "win", "apply", "appoint", "hold", "host", "receive", "help",
    "run", "publish", "launch", "employ", "own", "operate", "serve", "represent", "campaign", "issue",
    "apologise", "buy", "sell", "build", "open", "close", "hire", "provide", "offer", "train", "organise",
    "send", "write", "lobby", "fund",
})  # fmt: skip
_RUN = frozenset({"run", "chair", "found", "co-found", "head"})
_POSTED = frozenset({"of", "at"})
_OF_PEOPLE = frozenset({"author", "lead", "partner", "head"})
_RANKS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "cllr", "rev", "sgt", "sen", "rep", "gov"})
_AGENTS = ("er", "or", "man")  # a lender, an ombudsman may be one person
_PARTS = frozenset({"member", "branch", "delegation", "headquarters", "shareholder", "subsidiary"})
_PRONOUNS = {"he": "human", "she": "human", "his": "human", "her": "human", "it": "thing", "its": "thing"}


def settle(page: Page, named: Iterable[tuple[Entity, list[Range]]], scorer: Scorer) -> None:
    """Set `person` and `sure` of every name."""
    rows = list(named)
    small = small_words(page)
    signs = [buckets(features(page, entity, pieces, small)) for entity, pieces in rows]
    for (entity, pieces), score in zip(rows, scorer.scores(signs).tolist(), strict=True):
        said = any(_said_a_body(page, piece) for piece in pieces[:MENTIONS])
        entity.person = score > 0 and not said and not any(_is_run(page, piece) for piece in pieces[:MENTIONS])
        ranked = any(page.lower[first].rstrip(".") in _RANKS for first, _ in pieces[:MENTIONS])
        entity.person = entity.person or (ranked and not said)
        entity.surely = entity.surely or said
        entity.sure = abs(score)
        entity.acts = not entity.person and any(_acts(page, piece) for piece in pieces[:MENTIONS])


def _said_a_body(page: Page, piece: Range) -> bool:
    """ "The union Dockhands United", "a campaign called Clean Lunch", "general secretary of Dockhands United"."""
    lists = name_words()
    if not lists["title"].isdisjoint(page.lower[piece[0] : piece[1]]):  # "the local authority Councillor Wilf Shaw"
        return False
    if _has_officer(page, piece[1]) or _which(page, piece) or _told_a_body(page, piece) or _heads(page, piece):
        return True
    j = piece[0] - 1
    if j > 1 and page.lower[j] in _POSTED:
        return page.lemma[j - 1] in (lists["officer"] | lists["post"]) - _OF_PEOPLE
    if j > 0 and page.lower[j] in {"called", "named"}:
        j -= 1
    small = j >= 0 and page.text[page.start[j]].islower() and page.tag[j] == "NN"
    return small and page.lemma[j] in lists["described"] | lists["any_body"]


def _which(page: Page, piece: Range) -> bool:
    """ "Brackley Lorne, which holds the framework", "the two Green Coast members": said of nobody."""
    lists = name_words()
    given = lists["male"] | lists["female"] | lists["man"] | lists["woman"] | lists["either"]
    if piece[1] - piece[0] < 2 or not given.isdisjoint(page.lower[piece[0] : piece[1]]):
        return False
    parts = bool(_PARTS.intersection(page.lemma[piece[1] : piece[1] + 1]))
    return parts or page.lower[piece[1] : piece[1] + 2] == [",", "which"]


def _heads(page: Page, piece: Range) -> bool:
    """ "Pedal Forward. The cycling charity could live with the limit": a name alone at the head of a paragraph."""
    first, last = piece
    opens = page.paragraph[first] >= 0 and page.paragraphs[page.paragraph[first]][0] == first
    if not opens or page.lower[last : last + 2] != [".", "the"]:
        return False
    noun = next((j for j in range(last + 2, min(last + 6, len(page))) if page.head[j] > j or page.tag[j] == "NN"), -1)
    while noun >= 0 and page.dep[noun] in {"amod", "compound"}:
        noun = page.head[noun]
    return noun >= 0 and page.lemma[noun] in name_words()["any_body"] | name_words()["described"]


def _told_a_body(page: Page, piece: Range) -> bool:
    """ "Core Eight, their lobby group, has fought it"."""
    head = next((k for k in page.kids[piece[1] - 1] if page.dep[k] == "appos" and k > piece[1]), -1)
    if head < 0 or page.lower[piece[1]] != "," or page.tag[head] != "NN":
        return False
    known = name_words()["described"] | name_words()["any_body"]
    return page.lemma[head] in known and not page.lemma[head].endswith(_AGENTS)


def _acts(page: Page, piece: Range) -> bool:
    """ "Stepwell has run the night centre", "said Shelterline": what towns seldom do."""
    last = piece[1] - 1
    verb = page.head[last]
    if page.dep[last] == "nsubj" and page.tag[verb].startswith("VB"):
        return bool(page.classes[verb]) or page.lemma[verb] in _DEEDS
    return _has_officer(page, piece[1])


def _has_officer(page: Page, last: int) -> bool:
    """ "Pennine Water's director of networks": people have spokesmen, too, but no directors."""
    if page.lower[last : last + 1] and page.lower[last] in _OWNER:
        for j in range(last + 1, min(last + 5, len(page))):
            if page.lemma[j] in _OFFICERS:
                return True
            if page.pos[j] not in {"NOUN", "PROPN", "ADJ"}:
                return False
    return False


def _is_run(page: Page, piece: Range) -> bool:
    """ "Who runs Harbour Yard"."""
    last = piece[1] - 1
    return page.dep[last] == "dobj" and page.lemma[page.head[last]] in _RUN


def small_words(page: Page) -> frozenset[str]:
    """The words that the article also uses in lower case: "the estate" beside "Marl Estates"."""
    return frozenset(page.lemma[j] for j in range(len(page)) if page.text[page.start[j]].islower())


def features(page: Page, entity: Entity, pieces: list[Range], small: frozenset[str]) -> Iterator[str]:
    lists = name_words()
    words = [w for w in entity.words if w not in _OWNER]
    first, last = words[0], words[-1]
    guess = "person" if entity.person else "body" if entity.surely else "unsure"
    given = first in lists["male"] | lists["female"]
    bodied = "last" if last in lists["body"] else "inside" if set(words) & lists["body"] else "no"
    joint = bool(set(words) & _SMALL)
    yield f"guess={guess}"
    yield f"n={min(len(words), 5)}"
    yield f"given={given}|{bodied}|{joint}|{min(len(words), 3)}"
    yield f"guess={guess}|{bodied}|{given}"
    if bodied == "last":
        yield f"last={last}"
    yield f"times={min(len(pieces), 4)}"
    yield f"ends={last[-3:]}|{bodied}"
    yield f"acronym={any(c.isupper() for c in entity.name[1:2])}|{len(words) == 1}"
    yield f"small={entity.name[:1].islower()}"
    if len(words) > 1:
        yield f"common={last in small or last.removesuffix('s') in small}|{words[0] in small}|{given}|{bodied}"
        yield f"common={last in small or last.removesuffix('s') in small}|{guess}"
    seen: set[str] = set()
    for piece in pieces[:MENTIONS]:
        seen.update(_around(page, piece, entity))
        seen.update(_after(page, piece[1]))
        seen.update(_governed(page, piece[1] - 1))
        seen.update(_taken_up(page, piece[1]))
    for sign in seen:
        yield sign
        yield f"{sign}|{guess}"
        yield f"{sign}|{bodied}|{min(len(words), 2)}"


def _around(page: Page, piece: Range, entity: Entity) -> Iterator[str]:
    titles = name_words()["title"]
    first, last = piece
    before = page.lower[first - 1] if first else ""
    words = page.lower[first:last]
    if before in titles or any(w in titles for w in words):
        yield "titled"
    if last - first == 1 and len(entity.words) > 1:
        yield "by its last word" if words[-1] == entity.words[-1] else "by its first word"
    if before in _BEFORE:
        yield f"before={before}"


def _after(page: Page, last: int) -> Iterator[str]:
    lists = name_words()
    after, then = ([*page.lower[last : last + 2], "", ""])[:2]
    if after in _OWNER:
        yield f"owns={any(w in lists['officer'] | lists['role'] for w in page.lemma[last + 1 : last + 4])}"
    elif after in {"who", "which"}:
        yield f"rel={after}"
    elif after in {",", "("}:
        yield f"comma rel={then}" if then in {"who", "which", "whose", "where"} else "comma"
        yield from (f"apposed={kind}" for kind in _apposed(page, last + 1))


def _apposed(page: Page, begin: int) -> Iterator[str]:
    for j in range(begin, min(begin + 7, len(page))):
        if page.lower[j] in {",", ")", "."} or page.pos[j] == "VERB":
            return
        yield from (c for c in page.classes[j] if c in {"person", "body", "document"})


def _governed(page: Page, last: int) -> Iterator[str]:
    verb = (page.classes[page.head[last]] or ("-",))[0]
    if page.dep[last] in {"nsubj", "nsubjpass"}:
        yield f"subject of={verb}"
    elif page.dep[last] == "compound":
        yield f"compound of={verb}"
    else:
        yield f"dep={page.dep[last]}"


def _taken_up(page: Page, last: int) -> Iterator[str]:
    """The pronoun that follows soonest, within the sentence or as the first word of the next."""
    sentence = page.sentence[last - 1]
    for j in range(last, min(last + 40, len(page))):
        if page.sentence[j] > sentence + 1:
            return
        if page.lower[j] in _PRONOUNS:
            yield f"taken up={_PRONOUNS[page.lower[j]]}"
            return
