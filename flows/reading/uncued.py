"""Give a quotation that no verb introduces to the person whose turn it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.reading.attributing.quotations import Quotation
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

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
            source=(source,), cue=(), content=(quotation.inner,), directness=Directness.QUOTED, confidence=0.6,
            why="a quotation without a cue, in the turn of this speaker",
        )  # fmt: skip
        taken.append((quotation.inner, source))
        yield found


def interviewee_of(
    text: str, kind_says_interview: bool, speakers: Sequence[tuple[str, Span, int]], quotations: Sequence[Quotation]
) -> Span | None:
    """Return a mention of the one person an interview is with: most of the words in quotation marks are theirs.

    `speakers`: who, where they are named as a source, and how many quoted words follow.
    """
    met = re.search(
        r"\b(?:sat down with|caught up with|(?:spoke|speaking|talked|talking) (?:to|with)|met with|in an interview with|interviewed|tells|told) [A-Z]",
        text,
    )
    if not (kind_says_interview or met) or not speakers:
        return None
    words: Counter[str] = Counter()
    for who, _, count in speakers:
        words[who] += max(count, 1)
    quoted = sum(len(q.inner.of(text).split()) for q in quotations) or 1
    who, most = words.most_common(1)[0]
    others = sum(words.values()) - most
    alone = others <= 0.34 * most
    loose = quoted - sum(words.values()) > 0.4 * quoted
    if not alone or not (kind_says_interview or loose):
        return None
    return next(span for name, span, _ in speakers if name == who)
