"""The one proposition that a whole article is about, when there is one, and the sections that name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flows.reading.links import Sentence
from flows.reading.propositions import Match

SURE = 0.72  # the words themselves name the measure
NAMED = 0.6  # a sentence or heading that names a measure this surely lends it to what follows
SHARE = 0.6  # of all that names a measure, so much must name this one
HEADED_SHARE = 0.5  # or so much, where the headline names it and nothing else
LEAST = 2  # sentences that name it; a headline counts for two


def main_subject(sentences: Sequence[Sentence], front: Sequence[Mapping[str, Match]]) -> str | None:
    """Return what the headlines, of which each is about one of `front`, and most of the sentences name."""
    times: Counter[str] = Counter()
    headed = {name for about in front for name, match in about.items() if match.score >= NAMED and match.term}
    times.update(dict.fromkeys(headed, LEAST))
    times.update(n for s in sentences for n, m in s.about.items() if m.score >= SURE and m.term)
    if not times:
        return None
    name, most = max(times.items(), key=lambda pair: (pair[1], pair[0]))
    share = HEADED_SHARE if headed == {name} else SHARE
    return name if most >= LEAST and most >= share * times.total() else None


def sections_on(
    subject: str | None, sentences: Sequence[Sentence], headings: Mapping[int, Mapping[str, Match]]
) -> frozenset[int]:
    """The sections that name the subject."""
    if subject is None:
        return frozenset()
    named = {s.heading for s in sentences if subject in s.about and s.about[subject].term}
    return frozenset(named | {number for number, about in headings.items() if subject in about})
