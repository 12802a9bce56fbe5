import pytest

from flows.stages import fetch
from tests.sector_site.ledgered import InHouse, LedgerRoom
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
    """`room(url, ...)` watches these feeds with a ledger of its own; `also` are further hosts that may be asked."""
    opened = []

    def watching(*urls: str, also: tuple[str, ...] = ()) -> LedgerRoom:
        opened.append(LedgerRoom(site, tmp_path / str(len(opened)), urls, also))
        return opened[-1]

    yield watching
    for each in opened:
        each.ledger.close()


@pytest.fixture
def in_house(monkeypatch):
    """For documents of our own making that are read many times over."""
    monkeypatch.setattr(fetch, "Workshop", InHouse)
