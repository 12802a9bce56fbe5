"""An interview printed without quotation marks: questions and answers in turn, the answers the guest's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.reading.cast import Cast
from flows.reading.layout import Layout
from flows.reading.regions import Block, Region
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

ANSWER = "answer"  # the kind of an attribution that the question before it says the subject of
LEAST_QUESTIONS = 3
ENOUGH_QUESTIONS = 4  # at places of the same parity: by chance in one text of eight that does not go by turns
LONGEST_REMARK = 22  # words: an interviewer's remark that is no question is short and leaves "I" to the guest
MARKED = 0.3  # a larger share of paragraphs that open with a quotation mark: the answers are quoted
_ASKS = re.compile(r"\?[\"”’')]*$")
_GUEST = re.compile(r"\b(?:I|I['’]\w+|my|me|mine)\b")
_OPENS = re.compile(r"[\"“‘']")
_THE_PAPER = re.compile(r"\b(?:told|writing in|wrote in|in) this (?:paper|newspaper|magazine|journal|programme)\b")


def answers(layout: Layout, cast: Cast) -> Iterator[Attribution]:
    """Return each paragraph of an answer as the guest's; nothing unless the text goes by turns without marks."""
    turns = _turns(layout)
    guest = _guest(layout, cast, turns[0].span.start) if turns else None
    if guest is None:
        return
    for block, asks in _in_turn(turns, layout.text):
        if block.kind is Region.BODY and not asks:
            yield Attribution(
                source=(guest,),
                cue=(),
                content=(block.span,),
                directness=Directness.QUOTED,
                confidence=0.7,
                kind=ANSWER,
                why="an answer, in the turn of the one who is interviewed",
            )


def questions(layout: Layout) -> list[Span]:
    """What the interviewer puts to the guest, which is nobody's evidence of what the guest thinks."""
    return [block.span for block, asks in _in_turn(_turns(layout), layout.text) if asks]


def _in_turn(turns: Sequence[Block], text: str) -> Iterator[tuple[Block, bool]]:
    """Each paragraph with whether it is the interviewer's: after a question comes an answer, however short."""
    asked, by_turns = False, _alternate(turns, text)
    for number, block in enumerate(turns):
        asked = number % 2 == 0 if by_turns else not asked and (number == 0 or _asks(block, text))
        yield block, asked


def _alternate(turns: Sequence[Block], text: str) -> bool:
    """True when every question stands at an even place: then what is put to the guest without a mark does too."""
    places = [n for n, block in enumerate(turns) if _ASKS.search(block.span.of(text))]
    return len(places) >= ENOUGH_QUESTIONS and not any(n % 2 for n in places)


def _turns(layout: Layout) -> Sequence[Block]:
    """The paragraphs from the first question on, or nothing."""
    told = [b for b in layout.blocks if b.kind in (Region.BODY, Region.SUBHEADING)]
    first = next((n for n, b in enumerate(told) if _ASKS.search(b.span.of(layout.text))), len(told))
    turns = told[first:]
    questions = sum(bool(_ASKS.search(b.span.of(layout.text))) for b in turns)
    marked = sum(bool(_OPENS.match(b.span.of(layout.text))) for b in turns)
    return turns if questions >= LEAST_QUESTIONS and marked <= MARKED * len(turns) else ()


def _asks(block: Block, text: str) -> bool:
    """After an answer: a question, or a remark that is not the guest going on: a short one, or one of the paper's."""
    said = block.span.of(text)
    if _ASKS.search(said) or _THE_PAPER.search(said):
        return True
    return len(said.split()) <= LONGEST_REMARK and not _GUEST.search(said)


def _guest(layout: Layout, cast: Cast, first: int) -> Span | None:
    """The one person of the pack in the headline, else below it, else before the questions begin.

    Who is introduced there has predecessors and rivals, whom the first paragraphs name too.
    """
    named = [m for m in cast.mentions if m.person and m.span.end <= first]
    for region in (Region.TITLE, Region.STANDFIRST):
        printed = [b.span for b in layout.blocks if b.kind is region]
        front = [m for m in named if any(span.covers(m.span) for span in printed)]
        if front:
            break
    front = front or named
    return front[0].span if len({m.person for m in front}) == 1 else None
