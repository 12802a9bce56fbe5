"""The paper that prints a text: it stands in the article's head, and the text calls it "this newspaper" or "we"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.reading.attributing.directory import Directory, Entity, Mention
from flows.reading.attributing.houses import kinds_of_body
from flows.reading.attributing.narrating import labelled
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.standing import committee_of

NOWHERE = (0, 0)  # the piece of an outlet that the text does not name
_PRINTS = frozenset({"newspaper", "paper", "magazine", "journal", "website", "publication", "page", "column", "title"})
_WRITERS = frozenset({"correspondent", "reporter", "reviewer", "columnist", "editor", "cartoonist", "subeditor"})
_DESKS = frozenset({"data", "news", "picture", "political", "foreign", "sports", "business"})
_PIECES = frozenset({"leader", "editorial", "headline", "coverage", "article", "feature", "report", "review", "story"})
_ASKS = frozenset({"ask", "put", "press", "contact", "approach", "report", "publish", "print"})
_PRESSES = frozenset({"put", "press", "challenge"})  # "I put it to her"; anybody asks
_EDITS = frozenset({"write", "edit", "publish", "own"})
_ROUND_UP = frozenset({"up", "round", "roundup"})
_SIR = frozenset({"sir", "madam", "editor"})
_OURS = 4  # words of "our chief political correspondent"
_GREETING = 3


@dataclass(frozen=True, slots=True)
class Head:
    """What is printed above a text and is no part of it. Every reader of an article has it."""

    outlet: str = ""
    title: str = ""


HEADLESS = Head()


def known_outlet(page: Page, named: Mapping[Entity, Sequence[Range]], head: Head) -> Entity | None:
    """The outlet as the text names it, in full or by its last word ("the Gazette"), else by its head alone."""
    words = tuple(word for word in head.outlet.lower().split() if word != "the")
    if not words:
        return None
    entity = next((e for e in named if _bare(e) == words), None)
    if entity is None and kinds_of_body(words[-1:]) >= {"media"}:
        entity = next((e for e in named if _bare(e) == words[-1:] and page.lower[e.first[0] - 1] == "the"), None)
    if entity is None:
        return Entity(head.outlet, words, person=False, first=NOWHERE, surely=True)
    entity.name, entity.words, entity.person = head.outlet, words, False
    return entity


def _bare(entity: Entity) -> tuple[str, ...]:
    return entity.words[1:] if entity.words[:1] == ("the",) else entity.words


def prints_letters(page: Page, head: Head) -> bool:
    """Whether readers write to the outlet: its title says so, or they begin with "Sir"."""
    if {"letter", "letters"} & {word.strip(":,.’'") for word in head.title.lower().split()}:
        return not head.title.lower().startswith("an open")
    openings = (page.lower[first : first + _GREETING] for first, _ in page.paragraphs)
    return any(_SIR & set(words[:-1]) and {",", ":"} & set(words) for words in openings)


def writes_for(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "Our reporter Ann Lee", "Ann Lee edits this magazine"."""
    first, last = mention.piece
    if directory.outlet is None or page.run[first] >= 0:
        return None
    before = range(max(0, first - _OURS), first)
    if page.lemma[first - 1] in _WRITERS and any(page.lower[j] == "our" for j in before):
        return directory.outlet
    verb = page.head[last - 1]
    if page.dep[last - 1] != "nsubj" or page.lemma[verb] not in _EDITS:
        return None
    for j in page.kids[verb]:
        if page.dep[j] == "dobj" and (_this(page, (page.left[j], j + 1), j) or _names(directory, j)):
            return directory.outlet
    return None


def _names(directory: Directory, j: int) -> bool:
    return any(m.entity is directory.outlet for m in directory.within((j, j + 1)))


def _this(page: Page, piece: Range, j: int) -> bool:
    return page.lemma[j] in _PRINTS and page.lower[piece[0]] in {"this", "these"}


def of_the_outlet(page: Page, directory: Directory, piece: Range, head: int) -> bool:
    """ "This newspaper", "editors of this page", "our data desk", and in a reader's letter "your correspondent"."""
    if any(_this(page, (j - 1, j), j) for j in range(piece[0] + 1, piece[1])):
        return True
    opens = page.lower[piece[0]]
    nouns = {page.lemma[j] for j in range(piece[0] + 1, head + 1)}
    people = nouns & _WRITERS or (page.lemma[head] == "desk" and nouns & _DESKS)
    if opens == "our":
        return bool(people)
    if not directory.letters:
        return False
    if opens == "your":
        return bool(people or nouns & (_PIECES | _PRINTS | _ROUND_UP))
    return page.lower[head] == "you" or (opens == "the" and head == piece[0] + 1 and page.lemma[head] == "editor")


def outlet_speaks(page: Page, directory: Directory, head: int) -> bool:
    """ "We asked the trust where it was": what a paper does; or "we" in a text in which no "I" and no "you" speaks."""
    asks = _PRESSES if page.lower[head] == "i" else _ASKS
    if page.lemma[page.head[head]] in asks and page.dep[head] == "nsubj":
        return True
    told = directory.pronouns
    return page.lower[head] == "we" and not told & {"i", "my", "me"} and (directory.letters or "you" not in told)


def pronouns_told(page: Page) -> frozenset[str]:
    """The pronouns outside quotations, gathered once for a text."""
    return frozenset(page.lower[j] for j in range(len(page)) if page.run[j] < 0 and page.pos[j] == "PRON")


def find_interviewer(page: Page, directory: Directory) -> None:
    """Who opens a transcript with a question, and is said to work nowhere, asks for the paper, but not at a hearing."""
    if directory.outlet is None or directory.letters or committee_of(directory) is not None:
        return
    labels = ((labelled(page, directory, n), piece) for n, piece in enumerate(page.paragraphs))
    turns = [(speaker, piece) for speaker, piece in labels if speaker is not None]
    if not turns:
        return
    person, (first, last) = turns[0]
    again = sum(speaker is person for speaker, _ in turns) > 1
    answered = any(speaker is not person for speaker, _ in turns)
    if again and answered and "?" in page.lower[first:last] and person.organisation is None and not person.past:
        person.organisation, person.told = directory.outlet, "interviewer"
