"""What one run did: counts per stage, and every failure by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    FETCH = "fetch"
    REVISE = "revise"
    READ = "read"
    JUDGE = "judge"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was not done: the thing, the stage, one plain sentence. Quarantined things can be retried."""

    stage: Stage
    thing: str  # a source id, URL, file name, article id
    message: str
    transient: bool = False


@dataclass(frozen=True, slots=True)
class RunReport:
    flow: str
    started_at: datetime
    counts: tuple[tuple[str, int], ...] = ()  # ordered, e.g. ("articles", 5), ("new revisions", 5)
    failures: tuple[Failure, ...] = field(default=())
    digest: str | None = None  # path of the digest written, relative to the data folder
    notes: tuple[str, ...] = ()  # conditions worth telling that are no failures: a feed cut, a clock that jumped
    seconds: float | None = None  # from its beginning to its report, the digest not included; None: not measured

    @property
    def partial(self) -> bool:
        return bool(self.failures)
