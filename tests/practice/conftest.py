import pytest

from practice.town import open_town


@pytest.fixture(scope="package")
def open_malls(tmp_path_factory):
    """All practice malls, opened once for these tests."""
    with open_town(tmp_path_factory.mktemp("practice")) as town:
        yield town


@pytest.fixture
def town(open_malls):
    """The practice malls, where everybody stands as the table says."""
    yield open_malls
    for seller in open_malls.registry.sellers.values():
        open_malls.registry.settle(seller.id, seller.state)
        open_malls.registry.settle_mall(seller.mall)
