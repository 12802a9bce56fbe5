"""What the ledger keeps about its own use: curators' corrections, published digests, quarantined things."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from storage.domain.run import Failure
from storage.domain.statement import Statement


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about a statement. It holds for its claim, however that is read later."""

    statement: str  # id, as it was read when it was corrected
    kind: str  # "not-about", "stance:oppose", "holder:adcs", "undo": what to do is judging's business
    note: str
    at: datetime
    said: Statement | None = field(default=None, compare=False)  # the statement of that id

    @property
    def action(self) -> str:
        return self.kind.partition(":")[0]

    @property
    def value(self) -> str:
        return self.kind.partition(":")[2]


@dataclass(frozen=True, slots=True)
class PublishedDigest:
    """A digest that was written: the conclusions of (since, until] known at `as_of`. `since` None: from the start."""

    path: str  # relative to the data folder
    since: datetime | None
    until: datetime
    as_of: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A failure that is still open: it was met `times` times, first and last at these instants."""

    failure: Failure
    first_at: datetime
    last_at: datetime
    times: int = 1
