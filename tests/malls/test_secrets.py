"""A key planted in every place of a request is in nothing that is told of it, whatever becomes of it."""

import logging
import socket
from datetime import UTC, datetime

import pytest
import trustme
from support.mall_server import (
    NAME,
    NOW,
    answer,
    client_of,
    dripping,
    listening,
    mall,
    saying,
    way,
)

from wizard.egress.route import Route
from wizard.errors import BadFormatError
from wizard.mall_settings import Proxy
from wizard.malls.request import Request
from wizard.malls.signers import sign
from wizard.verdicts.answer import Answer, Failure
from wizard.verdicts.signers import OPTIONAL, SIGNERS

CANARY = "canary0123456789abcdef"
SALT = f"$2a$04${CANARY}"
EXPECTED = {
    "client_secret": SALT,
    "site": "G",
    "operation": CANARY.rstrip("0123456789abcdef").title(),
}


def echoing(connection, head, _stop):
    """Tell everything back, as some malls do with a key."""
    connection.sendall(answer(head, "X-Echo: " + CANARY, status=f"401 {CANARY}"))


def breaking(connection, head, _stop):
    """Tell it back where no HTTP is expected."""
    connection.sendall(b"HTTP/1.1 " + CANARY.encode() + b"\r\n" + head)


def half_chunk(connection, head, _stop):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n" + head)


SERVERS = {
    "echo": (echoing, Answer),
    "no HTTP": (breaking, Failure.MALFORMED),
    "half a chunk": (half_chunk, Failure.READ),
    "too big": (dripping(answer(length=10**9)), Failure.TOO_BIG),
    "hangs up": (saying(b""), Failure.READ),
    "drips": (dripping(b"HTTP/1.1 200 OK\r\nX: "), Failure.DEADLINE),
}


def signed(by):
    """A request that holds the canary in path, query, header and signature."""
    using = {name: EXPECTED.get(name, CANARY) for name in SIGNERS[by] | OPTIONAL.get(by, set())}
    asked = Request.filled("probe", "coupang", "POST", "/{id}?id={id}", {"id": CANARY})
    return sign(by, asked.with_headers({"X-Key": CANARY}), using, NOW)


def told_by(caplog, *things):
    """All that a log or a screen could show of it."""
    records = [
        f"{record.getMessage()} {record.args!r} {record.exc_info} {vars(record)}"
        for record in caplog.records
    ]
    return "\n".join([*records, *map(repr, things), *map(str, things)]).lower()


@pytest.fixture(autouse=True)
def _hear_everything(caplog):
    caplog.set_level(logging.DEBUG)


@pytest.mark.parametrize("by", SIGNERS)
def test_every_signature_reaches_the_mall_and_no_log(ca, caplog, by):
    request = signed(by)
    with mall(echoing) as server:
        client = client_of(way(server, ca))
        reply = client.ask(request)

    assert CANARY.encode() in server.heard[0]
    assert CANARY.encode() in reply.result.body
    assert CANARY not in told_by(caplog, request, reply, client, client.route_to("coupang"))


@pytest.mark.parametrize(("behave", "expected"), SERVERS.values(), ids=SERVERS)
def test_whatever_a_mall_answers_no_key_is_told(ca, caplog, behave, expected):
    request = signed("header")
    deadline_s = 0.3 if expected is Failure.DEADLINE else 10

    with mall(behave) as server:
        reply = client_of(way(server, ca), deadline_s).ask(request)

    assert reply.result is expected or isinstance(reply.result, Answer)
    assert CANARY not in told_by(caplog, reply, request)


def test_a_failure_is_told_by_its_kind_and_the_name_of_the_probe(ca, caplog):
    with mall(breaking) as server:
        client_of(way(server, ca)).ask(signed("header"))

    assert [record.getMessage() for record in caplog.records] == [
        "<Request coupang/probe>: no answer: malformed (BadStatusLine)"
    ]


@pytest.mark.parametrize(
    "proof", [lambda: trustme.CA().issue_cert(NAME), None], ids=["unproved", "no server"]
)
def test_where_no_mall_is_reached_no_key_is_told(ca, caplog, proof):
    request = signed("bearer")
    with mall(echoing, proof and proof()) as server:
        route = way(server, ca) if proof else Route(NAME, stand_in=("127.0.0.1", 1), ca=ca)
        reply = client_of(route).ask(request)

    assert reply.result is (Failure.TLS if proof else Failure.CONNECT)
    assert CANARY not in told_by(caplog, reply, request)


def test_neither_our_name_at_the_proxy_nor_what_it_says_is_told(ca, caplog):
    def refuse(connection, head, _stop):
        connection.sendall(f"HTTP/1.1 407 {CANARY}\r\nX: {CANARY}\r\n\r\n".encode() + head)

    with listening(refuse) as proxy:
        route = Route(NAME, Proxy("proxy.internal", proxy.port, f"Basic {CANARY}"), ca=ca)
        reply = client_of(route, addresses={"proxy.internal": ["127.0.0.1"]}).ask(signed("jwt"))

    assert CANARY.encode() in proxy.heard[0]
    assert CANARY not in told_by(caplog, reply, route)
    assert [record.getMessage() for record in caplog.records] == [
        "<Request coupang/probe>: no answer: proxy (ProxyError 407)"
    ]


def test_a_resolvers_words_are_not_told(ca, caplog):
    def unknown(_name):
        raise socket.gaierror(CANARY)

    client = client_of(Route(NAME, ca=ca))
    client.ask_for_addresses = unknown
    reply = client.ask(signed("bearer"))

    assert reply.result is Failure.DNS
    assert CANARY not in told_by(caplog, reply)


@pytest.mark.parametrize("by", SIGNERS)
def test_a_refused_value_is_in_no_error_and_in_none_behind_it(caplog, by):
    for name in SIGNERS[by]:
        using = {key: EXPECTED.get(key, "x") for key in SIGNERS[by]} | {name: f"{CANARY} 키"}
        with pytest.raises(BadFormatError) as refusal:
            sign(by, Request("p", "coupang", "GET", "/"), using, datetime.now(UTC))

        behind = [refusal.value.__cause__, refusal.value.__context__]
        assert CANARY not in told_by(caplog, refusal.value, refusal.value.args, *behind)
        assert behind == [None, None]
