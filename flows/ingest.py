"""The scheduled flow: poll the sources, read what is new, judge it, and tell what changed."""

from __future__ import annotations

from datetime import datetime

from flows.settings import parse_instant, prepare_prefect, read_settings

# Prefect reads its environment when it is imported.
prepare_prefect(read_settings())

from prefect import State, flow

from flows import tasks
from flows.conduct import Outcome, Run
from flows.stages.publish import Scope
from flows.stages.read import unread
from storage.domain.run import Stage


@flow(name="ingest", persist_result=False)
def ingest(
    now: datetime | None = None,
    sources: list[str] | None = None,
    offline: bool | None = None,
    seeds: str | None = None,
    data: str | None = None,
) -> State[Outcome]:
    """Take in new articles beside the seed set, and write a digest when there is something to tell.

    `now` rehearses the run at another instant; `sources` restricts it; `offline` asks no source at all.
    """
    settings = read_settings(seeds=seeds, data=data, offline=offline)
    run = Run("ingest", settings, parse_instant(now))
    run.note(Stage.REVISE, tasks.take_seeds(settings, run.now))
    if not settings.offline:
        run.note(Stage.FETCH, tasks.poll_sources(settings, run.now, sources))
    run.read_and_judge(unread)
    return run.finish(Scope())
