"""Choose, among scored cues with their best source and content, those that stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flows.reading.attributing import content_features, contents, cues, sources
from flows.reading.attributing.features import Weights, sigmoid
from flows.reading.attributing.page import Page, Range

# What a speaker says of himself inside his own quotation ("I think ...") is the quotation, not a second
# attribution; what he relays of others ("she told us ...") is one, but easily mistaken.
RELAYED_FACTOR = 0.4
QUOTED_FACTOR = 0.5  # somebody said what is quoted: the question is only who
ALMOST = 1 - 1e-9  # products in another order differ in their last digit
_SPEAKER_HERSELF = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One cue with its source and content, and how likely the three are right. `cue` is -1 when there is none."""

    cue: int
    source: Range | None
    source_head: int
    content: tuple[Range, ...]
    score: float


def proposals(page: Page, weights: Weights) -> list[Proposal]:
    """Return the best source and content for every word that may be a cue and can reach the threshold."""
    found = cues.candidates(page)
    likely = sigmoid(weights.cue.scores([cues.features(page, i) for i in found]))
    out = []
    for cue, p_cue in zip(found, likely.tolist(), strict=True):
        proposal = _proposal(page, cue, p_cue, weights)
        if proposal is not None:
            out.append(proposal)
    return out


def best_source(page: Page, cue: int, weights: Weights) -> tuple[sources.SourceCandidate, float]:
    options = sources.candidates(page, cue)
    scores = weights.source.scores([sources.features(page, cue, c) for c in options])
    best = int(np.argmax(scores))
    return options[best], float(sigmoid(scores)[best])


def _proposal(page: Page, cue: int, p_cue: float, weights: Weights) -> Proposal | None:
    relayed = page.run[cue] >= 0
    most = p_cue * (RELAYED_FACTOR if relayed else 1.0)
    least = weights.threshold * (1.0 if relayed else QUOTED_FACTOR) * ALMOST
    if most < least:
        return None  # `select` would not take it, whatever stands around it
    source, p_source = best_source(page, cue, weights)
    named = sources.by_name(page, source)
    if relayed and (named.piece is None or page.lower[named.head] in _SPEAKER_HERSELF):
        return None
    options = contents.candidates(page, cue, source) if most * (0.7 + 0.3 * p_source) >= least else ()
    if not options:
        return None
    scores = weights.content.scores([content_features.features(page, cue, source, c) for c in options])
    best = int(np.argmax(scores))
    p_content = float(sigmoid(scores)[best])
    score = p_cue * (0.3 + 0.7 * p_content) * (0.7 + 0.3 * p_source) * (RELAYED_FACTOR if relayed else 1.0)
    pieces = page.joined(contents.with_marks(page, piece) for piece in options[best].pieces)
    return Proposal(cue, named.piece, named.head, pieces, score)


def select(page: Page, proposed: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """Take proposals from the surest down; skip one whose content another has taken, or that crosses one taken."""
    taken: list[tuple[Proposal, set[int]]] = []
    at: dict[int, list[int]] = {}  # word -> numbers of those in `taken` whose content holds it
    for proposal in sorted(proposed, key=lambda p: (-p.score, p.cue)):
        if proposal.score < threshold * (QUOTED_FACTOR if _quotes(page, proposal) else 1.0):
            continue
        words = _words(page, proposal)
        met = {n for j in words for n in at.get(j, ())}
        if words and all(_stand_together(proposal, words, *taken[n]) for n in met):
            for j in words:
                at.setdefault(j, []).append(len(taken))
            taken.append((proposal, words))
    return sorted((p for p, _ in taken), key=lambda p: (p.content[0], p.cue))


def _quotes(page: Page, proposal: Proposal) -> bool:
    """Whether whole quotations of some length are given to a cue that stands outside of them."""
    if proposal.cue < 0 or page.run[proposal.cue] >= 0:
        return False
    return all(page.wholly_quoted(p) for p in proposal.content) and sum(map(page.words, proposal.content)) >= 4


def _words(page: Page, proposal: Proposal) -> set[int]:
    return {j for i, k in proposal.content for j in range(i, k) if page.word[j]}


def _stand_together(here: Proposal, mine: set[int], there: Proposal, theirs: set[int]) -> bool:
    shared = len(mine & theirs)
    if not shared:
        return True
    if shared / len(mine | theirs) > 0.6:
        return False
    nested = (shared == len(mine) and here.cue in theirs) or (shared == len(theirs) and there.cue in mine)
    return nested or shared / min(len(mine), len(theirs)) < 0.5
