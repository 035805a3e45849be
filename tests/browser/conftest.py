"""Pages of the guides that sellers read, for every test in a browser."""

import pytest
from playwright.sync_api import expect
from support.browsing import opened

expect.set_options(timeout=30_000)  # a busy machine is slow, and no claim is about speed


@pytest.fixture
def address(content_address):
    """The guides that sellers read, at one server for all tests that change nothing of each other's."""
    return content_address


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, address):
    yield from opened(chromium, address, java_script_enabled=request.param)


@pytest.fixture
def scripted(chromium, address):
    yield from opened(chromium, address)
