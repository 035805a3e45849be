"""Ways in which whoever may choose an address tries to be led inside, kept waiting or told more."""

import logging
import socket

import pytest
from support.mall_server import (
    answer,
    carrying,
    certificate,
    dripping,
    listening,
    mall,
    saying,
    silent,
)

from wizard.egress.route import Route
from wizard.errors import FieldError
from wizard.mall_settings import MallSettings, Practice, Proxy
from wizard.verdicts.answer import Failure
from wizard.webhooks.client import Response, WebhookClient, sending

NAME = "hooks.example.com"
URL = f"https://{NAME}/in?key=planted-path"
SIGNED = {"webhook-id": "e1", "webhook-signature": "v1,planted-signature"}
BODY = b'{"type":"webhook.test"}'
SOON_S = 0.3
HEAD = b"HTTP/1.1 200 OK\r\n"


def receiving(behave, proof=None):
    return mall(behave, proof or certificate(NAME))


def sent(server, ca, url=URL, **options):
    """Send to a server of ours in place of the receiver: as practice does, and nobody else can."""
    client = WebhookClient(
        lambda to: Route(to.name, stand_in=("127.0.0.1", server.port), ca=ca, port=to.port),
        **options,
    )
    return client.send("w" * 32, url, SIGNED, BODY)


def resolving(*addresses):
    return lambda _name: list(addresses)


def straight(ask, port=443, ca=None, deadline_s=5.0):
    """Give a client without a way round what it looks up."""
    return WebhookClient(lambda to: Route(to.name, ca=ca, port=port), deadline_s, ask)


def test_it_goes_out_once_with_its_headers_and_few_others(ca):
    with receiving(saying(answer(b"", status="204 No Content"))) as server:
        found = sent(server, ca, f"https://{NAME}:8443/in?key=x")

    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    first, *headers = head.decode().split("\r\n")
    assert first == "POST /in?key=x HTTP/1.1"
    assert sorted(headers) == [
        "Accept-Encoding: identity",
        "Connection: close",
        f"Content-Length: {len(BODY)}",
        "Content-Type: application/json",
        f"Host: {NAME}:8443",
        "User-Agent: imseller-wizard-webhooks/1",
        "webhook-id: e1",
        "webhook-signature: v1,planted-signature",
    ]
    assert body == BODY
    assert (found, server.names) == (Response(204), [NAME])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
        "224.0.0.1",
    ],
)
def test_a_name_that_leads_inside_is_connected_to_by_nobody(ca, address, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))

    for found in ([address], ["203.0.114.1", address]):
        client = straight(resolving(*found), ca=ca)
        assert client.send("w", URL, SIGNED, BODY) is Failure.DNS


def test_a_name_that_is_looked_up_otherwise_the_second_time_is_looked_up_once(ca, monkeypatch):
    answers, connected = iter([["203.0.114.1"], ["127.0.0.1"]]), []

    def create_connection(address, _timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)

    found = straight(lambda _name: next(answers), ca=ca).send("w", URL, SIGNED, BODY)

    assert (found, connected) == (Failure.CONNECT, [("203.0.114.1", 443)])
    assert next(answers) == ["127.0.0.1"]


def test_what_is_looked_up_is_connected_to_and_must_prove_to_be_the_name(ca, monkeypatch):
    connect = socket.create_connection
    with receiving(saying(answer())) as server, receiving(saying(answer()), certificate("inside.example.com")) as other:  # fmt: skip
        found = []
        for port in (server.port, other.port):
            monkeypatch.setattr(
                socket, "create_connection", lambda _a, t, p=port: connect(("127.0.0.1", p), t)
            )
            found.append(straight(resolving("203.0.114.1"), ca=ca).send("w", URL, SIGNED, BODY))

    assert found == [Response(200), Failure.TLS]
    assert server.names == other.names == [NAME]
    assert other.heard == []


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://localhost/", f"https://u:p@{NAME}/", f"https://{NAME}./"])  # fmt: skip
def test_an_address_that_was_written_into_the_database_is_judged_again(ca, url):
    with receiving(saying(answer())) as server, pytest.raises(FieldError):
        sent(server, ca, url)

    assert server.names == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_where_it_leads_on_nobody_goes(ca, status):
    with listening(silent) as inside:
        leads = f"Location: http://127.0.0.1:{inside.port}/"
        with receiving(saying(answer(b"", leads, status=status))) as server:
            found = sent(server, ca)

    assert (found.status, found.is_taken) == (int(status[:3]), False)
    assert (len(server.heard), inside.heard, inside.names) == (1, [], [])


@pytest.mark.parametrize(
    "behave",
    [silent, dripping(drop=b"H"), dripping(HEAD + b"X: "), dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n")],
    ids=["nothing", "status", "header", "continue"],
)  # fmt: skip
def test_who_drips_is_left_at_the_deadline(ca, behave):
    with receiving(behave) as server:
        assert sent(server, ca, deadline_s=SOON_S) is Failure.DEADLINE


@pytest.mark.parametrize(
    "behave",
    [
        dripping(HEAD + b"\r\n"),
        dripping(HEAD + b"Content-Length: 99999999999\r\n\r\n", b"x" * 65536),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        saying(HEAD + b"Content-Encoding: gzip\r\n\r\nnot gzip"),
    ],
    ids=["drip", "flood", "chunks", "packed"],
)  # fmt: skip
def test_an_answer_is_its_status_and_what_follows_is_left_unread(ca, behave):
    with receiving(behave) as server:
        assert sent(server, ca, deadline_s=10) == Response(200)


def test_only_a_wish_of_the_answer_is_kept(ca):
    told = answer(b"planted body", "Retry-After: 120", "X-Planted: y", status="503 planted reason")

    with receiving(saying(told)) as server:
        assert sent(server, ca) == Response(503, "120")


def test_neither_netrc_nor_a_proxy_of_the_environment_has_a_say(ca, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text(f"machine {NAME}\nlogin planted\npassword planted\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    with listening(silent) as proxy, receiving(saying(answer())) as server:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        sent(server, ca)

    assert proxy.heard == []
    assert b"planted-path" in server.heard[0]
    assert b"uthorization" not in server.heard[0]


def test_a_proxy_of_the_settings_is_told_the_name_and_hears_nothing_else(ca):
    with receiving(saying(answer())) as server, listening(carrying(server.port)) as proxy:
        way = Proxy("proxy.internal", proxy.port)
        client = WebhookClient(
            lambda to: Route(to.name, way, ca=ca, port=to.port), 5.0, resolving("127.0.0.1")
        )
        found = client.send("w", f"https://{NAME}:8443/", SIGNED, BODY)

    assert found == Response(200)
    assert proxy.heard == [f"CONNECT {NAME}:8443 HTTP/1.1\r\nHost: {NAME}:8443\r\n\r\n".encode()]


def test_the_settings_lead_to_this_machine_in_practice_only(ca):
    with receiving(saying(answer())) as server:
        stand_in = MallSettings(practice=Practice("127.0.0.1", server.port, ca))
        assert sending(stand_in)("w", URL, SIGNED, BODY) == Response(200)

    real = sending(MallSettings()).__self__.route_to(type("To", (), {"name": NAME, "port": 8443})())
    assert real == Route(NAME, port=8443)


def test_nothing_of_the_address_the_signature_or_the_answer_is_logged(ca, caplog):
    caplog.set_level(logging.DEBUG)

    with receiving(saying(b"planted nonsense\r\n\r\n")) as server:
        assert sent(server, ca) is Failure.MALFORMED

    assert "webhook to wwwwwwww" in caplog.text
    assert "planted" not in caplog.text
    assert NAME not in caplog.text
