"""The main job on a PostgreSQL ledger: the same exports and the same digest, byte for byte, as on SQLite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.copying import copy
from storage.doctor import examine
from tests.flows.stages.conftest import run
from tests.flows.stages.outcomes import differences, digests, exports
from tests.postgres import Postgres, postgres_server

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres_server() as server:
        yield server


def test_the_seed_set_read_and_judged_on_either_database_tells_the_same(server, a_desk):
    desks = [a_desk("sqlite"), a_desk("postgresql", database_url=server.fresh())]
    for desk in desks:
        run(desk)
    here, there = ((exports(desk), digests(desk)) for desk in desks)

    assert differences(there, here) == []
    assert all(here[0].values())
    assert [examine(desk.ledger) for desk in desks] == [[], []]

    back = a_desk("back")
    copy(desks[1].ledger, back.ledger)
    assert differences((exports(back), {}), (here[0], {})) == []
