"""Say whom "you" means outside quotations: who answers the question, or to whom a letter is written."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reading.attributing.bodies import body_in
from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.narrating import labelled, writes
from flows.reading.attributing.page import Page, Range

_OPENING = 6  # paragraphs
_SENT = frozenset({"deliver", "address", "send", "hand", "write"})
_SALUTATION = 8  # words


def addressees(page: Page, directory: Directory, speakers: Sequence[Entity | None]) -> list[Entity | None]:
    """For each paragraph. `speakers` tell each paragraph: "Rane: I am not ruling it out", or a letter."""
    found: list[Entity | None] = [None] * len(page.paragraphs)
    written: Entity | None = None
    for n, line in enumerate(page.paragraphs):
        greeted = _greeted(page, directory, line)
        if greeted is not None:
            written = greeted[0]
        answers = _answering(page, directory, n + 1)
        called = _called(page, directory, line)
        found[n] = called or written or (answers if answers is not speakers[n] else None)
    return found


def _answering(page: Page, directory: Directory, number: int) -> Entity | None:
    """Who speaks next under a name; the writer of the next letter answers nobody."""
    if number == len(page.paragraphs) or writes(page, page.paragraphs[number]):
        return None
    return labelled(page, directory, number)


def _greeted(page: Page, directory: Directory, line: Range) -> tuple[Entity | None] | None:
    """ "Dear Ms Croft,": a line of its own; "Sir," greets somebody whom it does not name."""
    if page.words(line) > _SALUTATION or page.lower[line[1] - 1] not in {",", ":"}:
        return None
    if page.lower[line[0]] != "dear" and page.words(line) > 1:
        return None
    return (next((m.entity for m in directory.within(line) if m.entity.person), None),)


def find_addressee_s_body(page: Page, directory: Directory) -> None:
    """ "The letter was delivered to the Ministry for Schools. ... Dear Ms Croft": she is there."""
    for number, line in enumerate(page.paragraphs[:_OPENING]):
        person = (_greeted(page, directory, line) or (None,))[0]
        if person is None or person.organisation is not None:
            continue
        for j in range(line[0]):
            if page.lemma[j] in _SENT and page.paragraph[j] in range(number):
                at = next((k for k in page.kids[j] if page.lower[k] == "to"), -1)
                person.organisation = body_in(page, directory, (at + 1, page.right[at] + 1)) if at >= 0 else None
                person.told = "addressed"


def _called(page: Page, directory: Directory, line: Range) -> Entity | None:
    """ "Ignatius Bello: Hugh, you undertook": a name between the label and a comma."""
    for mention in directory.within(line):
        first, last = mention.piece
        opens = first == line[0] or page.lower[first - 1] in {":", ","}
        if mention.entity.person and opens and first > line[0] and page.lower[last : last + 2] == [",", "you"]:
            return mention.entity
    return None
