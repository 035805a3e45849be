"""`wizard serve` in processes of its own, beside clients that are slow, silent, broken or many."""

import re
import socket
from contextlib import closing, suppress
from http.client import HTTPConnection

import pytest
from support.serving import program

from chaos.slow_clients import (
    HEAD,
    KINDS,
    LOCAL,
    POST,
    READS,
    crowd,
    read,
    read_beside,
    takes_no_answer,
)
from wizard.server import MAX_CLIENTS

SECRET = b"planted-password-7"
PATIENCE_S = 60
OURS = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form on a page of ours."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server with one process: its port and the file of its log."""
    with program(tmp_path_factory.mktemp("served"), WIZARD_WORKERS="1") as found:
        yield found


@pytest.fixture
def port(served):
    return served[0]


def said(client, most=1 << 20):
    """Give all that a client is told until the connection ends."""
    told = b""
    while len(told) < most and (more := client.recv(65536)):
        told += more
    return told


def exchange(port, request):
    """Send bytes, and give all that comes back until the server hangs up."""
    with socket.create_connection((LOCAL, port), PATIENCE_S) as client:
        client.sendall(request)
        return said(client)


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_reads_on_beside_many_clients_that_are_bad_in_one_way(port, kind):
    behave = KINDS[kind]

    seen = read_beside(behave, port, small=behave is takes_no_answer)

    assert (seen.lost, len(seen.seconds)) == (0, READS)


def test_more_clients_than_a_process_holds_make_room_for_who_asks(port):
    with crowd(port, MAX_CLIENTS + 40) as clients:
        for client in clients[-40:]:
            client.sendall(HEAD)

        assert read(port, 5).lost == 0


def test_a_request_that_comes_in_many_pieces_is_answered(port):
    with socket.create_connection((LOCAL, port), PATIENCE_S) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in HEAD + b"Connection: close\r\n\r\n":
            client.sendall(bytes([byte]))

        assert said(client).startswith(b"HTTP/1.1 200")


def test_requests_sent_at_once_are_each_answered_in_turn(port):
    asked = [b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"] * 5
    last = b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

    told = exchange(port, b"".join([*asked, last]))

    assert re.findall(rb"HTTP/1.1 (\d+)", told) == [b"200"] * 5 + [b"404"]


def test_a_client_that_waits_to_be_asked_for_its_body_is_asked_and_answered(port):
    with socket.create_connection((LOCAL, port), PATIENCE_S) as client:
        client.sendall(
            POST + b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: 5\r\n\r\n"
        )
        assert client.recv(100).startswith(b"HTTP/1.1 100 ")
        client.sendall(b"a=b&c")

        assert b"HTTP/1.1 422" in said(client)  # a form without its token is shown again


def test_a_large_answer_reaches_a_client_that_takes_it_slowly(port):
    with crowd(port, 1, small=True) as [client]:
        client.sendall(HEAD.replace(b"/ ", b"/static/x/wizard.css ") + b"Connection: close\r\n\r\n")
        told = said(client)

    length = int(re.search(rb"Content-Length: (\d+)", told)[1])
    assert len(told.partition(b"\r\n\r\n")[2]) == length > 20_000


@pytest.mark.parametrize("_time", range(20))
def test_the_post_after_one_that_was_too_large_is_answered(port, _time):
    with closing(HTTPConnection(LOCAL, port, timeout=PATIENCE_S)) as connection:
        try:
            connection.request("POST", "/enter", b"a" * 2_000_000, OURS)
            assert connection.getresponse().status == 413
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was told so while it still sent
    with closing(HTTPConnection(LOCAL, port, timeout=PATIENCE_S)) as connection:
        connection.request("POST", "/enter", b"a=b", OURS)
        assert connection.getresponse().status == 422


@pytest.mark.parametrize("length", [60_000, 70_000, 300_000, 900_000])
def test_what_is_asked_after_a_body_that_nobody_read_is_answered(port, length):
    connection = HTTPConnection(LOCAL, port, timeout=PATIENCE_S)
    connection.request("POST", "/enter", b"a" * length, OURS)
    first = connection.getresponse()
    first.read()
    assert first.getheader("Connection") == "keep-alive"

    connection.sock.sendall(HEAD + b"Connection: close\r\n\r\n")  # on the same connection

    assert said(connection.sock).startswith(b"HTTP/1.1 200")
    connection.close()


def test_an_answer_to_too_much_says_that_the_connection_ends(port):
    told = exchange(port, POST + b"Content-Length: 2000000\r\n\r\n" + b"a" * 1000)

    assert told.startswith(b"HTTP/1.1 413")
    assert b"\r\nConnection: close\r\n" in told


def test_a_picture_is_waited_for_where_one_may_come_along_and_nowhere_else(port):
    photo = b'--a\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    body = photo + b"a" * 3_000_000 + b"\r\n--a--\r\n"
    headers = OURS | {"Content-Type": "multipart/form-data; boundary=a"}
    ways = {
        "/guides/coupang/wing-login/help": 422,
        "/editor/coupang/pictures/wing-login": 400,  # read whole; no token came with it
        "/editor/coupang/text": 413,
        "/enter": 413,
    }
    for path, status in ways.items():
        with closing(HTTPConnection(LOCAL, port, timeout=20)) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request("POST", path, body, headers)
            assert connection.getresponse().status == status


BROKEN = {
    "no request": (SECRET + b"\r\n\r\n", 400),
    "no version": (b"GET /?" + SECRET + b"\r\n\r\n", 400),
    "a bare line end": (b"GET /?" + SECRET + b" HTTP/1.1\n\n", 400),
    "a header without a name": (HEAD + SECRET + b"\r\n\r\n", 400),
    "a header of two names": (HEAD + b"a b: " + SECRET + b"\r\n\r\n", 400),
    "a length that is none": (POST + b"Content-Length: x\r\n\r\npassword=" + SECRET, 400),
    "two lengths": (POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n" + SECRET, 400),
    "a bad chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + SECRET, 411),
    "a coding of no name": (POST + b"Transfer-Encoding: " + SECRET + b"\r\n\r\n", 411),
    "an address too long": (b"GET /?" + SECRET + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "an address without an end": (b"GET /?" + SECRET + b"a" * 9000, 414),
    "headers without an end": (HEAD + b"A: " + SECRET + b"a" * 40_000, 431),
    "an expectation": (POST + b"Expect: " + SECRET + b"\r\nContent-Length: 0\r\n\r\n", 417),
}  # fmt: skip


@pytest.mark.parametrize(("request_", "code"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_request_is_refused_in_words_and_nothing_of_it_is_said_or_logged(
    served, request_, code
):
    told = exchange(served[0], request_)

    assert told.startswith(b"HTTP/1.1 %d " % code)
    assert "요".encode() in told
    assert b"\r\nConnection: close\r\n" in told
    assert SECRET not in told
    assert SECRET not in served[1].read_bytes()


def test_a_body_longer_than_told_is_not_read_as_a_request_whose_words_are_logged(served):
    body = b"a=b"
    told = exchange(served[0], POST + b"Content-Length: 3\r\n\r\n" + body + SECRET + b"\r\n\r\n")

    assert re.findall(rb"HTTP/1.1 (\d+)", told) == [b"422", b"400"]
    assert SECRET not in served[1].read_bytes()


def test_a_line_of_the_log_says_when_and_how_grave_and_in_which_request(served):
    exchange(served[0], b"?\r\n\r\n")

    lines = [line for line in served[1].read_text().splitlines() if "could not be read" in line]
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 WARNING gunicorn\.error \[-\] .+", lines[-1]
    )


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "Script-Name", "PATH_INFO"])
def test_no_header_says_where_the_site_lies(port, name):
    def page(name):
        asked = HEAD.replace(b"/ ", b"/guides/coupang ") + f"{name}: /guides\r\n".encode()
        return exchange(port, asked + b"Connection: close\r\n\r\n").partition(b"\r\n\r\n")

    head, _, body = page(name)

    assert head.startswith(b"HTTP/1.1 200")
    assert body == page("X-Nothing")[2]
