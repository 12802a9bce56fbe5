"""Score the typing of revisions against gold: F1 of each kind, revisions missed, revisions that are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One scripted look: the gold kinds of the change, those found, and whether a revision was kept."""

    name: str
    gold: frozenset[str]
    found: frozenset[str]
    kept: bool
    held_out: bool
    leaked: bool = False  # furniture or a comment stands in the text


QUIET = frozenset({"none", "furniture"})
MUST = frozenset({"numeric", "quote", "attribution"})


@dataclass(frozen=True, slots=True)
class Score:
    steps: int
    missed: tuple[str, ...]
    missed_telling: tuple[str, ...]  # a numeric, quote or attribution change that was not seen as one
    false: tuple[str, ...]
    leaks: int
    by_kind: tuple[tuple[str, int, float, float, float], ...]  # kind, gold, precision, recall, F1


def score(steps: Iterable[Step]) -> Score:
    every = list(steps)
    changed = [step for step in every if not step.gold <= QUIET]
    return Score(
        steps=len(every),
        missed=tuple(s.name for s in changed if not s.kept),
        missed_telling=tuple(s.name for s in changed if (s.gold & MUST) - s.found),
        false=tuple(s.name for s in every if s.gold <= QUIET and s.kept),
        leaks=sum(s.leaked for s in every),
        by_kind=tuple(_kinds(changed)),
    )


def _kinds(steps: Sequence[Step]) -> Iterator[tuple[str, int, float, float, float]]:
    for kind in sorted({kind for step in steps for kind in step.gold | step.found} - QUIET):
        hit = sum(kind in s.gold and kind in s.found for s in steps)
        gold, found = sum(kind in s.gold for s in steps), sum(kind in s.found for s in steps)
        precision, recall = hit / found if found else 0.0, hit / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
        yield kind, gold, precision, recall, f1
