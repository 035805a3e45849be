"""Where a server is: its addresses, looked up once, none of them inside."""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from wizard.egress.deadline import Deadline

LOOK_UP_S = 5.0
LookUp = Callable[[str], list[str]]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_EVERYBODYS = ipaddress.IPv6Network("2000::/3")
"""All that is given out so far; what is outside is old, local or nobody's."""
_NOBODYS = (ipaddress.IPv6Network("3fff::/20"), ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))  # fmt: skip
"""What Python does not know yet.  Source: the special-purpose registries of IANA."""


class PrivateAddressError(OSError):
    """A name leads to an address that is not everybody's."""


def look_up(name: str) -> list[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def resolved(name: str, ask: LookUp, deadline: Deadline) -> list[str]:
    """Give the addresses of a name in time; the system's own patience has no limit that we could set.

    Raises:
        OSError: there are none, or not in time.

    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def wait() -> None:
        try:
            answers.put(ask(name))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(type(error).__name__))

    threading.Thread(target=wait, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left_s(LOOK_UP_S))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, OSError):
        raise found
    return found


def public(addresses: list[str]) -> list[str]:
    """Give the addresses back if they are everybody's, all of them.

    Raises:
        PrivateAddressError: one is not.

    """
    if not addresses or not all(map(is_public, addresses)):
        raise PrivateAddressError
    return addresses


def is_public(address: str) -> bool:
    """Say whether everybody means the same machine by an address, and one only."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        found = _carried(found) or found
    if isinstance(found, ipaddress.IPv6Address) and found not in _EVERYBODYS:
        return False
    return found.is_global and not found.is_multicast and not any(found in one for one in _NOBODYS)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Give the address of the old kind that one of the new kind stands for."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
