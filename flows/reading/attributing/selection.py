"""Choose, among scored cues with their best source and content, those that stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flows.reading.attributing import contents, cues, sources
from flows.reading.attributing.features import Weights, buckets, sigmoid
from flows.reading.attributing.page import Page, Range

WORTH_A_LOOK = 0.08  # cues less likely than this never reached the threshold on held-out writers


@dataclass(frozen=True, slots=True)
class Proposal:
    """One cue with its source and content, and how likely the three are right. `cue` is -1 when there is none."""

    cue: int
    source: Range | None
    source_head: int
    content: tuple[Range, ...]
    score: float


def proposals(page: Page, weights: Weights) -> list[Proposal]:
    """Return the best source and content for every word that may be a cue."""
    found = cues.candidates(page)
    likely = sigmoid(weights.cue.scores([buckets(cues.features(page, i)) for i in found]))
    out = []
    for cue, p_cue in zip(found, likely.tolist(), strict=True):
        if p_cue >= WORTH_A_LOOK:
            proposal = _proposal(page, cue, p_cue, weights)
            if proposal is not None:
                out.append(proposal)
    return out


def best_source(page: Page, cue: int, weights: Weights) -> tuple[sources.SourceCandidate, float]:
    options = sources.candidates(page, cue)
    scores = weights.source.scores([buckets(sources.features(page, cue, c)) for c in options])
    best = int(np.argmax(scores))
    return options[best], float(sigmoid(scores)[best])


def _proposal(page: Page, cue: int, p_cue: float, weights: Weights) -> Proposal | None:
    source, p_source = best_source(page, cue, weights)
    options = contents.candidates(page, cue, source)
    if not options:
        return None
    scores = weights.content.scores([buckets(contents.features(page, cue, source, c)) for c in options])
    best = int(np.argmax(scores))
    p_content = float(sigmoid(scores)[best])
    score = p_cue * (0.3 + 0.7 * p_content) * (0.7 + 0.3 * p_source)
    return Proposal(cue, source.piece, source.head, options[best].pieces, score)


def select(page: Page, proposed: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """Take proposals from the surest down; skip one whose content another has taken, or that crosses one taken."""
    taken: list[tuple[Proposal, set[int]]] = []
    for proposal in sorted(proposed, key=lambda p: (-p.score, p.cue)):
        if proposal.score < threshold:
            break
        words = _words(page, proposal)
        if words and all(_stand_together(proposal, words, other, theirs) for other, theirs in taken):
            taken.append((proposal, words))
    return sorted((p for p, _ in taken), key=lambda p: (p.content[0], p.cue))


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
