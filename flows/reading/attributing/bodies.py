"""The bodies that a phrase without a name may mean: one named elsewhere, or one that the article only describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.houses import kinds_of_body, kinds_of_post
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.page import Page, Range

DEFINITE = frozenset({"the", "this", "that", "its", "their", "our", "his", "her", "my", "your"})
_MODIFIES = frozenset({"compound", "amod", "nmod", "poss"})
_ALIKE = 8  # bodies with one noun, looked back over
_LONGEST = 6  # words of a body without a name
_LOOKED = 200
_ALWAYS = frozenset({"ministry"})  # ministers have one, even where the article calls it "the department"


def describe(page: Page, directory: Directory) -> None:
    """Enter the bodies that have no name: "the players' union", "a county council", each by its fullest phrase."""
    mentions: list[Mention] = []
    known: dict[str, list[Entity]] = {}
    for head in _heads(page, directory):
        piece = _phrase(page, head)
        words = tuple(page.lower[j] for j in range(*piece) if page.word[j])
        alike = known.setdefault(page.lemma[head], [])
        entity = next((e for e in alike[: -_ALIKE - 1 : -1] if set(words) <= set(e.words)), None)
        if entity is None and alike and len(alike[-1].words) == 1:
            entity = alike[-1]
            entity.name, entity.words, entity.first = page.said(piece), words, piece
        if entity is None:
            entity = Entity(page.said(piece), words, person=False, first=piece)
            alike.append(entity)
        mentions.append(Mention(piece, entity))
    directory.enter(mentions)


def _heads(page: Page, directory: Directory) -> Iterator[int]:
    nouns = name_words()["described"]
    for j in range(1, len(page)):
        if page.lemma[j] in nouns and page.tag[j] == "NN" and page.dep[j] != "compound":
            first = _phrase(page, j)[0]
            if first and page.lower[first - 1] in DEFINITE | {"a", "an"} and not directory.within((first, j + 1)):
                yield j


def _phrase(page: Page, head: int) -> Range:
    first = head
    while first > max(0, head - _LONGEST) and (
        page.dep[first - 1] == "case" or (page.dep[first - 1] in _MODIFIES and page.head[first - 1] >= first)
    ):
        if page.lower[first - 1] in DEFINITE | {"own", "local"}:
            break
        first -= 1
    return first, head + 1


def meant_by(directory: Directory, at: int, noun: str) -> Entity | None:
    """What "the union" means at a place: the one named last, the only body of its kind, or a union without a name."""
    named = latest_body(directory, at, noun, required=True)
    if named is not None:
        return named
    later = next((e for e in islice(directory.bodies(), _LOOKED) if noun in e.words), None)
    found = later or _only_of_kind(directory, kinds_of_body([noun]))
    if found is None and noun in name_words()["any_body"]:
        found = latest_body(directory, at)
    without_name = (m.entity for m in islice(directory.described_before(at), _LOOKED) if m.entity.words[-1] == noun)
    return found or next(without_name, None)


def _only_of_kind(directory: Directory, kinds: frozenset[str]) -> Entity | None:
    """The one named body of these kinds, if the article names one alone."""
    found = [e for e in islice(directory.bodies(), _LOOKED) if kinds & kinds_of_body(e.words)]
    return found[0] if len(found) == 1 else None


def of_post(directory: Directory, at: int, words: Iterable[str]) -> Entity | None:
    """The body that a post without one belongs to: "the governor" of the prison, "the minister" of the ministry."""
    kinds = kinds_of_post(words)
    if not kinds:
        return None
    before = (m.entity for m in islice(directory.before(at), _LOOKED) if not m.entity.person)
    for body in chain(before, islice(directory.bodies(), _LOOKED)):
        if kinds & kinds_of_body([body.words[0], body.words[-1]]):
            return body
    described = chain(islice(directory.described_before(at), _LOOKED), directory.described_after(at, _LOOKED))
    without_name = (m.entity for m in described)
    return next((e for e in without_name if kinds & kinds_of_body(e.words[-1:]) & _ALWAYS), None)


def subject_before(page: Page, directory: Directory, at: int) -> Entity | None:
    """What "its" means: the body that the sentence so far, or the one before, is about, with a name or without."""
    first, _ = page.sentences[max(0, page.sentence[at] - 1)]
    if page.paragraph[first] < page.paragraph[at] - 1:
        return None
    for j in range(at - 1, first - 1, -1):
        subject = page.head[j] if page.dep[j] == "poss" else j  # "the department's turn came"
        if page.dep[subject] not in {"nsubj", "nsubjpass"} or page.run[j] >= 0:
            continue
        named = [m.entity for m in directory.within((j, j + 1)) if not m.entity.person]
        if named:
            return named[0]
        if page.lemma[j] in name_words()["described"] and page.tag[j] == "NN":
            return meant_by(directory, j, page.lemma[j])
    return None
