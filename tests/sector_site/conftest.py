import pytest

from tests.sector_site.ledgered import LedgerRoom
from tests.sector_site.site import Site, VirtualClock


@pytest.fixture
def clock():
    return VirtualClock()


@pytest.fixture
def site(clock):
    served = Site(clock)
    yield served
    served.close()


@pytest.fixture
def room(site, tmp_path):
    """`room(url, ...)` watches these feeds with a ledger of its own."""
    opened = []

    def watching(*urls: str) -> LedgerRoom:
        opened.append(LedgerRoom(site, tmp_path / str(len(opened)), urls))
        return opened[-1]

    yield watching
    for each in opened:
        each.ledger.close()
