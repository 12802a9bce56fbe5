"""A copy of a ledger that is killed midway leaves the old state or the new one, and doing it again finishes it."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from storage import copying
from storage.backup import back_up, restore
from storage.copying import copy
from storage.doctor import examine
from storage.ledger import Ledger
from tests.storage.builders import an_article, hour
from tests.storage.children import child
from tests.storage.sample import fill, print_of

# Half copied; all copied and half read back; done.
AFTER_TABLES = [5, 30, 10_000]


def killed(what: Callable[[], object], *, after: int) -> None:
    """Do it in a process that is killed at the so-manieth table, or when it is done."""

    def dying() -> None:
        tables, original = count(), copying._copy_table

        def table(*arguments):
            if next(tables) == after:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments)

        copying._copy_table = table  # this process does not live long
        what()
        os.kill(os.getpid(), signal.SIGKILL)

    assert child(dying).answer() == ""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three ledgers, and a backup of the first. To make them once and copy the files saves a second a test."""
    folder = tmp_path_factory.mktemp("made")
    with Ledger.open(data=folder / "monday") as ledger:
        fill(ledger)
        back_up(ledger, folder / "monday.db")
    with Ledger.open(data=folder / "tuesday") as ledger:
        ledger.add_articles([an_article("tuesday")], seen_at=hour(9))
    Ledger.open(data=folder / "empty").close()
    return folder


@pytest.fixture
def monday(made: Path, tmp_path: Path) -> Path:
    """The backup. Beside it: the ledger it was made of, one that says something else, and one that is empty."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "monday.db"


@pytest.fixture
def tuesday(monday: Path) -> Path:
    return monday.with_name("tuesday")


@pytest.mark.parametrize("after", AFTER_TABLES)
def test_a_restore_that_is_killed_leaves_the_old_ledger_or_the_restored_one(monday, tuesday, after):
    with Ledger.open(data=tuesday) as ledger:
        before = print_of(ledger)

    def restoring() -> None:
        with Ledger.open(data=tuesday) as ledger:
            restore(monday, ledger, replace=True)

    killed(restoring, after=after)
    with Ledger.open(data=tuesday) as ledger:
        assert (print_of(ledger) == before) is (after < max(AFTER_TABLES))
        assert list(examine(ledger)) == []
        assert restore(monday, ledger, replace=True).fingerprint == print_of(ledger) != before


@pytest.mark.parametrize("after", AFTER_TABLES)
def test_a_copy_into_a_new_ledger_that_is_killed_can_be_made_again_without_replacing_anything(monday, tmp_path, after):
    def copying_it(replace: bool = False) -> str:
        with Ledger.open(data=tmp_path / "monday") as here, Ledger.open(data=tmp_path / "empty") as there:
            return copy(here, there, replace=replace).fingerprint

    killed(copying_it, after=after)
    assert copying_it(replace=after == max(AFTER_TABLES))
    with Ledger.open(data=tmp_path / "monday") as here, Ledger.open(data=tmp_path / "empty") as there:
        assert print_of(here) == print_of(there)


def backed_up(tmp_path: Path, path: Path) -> None:
    with Ledger.open(data=tmp_path / "tuesday") as ledger:
        back_up(ledger, path)


def test_a_backup_that_is_killed_before_it_is_whole_leaves_the_older_one(monday, tuesday, tmp_path):
    older = monday.read_bytes()
    killed(lambda: backed_up(tmp_path, monday), after=12)
    assert monday.read_bytes() == older
    with Ledger.open(data=tmp_path / "empty") as ledger:
        restore(monday, ledger)
    backed_up(tmp_path, monday)
    assert sorted(file.name for file in tmp_path.glob("*monday.db*")) == ["monday.db", "monday.db.sha256"]
