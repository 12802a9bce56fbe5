"""Tell people from bodies among the names of an article, by how the article treats each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.reading.attributing.bodied import has_officer, is_run, said_a_body
from flows.reading.attributing.directory import Entity
from flows.reading.attributing.features import Scorer, buckets
from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page, Range

MENTIONS = 6  # looked at per name: a name that is used more often shows itself sooner
_SMALL = frozenset({"of", "for", "the", "and", "&"})
_BEFORE = frozenset({"the", "at", "of", "for", "from", "in", "by", "a", "to", "with", "against", "and"})
_DEEDS = frozenset({
    "win", "apply", "appoint", "hold", "host", "receive", "help",
    "run", "publish", "launch", "employ", "own", "operate", "serve", "represent", "campaign", "issue",
    "apologise", "buy", "sell", "build", "open", "close", "hire", "provide", "offer", "train", "organise",
    "send", "write", "lobby", "fund",
})  # fmt: skip
_RANKS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "cllr", "rev", "sgt", "sen", "rep", "gov"})
_PRONOUNS = {"he": "human", "she": "human", "his": "human", "her": "human", "it": "thing", "its": "thing"}


def settle(page: Page, named: Iterable[tuple[Entity, list[Range]]], scorer: Scorer) -> None:
    """Set `person` and `sure` of every name."""
    rows = list(named)
    small = small_words(page)
    signs = [buckets(features(page, entity, pieces, small)) for entity, pieces in rows]
    for (entity, pieces), score in zip(rows, scorer.scores(signs).tolist(), strict=True):
        said = any(said_a_body(page, piece) for piece in pieces[:MENTIONS])
        entity.person = score > 0 and not said and not any(is_run(page, piece) for piece in pieces[:MENTIONS])
        ranked = any(page.lower[first].rstrip(".") in _RANKS for first, _ in pieces[:MENTIONS])
        entity.person = entity.person or (ranked and not said)
        entity.surely, entity.said = entity.surely or said, said
        entity.sure = abs(score)
        entity.acts = not entity.person and any(_acts(page, piece) for piece in pieces[:MENTIONS])


def _acts(page: Page, piece: Range) -> bool:
    """ "Stepwell has run the night centre", "said Shelterline": what towns seldom do."""
    last = piece[1] - 1
    verb = page.head[last]
    if page.dep[last] == "nsubj" and page.tag[verb].startswith("VB"):
        return bool(page.classes[verb]) or page.lemma[verb] in _DEEDS
    return has_officer(page, piece[1])


def small_words(page: Page) -> frozenset[str]:
    """The words that the article also uses in lower case: "the estate" beside "Marl Estates"."""
    return frozenset(page.lemma[j] for j in range(len(page)) if page.text[page.start[j]].islower())


def features(page: Page, entity: Entity, pieces: list[Range], small: frozenset[str]) -> Iterator[str]:
    lists = name_words()
    words = [w for w in entity.words if w not in GENITIVE]
    first, last = words[0], words[-1]
    guess = "person" if entity.person else "body" if entity.surely else "unsure"
    given = first in listed("male", "female")
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
    if after in GENITIVE:
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
