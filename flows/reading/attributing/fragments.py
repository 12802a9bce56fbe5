"""Give quoted fragments that are left over to the attribution they stand beside: in its sentence, or in its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.reading.attributing.cues import subject
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.selection import Proposal
from flows.reading.attributing.sources import noun_phrase

LIST_SCORE = 0.3
_BULLETS = frozenset({"•", "-", "–", "—", "*", "·", "◦", "▪"})
_SAID = frozenset({"noun", "say", "write", "direct", "argue", "show", "ask", "commit"})


def with_fragments(page: Page, chosen: Sequence[Proposal]) -> list[Proposal]:
    """Run contents on to quoted words later in their sentence, and add lists that a sentence introduces."""
    held = [None if p.cue >= 0 and page.run[p.cue] >= 0 else p for p in chosen]
    covered = {j for p in held if p is not None for i, k in p.content for j in range(i, k)}
    out = list(chosen)
    at: dict[int, list[int]] = {}
    for n, p in enumerate(held):
        if p is not None and p.cue >= 0:
            at.setdefault(page.sentence[p.cue], []).append(n)
    for run in page.runs:
        if any(j in covered for j in range(*run)) or not page.words(run):
            continue
        here = at.get(page.sentence[run[0]], [])
        if len(here) == 1:
            out[here[0]] = _run_on(page, out[here[0]], run)
    out.extend(_lists(page, covered))
    return sorted(out, key=lambda p: (p.content[0], p.cue))


def _run_on(page: Page, proposal: Proposal, run: Range) -> Proposal:
    """“... said the service was late, and what it needed was a review “so we know”.”"""
    i, j = proposal.content[-1]
    reported = proposal.cue < i and page.dep[proposal.cue] != "acl" and page.sentence[i] == page.sentence[run[0]]
    mixed = any(page.run[t] >= 0 for t in range(i, j))
    if not (reported and mixed and j <= run[0] and run[1] - j < 40):
        return proposal
    return replace(proposal, content=(*proposal.content[:-1], (i, run[1])))


def _lists(page: Page, covered: set[int]) -> Iterator[Proposal]:
    """ "The review made a number of proposals, including:" and what its bullets quote."""
    for number, paragraph in enumerate(page.paragraphs):
        if not _ends_in_colon(page, paragraph):
            continue
        items = _items(page, number + 1)
        free = [p for p in items if not any(j in covered for j in range(*p))]
        if not free or free != items:
            continue
        verb = _introducing(page, paragraph)
        who = subject(page, verb) if verb >= 0 else -1
        if who >= 0:
            pieces = [t for p in items if (t := page.trimmed(p)) is not None]
            if pieces:
                yield Proposal(verb, noun_phrase(page, who), who, tuple(pieces), LIST_SCORE)


def _ends_in_colon(page: Page, paragraph: Range) -> bool:
    tail = [page.lower[j] for j in range(max(paragraph[0], paragraph[1] - 3), paragraph[1]) if page.pos[j] != "SPACE"]
    return bool(tail) and tail[-1] == ":"


def _items(page: Page, number: int) -> list[Range]:
    out = []
    for first, last in page.paragraphs[number : number + 40]:
        mark = next((j for j in range(first, last) if page.pos[j] != "SPACE"), -1)
        if mark < 0 or page.lower[mark] not in _BULLETS:
            break
        out.append((mark + 1, last))
    return out


def _introducing(page: Page, paragraph: Range) -> int:
    """The main verb of the sentence before a list, when the sentence speaks of saying."""
    last = page.sentences[page.sentence[paragraph[1] - 1]]
    if not any(set(page.classes[j]) & _SAID for j in range(*last)):
        return -1
    return next((j for j in range(*last) if page.dep[j] == "ROOT" and page.pos[j] in {"VERB", "AUX"}), -1)
