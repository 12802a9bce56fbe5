"""What the ledger keeps about its own use: curators' corrections, published digests, quarantined things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.domain.run import Failure


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about a statement. Later corrections of one statement override earlier ones."""

    statement: str  # statement id
    kind: str  # "withdraw", "stance", "speaker", ...: what to do is judging's business
    note: str
    at: datetime


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
