"""What the four flows have in common: batches, logs with counts, artifacts, events and the final state."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from prefect import get_run_logger, runtime
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.blocks.abstract import NotificationBlock
from prefect.blocks.core import Block
from prefect.client.schemas.objects import State
from prefect.events import emit_event
from prefect.states import Completed, Failed

from flows import logs, progress, tasks
from flows.desk import Desk, open_desk
from flows.patience import patiently
from flows.reporting.inert import message
from flows.scaling import read_on_workers
from flows.settings import Settings
from flows.stages import read
from flows.stages.publish import Published, Scope
from flows.stages.tally import Tally
from storage.domain.errors import InputError
from storage.domain.finding import Finding, Status
from storage.domain.run import RunReport, Stage

Teller = Callable[[Finding, Published], None]
CONFIRMED_EVENT = "volteface.finding.confirmed"
SERIES_A_TASK = 500


class Run:
    """One flow run in progress: it logs each stage with its counts and remembers them for the report."""

    def __init__(self, flow: str, settings: Settings, now: datetime) -> None:
        self.flow, self.settings, self.now = flow, settings, now
        self.tally, self.began = Tally(), time.monotonic()
        self.log = get_run_logger()
        logs.set_up(settings)
        logs.belongs_to(runtime.flow_run.id)

    def note(self, stage: Stage, tally: Tally) -> None:
        self.tally += tally
        with logs.during(stage):
            self.log.info("%s: %s", stage, tally)
            for failure in tally.failures:
                self.log.warning("%s: %s: %s", failure.stage, failure.thing, failure.message)
            for note in tally.notes:
                self.log.info("%s: note: %s", stage, note)

    def read_and_judge(self, choose: Callable[[Desk], Iterator[list[str]]]) -> None:
        """Read what `choose` yields, then judge every series whose evidence changed, in this run or a broken one.

        Only this process reads and writes the ledger: workers get texts and return readings.
        """
        desk = open_desk(self.settings)
        batches = (patiently(partial(read.load, desk, names)) for names in choose(desk))
        with progress.bar("reading", total=read.waiting(desk) if progress.is_watched() else None) as advance:
            for done, found in enumerate(read_on_workers(batches, self.settings), start=1):
                self.note(Stage.READ, patiently(partial(read.save, desk, found, now=self.now)))
                advance(len(found.readings) + len(found.failures))
                with logs.during(Stage.READ):
                    self.log.info("read: batch %d", done)
        waiting = tasks.list_pending(self.settings)
        for start in range(0, len(waiting), SERIES_A_TASK):
            part = waiting[start : start + SERIES_A_TASK]
            self.note(Stage.JUDGE, tasks.judge_series(self.settings, self.now, part))

    def finish(self, scope: Scope | None) -> State[Outcome]:
        """Save the report, write the digest, show both to Prefect, and return the final state.

        The report comes first: the digest names what could not be done, and must be the same when it is rebuilt.
        """
        counts = tuple(self.tally.counts.items())
        seconds = round(time.monotonic() - self.began, 1)
        report = RunReport(self.flow, self.now, counts, self.tally.failures, notes=self.tally.notes, seconds=seconds)
        patiently(lambda: open_desk(self.settings).ledger.add_run(report))
        published = tasks.publish_digest(self.settings, self.now, scope) if scope is not None else None
        if published:
            with logs.during(Stage.REPORT):
                self.log.info("report: %s %s", published.headline, published.path)
                self._announce(published)
        _show(report, published)
        return final_state(report, published)

    def _announce(self, published: Published) -> None:
        """Tell every confirmed finding once: as an event always, through the notification block when one is set.

        All that stand are looked at, not this digest's alone: what could not be told last time is told now.
        """
        ledger = open_desk(self.settings).ledger
        confirmed = [finding for finding in ledger.held() if finding.status is Status.CONFIRMED]
        for channel, tell in channels(self.settings).items():
            wanted = set(ledger.unannounced([finding.id for finding in confirmed], channel=channel))
            for finding in confirmed:
                if finding.id in wanted:
                    self._tell(tell, finding, published, channel=channel)

    def _tell(self, tell: Teller, finding: Finding, published: Published, *, channel: str) -> None:
        try:
            tell(finding, published)
        except Exception:  # the digest is written; a chat that is down is tried again with the next run
            self.log.exception("the finding %s could not be announced by %s", finding.id, channel)
        else:
            open_desk(self.settings).ledger.announced([finding.id], channel=channel, at=self.now)


def channels(settings: Settings) -> dict[str, Teller]:
    """Where confirmed findings are told: Prefect's events, and the notification block of the settings."""
    found: dict[str, Teller] = {"event": announce}
    if settings.notify:
        found[settings.notify] = partial(notify, settings.notify)
    return found


def notify(block: str, finding: Finding, published: Published) -> None:
    """Send a finding through one of Prefect's own notification blocks (e-mail, chat). Raises what the block raises."""
    body = "\n".join([*(f"“{message(piece.statement.text)}”" for piece in finding.evidence[:2]), published.path])
    loaded = Block.load(block)
    if not isinstance(loaded, NotificationBlock):
        raise InputError(f"the block {block} is not a notification block")
    _: object = loaded.notify(body=body, subject=message(finding.wording))  # in a flow this has run when it returns


Outcome = tuple[RunReport, Published | None]


def final_state(report: RunReport, published: Published | None = None) -> State[Outcome]:
    """Partial failure completes, under a name of its own; only a run that achieved nothing has failed."""
    done = (report, published)
    if not report.failures:
        return Completed(message=str(Tally(dict(report.counts))), data=done)
    summary = f"{len(report.failures)} not done, see the artifact: " + "; ".join(
        message(failure.thing) for failure in report.failures[:5]
    )
    if any(number for _, number in report.counts) or all(f.stage is Stage.FETCH for f in report.failures):
        return Completed(name="PartiallyCompleted", message=summary, data=done)
    return Failed(message=summary)


def announce(finding: Finding, published: Published) -> None:
    """Emit one event for a confirmed finding; automations and notifications hang on it."""
    emit_event(
        event=CONFIRMED_EVENT,
        resource={
            "prefect.resource.id": f"volteface.finding.{finding.id}",
            "prefect.resource.name": message(finding.wording),
        },
        payload={
            "finding": finding.id,
            "kind": finding.kind,
            "stakeholder": finding.stakeholder,
            "proposition": finding.proposition,
            "wording": message(finding.wording),
            "digest": published.path,
        },
    )


def table_of(report: RunReport) -> list[dict[str, Any]]:
    """The rows of the run's artifact: counts, what was not done and why, conditions that are no failures."""
    rows: list[dict[str, Any]] = [{"what": what, "count": number} for what, number in report.counts]
    rows += [{"what": f"not done: {f.stage}: {message(f.thing)}", "count": message(f.message)} for f in report.failures]
    return rows + [{"what": "note", "count": message(note)} for note in report.notes]


def _show(report: RunReport, published: Published | None) -> None:
    create_table_artifact(
        key="volteface-run", table=table_of(report), description=f"{report.flow}: counts, failures, notes"
    )
    if published and published.markdown:
        create_markdown_artifact(key="volteface-digest", markdown=published.markdown, description=published.path)
