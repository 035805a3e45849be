"""All practice malls at once, each on a port of its own, and the control beside them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

from practice.authority import Authority
from practice.control import ControlServer
from practice.malls import auction, coupang, elevenst, esm, lotteon, naver
from practice.registry import Registry
from practice.server import Mall, MallServer

MALLS: Mapping[str, tuple[str, Mall]] = {
    "coupang": ("api-gateway.coupang.com", coupang.answer),
    "11st": ("api.11st.co.kr", elevenst.answer),
    "lotteon": ("openapi.lotteon.com", lotteon.answer),
    "naver": ("api.commerce.naver.com", naver.answer),
    "esm": ("sa2.esmplus.com", esm.answer),
    "auction": ("api.auction.co.kr", auction.answer),
}
"""By alias: the real host, whose name the certificate bears too, and who speaks for it."""

SEEN_AS = "115.92.75.15"
"""The address that the malls say they were asked from: the one that the guides tell to register."""


@dataclass(frozen=True)
class Town:
    """What is needed to point a product at the malls, and to change how its sellers stand.

    Attributes:
        urls: by alias.
        authority: the file with the certificate to trust.
        control: the address of the page with the keys and the buttons.

    """

    urls: Mapping[str, str]
    authority: Path
    control: str
    registry: Registry


@contextmanager
def open_town(
    folder: Path,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    *,
    seen_as: str = SEEN_AS,
    control_port: int = 0,
) -> Iterator[Town]:
    """Open all malls, until the block is left."""
    registry, authority = Registry(now), Authority.in_folder(folder)
    with ExitStack() as stack:
        urls = {}
        for alias, (host, mall) in MALLS.items():
            tls = authority.context("127.0.0.1", "localhost", host)
            server = MallServer(mall, registry, tls, seen_as)
            stack.enter_context(_serving(server))
            urls[alias] = f"https://127.0.0.1:{server.server_port}"
        control = ControlServer(registry, control_port)
        stack.enter_context(_serving(control))
        yield Town(urls, authority.file, f"http://127.0.0.1:{control.server_port}", registry)


@contextmanager
def _serving(server: HTTPServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
