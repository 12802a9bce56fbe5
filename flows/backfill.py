"""Take in an archive by hand: the seed set, a date range, addresses, a sitemap, a folder of saved files."""

from __future__ import annotations

from datetime import datetime

from flows.settings import parse_instant, prepare_prefect, read_settings

# Prefect reads its environment when it is imported.
prepare_prefect(read_settings())

from prefect import State, flow

from flows import tasks
from flows.conduct import Outcome, Run
from flows.stages.archive import Archive
from flows.stages.publish import Scope
from flows.stages.read import unread
from storage.domain.run import Stage


@flow(name="backfill", persist_result=False)
def backfill(
    since: datetime | None = None,
    until: datetime | None = None,
    sources: list[str] | None = None,
    urls: list[str] | None = None,
    folder: str | None = None,
    sitemap: str | None = None,
    dry_run: bool = False,
    now: datetime | None = None,
    seeds: str | None = None,
    data: str | None = None,
) -> State[Outcome]:
    """Take in what the arguments choose, read and judge it with everything known, and tell what changed.

    `since` and `until` choose by publication date. `dry_run` lists what would be taken in and writes nothing.
    """
    settings = read_settings(seeds=seeds, data=data)
    run = Run("backfill", settings, parse_instant(now))
    archive = Archive(
        since=parse_instant(since).date() if since else None,
        until=parse_instant(until).date() if until else None,
        sources=tuple(sources or ()),
        urls=tuple(urls or ()),
        folder=folder,
        sitemap=sitemap,
        dry_run=dry_run,
    )
    run.note(Stage.FETCH, tasks.take_archive(settings, run.now, archive))
    if dry_run:
        return run.finish(None)
    run.read_and_judge(unread)
    return run.finish(Scope())
