"""What was fetched: bodies, articles, and their revisions as seen from one instant to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, tuple_, update

from storage.chains import Chain, batches
from storage.codec import decode
from storage.domain.article import Article, Look, Revision, Sighted
from storage.domain.polling import StoredBody
from storage.mapping import Values, article_version, body_row, revision, revision_row, sighting, stored_body
from storage.series import told_in, touch
from storage.shelf import Shelf, insert_new
from storage.tables import ArticleRow, ArticleVersionRow, BodyRow, RevisionRow, SightingRow, table

ARTICLE = table(ArticleRow)
VERSION = table(ArticleVersionRow)
BODY = table(BodyRow)
REVISION = table(RevisionRow)
SIGHTING = table(SightingRow)
VERSIONS = Chain(VERSION, "article", "seen_at")
SIGHTINGS = Chain(SIGHTING, "article", "seen_at")


class Observations(Shelf):
    """Bodies, articles and revisions. Adding what is there already changes nothing."""

    def add_bodies(self, bodies: Iterable[StoredBody]) -> int:
        """Store bytes under their hash; return how many were new."""
        new = 0
        for batch in batches(bodies, 50):
            rows = [body_row(each) for each in batch]
            with self.database.writing() as connection:
                fresh = {row["hash"] for row in insert_new(connection, BODY, rows)}
                _refill(connection, [row for row in rows if row["hash"] not in fresh])
            new += len(fresh)
        return new

    def body(self, name: str) -> StoredBody | None:
        """Return the bytes stored under a hash; None when never stored, or removed by retention."""
        with self.database.reading() as connection:
            row = connection.execute(select(BODY).where(BODY.c.hash == name)).one_or_none()
        return stored_body(row) if row and row.content is not None else None

    def bodies(self) -> Iterator[tuple[datetime, str, str]]:
        """Yield when each body that is still kept was fetched, its hash and its address, oldest first."""
        query = select(BODY.c.fetched_at, BODY.c.hash, BODY.c.url).where(BODY.c.content.is_not(None))
        for row in self.database.stream(query.order_by(BODY.c.fetched_at, BODY.c.hash)):
            yield row[0], row[1], row[2]

    def drop_bodies(self, *, before: datetime) -> int:
        """Empty the bodies that nobody has seen since `before`; return how many. What was read from them stays."""
        seen_since = select(SIGHTING.c.body).where(SIGHTING.c.seen_at >= before, SIGHTING.c.body.is_not(None))
        stale = (BODY.c.fetched_at < before) & BODY.c.content.is_not(None) & BODY.c.hash.not_in(seen_since)
        with self.database.writing() as connection:
            return connection.execute(update(BODY).where(stale).values(content=None)).rowcount

    def add_articles(self, articles: Iterable[Article], *, seen_at: datetime) -> int:
        """Store articles as they look at `seen_at`; return how many were never seen before."""
        new = 0
        for batch in batches(articles):
            with self.database.writing() as connection:
                known = [{"id": article.id, "first_seen_at": seen_at} for article in batch]
                new += len(insert_new(connection, ARTICLE, known))
                VERSIONS.append(connection, [article_version(article, seen_at=seen_at) for article in batch])
        return new

    def articles(self, *, ids: Iterable[str] | None = None, as_of: datetime | None = None) -> Iterator[Article]:
        """Yield articles by id, as they were known at `as_of`."""
        query = select(VERSION.c.record).where(VERSIONS.current(as_of)).order_by(VERSION.c.article)
        if ids is None:
            yield from (decode(Article, row.record) for row in self.database.stream(query))
            return
        for batch in batches(sorted(set(ids))):
            for row in self.database.stream(query.where(VERSION.c.article.in_(batch))):
                yield decode(Article, row.record)

    def article(self, name: str) -> Article | None:
        return next(iter(list(self.articles(ids=[name]))), None)

    def arrivals(self, *, since: datetime) -> dict[str, int]:
        """Return how many articles each source has brought that were first seen after `since`."""
        query = (
            select(VERSION.c.source, func.count())
            .join(ARTICLE, ARTICLE.c.id == VERSION.c.article)
            .where(VERSIONS.current(None), ARTICLE.c.first_seen_at > since)
            .group_by(VERSION.c.source)
            .order_by(VERSION.c.source)
        )
        return {row[0]: row[1] for row in self.database.stream(query)}

    def first_seen(self, *, since: datetime | None = None) -> dict[str, datetime]:
        """Return when each article was first seen (`since`: only those first seen after it)."""
        query = select(ARTICLE.c.id, ARTICLE.c.first_seen_at).order_by(ARTICLE.c.id)
        if since is not None:
            query = query.where(ARTICLE.c.first_seen_at > since)
        return {row[0]: row[1] for row in self.database.stream(query)}

    def newest(self) -> datetime | None:
        """Return when anything was last seen."""
        with self.database.reading() as connection:
            found: datetime | None = connection.execute(select(func.max(SIGHTING.c.seen_at))).scalar_one()
            return found

    def add_revisions(self, revisions: Iterable[Revision]) -> int:
        """Store revisions; return how many texts were new. Their articles, and bodies, come first.

        What an article said before becomes pending where it shows something else now, be it a text that came back.
        """
        new = 0
        for batch in batches(revisions, 100):
            with self.database.writing() as connection:
                new += len(insert_new(connection, REVISION, [revision_row(each) for each in batch]))
                seen = SIGHTINGS.append(connection, [sighting(each) for each in batch])
                changed = {each.article for verdict, each in zip(seen, batch, strict=True) if verdict.fresh}
                touch(connection, told_in(connection, changed))
        return new

    def revisions(
        self,
        ids: Iterable[str] | None = None,
        *,
        articles: Iterable[str] | None = None,
        since: datetime | None = None,
        as_of: datetime | None = None,
    ) -> Iterator[Revision]:
        """Yield revisions by article and the order in which they were first seen: after `since`, up to `as_of`."""
        query = select(REVISION).order_by(REVISION.c.article, REVISION.c.seen_at, REVISION.c.id)
        if since is not None:
            query = query.where(REVISION.c.seen_at > since)
        if as_of is not None:
            query = query.where(REVISION.c.seen_at <= as_of)
        if articles is not None:
            yield from self._revisions(query, "article", articles)
        elif ids is not None:
            yield from self._revisions(query, "id", ids)
        else:
            yield from (revision(row) for row in self.database.stream(query))

    def revision_ids(self, *, after: str | None = None, limit: int | None = None) -> list[str]:
        """Return the ids of revisions in the order of `revisions`: at most `limit`, those behind the one `after`."""
        with self.database.reading() as connection:
            query = in_order(connection, select(REVISION.c.id), after=after, limit=limit)
            return list(connection.execute(query).scalars())

    def seen(self, *, since: datetime | None = None, as_of: datetime | None = None) -> dict[str, str]:
        """Return the article of each revision that was first seen after `since`, up to `as_of`; without its text."""
        query = select(REVISION.c.id, REVISION.c.article)
        query = query.order_by(REVISION.c.article, REVISION.c.seen_at, REVISION.c.id)
        if since is not None:
            query = query.where(REVISION.c.seen_at > since)
        if as_of is not None:
            query = query.where(REVISION.c.seen_at <= as_of)
        return {row.id: row.article for row in self.database.stream(query)}

    def latest_revisions(
        self, *, articles: Iterable[str] | None = None, as_of: datetime | None = None
    ) -> dict[str, str]:
        """Return the id of the revision that each article showed when last looked at, by `as_of`."""
        query = (
            select(SIGHTING.c.article, SIGHTING.c.digest).where(SIGHTINGS.current(as_of)).order_by(SIGHTING.c.article)
        )
        if articles is None:
            return {row.article: row.digest for row in self.database.stream(query)}
        found: dict[str, str] = {}
        for batch in batches(sorted(set(articles))):
            found |= {
                row.article: row.digest for row in self.database.stream(query.where(SIGHTING.c.article.in_(batch)))
            }
        return found

    def sightings(self) -> Iterator[Sighted]:
        """Yield which revision each article showed from when on, oldest first."""
        for row in self.database.stream(select(SIGHTING).order_by(SIGHTING.c.seen_at, SIGHTING.c.seq)):
            yield Sighted(row.article, row.digest, row.seen_at, Look(row.look), row.body)

    def _revisions(self, query: Select[tuple[object, ...]], column: str, names: Iterable[str]) -> Iterator[Revision]:
        for batch in batches(sorted(set(names))):
            yield from (revision(row) for row in self.database.stream(query.where(REVISION.c[column].in_(batch))))


def in_order(connection: Connection, query: Select[Any], *, after: str | None, limit: int | None) -> Select[Any]:
    """Order `query` by article and by when a revision was first seen, and cut a page of it: `limit` behind `after`.

    The page begins where an index does: the last of a million revisions costs what the first one does.
    """
    keys = (REVISION.c.article, REVISION.c.seen_at, REVISION.c.id)
    query = query.order_by(*keys).limit(limit)
    if after is None:
        return query
    place = connection.execute(select(*keys).where(REVISION.c.id == after)).one()
    here = (literal(value, key.type) for value, key in zip(place, keys, strict=True))
    return query.where(tuple_(*keys) > tuple_(*here))


def _refill(connection: Connection, rows: Sequence[Values]) -> None:
    """Bodies that retention had emptied have been fetched again."""
    offered = {row["hash"]: row for row in rows}
    emptied = select(BODY.c.hash).where(BODY.c.hash.in_(sorted(offered)), BODY.c.content.is_(None))
    for name in connection.execute(emptied).scalars().all():
        again = {"content": offered[name]["content"], "fetched_at": offered[name]["fetched_at"]}
        connection.execute(update(BODY).where(BODY.c.hash == name).values(again))
