"""A batch is read anywhere: by the same release only, and one article that breaks the reader is no reason to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.desk import Desk
from flows.processes import read_in_process, reading_processes
from flows.settings import read_settings
from flows.stages import read, take
from storage.domain.errors import InputError
from storage.domain.run import Stage
from tests.flows.stages.conftest import NOW
from tests.service.outcome import SECTOR

HEAVY = "sorted({'prefect', 'sqlalchemy', 'trafilatura'} & set(__import__('sys').modules))"


def a_batch(a_desk: Callable[..., Desk]) -> tuple[Desk, read.Batch]:
    desk = a_desk(seeds=SECTOR)
    take.take_seeds(desk, now=NOW, only=["07-face-scans", "17-face-scan-reversal"])
    (names,) = read.unread(desk)
    return desk, read.load(desk, names)


def test_a_worker_with_another_release_is_refused_by_name(a_desk):
    _, batch = a_batch(a_desk)
    batch.reader = "volteface-9.9"
    with pytest.raises(InputError, match=r"reads with volteface-0.*, the run with volteface-9\.9: install the same"):
        read.read_pages(batch)


def test_an_article_that_breaks_the_reader_is_named_and_the_rest_is_read(a_desk):
    desk, batch = a_batch(a_desk)
    (article, revision), rest = batch.pages[0], batch.pages[1:]
    batch.pages = [(article, replace(revision, text=None)), *rest]
    found = read.read_pages(batch)
    assert [(failure.stage, failure.thing) for failure in found.failures] == [(Stage.READ, article.id)]
    assert [reading.revision for reading in found.readings] == [page.id for _, page in rest]
    tally = read.save(desk, found, now=NOW)
    assert tally.counts["revisions read"] == 1
    assert [held.failure.thing for held in desk.ledger.quarantined()] == [article.id]


def test_a_process_that_only_reads_reads_the_same_and_imports_neither_prefect_nor_the_ledger(a_desk):
    _, batch = a_batch(a_desk)
    with reading_processes(1, read_settings(), run="a run") as pool:
        found = pool.submit(read_in_process, batch).result()
        assert pool.submit(eval, HEAVY).result() == []
    assert found == read.read_pages(batch)
    assert len(found.readings) == 2
