"""Real processes that write at once, and that are killed while they write."""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event

from storage.doctor import examine
from storage.domain.finding import Finding
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId
from storage.ledger import Ledger
from tests.storage.builders import a_finding, a_reading, a_revision, a_statement, an_article, concluded, hour
from tests.storage.children import Child, child

ARTICLES = [f"a{number:03}" for number in range(60)]


def take_in(ledger: Ledger, names: list[str], *, at: int) -> None:
    """What a run does with each article, in small transactions."""
    for name in names:
        revision = a_revision(name, text=f"The guild backs the ban, says {name}.", seen_at=hour(0))
        stance = Stance.SUPPORTS if int(name[1:]) % 2 else Stance.OPPOSES
        statement = a_statement(revision, by=f"guild-{int(name[1:]) % 5}", stance=stance)
        ledger.add_articles([an_article(name)], seen_at=hour(0))
        ledger.add_revisions([revision])
        ledger.add_readings([a_reading(revision, statement)], read_at=hour(at))


def judge(ledger: Ledger, *, at: int) -> None:
    """Until nothing is pending: one finding a series, whose wording tells how much evidence it saw."""
    while tokens := ledger.pending():
        found = []
        for series in tokens:
            evidence = list(ledger.statements([series]))
            finding = a_finding(*evidence, name=series.stakeholder)
            found.append(concluded(replace_series(finding, series, len(evidence)), hour(at)))
        ledger.append(found, judged=tokens)


def replace_series(finding: Finding, series: SeriesId, count: int) -> Finding:
    return replace(finding, stakeholder=series.stakeholder, wording=f"{count} statements.")


def run(address: str, folder: Path, names: list[str], *, at: int = 1) -> str:
    with Ledger.open(address, data=folder) as ledger:
        take_in(ledger, names, at=at)
        judge(ledger, at=at)
    return "done"


def run_and_tell(address: str, folder: Path) -> str:
    (folder / "begun").touch()
    return run(address, folder, ARTICLES)


def wait_for(file: Path) -> None:
    while not file.exists():
        time.sleep(0.002)


def contents(address: str, folder: Path) -> tuple[object, ...]:
    """Everything that the ledger tells, but when it came to conclude it."""
    with Ledger.open(address, data=folder) as ledger:
        return (
            list(ledger.articles()),
            list(ledger.revisions()),
            list(ledger.readings([revision.id for revision in ledger.revisions()])),
            list(ledger.statements()),
            ledger.held(),
            ledger.pending(),
        )


@pytest.fixture
def undisturbed(tmp_path) -> tuple[object, ...]:
    """What one process alone makes of all articles."""
    folder = tmp_path / "undisturbed"
    run(f"sqlite:///{folder / 'volteface.db'}", folder, ARTICLES)
    return contents(f"sqlite:///{folder / 'volteface.db'}", folder)


def test_processes_that_write_at_once_lose_nothing_and_store_nothing_twice(address, tmp_path, undisturbed):
    def in_an_order_of_its_own(seed: int) -> Child:
        names = random.Random(seed).sample(ARTICLES, len(ARTICLES))
        return child(lambda: run(address, tmp_path, names, at=seed))

    children = [in_an_order_of_its_own(seed) for seed in range(1, 4)]
    assert [each.answer() for each in children] == ["done"] * 3
    assert contents(address, tmp_path) == undisturbed


def test_a_process_killed_while_it_writes_leaves_a_ledger_from_which_the_next_run_goes_on(
    address, tmp_path, undisturbed
):
    pause = random.Random(7)
    for _ in range(12):
        (tmp_path / "begun").unlink(missing_ok=True)
        killed = child(lambda: run_and_tell(address, tmp_path))
        wait_for(tmp_path / "begun")
        time.sleep(pause.uniform(0.0, 0.12))
        killed.kill()
        with Ledger.open(address, data=tmp_path) as ledger:
            told = {statement.revision for statement in ledger.statements()}
            read = {revision.id for revision in ledger.revisions()} - set(ledger.unread("reader 1", "pack 1"))
            assert told == read
            assert examine(ledger) == []

    run(address, tmp_path, ARTICLES)
    assert contents(address, tmp_path) == undisturbed


def killed_at(number: int, folder: Path) -> str:
    """A run that is killed when it begins its transaction of that number, or when it is about to commit it."""
    moments = count()

    def moment(_connection: object) -> None:
        if next(moments) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    with Ledger.open(data=folder) as ledger:
        for name in ("begin", "commit"):
            event.listen(ledger.database.engine, name, moment)
        take_in(ledger, ARTICLES[:2], at=1)
        judge(ledger, at=1)
    return "done"


def test_a_run_killed_at_any_moment_of_any_transaction_is_made_good_by_the_next(tmp_path):
    def few(folder: Path) -> tuple[object, ...]:
        with Ledger.open(data=folder) as ledger:
            take_in(ledger, ARTICLES[:2], at=1)
            judge(ledger, at=1)
            assert examine(ledger) == []
        return contents(f"sqlite:///{folder / 'volteface.db'}", folder)

    undisturbed = few(tmp_path / "undisturbed")
    for number in count():
        folder = tmp_path / f"killed-{number}"
        survived = child(lambda: killed_at(number, folder)).answer() == "done"  # noqa: B023 - it runs at once
        assert few(folder) == undisturbed
        if survived:
            break

    assert number >= 18, "there are that many moments in the life of two articles"


def test_a_process_killed_inside_a_transaction_leaves_nothing_of_it_and_no_lock(address, tmp_path):
    Ledger.open(address, data=tmp_path).close()

    def half_way() -> None:
        ledger = Ledger.open(address, data=tmp_path)
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO pack VALUES ('half', '')")
            (tmp_path / "inside").touch()
            time.sleep(60)

    killed = child(half_way)
    wait_for(tmp_path / "inside")
    killed.kill()
    with Ledger.open(address, data=tmp_path, patience=10) as ledger:
        ledger.add_pack_snapshot("whole", {})
        with ledger.database.reading() as connection:
            assert connection.exec_driver_sql("SELECT digest FROM pack").scalars().all() == ["whole"]


def test_evidence_that_arrives_while_it_is_judged_is_judged_in_the_end(address, tmp_path):
    """One process judges over and over while another adds evidence: no judgement on old evidence stands."""

    def judging() -> str:
        with Ledger.open(address, data=tmp_path) as ledger:
            until = time.monotonic() + 1.5
            while time.monotonic() < until:
                judge(ledger, at=1)
        return "done"

    judge_ = child(judging)
    with Ledger.open(address, data=tmp_path) as ledger:
        take_in(ledger, ARTICLES, at=1)
        assert judge_.answer() == "done"
        judge(ledger, at=2)

        assert {finding.wording for finding in ledger.held()} == {"12 statements."}
        assert len(ledger.held()) == 5
