"""A desk on a fresh ledger, and readings that are made once per text: reading is pure, so a test may remember it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import flows.reading.reading as reading_module
from flows.desk import Desk, open_desk
from flows.settings import read_settings
from flows.stages import judge, publish, read, take
from storage.domain.statement import Reading

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
_real_read = reading_module.read
_remembered: dict[tuple[str, str, str], Reading] = {}


def remembered_read(revision, *, article, registry, reader) -> Reading:
    key = (revision.id, registry.digest, repr((article, revision.seen_at, reader.identity)))
    if key not in _remembered:
        _remembered[key] = _real_read(revision, article=article, registry=registry, reader=reader)
    return _remembered[key]


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "read", remembered_read)


@pytest.fixture
def a_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """`a_desk("name")` opens a desk on a ledger of its own; further arguments are settings."""
    opened: list[Desk] = []

    def make(name: str = "data", **settings) -> Desk:
        desk = open_desk(read_settings(data=tmp_path / name, offline=True, **settings))
        opened.append(desk)
        return desk

    yield make
    for desk in opened:
        desk.ledger.close()
    open_desk.cache_clear()


def run(desk: Desk, seeds: list[str] | None = None, *, now: datetime = NOW) -> publish.Published:
    """What the ingest flow does, without Prefect: take, read, judge, publish."""
    take.take_seeds(desk, now=now, only=seeds)
    for batch in read.unread(desk):
        read.read_batch(desk, batch, now=now)
    judge.judge(desk, judge.pending(desk), now=now)
    return publish.publish(desk, publish.Scope(), now=now)
