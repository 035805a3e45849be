"""All practice malls at once, and the control beside them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

from practice.authority import Authority
from practice.control import ControlServer
from practice.inbox import HOST, Inbox
from practice.keys import GATEWAY, OPERATOR
from practice.malls import auction, coupang, elevenst, esm, lotteon, naver, solapi
from practice.registry import Registry
from practice.server import Mall, MallServer

MALLS: Mapping[str, Mall] = {
    "api-gateway.coupang.com": coupang.answer,
    "api.11st.co.kr": elevenst.answer,
    "openapi.lotteon.com": lotteon.answer,
    "api.commerce.naver.com": naver.answer,
    "sa2.esmplus.com": esm.answer,
    "api.auction.co.kr": auction.answer,
}
"""By the real host's name, which the certificate bears too."""

GATEWAYS: Mapping[str, Mall] = {"api.solapi.com": solapi.answer}
"""What is no mall and listens beside them."""

KINDS = ("expiry", "check", "answer", "returned", "stuck")
SEEN_AS = "115.92.75.15"
"""The address that the malls say they were asked from: the one that the guides tell to register."""


@dataclass(frozen=True)
class Town:
    """What is needed to point a product at the malls, and to change how its sellers stand.

    Attributes:
        port: where all malls listen, told apart by the name that is asked for.
        authority: the file with the certificate to trust.
        control: the address of the page with the keys and the buttons.
        inbox: a system that the product tells of events.

    """

    port: int
    authority: Path
    control: str
    registry: Registry
    inbox: Inbox

    @property
    def env(self) -> Mapping[str, str]:
        """The product's settings, with which it asks here and nowhere else."""
        return {
            "WIZARD_PRACTICE": f"127.0.0.1:{self.port}",
            "WIZARD_PRACTICE_CA": str(self.authority),
            "WIZARD_PRACTICE_PAGE": self.control,
            "EGRESS_IP": SEEN_AS,
            **{name.upper(): value for name, value in OPERATOR.items()},
        }

    def telling(self, site: str) -> Mapping[str, str]:
        """Give the product's settings with which it tells sellers by the gateway here.

        Args:
            site: the product's own address.

        """
        return {
            "WIZARD_MESSAGE_SITE": site,
            "WIZARD_MESSAGE_API_KEY": GATEWAY["key"],
            "WIZARD_MESSAGE_API_SECRET": GATEWAY["secret"],
            "WIZARD_MESSAGE_SENDER": GATEWAY["sender"],
            "WIZARD_MESSAGE_PROFILE": GATEWAY["profile"],
            "WIZARD_MESSAGE_TEMPLATES": ",".join(f"{kind}=KA01TPpractice{kind}" for kind in KINDS),
        }


@contextmanager
def open_town(
    folder: Path,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    *,
    seen_as: str = SEEN_AS,
    above: Callable[[], str] = str,
) -> Iterator[Town]:
    """Open all malls, until the block is left; `above` gives what the control's page says first."""
    registry, inbox, authority = Registry(now), Inbox(), Authority.in_folder(folder)
    with ExitStack() as stack:
        all_here = {**MALLS, **GATEWAYS, HOST: inbox.answer}
        malls = MallServer(all_here, registry, authority.context("127.0.0.1", *all_here), seen_as)
        stack.enter_context(_serving(malls))
        control = ControlServer(registry, inbox, above)
        stack.enter_context(_serving(control))
        address = f"http://127.0.0.1:{control.server_port}"
        yield Town(malls.server_port, authority.file, address, registry, inbox)


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
