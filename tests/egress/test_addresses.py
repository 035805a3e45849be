import socket
import threading

import pytest

from wizard.egress.addresses import PrivateAddressError, is_public, look_up, public, resolved
from wizard.egress.deadline import Deadline


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff0e::1",
        "::ffff:10.0.0.1",
        "::ffff:7f00:1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "::7f00:1",
        "::ffff:0:a00:1",
        "fec0::1",
        "100::1",
        "2001:0:53aa::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "192.0.0.8",
        "192.88.99.1",
        "198.18.0.1",
        "240.0.0.1",
    ],
)
def test_what_is_inside_is_seen_however_it_is_written(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_everybodys_is_let_through(address):
    assert is_public(address)


@pytest.mark.parametrize("found", [[], ["8.8.8.8", "10.0.0.1"]], ids=["none", "one inside"])
def test_one_address_that_is_inside_spoils_all(found):
    with pytest.raises(PrivateAddressError):
        public(found)


def test_the_system_gives_each_address_once():
    assert "127.0.0.1" in look_up("localhost")
    assert len(set(look_up("localhost"))) == len(look_up("localhost"))


def test_a_resolver_that_hangs_is_not_waited_for():
    hanging = threading.Event()

    def hang(_name):
        hanging.wait()
        return []

    with Deadline(0.1) as deadline, pytest.raises(TimeoutError):
        resolved("x", hang, deadline)

    hanging.set()


@pytest.mark.parametrize("error", [socket.gaierror("planted"), UnicodeError("planted")])
def test_a_resolvers_error_loses_its_words(error):
    def fail(_name):
        raise error

    with Deadline(5) as deadline, pytest.raises(OSError, match=f"^{type(error).__name__}$"):
        resolved("x", fail, deadline)
