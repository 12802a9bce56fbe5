"""One Prefect installation for the whole folder: a server takes twenty seconds to start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.installation import Installation
from tests.service.outcome import BACKFILL, Outcome, left


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with Installation.running(tmp_path_factory.mktemp("prefect")) as it:
        yield it


@pytest.fixture(scope="session")
def undisturbed(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What one backfill leaves that nothing disturbs, on one process."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert installation.volteface(*BACKFILL, "--data", str(folder / "data"), log=folder / "log").wait(180) == 0
    found = left(folder / "data")
    assert all(found.exports.values())
    assert found.digests
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"
