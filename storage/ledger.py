"""The ledger: append what was observed and concluded, read it as of any instant. It holds no business rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.conclusions import Conclusions
from storage.database import PATIENCE, Database
from storage.notices import Notices
from storage.observations import Observations
from storage.polls import Polls
from storage.readings import Readings
from storage.records import Records


class Ledger(Observations, Polls, Readings, Conclusions, Records, Notices):
    """Everything Volteface knows, in one SQLite file or one PostgreSQL database.

    Every write is one short transaction, or a few for a large batch, and is idempotent: a run that was
    interrupted is simply run again. Several processes may write at once; they take turns.
    """

    @classmethod
    def open(cls, url: str | None = None, *, data: Path, patience: float = PATIENCE) -> Self:
        """Open the ledger at `url`, or the file volteface.db in `data`, and bring its schema up to date.

        Raises NewerLedger for one written by a newer version and LedgerError for any other that cannot be
        used; `patience` is how many seconds to wait for other writers.
        """
        return cls(Database(url, data=data, patience=patience))

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread writes inside is committed together or not at all. Other writers wait: keep it short."""
        with self.database.writing():
            yield

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
