"""Servers on this machine that answer a mall's client as a test has them: a mall by TLS, a proxy without."""

import re
import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache

import trustme

from wizard.egress.route import Route
from wizard.malls.client import MallClient
from wizard.malls.hosts import HOSTS

NOW = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)
DATE = "Mon, 23 Nov 2026 15:04:05 GMT"
NAME = HOSTS["coupang"].name


@cache
def authority():
    """Who vouches for the malls of these tests."""
    return trustme.CA()


def certificate(name=NAME, **details):
    return authority().issue_cert(name, **details)


def answer(body=b"{}", *headers, status="200 OK", length=None):
    """The bytes of an answer."""
    told = [f"Date: {DATE}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join([f"HTTP/1.1 {status}", *told, "", ""]).encode() + body


def saying(*parts):
    """Answer every request with these bytes, and close."""

    def behave(connection, _heard, _stop):
        for part in parts:
            connection.sendall(part)

    return behave


def dripping(before=b"", drop=b"x"):
    """Say a byte every hundredth of a second, for ever."""

    def behave(connection, _heard, stop):
        connection.sendall(before)
        while not stop.wait(0.01):
            connection.sendall(drop)

    return behave


def silent(_connection, _heard, stop):
    """Say nothing at all."""
    stop.wait()


class Listener:
    """A server that writes down what it hears.

    Attributes:
        heard: the bytes of each request.
        names: whom each client asked for, in its TLS greeting.

    """

    def __init__(self, behave, tls):
        self.behave, self.tls = behave, tls
        self.heard, self.names = [], []
        self.stop = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept)]
        self.threads[0].start()

    def _accept(self):
        with suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                connection.settimeout(20)
                thread = threading.Thread(target=self._serve, args=(connection,))
                self.threads.append(thread)
                thread.start()

    def _serve(self, connection):
        with suppress(OSError), connection:
            if self.tls is None:
                self._talk(connection)
                return
            with self.tls.wrap_socket(connection, server_side=True) as secured:
                self._talk(secured)

    def _talk(self, connection):
        heard, wanted = b"", 1
        while len(heard) < wanted or b"\r\n\r\n" not in heard:
            part = connection.recv(65536)
            if not part:
                return
            heard += part
            head, _, _ = heard.partition(b"\r\n\r\n")
            told = re.search(rb"\r\nContent-Length: (\d+)", head)
            wanted = len(head) + 4 + int(told[1] if told else 0)
        self.heard.append(heard)
        self.behave(connection, heard, self.stop)

    def close(self):
        self.stop.set()
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for thread in self.threads:
            thread.join()


@contextmanager
def listening(behave, tls=None):
    """A server without TLS, as proxies are."""
    server = Listener(behave, tls)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def mall(behave, proof=None):
    """A mall's server, which proves to be 쿠팡's unless told else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (proof or certificate()).configure_cert(context)
    with listening(behave, context) as server:
        context.sni_callback = lambda _socket, name, _context: server.names.append(name)
        yield server


def carrying(port):
    """Do what a proxy does: connect, here always to one port of this machine, and carry."""

    def behave(connection, _heard, _stop):
        with socket.create_connection(("127.0.0.1", port)) as onward:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_carry, args=(onward, connection))
            back.start()
            _carry(connection, onward)
            with suppress(OSError):
                onward.shutdown(socket.SHUT_RDWR)  # whoever asked is gone
            back.join()

    return behave


def _carry(source, goal):
    with suppress(OSError):
        while part := source.recv(65536):
            goal.sendall(part)
        goal.shutdown(socket.SHUT_RDWR)


def client_of(route, deadline_s=10.0, addresses=None):
    """A client that knows one way."""

    def ask_for_addresses(name):
        return (addresses or {})[name]

    return MallClient(lambda _alias: route, lambda: NOW, deadline_s, ask_for_addresses)


def way(server, ca, **changes):
    """The way to a server of ours in place of 쿠팡's."""
    return Route(**{"name": NAME, "stand_in": ("127.0.0.1", server.port), "ca": ca} | changes)
