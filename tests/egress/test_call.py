"""Every way in which a call breaks, against real servers: each has its name, and none takes for ever."""

import gzip
import socket
import ssl
import struct
import threading
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from support.mall_server import (
    NAME,
    answer,
    certificate,
    client_of,
    dripping,
    listening,
    mall,
    saying,
    silent,
    way,
)

from wizard.egress.route import Route
from wizard.malls.request import Request
from wizard.verdicts.answer import MAX_BODY_BYTES, Answer, Failure

ASKED = Request("centers", "coupang", "GET", "/x")
HEAD = b"HTTP/1.1 200 OK\r\n"
SOON_S = 0.3


def result(server, ca, **options):
    return client_of(way(server, ca), **options).ask(ASKED).result


@pytest.mark.parametrize(
    "behave",
    [
        silent,
        dripping(drop=b"H"),
        dripping(HEAD + b"X: "),
        dripping(HEAD, b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(HEAD + b"\r\n"),
        dripping(HEAD + b"Content-Length: 100000\r\n\r\n"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=[
        "nothing",
        "status",
        "header",
        "headers",
        "body",
        "body of a length",
        "chunks",
        "trailers",
        "continue",
    ],
)
def test_who_drips_is_cut_at_the_deadline_wherever_it_drips(ca, behave):
    with mall(behave) as server:
        assert result(server, ca, deadline_s=SOON_S) is Failure.DEADLINE


def test_a_greeting_that_is_never_returned_is_cut_at_the_deadline(ca):
    with socket.create_server(("127.0.0.1", 0)) as listener:  # takes the connection, says nothing
        route = Route(NAME, stand_in=listener.getsockname(), ca=ca)
        assert client_of(route, deadline_s=SOON_S).ask(ASKED).result is Failure.DEADLINE


@pytest.mark.parametrize(
    "size", [MAX_BODY_BYTES, MAX_BODY_BYTES + 1], ids=["the most", "one byte more"]
)
@pytest.mark.parametrize("is_told", [True, False], ids=["length told", "length untold"])
def test_a_body_is_read_up_to_a_size_and_never_beyond(ca, size, is_told):
    told = f"Content-Length: {size}\r\n" if is_told else ""
    said = HEAD + f"{told}\r\n".encode() + b"x" * size

    with mall(saying(said)) as server:
        found = result(server, ca)

    if size > MAX_BODY_BYTES:
        assert found is Failure.TOO_BIG
    else:
        assert found.body == b"x" * size


@pytest.mark.parametrize(
    "head",
    [b"", b"Transfer-Encoding: chunked\r\n", b"Content-Length: 99999999999\r\n"],
    ids=["no length", "chunks", "told"],
)
def test_a_flood_ends_when_it_is_too_big_and_not_at_the_deadline(ca, head):
    piece = b"x" * 65536
    drop = b"%x\r\n%b\r\n" % (len(piece), piece) if b"chunked" in head else piece

    with mall(dripping(HEAD + head + b"\r\n", drop)) as server:
        assert result(server, ca, deadline_s=20) is Failure.TOO_BIG


@pytest.mark.parametrize("size", [b"-1", b"-ffff", b"+10000000", b"ffffffffffffffff"])
def test_a_chunk_that_lies_about_its_size_is_no_way_round_the_limit(ca, size):
    head = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n"

    with mall(dripping(head, b"x" * 65536)) as server:
        assert result(server, ca, deadline_s=20) is Failure.TOO_BIG


def test_what_comes_packed_against_our_word_is_never_unpacked(ca):
    bomb = gzip.compress(b"0" * 10_000_000)
    assert len(bomb) < MAX_BODY_BYTES

    with mall(saying(answer(bomb, "Content-Encoding: gzip"))) as server:
        assert result(server, ca) is Failure.MALFORMED


@pytest.mark.parametrize(
    "said",
    [b"220 mail ready\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", HEAD + b"X: " + b"x" * 70_000, HEAD + b"X: y\r\n" * 200],
    ids=["other protocol", "no status", "long header", "many headers"],
)  # fmt: skip
def test_what_is_no_http_is_malformed(ca, said):
    with mall(saying(said + b"\r\n\r\n")) as server:
        assert result(server, ca) is Failure.MALFORMED


@pytest.mark.parametrize(
    "said",
    [
        b"",
        answer(b"half", length=100),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
    ],
    ids=["before it began", "in the body", "in a chunk", "before the last chunk"],
)
def test_a_connection_that_ends_in_the_middle_is_no_answer(ca, said):
    with mall(saying(said)) as server:
        assert result(server, ca) is Failure.READ


def reset(connection, _heard, _stop):
    """End a connection as a machine does that lost it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    socket.socket(fileno=connection.detach()).close()


def test_a_connection_that_is_reset_is_no_answer(ca):
    with mall(reset) as server:
        assert result(server, ca) is Failure.READ


def test_a_server_that_is_not_there_is_not_connected_to(ca):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = closed.getsockname()

    assert client_of(Route(NAME, stand_in=address, ca=ca)).ask(ASKED).result is Failure.CONNECT


def test_a_server_without_tls_is_not_spoken_to_in_the_clear(ca):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=hear_and_hang_up, args=(listener, heard := []))
        thread.start()
        route = Route(NAME, stand_in=listener.getsockname(), ca=ca)
        found = client_of(route).ask(ASKED).result
        thread.join()

    assert found is Failure.TLS
    assert b"/x" not in heard[0]


def hear_and_hang_up(listener, heard):
    connection, _ = listener.accept()
    with connection:
        heard.append(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_a_connection_that_is_reset_before_tls_stands_is_no_connection(ca):
    def reset_one(listener):
        connection, _ = listener.accept()
        connection.recv(65536)
        reset(connection, b"", None)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=reset_one, args=(listener,))
        thread.start()
        found = client_of(Route(NAME, stand_in=listener.getsockname(), ca=ca)).ask(ASKED).result
        thread.join()

    assert found is Failure.CONNECT


DAY = timedelta(days=1)
PAST = datetime.now(UTC) - 2 * DAY
UNPROVED = {
    "another name": lambda: certificate("api.11st.co.kr"),
    "expired": lambda: certificate(not_before=PAST - DAY, not_after=PAST),
    "unknown authority": lambda: trustme.CA().issue_cert(NAME),
}


@pytest.mark.parametrize("proof", UNPROVED.values(), ids=UNPROVED)
def test_who_cannot_prove_to_be_the_mall_hears_nothing_and_is_not_asked_again(ca, proof):
    with mall(saying(answer()), proof()) as server:
        found = result(server, ca)

    assert found is Failure.TLS
    assert (server.heard, server.names) == ([], [NAME])


def test_a_mall_is_proved_by_the_systems_authorities_unless_told_else():
    with mall(saying(answer())) as server:
        assert result(server, None) is Failure.TLS

    assert server.heard == []


def test_old_tls_is_not_spoken(ca):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate().configure_cert(context)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with listening(saying(answer()), context) as server:
        assert result(server, ca) is Failure.TLS


def test_a_name_that_nobody_knows_is_a_failure_of_names(ca):
    def unknown(_name):
        raise socket.gaierror(socket.EAI_NONAME, "planted")

    client = client_of(Route(NAME, ca=ca))
    client.ask_for_addresses = unknown

    assert client.ask(ASKED).result is Failure.DNS


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_name_that_leads_inside_is_not_followed(ca, address):
    with mall(saying(answer())) as server:
        found = client_of(Route(NAME, ca=ca), addresses={NAME: ["203.0.114.1", address]}).ask(ASKED)

    assert found.result is Failure.DNS
    assert server.names == []


def test_a_name_is_looked_up_once_and_what_was_looked_at_is_connected_to(ca, monkeypatch):
    connected, looked_up = [], []
    connect = socket.create_connection

    def ask_for_addresses(name):
        looked_up.append(name)
        return ["2001:4860::1", "203.0.114.1"]

    with mall(saying(answer())) as server:

        def create_connection(address, timeout):
            connected.append(address)
            if len(connected) == 1:
                raise OSError
            return connect(("127.0.0.1", server.port), timeout)

        monkeypatch.setattr(socket, "create_connection", create_connection)
        client = client_of(Route(NAME, ca=ca))
        client.ask_for_addresses = ask_for_addresses
        found = client.ask(ASKED).result

    assert isinstance(found, Answer)
    assert looked_up == [NAME]
    assert connected == [("2001:4860::1", 443), ("203.0.114.1", 443)]
    assert server.names == [NAME]
