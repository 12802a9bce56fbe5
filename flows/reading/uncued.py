"""Give a quotation that no verb introduces to the person whose turn it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from flows.reading.attributing.quotations import Quotation
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

LEAST_QUOTATIONS = 6  # of an article that does not call itself an interview
LEAST_WORDS = 6  # a shorter quotation without a cue is a scare quote or a title
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us|we['’](?:re|ve|d|ll)|I['’](?:m|ve|d|ll))\b")


def speech_paragraphs(
    text: str, quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> Iterator[tuple[int, Quotation]]:
    """Return quotations that fill a paragraph of their own, with the paragraph's number."""
    for quotation in quotations:
        paragraph = paragraphs[quotation.paragraph]
        around = (text[paragraph.start : quotation.span.start] + text[quotation.span.end : paragraph.end]).strip(
            " \xa0.,;:…–—-\"'“”‘’"
        )
        if not around and len(quotation.inner.of(text).split()) >= LEAST_WORDS:
            yield quotation.paragraph, quotation


def uncued(
    text: str,
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Span],
    spoken: Sequence[tuple[Span, Span | None]],
    *,
    interviewee: Span | None,
) -> Iterator[Attribution]:
    """Return attributions of whole-paragraph quotations that `spoken` (content, source) leaves without a speaker.

    In an interview they are the interviewee's, whoever the paragraph before was about; elsewhere they go on
    with the speaker of the paragraph right before, when that one ended with the speaker's own words.
    """
    taken = [(content, source) for content, source in spoken if source is not None]
    for number, quotation in speech_paragraphs(text, quotations, paragraphs):
        if any(content.overlaps(quotation.inner) for content, _ in taken):
            continue
        source = interviewee
        if source is None and number:
            source = next(
                (s for content, s in reversed(taken) if content.overlaps(paragraphs[number - 1]) and s is not None),
                None,
            )
        if source is None:
            continue
        found = Attribution(
            source=(source,),
            cue=(),
            content=(quotation.inner,),
            directness=Directness.QUOTED,
            confidence=0.6,
            why="a quotation without a cue, in the turn of this speaker",
        )
        taken.append((quotation.inner, source))
        yield found


def interviewee_of(
    text: str,
    kind_says_interview: bool,
    speakers: Sequence[tuple[str, Span, int]],
    people: Collection[Span],
    quotations: Sequence[Quotation],
) -> Span | None:
    """Return a mention of the one person an interview is with: most of the words in quotation marks are theirs.

    `speakers`: who, where they are named as a source, and how many words follow; `people`: which of these are persons.
    """
    met = re.search(
        r"\b(?:sat down with|caught up with|(?:spoke|speaking|talked|talking) (?:to|with)|met with"
        r"|in an interview with|interviewed|tells|told) [A-Z]",
        text,
    )
    if not (kind_says_interview or met) or not speakers:
        return None
    turns: Counter[str] = Counter()
    for who, span, count in speakers:
        person = span in people
        if person or not kind_says_interview:
            turns[who] += 20 + min(
                count, 20
            )  # a turn counts for more than its length: ministers are quoted at length too
    if not turns:
        return None
    who, most = turns.most_common(1)[0]
    if sum(turns.values()) - most > (0.5 if kind_says_interview else 0.2) * most:
        return None
    if not kind_says_interview and len(quotations) < LEAST_QUOTATIONS:
        return None
    return next((span for name, span, _ in speakers if name == who and span in people), None)
