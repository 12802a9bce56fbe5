"""What the service did: runs with their metrics, things in quarantine, digests written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.codec import decode
from storage.domain.record import PublishedDigest, Quarantined
from storage.domain.run import Failure, RunReport, Stage
from storage.mapping import digest_row, published_digest, quarantine_row, quarantined, run_row
from storage.shelf import Shelf, insert_or_leave, next_seq
from storage.tables import DigestRow, QuarantineRow, RunRow, table

RUN = table(RunRow)
QUARANTINE = table(QuarantineRow)
DIGEST = table(DigestRow)


class Records(Shelf):
    """Runs, quarantine and published digests."""

    def add_run(self, report: RunReport) -> None:
        with self.database.writing() as connection:
            insert_or_leave(connection, RUN, [{**run_row(report), "seq": next_seq(connection, RUN)}])

    def runs(self, *, last: int | None = None) -> list[RunReport]:
        """Return what runs reported, newest first."""
        query = select(RUN.c.record).order_by(RUN.c.started_at.desc(), RUN.c.seq.desc()).limit(last)
        return [decode(RunReport, row.record) for row in self.database.stream(query)]

    def quarantine(self, failures: Iterable[Failure], *, at: datetime) -> None:
        """Keep failures until they are released; one met again is counted, with its newest message."""
        rows = [quarantine_row(failure, at=at) for failure in failures]
        if not rows:
            return
        with self.database.writing() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(QUARANTINE)
            met = {name: statement.excluded[name] for name in ("message", "transient", "last_at")}
            again = statement.on_conflict_do_update(
                index_elements=[QUARANTINE.c.stage, QUARANTINE.c.thing], set_={**met, "times": QUARANTINE.c.times + 1}
            )
            connection.execute(again, rows)

    def release(self, stage: Stage, things: Iterable[str]) -> None:
        """Take things that have succeeded since, or that nobody wants any more, out of quarantine."""
        with self.database.writing() as connection:
            for thing in sorted(set(things)):
                chosen = (QUARANTINE.c.stage == stage.value) & (QUARANTINE.c.thing == thing)
                connection.execute(delete(QUARANTINE).where(chosen))

    def quarantined(self) -> list[Quarantined]:
        query = select(QUARANTINE).order_by(QUARANTINE.c.stage, QUARANTINE.c.thing)
        return [quarantined(row) for row in self.database.stream(query)]

    def add_digest(self, published: PublishedDigest) -> None:
        with self.database.writing() as connection:
            insert_or_leave(connection, DIGEST, [{**digest_row(published), "seq": next_seq(connection, DIGEST)}])

    def digests(self) -> list[PublishedDigest]:
        """Return the digests written, oldest first."""
        query = select(DIGEST).order_by(DIGEST.c.until, DIGEST.c.as_of, DIGEST.c.seq)
        return [published_digest(row) for row in self.database.stream(query)]
