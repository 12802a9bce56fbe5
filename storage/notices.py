"""Which findings were announced where: each once, however often a digest is published or a run repeated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from storage.shelf import Shelf, insert_or_leave
from storage.tables import NoticeRow, table

NOTICE = table(NoticeRow)


class Notices(Shelf):
    """Announcements made. The note is written after the announcement: a crash in between repeats it, never loses it."""

    def unannounced(self, findings: Iterable[str], *, channel: str) -> list[str]:
        """Return those of `findings`, in their order, that were not announced in `channel` yet."""
        with self.database.reading() as connection:
            query = select(NOTICE.c.finding).where(NOTICE.c.channel == channel)
            told = set(connection.execute(query).scalars())
        return [finding for finding in findings if finding not in told]

    def announced(self, findings: Iterable[str], *, channel: str, at: datetime) -> None:
        rows = [{"finding": finding, "channel": channel, "at": at} for finding in findings]
        with self.database.writing() as connection:
            insert_or_leave(connection, NOTICE, rows)
