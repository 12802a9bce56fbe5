import pytest

from tests.sector_site.site import Site, VirtualClock


@pytest.fixture
def clock():
    return VirtualClock()


@pytest.fixture
def site(clock):
    served = Site(clock)
    yield served
    served.close()
