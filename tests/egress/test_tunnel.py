"""A mall behind a proxy: what fails there is no seller's fault and no mall's."""

import base64
import socket

import pytest
from support.mall_server import (
    NAME,
    answer,
    carrying,
    certificate,
    client_of,
    dripping,
    listening,
    mall,
    saying,
    silent,
)

from wizard.egress.route import Route
from wizard.mall_settings import Proxy
from wizard.malls.request import Request
from wizard.verdicts.answer import Failure

ASKED = Request("centers", "coupang", "GET", "/x", headers={"Authorization": "Bearer canary"})
TO_PROXY = {"proxy.internal": ["127.0.0.1"]}
SOON_S = 0.3


def asked_by(proxy, ca, authorization="", **options):
    route = Route(NAME, Proxy("proxy.internal", proxy, authorization), ca=ca)
    return client_of(route, addresses=TO_PROXY, **options).ask(ASKED)


def test_a_proxy_is_told_the_malls_name_and_who_we_are_and_hears_nothing_else(ca):
    who = f"Basic {base64.b64encode(b'us:pass').decode()}"

    with mall(saying(answer())) as server, listening(carrying(server.port)) as proxy:
        reply = asked_by(proxy.port, ca, who)

    told = f"CONNECT {NAME}:443 HTTP/1.1\r\nHost: {NAME}:443\r\nProxy-Authorization: {who}\r\n\r\n"
    assert proxy.heard == [told.encode()]
    assert reply.result.status == 200
    assert server.names == [NAME]
    assert b"Authorization: Bearer canary" in server.heard[0]
    assert b"Proxy-" not in server.heard[0]


def test_what_breaks_behind_the_proxy_is_the_malls_and_the_times_are_told_apart(ca):
    with mall(saying(b"")) as server, listening(carrying(server.port)) as proxy:
        reply = asked_by(proxy.port, ca)

    assert reply.result is Failure.READ
    assert reply.proxy_s > 0
    assert reply.mall_s > 0


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n",
        b"HTTP/1.1 403 Forbidden\r\n\r\nnot on the list",
        b"HTTP/1.1 503 Service Unavailable\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nmore than it may say",
        b"HTTP/1.1 200\r\n" + b"X: y\r\n" * 5000,
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",
    ],
    ids=["407", "403", "503", "portal", "says more", "long", "other protocol", "hangs up"],
)
def test_what_a_proxy_refuses_is_its_own_and_no_mall_is_asked(ca, said):
    with listening(saying(said)) as proxy:
        reply = asked_by(proxy.port, ca)

    assert reply.result is Failure.PROXY
    assert reply.proxy_s > 0
    assert b"canary" not in b"".join(proxy.heard)


@pytest.mark.parametrize(
    "behave", [silent, dripping(b"HTTP/1.1 200 OK\r\nX: ")], ids=["silent", "drip"]
)
def test_a_slow_proxy_is_the_proxys_failure_and_not_the_malls(ca, behave):
    with listening(behave) as proxy:
        reply = asked_by(proxy.port, ca, deadline_s=SOON_S)

    assert reply.result is Failure.PROXY


def test_a_proxy_that_is_not_there_is_the_proxys_failure(ca):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert asked_by(port, ca).result is Failure.PROXY


def test_a_proxy_whose_name_nobody_knows_is_the_proxys_failure(ca):
    def unknown(_name):
        raise socket.gaierror

    client = client_of(Route(NAME, Proxy("proxy.internal", 3128), ca=ca))
    client.ask_for_addresses = unknown

    assert client.ask(ASKED).result is Failure.PROXY


def test_a_proxy_that_answers_in_the_malls_place_cannot_prove_to_be_it(ca):
    proof = certificate("proxy.internal")
    with mall(saying(answer()), proof) as inside, listening(carrying(inside.port)) as proxy:
        reply = asked_by(proxy.port, ca)

    assert reply.result is Failure.TLS
    assert inside.heard == []
