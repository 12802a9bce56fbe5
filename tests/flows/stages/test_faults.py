"""kill -9 at every moment of the main job, a full disk, a locked ledger: the next run ends as if nothing had happened.

Everything is real but Prefect: forked processes that are killed, a limit of the operating system on what may be
written, another process that holds the ledger. `tests/service` has the faults of a whole installation.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event

from flows.desk import Desk, open_desk
from flows.settings import read_settings
from flows.stages import judge, publish, read, take
from storage.doctor import examine
from tests.flows.stages.conftest import run
from tests.flows.stages.outcomes import differences, digests, exports
from tests.storage.children import child

SECTOR = Path(__file__).resolve().parents[2] / "sectors" / "libraries"
NOW = datetime(2043, 3, 1, 6, tzinfo=UTC)  # the sector is told of in 2042: nothing may be dated after it was seen
TOLD = ["07-face-scans", "17-face-scan-reversal", "01-fines-response", "15-fines-councils"]
KILLED = 24  # of some three hundred moments, evenly spread
STAGES = (
    lambda desk: take.take_seeds(desk, now=NOW, only=TOLD),
    lambda desk: [read.read_batch(desk, batch, now=NOW) for batch in read.unread(desk)],
    lambda desk: judge.judge(desk, judge.pending(desk), now=NOW),
    lambda desk: publish.publish(desk, publish.Scope(), now=NOW),
)


def desk_at(data: Path) -> Desk:
    return open_desk(read_settings(data=data, seeds=SECTOR, offline=True, batch=1))


def state(data: Path) -> tuple[dict, dict]:
    """Exports and digests, byte for byte; and the ledger is sound."""
    desk = desk_at(data)
    assert examine(desk.ledger) == []
    found = exports(desk), digests(desk)
    forget(desk)
    return found


def forget(desk: Desk) -> None:
    desk.ledger.close()
    open_desk.cache_clear()


def again(data: Path) -> tuple[dict, dict]:
    desk = desk_at(data)
    run(desk, TOLD, now=NOW)
    forget(desk)
    return state(data)


_undisturbed: list[tuple[dict, dict]] = []


@pytest.fixture
def undisturbed(tmp_path: Path) -> tuple[dict, dict]:
    """What an undisturbed run leaves. It also makes the readings that forked children then remember."""
    if not _undisturbed:
        _undisturbed.append(again(tmp_path / "undisturbed"))
    (found,) = _undisturbed
    assert all(found[0].values())
    assert found[1]
    return found


@contextmanager
def counted(desk: Desk, moment: Callable[[], None]) -> Iterator[None]:
    """Call `moment` when a transaction begins, when it is about to commit, and around every file that is written."""

    def seen(*_: object) -> None:
        moment()

    names = ("begin", "commit")
    for name in names:
        event.listen(desk.ledger.database.engine, name, seen)
    replace, write_bytes = Path.replace, Path.write_bytes

    def replacing(self: Path, target: Path) -> Path:
        moment()
        return replace(self, target)

    def writing(self: Path, data: bytes) -> int:
        moment()
        with self.open("wb") as file:  # killed here, half of it is on the disk
            file.write(data[: len(data) // 2])
            file.flush()
            moment()
            file.write(data[len(data) // 2 :])
        return len(data)

    Path.replace, Path.write_bytes = replacing, writing  # type: ignore[method-assign]
    try:
        yield
    finally:
        Path.replace, Path.write_bytes = replace, write_bytes  # type: ignore[method-assign]
        for name in names:
            event.remove(desk.ledger.database.engine, name, seen)


def killed_at(number: int, data: Path) -> str:
    moments = count()

    def moment() -> None:
        if next(moments) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    desk = desk_at(data)
    with counted(desk, moment):
        run(desk, TOLD, now=NOW)
    return "done"


def moments_of_a_run(data: Path) -> int:
    seen = count()
    desk = desk_at(data)
    with counted(desk, lambda: [next(seen)]):
        run(desk, TOLD, now=NOW)
    forget(desk)
    return next(seen)


def test_a_run_killed_at_any_moment_is_made_good_by_running_again(undisturbed, tmp_path):
    """Every transaction's begin and commit, every file before it is begun, half-way and before it takes its place."""
    total = moments_of_a_run(tmp_path / "counted")
    assert total > 60
    for number in range(0, total, max(1, total // KILLED)):
        data = tmp_path / f"killed-{number}"
        assert child(lambda: killed_at(number, data)).answer() == ""  # noqa: B023 - it runs at once
        assert differences(again(data), undisturbed) == [], number


@pytest.mark.parametrize("done", range(1, len(STAGES)), ids=["after taking in", "after reading", "after judging"])
def test_a_run_killed_between_two_stages_is_made_good_by_running_again(undisturbed, tmp_path, done):
    def stages() -> None:
        desk = desk_at(tmp_path / "data")
        for stage in STAGES[:done]:
            stage(desk)
        os.kill(os.getpid(), signal.SIGKILL)

    assert child(stages).answer() == ""
    assert differences(again(tmp_path / "data"), undisturbed) == []


def test_a_run_killed_between_its_digest_and_its_site_is_made_good_by_a_later_run_that_finds_nothing_new(
    undisturbed, tmp_path, monkeypatch
):
    desk = desk_at(tmp_path / "data")
    with monkeypatch.context() as patched:
        patched.setattr(publish, "refresh_site", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(desk, TOLD, now=NOW)
    assert not (desk.settings.digests / "index.html").exists()
    later = publish.publish(desk, publish.Scope(), now=NOW.replace(hour=7))
    assert not later.written
    forget(desk)
    assert differences(state(tmp_path / "data"), undisturbed) == []


@pytest.mark.parametrize("kilobytes", [1, 40, 150, 300, 400])
def test_a_disk_that_fills_up_stops_the_run_and_nothing_is_half_done(undisturbed, tmp_path, kilobytes):
    """The operating system refuses to let any file grow beyond the limit: the ledger's, or a page's."""

    def limited() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, resource.RLIM_INFINITY))
        run(desk_at(tmp_path / "data"), TOLD, now=NOW)
        return "done"

    told = child(limited).answer()
    assert told.startswith(("LedgerUnavailable", "LedgerError", "InputError")) or kilobytes == 400, told
    assert differences(again(tmp_path / "data"), undisturbed) == []


def test_a_run_waits_while_the_ledger_is_locked(undisturbed, tmp_path):
    data, held = tmp_path / "data", tmp_path / "held"
    desk = desk_at(data)
    STAGES[0](desk)
    forget(desk)

    def hold() -> None:
        holder = sqlite3.connect(data / "volteface.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        held.touch()
        time.sleep(1)
        holder.execute("COMMIT")
        held.unlink()

    holder = child(hold)
    while not held.exists():
        time.sleep(0.01)
    found = again(data)
    assert not held.exists(), "the run has waited"
    assert holder.answer() == "None"
    assert differences(found, undisturbed) == []
