"""Sixty virtual days with faults, against the same days undisturbed.

`python -m tests.sector_site.soak --seeds 20` lives through them once undisturbed and twice a seed:

* **harmless**: servers fail, runs die and clocks jump while nothing is new; runs also die, find the ledger locked or
  the disk full in any stage after polling on days of news, and are run again. Then every export, digest and page is
  equal, byte for byte.
* **wild**: any fault, at any time, for days; a run that dies is not repeated, the next one comes when it is due.
  What a feed listed while it was down is seen later, so times of observation differ, and with them the day on which
  something was concluded, whether it was told as an archive find, and ids made of them. What must be equal is what
  is known in the end: the articles, the text that each shows, the statements in it, the findings held with their
  evidence, and the positions that stand. A text that a page showed only while nobody could look is lost, so the
  revisions before the last are not compared, nor which of two revisions that say the same counts for both.

What failed is named in the digests of the runs that met it; that is metadata of those runs, and left out of both.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.commands.exporting import ROWS
from flows.stages.judge import standing
from storage.domain.finding import Finding
from storage.domain.sector import Registry
from storage.domain.statement import Statement
from tests.sector_site.site import VirtualClock
from tests.sector_site.soak_faults import (
    SERVERS,
    Fault,
    Kind,
    Plan,
    answer_of,
    fails,
    harmless_plan,
    striking,
    wild_plan,
)
from tests.sector_site.soak_world import DAYS, START, Service, World, a_registry, instants, patched

CALM = START + timedelta(days=DAYS - 12)
Known = dict[str, list[str]]


@dataclass
class Soak:
    """One life of sixty days, and how its faulty runs ended."""

    folder: Path
    registry: Registry
    ended: Counter[str] = field(default_factory=Counter)
    news: set[datetime] = field(default_factory=set)

    def live(self, clock: VirtualClock, world: World, plan: Plan, *, repeat: bool) -> Known:
        """Live through all of it; `repeat`: a run that died is run again at once. Returns everything exported."""
        world.clock.restart(START)
        service = Service(world, self.folder, self.registry)
        for moment in instants():
            clock.move_to(moment)
            self._run(service, moment, plan.get(moment), repeat=repeat)
        self.exported, self.told = exports(service), content(service)
        service.close()
        return self.exported

    def _run(self, service: Service, moment: datetime, fault: Fault | None, *, repeat: bool) -> None:
        world = service.world
        if fault is None:
            tally = service.run(moment)
            if any(tally.counts.get(what) for what in ("new articles", "new revisions", "edited articles")):
                self.news.add(moment)
        elif fault.kind is Kind.JUMP:
            service.run(moment + fault.jump)
            self.ended[fault.kind.value] += 1
            if repeat:
                service.run(moment)
        elif fault.kind in SERVERS:
            world.trouble = answer_of(fault)
            with striking(fault):
                service.run(moment)
            world.trouble = lambda _host, _path: None
            self.ended[fault.kind.value] += 1
        else:
            end = fails(service, fault, moment)
            self.ended[f"{fault.kind.value}: {end.partition(':')[0]}"] += 1
            assert end == "killed" or end.startswith(("done", "one sentence")), f"{moment} {fault}: {end}"
            if repeat:
                service.run(moment)


def exports(service: Service) -> Known:
    """Every export, digest and page."""
    rows_ = {what.value: [repr(row) for row in rows(service.desk, None)] for what, rows in ROWS.items()}
    pages = sorted(path for path in (service.folder / "digests").rglob("*") if path.is_file())
    return rows_ | {path.name: path.read_text("utf-8").splitlines() for path in pages if not path.name.startswith(".")}


def said(statement: Statement) -> str:
    one = statement
    return repr((one.article, one.speaker, one.series, one.stance, one.said_on, one.text, one.modality, one.conditions))


def found(finding: Finding) -> str:
    one, evidence = finding, sorted(said(piece.statement) for piece in finding.evidence)
    return repr((one.kind, one.status, one.series, one.before, one.after, one.said_on, evidence))


def content(service: Service) -> Known:
    """What is known in the end, without when it came to be known."""
    desk, ledger = service.desk, service.desk.ledger
    articles = {article.id: article for article in ledger.articles()}
    shown = ledger.latest_revisions()
    statements = [s for s in desk.statements() if s.revision == shown[s.article]]
    texts = {revision.id: revision.text for revision in ledger.revisions(shown.values())}

    return {
        "articles": sorted(repr((a.id, a.url, a.title, a.published)) for a in articles.values()),
        "texts": sorted(repr((articles[a].title, texts[r])) for a, r in shown.items()),
        "statements": sorted(said(s) for s in statements),
        "findings": sorted(map(found, ledger.held())),
        "positions": sorted(repr((p.series, p.stance, p.since, p.status)) for p in standing(desk, desk.statements())),
    }


def differences(ours: Known, theirs: Known) -> list[str]:
    """Name what differs, with the first line that does."""
    told = []
    for name in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(name, []), theirs.get(name, [])
        if mine != other:
            first = [next((line for line in one if line not in two), "") for one, two in ((mine, other), (other, mine))]
            shown = " against ".join(repr(line[:400]) for line in first)
            told.append(f"{name}: {len(mine)} lines against {len(other)}; {shown}")
    return told


class Trial:
    """The undisturbed life, and disturbed ones to compare with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = VirtualClock(START)
        self.world = World(self.clock)
        self.registry = a_registry(folder, self.world)
        self.calm = Soak(folder / "undisturbed", self.registry)
        self.calm.live(self.clock, self.world, {}, repeat=False)
        self.quiet = set(instants()) - self.calm.news

    def harmless(self, seed: int) -> tuple[Soak, list[str]]:
        plan = harmless_plan(random.Random(f"harmless {seed}"), quiet=self.quiet)
        soak = Soak(self.folder / f"harmless-{seed}", self.registry)
        soak.live(self.clock, self.world, plan, repeat=True)
        return soak, differences(soak.exported, self.calm.exported)

    def wild(self, seed: int) -> tuple[Soak, list[str]]:
        plan = wild_plan(random.Random(f"wild {seed}"), calm_from=CALM)
        soak = Soak(self.folder / f"wild-{seed}", self.registry)
        soak.live(self.clock, self.world, plan, repeat=False)
        return soak, differences(soak.told, self.calm.told)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sector_site.soak", description="sixty days, disturbed")
    parser.add_argument("--seeds", type=int, default=3, help="how many plans of each kind")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    chosen = parser.parse_args(arguments)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, patched(patch.setattr):
        trial = Trial(Path(folder))
        print(f"undisturbed: {len(trial.calm.exported['positions'])} statements, "
              f"{len(trial.calm.exported['findings'])} findings, {len(trial.calm.news)} runs with news")  # fmt: skip
        for seed in range(chosen.first, chosen.first + chosen.seeds):
            for kind in (trial.harmless, trial.wild):
                started = time.monotonic()
                soak, different = kind(seed)
                failed += bool(different)
                taken = time.monotonic() - started
                print(f"{kind.__name__} {seed}: {sum(soak.ended.values())} faults, {taken:.0f} s, "
                      f"{'; '.join(different) or 'equal'}", flush=True)  # fmt: skip
                print("   ", dict(sorted(soak.ended.items())), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
