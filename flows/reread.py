"""Read stored articles again after the codebook, the registry or the reader changed: only what is affected."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flows.settings import parse_instant, prepare_prefect, read_settings

# Prefect reads its environment when it is imported.
prepare_prefect(read_settings())

from prefect import State, flow

from flows.conduct import Outcome, Run
from flows.stages.publish import Scope
from flows.stages.read import affected


@flow(name="reread", persist_result=False)
def reread(
    everything: bool = False,
    now: datetime | None = None,
    seeds: str | None = None,
    data: str | None = None,
) -> State[Outcome]:
    """Read again what the change of pack or reader affects, judge the touched series, and tell what changed."""
    settings = read_settings(seeds=seeds, data=data)
    run = Run("reread", settings, parse_instant(now))
    run.read_and_judge(partial(affected, now=run.now, everything=everything))
    return run.finish(Scope())
