"""Where a request ends, told from its first bytes alone; gunicorn's parser then judges what it says."""

import re
from dataclasses import dataclass

MAX_HEAD_BYTES = 32 * 1024
MAX_LINE_BYTES = 8190
"""The longest first line of a request: method, address and version."""

_END = re.compile(rb"\r\n\r\n|(?<!\r)\n")
_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*([0-9]{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
_CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """How much of what was received is one request.

    Attributes:
        length: its bytes, head and body.
        is_cut: no more than that is read, though there may be more: its connection must close.
        refusal: the status to refuse it with, unread; 0 for a request to be answered.
        expects: the client waits for "100 Continue" before it sends the body.

    """

    length: int
    is_cut: bool = False
    refusal: int = 0
    expects: bool = False


def frame(received: bytes | bytearray, searched: int, max_body: int) -> Frame | None:
    """Find the frame of the first request; None while its head is not all there.

    Args:
        received: everything since the request before.
        searched: how much of it was searched before, in vain.
        max_body: how much of a body is waited for: the head of a larger one goes alone, to be refused.

    """
    end = _END.search(received, max(0, searched - 3))
    if end is None:
        return _endless(received)
    head = bytes(received[: end.end()])
    if end[0] == b"\n":  # no line of HTTP ends so: the parser will say it
        return Frame(len(received), is_cut=True)
    if _CODING.search(head):
        return Frame(len(head), is_cut=True, refusal=411)
    told = _LENGTH.findall(head)
    if len(told) == 1 and int(told[0]) <= max_body:
        return Frame(len(head) + int(told[0]), expects=bool(_EXPECTS.search(head)))
    return Frame(len(head), is_cut=b"\r\ncontent-length" in head.lower())


def _endless(received: bytes | bytearray) -> Frame | None:
    """Refuse a head that is too long already."""
    if len(received) > MAX_LINE_BYTES and received.find(b"\r\n", 0, MAX_LINE_BYTES + 2) < 0:
        return Frame(len(received), is_cut=True, refusal=414)
    if len(received) > MAX_HEAD_BYTES:
        return Frame(len(received), is_cut=True, refusal=431)
    return None
