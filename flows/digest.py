"""Publish the digest of a period, as known at an instant."""

from __future__ import annotations

from datetime import datetime

from flows.settings import parse_instant, prepare_prefect, read_settings

# Prefect reads its environment when it is imported.
prepare_prefect(read_settings())

from prefect import State, flow

from flows.conduct import Outcome, Run
from flows.stages.publish import Scope
from storage.domain.finding import Status


@flow(name="digest", persist_result=False)
def digest(
    since: datetime | None = None,
    until: datetime | None = None,
    as_of: datetime | None = None,
    stakeholder: str | None = None,
    topic: str | None = None,
    min_status: str | None = None,
    now: datetime | None = None,
    seeds: str | None = None,
    data: str | None = None,
) -> State[Outcome]:
    """Write what changed in our conclusions after `since` up to `until`, as known at `as_of`."""
    run = Run("digest", read_settings(seeds=seeds, data=data), parse_instant(now))
    scope = Scope(
        since=parse_instant(since) if since else None,
        until=parse_instant(until) if until else None,
        as_of=parse_instant(as_of) if as_of else None,
        stakeholder=stakeholder,
        topic=topic,
        min_status=Status(min_status) if min_status else None,
    )
    return run.finish(scope)
