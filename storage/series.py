"""Which series await judgement: a mark that survives a crash between reading and judging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, Table, bindparam, false, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.chains import batches
from storage.domain.statement import SeriesId
from storage.tables import RevisionRow, SeriesRow, StatementRow, table

SERIES = table(SeriesRow)
_REVISION = table(RevisionRow)
_STATEMENT = table(StatementRow)


def of_series(table: Table, series: Iterable[SeriesId]) -> ColumnElement[bool]:
    """True for the rows of `series`. Pair by pair: SQLite uses no index for `(a, b) IN (...)`."""
    columns = table.c
    pairs = ((columns.stakeholder == each.stakeholder) & (columns.proposition == each.proposition) for each in series)
    return or_(false(), *pairs)


def series_batches(series: Iterable[SeriesId]) -> Iterator[list[SeriesId]]:
    """Yield the distinct series in order, as many at a time as one query can name."""
    return batches(sorted(set(series)), 100)


def touch(connection: Connection, series: Iterable[SeriesId]) -> None:
    """Mark series as pending: their evidence changed. Call it while writing."""
    rows = [{"stakeholder": each.stakeholder, "proposition": each.proposition} for each in sorted(set(series))]
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(SERIES).values(
        stakeholder=bindparam("stakeholder"), proposition=bindparam("proposition"), touched=1, judged=0
    )
    keys = [SERIES.c.stakeholder, SERIES.c.proposition]
    again = statement.on_conflict_do_update(index_elements=keys, set_={"touched": SERIES.c.touched + 1})
    connection.execute(again, rows)


def told_in(connection: Connection, articles: Iterable[str]) -> set[SeriesId]:
    """Return the series that any reading of any revision of `articles` has evidence for.

    What one revision says, and that it does not say it any more, changes what the others are worth.
    """
    found: set[SeriesId] = set()
    query = select(_STATEMENT.c.stakeholder, _STATEMENT.c.proposition).distinct()
    query = query.join(_REVISION, _REVISION.c.id == _STATEMENT.c.revision)
    for batch in batches(sorted(set(articles))):
        found |= {SeriesId(*row) for row in connection.execute(query.where(_REVISION.c.article.in_(batch)))}
    return found


def every_series(connection: Connection) -> list[SeriesId]:
    """Return all series that ever had evidence, those that have it by a correction only included."""
    read = select(_STATEMENT.c.stakeholder, _STATEMENT.c.proposition)
    query = read.union(select(SERIES.c.stakeholder, SERIES.c.proposition))
    return [SeriesId(*row) for row in connection.execute(query)]


def pending(connection: Connection) -> dict[SeriesId, int]:
    """Return the series that await judgement, each with the token that says which evidence was there."""
    columns = SERIES.c
    query = select(columns.stakeholder, columns.proposition, columns.touched).where(columns.judged < columns.touched)
    rows = connection.execute(query.order_by(columns.stakeholder, columns.proposition))
    return {SeriesId(row.stakeholder, row.proposition): row.touched for row in rows}


def unchanged(connection: Connection, tokens: Mapping[SeriesId, int]) -> dict[SeriesId, int]:
    """Return the part of `tokens` that still holds: series whose evidence has not changed since."""
    columns = SERIES.c
    held: dict[SeriesId, int] = {}
    for batch in series_batches(tokens):
        query = select(columns.stakeholder, columns.proposition, columns.touched).where(of_series(SERIES, batch))
        for row in connection.execute(query):
            series = SeriesId(row.stakeholder, row.proposition)
            if row.touched == tokens[series]:
                held[series] = row.touched
    return held


def settle(connection: Connection, tokens: Mapping[SeriesId, int]) -> None:
    """Mark series as judged up to their tokens."""
    if not tokens:
        return
    columns = SERIES.c
    chosen = (columns.stakeholder == bindparam("s")) & (columns.proposition == bindparam("p"))
    statement = update(SERIES).where(chosen, columns.judged < bindparam("t")).values(judged=bindparam("t"))
    rows = [{"s": each.stakeholder, "p": each.proposition, "t": tokens[each]} for each in sorted(tokens)]
    connection.execute(statement, rows)
