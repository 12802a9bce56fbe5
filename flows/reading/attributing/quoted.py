"""Quotations as content: what is quoted round a cue, and how far it runs on."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.page import Page, Range

LONGEST_TALK = 100  # sentences of one paragraph that one cue may take; each of the cues beside them looks at all


def quotation_pieces(page: Page, cue: int, source: Range | None) -> Iterator[tuple[str, list[Range]]]:
    """Yield the quotation runs that a cue outside of them may introduce or follow, from narrow to wide."""
    if page.run[cue] >= 0:
        return
    first, last = page.sentences[page.sentence[cue]]
    here = runs_between(page, first, last)
    if here:
        left = [r for r in here if r[1] <= cue]
        right = [r for r in here if r[0] > cue]
        yield "Q", here
        for name, some in (("Ql", left), ("Qr", right)):
            if some:
                yield name, some
                yield name + "1", [some[-1] if name == "Ql" else some[0]]
        for name, some in (("Q", here), ("Ql", left), ("Qr", right)):
            if some:
                yield from _widened(page, name, some, cue)
    else:
        yield from _elsewhere(page, cue)


def runs_between(page: Page, first: int, last: int) -> list[Range]:
    found: list[Range] = []
    j = first
    while j < last:
        k = page.run[j]
        if k < 0:
            j += 1
            continue
        end = j
        while end < last and page.run[end] == k:
            end += 1
        if page.words((j, end)):
            found.append((j, end))
        j = end
    return found


def _widened(page: Page, name: str, some: list[Range], cue: int) -> Iterator[tuple[str, list[Range]]]:
    right = following(page, page.sentence[cue], paragraphs=False)
    left = preceding(page, page.sentence[cue])
    on = following(page, page.sentence[cue], paragraphs=True)
    if right:
        yield name + ">", some + right
    if left:
        yield name + "<", left + some
        if right:
            yield name + "<>", left + some + right
    if len(on) > len(right):
        yield name + ">>", some + on
        if left:
            yield name + "<>>", left + some + on


def _elsewhere(page: Page, cue: int) -> Iterator[tuple[str, list[Range]]]:
    """The cue's own sentence quotes nothing: its quotation may stand before or after."""
    number = page.sentence[cue]
    right = following(page, number, paragraphs=False)
    on = following(page, number, paragraphs=True)
    left = preceding(page, number)
    if right:
        yield "X>", right
    if len(on) > len(right):
        yield "X>>", on
    if left:
        yield "X<", left
    paragraph = page.paragraph[cue]
    if paragraph > 0 and page.wholly_quoted(page.paragraphs[paragraph - 1]):
        yield "X<<", [page.paragraphs[paragraph - 1]]


def following(page: Page, sentence: int, *, paragraphs: bool) -> list[Range]:
    """The wholly quoted sentences right after `sentence`; with `paragraphs`, on into wholly quoted paragraphs."""
    out: list[Range] = []
    paragraph = page.paragraph[page.sentences[sentence][0]]
    for n in range(sentence + 1, min(len(page.sentences), sentence + 1 + LONGEST_TALK)):
        piece = page.sentences[n]
        number = page.paragraph[piece[0]]
        if number != paragraph:
            break
        if not page.wholly_quoted(piece):
            return out
        out.append(piece)
    if paragraphs and paragraph >= 0 and _speech_ends(page, sentence, out):
        for piece in page.paragraphs[paragraph + 1 : paragraph + 30]:
            if not page.wholly_quoted(piece) or _answers(page, piece):
                break
            out.append(piece)
    return out


def _speech_ends(page: Page, sentence: int, out: list[Range]) -> bool:
    """Whether speech, not a quoted fragment, stands at the end of the paragraph (or nothing is quoted there)."""
    last = page.sentences[page.sentence[out[-1][0]] if out else sentence]
    runs = [page.run[j] for j in range(*last) if page.run[j] >= 0]
    return not runs or page.whole_utterance(runs[-1])


def _answers(page: Page, paragraph: Range) -> bool:
    """True when the quotation before ended in a question and was closed: somebody else speaks now."""
    run = page.run[min(paragraph[0], len(page) - 1)]
    if run <= 0 or page.quotations[run].continues:
        return False
    before = page.quotations[run - 1]
    return before.closed and before.inner.of(page.text).rstrip().endswith("?")


def preceding(page: Page, sentence: int) -> list[Range]:
    """The wholly quoted sentences right before `sentence` in its paragraph."""
    out: list[Range] = []
    paragraph = page.paragraph[page.sentences[sentence][0]]
    for n in range(sentence - 1, max(-1, sentence - 1 - LONGEST_TALK), -1):
        if page.paragraph[page.sentences[n][0]] != paragraph or not page.wholly_quoted(page.sentences[n]):
            break
        out.append(page.sentences[n])
    return out[::-1]


def extended(page: Page, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
    """Run on over wholly quoted sentences when `pieces` end in a quotation."""
    last = pieces[-1][1] - 1
    if page.run[last] < 0:
        return pieces
    more = following(page, page.sentence[last], paragraphs=True)
    trimmed = [t for m in more if (t := page.trimmed(m)) is not None]
    return (*pieces, *trimmed)
