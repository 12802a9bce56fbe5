"""One Prefect installation for the whole folder: a server takes twenty seconds to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.service.installation import Installation


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with Installation.running(tmp_path_factory.mktemp("prefect")) as it:
        yield it
