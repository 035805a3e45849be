"""The way through a proxy: it connects, and then only carries what it cannot read.

Source: RFC 9110, 9.3.6.
"""

import re
import socket

MAX_HEAD_BYTES = 16 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})(?: [^\r\n]*)?\r?\n")


class ProxyError(OSError):
    """The proxy did not open the way.

    Attributes:
        status: what it answered; 0 if that was no answer.

    """

    def __init__(self, status: int = 0) -> None:
        super().__init__(status)
        self.status = status


def open_tunnel(connection: socket.socket, name: str, port: int, authorization: str) -> None:
    """Have the proxy at the other end connect us to a server.

    Raises:
        ProxyError: it will not, or cannot.
        OSError: the connection broke.

    """
    shown = f"Proxy-Authorization: {authorization}\r\n" if authorization else ""
    asked = f"CONNECT {name}:{port} HTTP/1.1\r\nHost: {name}:{port}\r\n{shown}\r\n"
    connection.sendall(asked.encode("ascii"))
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(4096)
        if not part or len(head) > MAX_HEAD_BYTES:
            raise ProxyError
        head += part
    found = _STATUS.match(head)
    status = int(found[1]) if found else 0
    if status != 200 or not head.endswith(b"\r\n\r\n"):  # a server says nothing before we do
        raise ProxyError(status)
