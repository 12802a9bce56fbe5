"""What was concluded, append-only: which series await judgement, admissions, findings held at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from storage import series as pending_series
from storage.chains import Chain, batches
from storage.codec import decode
from storage.domain.finding import Admission, Conclusion, Finding
from storage.domain.record import Correction
from storage.domain.statement import SeriesId, Statement
from storage.mapping import admission, admission_row, conclusion_row, correction, correction_row
from storage.shelf import Shelf, insert_or_leave, next_seq
from storage.tables import AdmissionRow, ConclusionRow, CorrectionRow, StatementRow, table

ADMISSION = table(AdmissionRow)
CONCLUSION = table(ConclusionRow)
CORRECTION = table(CorrectionRow)
STATEMENT = table(StatementRow)
ADMISSIONS = Chain(ADMISSION, "statement", "judged_at")
CONCLUSIONS = Chain(CONCLUSION, "finding", "concluded_at")


class Conclusions(Shelf):
    """Admissions, conclusions and curators' corrections."""

    def pending(self) -> dict[SeriesId, int]:
        """Return the series whose evidence changed since they were judged, each with a token for `append`.

        Read the tokens before the evidence: what arrives in between makes the token stale, never the judgement.
        """
        with self.database.reading() as connection:
            return pending_series.pending(connection)

    def reopen(self, series: Iterable[SeriesId] | None = None) -> None:
        """Make series (None: all) pending again: the rules of judging changed, or a curator corrected something."""
        with self.database.writing() as connection:
            chosen = pending_series.every_series(connection) if series is None else series
            pending_series.touch(connection, chosen)

    def append(
        self,
        conclusions: Iterable[Conclusion],
        *,
        judged: Mapping[SeriesId, int] | None = None,
        admissions: Mapping[datetime, Iterable[Admission]] | None = None,
    ) -> int:
        """Add conclusions; return how many. One that says what is held already is not added.

        With `judged` (tokens from `pending`), the series are settled in the same transaction, and with `admissions`
        goes what was found to vote then. Where evidence of any of these series has changed meanwhile nothing is
        stored: the series stays pending, or whoever changed it has judged it anew.
        """
        with self.database.writing() as connection:
            if judged is not None:
                if len(pending_series.unchanged(connection, judged)) < len(judged):
                    return 0
                pending_series.settle(connection, judged)
            for judged_at, gates in (admissions or {}).items():
                _add_admissions(connection, gates, judged_at=judged_at)
            verdicts = CONCLUSIONS.append(connection, [conclusion_row(each) for each in conclusions])
            return sum(verdict.fresh for verdict in verdicts)

    def held(
        self, series: Iterable[SeriesId] | None = None, *, as_of: datetime | None = None, retracted: bool = False
    ) -> list[Finding]:
        """Return the findings held at `as_of`: the latest conclusion on each that is not a retraction.

        `retracted`: those that were taken back too, in the state of their retraction.
        """
        columns = CONCLUSION.c
        query = select(columns.record).where(CONCLUSIONS.current(as_of))
        query = query if retracted else query.where(columns.held)
        query = query.order_by(columns.stakeholder, columns.proposition, columns.finding)
        return [
            decode(Conclusion, row.record).finding
            for part in _parts(query, series)
            for row in self.database.stream(part)
        ]

    def conclusions(
        self, *, since: datetime | None = None, until: datetime | None = None, as_of: datetime | None = None
    ) -> list[Conclusion]:
        """Return the conclusions of (since, until] known at `as_of`, in order of time, series and finding.

        The interval excludes its start, so that consecutive digests share an instant and tell nothing twice.
        """
        columns = CONCLUSION.c
        query = select(columns.record)
        if since is not None:
            query = query.where(columns.concluded_at > since)
        for limit in (until, as_of):
            if limit is not None:
                query = query.where(columns.concluded_at <= limit)
        query = query.order_by(
            columns.concluded_at, columns.stakeholder, columns.proposition, columns.finding, columns.seq
        )
        return [decode(Conclusion, row.record) for row in self.database.stream(query)]

    def add_admissions(self, admissions: Iterable[Admission], *, judged_at: datetime) -> int:
        """Store admissions that differ from the latest of their statement; return how many."""
        with self.database.writing() as connection:
            return _add_admissions(connection, admissions, judged_at=judged_at)

    def admissions(
        self, statements: Iterable[str] | None = None, *, as_of: datetime | None = None
    ) -> Iterator[Admission]:
        """Yield the latest admission of each statement (None: of all), by statement id."""
        query = select(ADMISSION).where(ADMISSIONS.current(as_of)).order_by(ADMISSION.c.statement)
        if statements is None:
            yield from (admission(row) for row in self.database.stream(query))
            return
        for batch in batches(sorted(set(statements))):
            yield from (admission(row) for row in self.database.stream(query.where(ADMISSION.c.statement.in_(batch))))

    def add_correction(self, statement: str, *, kind: str, note: str, at: datetime) -> None:
        """Record what a curator decided about a statement; its series becomes pending."""
        decided = Correction(statement, kind, note, at)
        with self.database.writing() as connection:
            row = {**correction_row(decided), "seq": next_seq(connection, CORRECTION)}
            insert_or_leave(connection, CORRECTION, [row])
            query = select(STATEMENT.c.stakeholder, STATEMENT.c.proposition).where(STATEMENT.c.id == statement)
            pending_series.touch(connection, {SeriesId(*found) for found in connection.execute(query)})

    def corrections(self, *, as_of: datetime | None = None) -> list[Correction]:
        """Return all corrections up to `as_of`, oldest first, each with the statement that was corrected."""
        query = select(CORRECTION).order_by(CORRECTION.c.at, CORRECTION.c.seq)
        if as_of is not None:
            query = query.where(CORRECTION.c.at <= as_of)
        rows = list(self.database.stream(query))
        said = self._said({row.statement for row in rows})
        return [correction(row, said=said.get(row.statement)) for row in rows]

    def _said(self, ids: Iterable[str]) -> dict[str, Statement]:
        columns = STATEMENT.c
        found: dict[str, Statement] = {}
        for batch in batches(sorted(ids)):
            for row in self.database.stream(select(columns.id, columns.record).where(columns.id.in_(batch))):
                found[row.id] = decode(Statement, row.record)
        return found


def _add_admissions(connection: Connection, admissions: Iterable[Admission], *, judged_at: datetime) -> int:
    new = 0
    for batch in batches(admissions):
        verdicts = ADMISSIONS.append(connection, [admission_row(each, judged_at=judged_at) for each in batch])
        new += sum(verdict.fresh for verdict in verdicts)
    return new


def _parts(query: Select[Any], series: Iterable[SeriesId] | None) -> Iterator[Select[Any]]:
    if series is None:
        yield query
        return
    for batch in pending_series.series_batches(series):
        yield query.where(pending_series.of_series(CONCLUSION, batch))
