"""One call to a mall, and what came of it. Nothing of the environment or of another call has a say in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from wizard.egress.addresses import LookUp, look_up
from wizard.egress.call import OURS, Call
from wizard.egress.deadline import Deadline
from wizard.egress.route import Route
from wizard.errors import BadFormatError
from wizard.mall_settings import MallSettings
from wizard.malls.hosts import route
from wizard.malls.request import Ask, Request, plain
from wizard.verdicts.answer import Answer, Failure

DEADLINE_S = 15.0
MAX_SKEW_S = 60
OURS_TO_SET = {"host", "content-length", "transfer-encoding", "cookie", *map(str.lower, OURS)}
_HEADER_VALUE = re.compile(r"[!-~](?:[ -~]{0,8000}[!-~])?")


@dataclass(frozen=True)
class Reply:
    """What came of a call.

    Attributes:
        proxy_s: until the proxy had opened the way, or had not; None if there is no proxy.
        mall_s: the rest.
        skew_s: by how much our clock is before the mall's; None if that does not tell.

    """

    result: Answer | Failure
    proxy_s: float | None
    mall_s: float
    skew_s: float | None

    @property
    def is_clock_wrong(self) -> bool:
        """Say whether the clocks differ by more than signatures allow for."""
        return self.skew_s is not None and abs(self.skew_s) > MAX_SKEW_S


class MallClient:
    """Asks malls, each call on its own.

    Args:
        route_to: gives the way to a server by its alias; see `wizard.malls.hosts.route`.
        now: gives the time, with its zone.
        deadline_s: how long one call may take, all in all.
        ask_for_addresses: asks for the addresses of a name.

    """

    def __init__(
        self,
        route_to: Callable[[str], Route],
        now: Callable[[], datetime],
        deadline_s: float = DEADLINE_S,
        ask_for_addresses: LookUp = look_up,
    ) -> None:
        self.route_to = route_to
        self.now = now
        self.deadline_s = deadline_s
        self.ask_for_addresses = ask_for_addresses

    def ask(self, request: Request) -> Reply:
        """Send a request, and give the answer or why there is none.

        Raises:
            BadFormatError: naming a part of it that cannot be sent; nothing was.

        """
        _refuse_what_cannot_be_sent(request)
        began = monotonic()
        with Deadline(self.deadline_s) as deadline:
            call = Call(request, self.route_to(request.host), self.ask_for_addresses, deadline)
            result = call.result()
        dated = result.dated if isinstance(result, Answer) else None
        return Reply(
            result,
            proxy_s=call.proxy_s,
            mall_s=monotonic() - began - (call.proxy_s or 0),
            skew_s=(self.now() - dated).total_seconds() if dated else None,
        )


def asking(settings: MallSettings, now: Callable[[], datetime]) -> Ask:
    """Give what asks a mall once, on the way that the settings say."""
    client = MallClient(lambda alias: route(alias, settings), now)
    return lambda request: client.ask(request).result


def _refuse_what_cannot_be_sent(request: Request) -> None:
    plain("path", request.target)
    for name, value in request.headers.items():
        if name.lower() in OURS_TO_SET:
            raise ValueError(f"{name} is ours to set")
        if not _HEADER_VALUE.fullmatch(value):
            raise BadFormatError(name)
