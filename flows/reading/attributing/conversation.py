"""Give a speaker to quotations that no cue introduces: by what goes on, by who was just named, by the talk's turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.reading.attributing.cues import SUBJECTS
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.selection import Proposal
from flows.reading.attributing.sources import noun_phrase

_ENDS = frozenset(".?!…,;")
_PERSONAL = frozenset({"he", "she"})
BARE_SCORE = 0.1  # below every cue: a third of them have the right speaker, which calibration then says
_ENOUGH_WORDS = 3


class _Talk:
    """What has been chosen so far, to be looked up by paragraph."""

    def __init__(self, page: Page, chosen: Sequence[Proposal]) -> None:
        self.page = page
        self.all = list(chosen)
        self._at: dict[int, list[int]] = {}
        self._runs: list[set[int]] = [set() for _ in chosen]  # the quotations that each holds words of
        for n in range(len(self.all)):
            self._note(n, self.all[n].content)

    def _note(self, n: int, pieces: Iterable[Range]) -> None:
        proposal = self.all[n]
        ends = [j for i, k in pieces for j in (i, k - 1)]
        self._runs[n].update(self.page.run[j] for j in ends)
        tokens = ends + [t for t in (proposal.cue, proposal.source_head) if t >= 0]
        for paragraph in {self.page.paragraph[j] for j in tokens}:
            self._at.setdefault(paragraph, []).append(n)

    def holds(self, n: int, runs: set[int]) -> bool:
        """True when words of one of these quotations begin or end a piece of content."""
        return not self._runs[n].isdisjoint(runs)

    def near(self, paragraph: int) -> list[int]:
        """Numbers of what touches `paragraph` or the one before, in order."""
        return sorted({*self._at.get(paragraph - 1, ()), *self._at.get(paragraph, ())})

    def add(self, proposal: Proposal) -> None:
        self.all.append(proposal)
        self._runs.append(set())
        self._note(len(self.all) - 1, proposal.content)

    def extend(self, n: int, piece: Range) -> None:
        proposal = self.all[n]
        self.all[n] = replace(proposal, content=(*proposal.content, piece))
        self._note(n, [piece])


def with_bare_quotations(page: Page, chosen: Sequence[Proposal]) -> list[Proposal]:
    """Return `chosen` with every wholly quoted sentence that it leaves out, continued or added."""
    covered = {j for p in chosen if not _relayed(page, p) for i, k in p.content for j in range(i, k)}
    talk = _Talk(page, chosen)
    for block in _blocks(page, covered):
        _place(page, block, talk)
    out = [replace(p, content=page.joined(p.content)) for p in talk.all]
    return sorted(out, key=lambda p: (p.content[0], p.cue))


def _relayed(page: Page, proposal: Proposal) -> bool:
    return proposal.cue >= 0 and page.run[proposal.cue] >= 0


def _blocks(page: Page, covered: set[int]) -> Iterator[Range]:
    """Runs of wholly quoted sentences within one paragraph that nobody has been given."""
    begin: int | None = None
    end = 0
    for first, last in page.sentences:
        words = [j for j in range(first, last) if page.word[j]]
        free = bool(words) and all(page.run[j] >= 0 and j not in covered for j in words)
        starts = begin is not None and page.paragraph[words[0]] != page.paragraph[begin] if words else False
        if begin is not None and (not free or starts):
            yield begin, end
            begin = None
        if free:
            begin = words[0] if begin is None else begin
            end = last
    if begin is not None:
        yield begin, end


def _place(page: Page, block: Range, talk: _Talk) -> None:
    piece = page.trimmed((max(block[0] - 1, 0), block[1])) or block
    if not _is_speech(page, piece):
        return
    goes_on = _same_run(page, piece, talk)
    if goes_on is None:
        before = _said_before(page, piece, talk)
        goes_on = before if before is not None and _goes_on(page, piece, talk.all[before]) else None
    if goes_on is not None:
        talk.extend(goes_on, piece)
        return
    head = _just_speaking(page, piece, talk)
    if head < 0:
        head = _just_named(page, piece)
    source = noun_phrase(page, head) if head >= 0 else None
    talk.add(Proposal(-1, source, head, (piece,), BARE_SCORE))


def _is_speech(page: Page, piece: Range) -> bool:
    """Sentences end in a stop: a wholly quoted line without one is a heading."""
    tail = page.text[page.start[piece[1] - 1] : page.end[piece[1] - 1] + 2]
    last = [page.lower[j] for j in range(max(piece[0], piece[1] - 3), piece[1])]
    stopped = any(w and w[-1] in _ENDS for w in last) or any(c in _ENDS for c in tail[:1])
    return stopped and page.words(piece) >= _ENOUGH_WORDS


def _said_before(page: Page, piece: Range, talk: _Talk) -> int | None:
    """The attribution whose quoted content ends right before `piece`, cue and source aside."""
    paragraph = page.paragraph[piece[0]]
    best: int | None = None
    for n in talk.near(paragraph):
        proposal = talk.all[n]
        end = proposal.content[-1][1]
        if end > piece[0] or page.run[end - 1] < 0 or _relayed(page, proposal):
            continue
        near = page.paragraph[end - 1]
        if near == paragraph and page.sentence[piece[0]] - page.sentence[end - 1] <= 1:
            best = n
        elif near == paragraph - 1 and _opens_paragraph(page, piece) and _ends_paragraph(page, proposal, near):
            best = n if page.whole_utterance(page.run[end - 1]) else best
    return best


def _same_run(page: Page, piece: Range, talk: _Talk) -> int | None:
    """The attribution that holds the rest of the quotation that `piece` is a part of."""
    runs = {page.run[piece[0]], page.run[piece[1] - 1]}
    for n in talk.near(page.paragraph[piece[0]]):
        if not _relayed(page, talk.all[n]) and talk.holds(n, runs):
            return n
    return None


def _opens_paragraph(page: Page, piece: Range) -> bool:
    return page.words((page.paragraphs[page.paragraph[piece[0]]][0], piece[0])) == 0


def _ends_paragraph(page: Page, proposal: Proposal, paragraph: int) -> bool:
    """True when the last sentence of `paragraph` belongs to `proposal`, its cue and source included."""
    last = page.paragraphs[paragraph][1] - 1
    while last > 0 and not page.word[last]:
        last -= 1
    touched = [proposal.content[-1][1] - 1, proposal.cue, proposal.source_head]
    return page.sentence[last] in {page.sentence[t] for t in touched if t >= 0}


def _goes_on(page: Page, piece: Range, before: Proposal) -> bool:
    """A question that has been closed is answered by somebody else."""
    end = before.content[-1][1]
    if page.paragraph[end - 1] == page.paragraph[piece[0]]:
        return True
    run = page.run[piece[0]]
    if run >= 0 and page.quotations[run].continues:
        return True
    return not any(page.lower[j] == "?" for j in range(max(0, end - 3), end))


def _just_speaking(page: Page, piece: Range, talk: _Talk) -> int:
    """The source of an attribution in the sentence before."""
    before = page.sentence[piece[0]] - 1
    near = [talk.all[n] for n in talk.near(page.paragraph[piece[0]])]
    for proposal in reversed(near):
        head = proposal.source_head
        if head < 0 or _relayed(page, proposal) or page.tag[head] == "NNS":
            continue
        if any(i <= head < j for other in near if other is not proposal for i, j in other.content):
            continue  # "She rejected the guild's criticism of the levy. ...": she goes on, not the guild
        if page.dep[page.head[head]] == "relcl":  # "On leads, which the ministry wants, he is warmer. ..."
            continue
        if (
            page.sentence[head] == before
            and page.paragraph[piece[0]] - page.paragraph[head] <= 1
            and page.run[head] < 0
        ):
            return head
    return -1


def _just_named(page: Page, piece: Range) -> int:
    """The subject of the sentence before, when it is a person or a name."""
    before = page.sentence[piece[0]] - 1
    if before < 0 or page.paragraph[piece[0]] - page.paragraph[page.sentences[before][0]] > 1:
        return -1
    first, last = page.sentences[before]
    for j in range(first, last):
        outermost = page.dep[j] in SUBJECTS and page.run[j] < 0 and page.dep[page.head[j]] in {"ROOT", "conj", "ccomp"}
        if outermost and (page.lower[j] in _PERSONAL or page.pos[j] == "PROPN" or "person" in page.classes[j]):
            return j
    return -1
