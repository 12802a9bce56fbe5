"""What one stage did, so that the stages of a run add up to its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from storage.domain.run import Failure


@dataclass(frozen=True)
class Tally:
    """Counts by what is counted ("new articles"), failures by name, and conditions that are no failures. Adds up."""

    counts: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        notes = tuple(dict.fromkeys((*self.notes, *other.notes)))
        return Tally(Counter(self.counts) + Counter(other.counts), (*self.failures, *other.failures), notes)

    @staticmethod
    def total(tallies: Iterable[Tally]) -> Tally:
        result = Tally()
        for tally in tallies:
            result += tally
        return result

    def __str__(self) -> str:
        parts = [f"{number} {what}" for what, number in self.counts.items() if number]
        if self.failures:
            parts.append(f"{len(self.failures)} not done")
        return ", ".join(parts) or "nothing new"
