"""Clients that are silent, slow, half gone or broken, while one reader goes on reading.

Run as `python -m chaos.slow_clients PORT` beside a `wizard serve` that listens on 127.0.0.1:PORT.
"""

import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from chaos.figure import Figure

CROWD = 60
"""So many bad clients at once: many times the threads of any deployment of ours."""

READS = 20
PATIENCE_S = 20.0
"""Well below `REQUEST_S`, after which a bad client is given up: who had to wait for that is lost."""
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = (
    b"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
LOCAL = "127.0.0.1"


@dataclass(frozen=True)
class Reads:
    """How a reader fared: the seconds that each page took, and how many were not answered in time."""

    seconds: tuple[float, ...]
    lost: int


def run(port: int) -> list[Figure]:
    """Put the server through each kind of bad client in turn."""
    return [_figure(name, behave, port) for name, behave in KINDS.items()]


def read_beside(
    behave: Callable[[socket.socket], None], port: int, *, small: bool = False
) -> Reads:
    """Read pages while a crowd of clients behaves as told."""
    with crowd(port, small=small) as clients:
        for client in clients:
            behave(client)
        return read(port)


@contextmanager
def crowd(port: int, count: int = CROWD, *, small: bool = False) -> Iterator[list[socket.socket]]:
    """Connect many clients, with room for few bytes of an answer if `small`."""
    with ExitStack() as stack:
        yield [stack.enter_context(_connected(port, small=small)) for _ in range(count)]


def read(port: int, times: int = READS) -> Reads:
    """Read a page so many times, each on a connection of its own."""
    seconds, lost = [], 0
    for _ in range(times):
        begun = time.perf_counter()
        try:
            lost += not _is_read(port)
        except (OSError, HTTPException):
            lost += 1
        seconds.append(time.perf_counter() - begun)
    return Reads(tuple(seconds), lost)


def _is_read(port: int) -> bool:
    connection = HTTPConnection(LOCAL, port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        return bool(answer.read()) and answer.status == 200
    finally:
        connection.close()


def _connected(port: int, *, small: bool) -> socket.socket:
    client = socket.socket()
    if small:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    client.settimeout(PATIENCE_S)
    client.connect((LOCAL, port))
    return client


def says_nothing(_client: socket.socket) -> None:
    """Connect, and that is all."""


def stops_in_the_head(client: socket.socket) -> None:
    """Ask half a question."""
    client.sendall(HEAD)


def stops_in_the_body(client: socket.socket) -> None:
    """Promise a form, and send its beginning."""
    client.sendall(POST + b"Content-Length: 1000\r\n\r\ntoken=abc")


def stops_in_a_chunk(client: socket.socket) -> None:
    """Begin a body of no told length, and stop."""
    client.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\nff\r\ntoken=abc")


def takes_no_answer(client: socket.socket) -> None:
    """Ask for more pages than any buffer holds, and read none."""
    client.settimeout(0.05)
    try:
        for _ in range(200):
            client.sendall(HEAD + b"\r\n")
    except TimeoutError:
        return


def never_hangs_up(client: socket.socket) -> None:
    """Send what is no request, and stay on the line."""
    client.sendall(b"?\r\n\r\n")


def sends_too_much(client: socket.socket) -> None:
    """Promise far more than is taken, and send some of it."""
    client.sendall(POST + b"Content-Length: 99999999\r\n\r\n" + b"a" * 4096)


KINDS: dict[str, Callable[[socket.socket], None]] = {
    "silent": says_nothing,
    "half a head": stops_in_the_head,
    "half a body": stops_in_the_body,
    "half a chunk": stops_in_a_chunk,
    "no answer taken": takes_no_answer,
    "no request": never_hangs_up,
    "too much": sends_too_much,
}


def _figure(name: str, behave: Callable[[socket.socket], None], port: int) -> Figure:
    seen = read_beside(behave, port, small=behave is takes_no_answer)
    slowest_ms, usual_ms = 1000 * max(seen.seconds), 1000 * sorted(seen.seconds)[READS // 2]
    told = f"{READS - seen.lost} of {READS} pages read, median {usual_ms:.0f} ms, slowest {slowest_ms:.0f} ms"
    return Figure(f"{CROWD} clients, {name}", told, seen.lost == 0)


if __name__ == "__main__":
    figures = run(int(sys.argv[1]))
    print(*figures, sep="\n")
    sys.exit(not all(figure.is_sound for figure in figures))
