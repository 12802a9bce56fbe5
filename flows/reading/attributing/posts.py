"""Posts that the text gives apart from the name: "The new principal of Fenwick College ... says Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.reading.attributing.bodies import body_in, of_post
from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.houses import posts
from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.standing import over

_AT = frozenset({"of", "at", "for"})
_NEAR = 2  # sentences between a post and the name of who holds it
_ENDS = frozenset({"VERB", "AUX", "PUNCT", "ADP", "SCONJ", "PRON", "SPACE"})
_OPENING = 8  # sentences
_EARLY = 400  # words
_MODIFIES = frozenset({"compound", "amod", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TENURE = 12  # words of "chief executive of the Trust until 2019"
_GAP = 5  # words between a body and a post: "the board's newly appointed chief officer"


@dataclass(frozen=True, slots=True)
class Post:
    at: int
    body: Entity
    told: bool  # whose it is, in the phrase


def fill_posts(page: Page, directory: Directory) -> None:
    """Give every post without a name beside it to the person first named nearest, if the text gives that one none."""
    free = [m for m in _first_mentions(directory) if m.entity.organisation is None]
    if not free:
        return
    for post in _posts(page, directory):
        holder = min(
            (m for m in free if m.entity.organisation is None and _may_hold(page, directory, post, m)),
            key=lambda m: abs(m.piece[0] - post.at),
            default=None,
        )
        if holder is not None:
            holder.entity.organisation = post.body
            holder.entity.told = "post"
            holder.entity.roles.add(page.lemma[post.at])


@cache
def _posts_of_people() -> frozenset[str]:
    return listed("officer", "post") | posts()


def _first_mentions(directory: Directory) -> list[Mention]:
    return [m for m in directory.mentions if m.entity.person and m.piece[1] == m.entity.first[1]]


def _may_hold(page: Page, directory: Directory, post: Post, mention: Mention) -> bool:
    away = page.sentence[mention.piece[0]] - page.sentence[post.at]
    if not -1 <= away <= _NEAR and not _guest(page, directory, mention, post):
        return False
    if mention.piece[0] < post.at and page.lower[page.left[post.at]] in {"a", "an"}:
        return False  # "a spokesman for the landlord" is not who has just been named
    held = mention.entity.roles & _posts_of_people()
    if (not post.told or "minister" in held) and held and page.lemma[post.at] not in held:
        return False  # "Lead inspector Greta Holm" is not the governor
    low, high = sorted((post.at, mention.piece[0]))
    between = [m for m in directory.within((low, high)) if m.entity.person and m.entity is not mention.entity]
    return not between


def _guest(page: Page, directory: Directory, mention: Mention, post: Post) -> bool:
    """ "Ann Lee keeps a boat on her desk. ... says the chief executive of the Trust": an interview has one guest."""
    if post.at > _EARLY or not 0 < page.sentence[post.at] - page.sentence[mention.piece[0]] <= _OPENING:
        return False
    first = post.at
    while first > 0 and page.dep[first - 1] in _MODIFIES and page.head[first - 1] in (first, post.at):
        first -= 1
    named = [m.entity for m in directory.within((0, post.at)) if m.entity.person]
    return page.lower[first - 1] == "the" and all(e is mention.entity for e in named)


def _posts(page: Page, directory: Directory) -> Iterator[Post]:
    words = name_words()
    roles = words["officer"] | words["role"] | words["post"] | {"minister"}
    for j in range(len(page)):
        if page.lemma[j] not in roles or page.pos[j] not in {"NOUN", "PROPN"} or page.tag[j] in {"NNS", "NNPS"}:
            continue
        if _beside_name(page, directory, j) or over(page, (j, min(len(page), j + _TENURE))):
            continue
        held = page.lemma[j] != "minister" and (_body_after(page, directory, j) or _body_before(page, directory, j))
        body = held or _by_kind(page, directory, j)
        if body is not None:
            yield Post(j, body, bool(held))


def _by_kind(page: Page, directory: Directory, j: int) -> Entity | None:
    """ "The food minister conceded. Imelda Croft blamed": a post of the one ministry, as subject of its sentence."""
    first = page.left[j]
    if page.lower[first] != "the" or page.dep[j] not in _SUBJECTS:
        return None
    return of_post(directory, j, [page.lemma[k] for k in range(first, j + 1) if page.pos[k] in {"NOUN", "PROPN"}])


def _beside_name(page: Page, directory: Directory, j: int) -> bool:
    """Whether a person is named in apposition, who then holds the post."""
    around: Range = (max(0, j - 3), min(len(page), j + 4))
    return any(m.entity.person for m in directory.within(around))


def _body_after(page: Page, directory: Directory, j: int) -> Entity | None:
    if j + 1 >= len(page) or page.lower[j + 1] not in _AT:
        return None
    far = min(len(page), j + 8)
    end = next((k for k in range(j + 2, far) if page.pos[k] in _ENDS), far)
    return body_in(page, directory, (j + 2, end))


def _body_before(page: Page, directory: Directory, j: int) -> Entity | None:
    for k in range(j - 1, max(0, j - _GAP), -1):
        if page.lower[k] in {"its", "their"}:
            return latest_body(directory, k, "")
        if page.lower[k] in GENITIVE:
            return next((m.entity for m in directory.within((k - 1, k + 1)) if not m.entity.person), None)
        if page.pos[k] in {"VERB", "AUX", "PUNCT", "ADP", "SPACE"} and page.lower[k] != "-":
            return None
    return None
