"""Give a quotation that no verb introduces to the person whose turn it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.reading.attributing.quotations import Quotation
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

LEAST_MENTIONS = 3
LEAST_WORDS = 6  # a shorter quotation without a cue is a scare quote or a title
_AROUND = re.compile("[ \xa0.,;:…–—\"'“”‘’-]*")  # what may stand beside a quotation that fills its paragraph


def speech_paragraphs(
    text: str, quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> Iterator[tuple[int, Quotation]]:
    """Return quotations that fill a paragraph of their own, with the paragraph's number."""
    for quotation in quotations:
        if len(quotation.inner.of(text).split()) < LEAST_WORDS:
            continue
        paragraph = paragraphs[quotation.paragraph]
        alone = _AROUND.fullmatch(text, paragraph.start, quotation.span.start) and _AROUND.fullmatch(
            text, quotation.span.end, paragraph.end
        )
        if alone:
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

    In an interview they are the interviewee's, whoever the paragraph before was about; elsewhere they go on with the
    speaker of the paragraph right before, when that one ended with the speaker's own words.
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


def interviewee_of(named: Sequence[tuple[str, Span]]) -> Span | None:
    """Return a mention of the one person an interview is with: named more often than all others together.

    `named`: every person the body names outside quotations. Who speaks most would do as well, but not all that is
    said there is parsed.
    """
    times = Counter(who for who, _ in named)
    if not times:
        return None
    who, most = times.most_common(1)[0]
    if most < LEAST_MENTIONS or 2 * most <= sum(times.values()):
        return None
    return next(span for name, span in named if name == who)
