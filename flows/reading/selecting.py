"""Choose the paragraphs that can matter: only they are parsed, and parsing is most of the cost of reading."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.layout import Layout
from flows.reading.pointers import POINTING
from flows.reading.propositions import Match
from flows.reading.regions import Block
from flows.reading.topics import HINTED, LIKELIER, Thread

LENDS = 0.6  # a sentence as clearly about a proposition as this lends it to what follows (`topics`)


def worth_parsing(layout: Layout, thread: Thread) -> tuple[Block, ...]:
    """Return the body blocks that may be about a proposition, those beside them, and those before the first.

    Who is introduced there, and a quotation that goes on, decide who speaks: with fewer, nine of 2,505 statements of
    the seeds and 17 sectors were lost and six gained. Of those that name nothing, the ones in which the text is on a
    proposition. A text that names no subject is not parsed.
    """
    topical = _topical(thread)
    kept = set(range(min(topical, default=0)))
    for number in topical:
        kept.update({number - 1, number, number + 1, _list_head(layout, number)})
    if topical:
        kept |= _followed(thread)
    return tuple(block for number, block in enumerate(layout.body) if number in kept)


def _topical(thread: Thread) -> set[int]:
    """Paragraphs that may be about a proposition: by a term in them, or by words that can lean on one before."""
    found: set[int] = set()
    lent = False
    for sentence in thread.sentences:
        lent = lent or _lends(thread.headings.get(sentence.heading, {}))
        hinted = any(m.score >= HINTED for m in sentence.about.values())
        leans = lent and (hinted or bool(POINTING.search(sentence.span.of(thread.text))))
        named = _lends(sentence.about)
        if named or leans:
            found.add(sentence.paragraph)
        lent = lent or named
    return found


def _followed(thread: Thread) -> set[int]:
    """Paragraphs with a sentence that is likelier on a proposition than not, whatever it names."""
    likely = (max(thread.dwelling.likely(n).values(), default=0.0) for n in range(len(thread.sentences)))
    return {sentence.paragraph for sentence, one in zip(thread.sentences, likely, strict=True) if one >= LIKELIER}


def _lends(about: Mapping[str, Match]) -> bool:
    return any(m.score >= LENDS and m.term for m in about.values())


def _list_head(layout: Layout, number: int) -> int:
    """The sentence that introduces the list that a bulleted paragraph is in; another paragraph stands for itself."""
    while number and layout.body[number].bullet:
        number -= 1
    return number
