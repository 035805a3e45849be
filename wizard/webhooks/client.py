"""One call to a receiver: never to an address inside, never where it leads on, never a word of its answer kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wizard.egress.addresses import LookUp, look_up
from wizard.egress.call import Call
from wizard.egress.deadline import Deadline
from wizard.egress.route import Route
from wizard.mall_settings import MallSettings
from wizard.verdicts.answer import Answer, Failure
from wizard.webhooks.addresses import Receiver, receiver

DEADLINE_S = 15.0
CONTENT = {"Content-Type": "application/json", "User-Agent": "imseller-wizard-webhooks/1"}
RouteTo = Callable[[Receiver], Route]


@dataclass(frozen=True, repr=False)
class Posted:
    """What is sent. Logs know it by the endpoint's id: the address may hold a secret.

    Attributes:
        endpoint: its id.

    """

    endpoint: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "POST"

    def __repr__(self) -> str:
        """Show nothing that a log must not have."""
        return f"<webhook to {self.endpoint[:8]}>"


@dataclass(frozen=True)
class Response:
    """What a receiver answered, as far as anybody wants to know.

    Attributes:
        retry_after: the header of that name, "" without.

    """

    status: int
    retry_after: str = ""

    @property
    def is_taken(self) -> bool:
        """Say whether it took the event."""
        return 200 <= self.status < 300


Send = Callable[[str, str, Mapping[str, str], bytes], Response | Failure]
"""Sends a body with headers to an endpoint: its id, its address, headers, body."""


@dataclass(frozen=True)
class WebhookClient:
    """Sends, each call on its own.

    Attributes:
        route_to: gives the way to a receiver; only tests and practice lead anywhere but there.
        deadline_s: how long one call may take, all in all.
        ask_for_addresses: asks for the addresses of a name.

    """

    route_to: RouteTo
    deadline_s: float = DEADLINE_S
    ask_for_addresses: LookUp = look_up

    def send(
        self, endpoint: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> Response | Failure:
        """Send once, and give the answer's status or why there is none.

        Raises:
            FieldError: the address cannot be one; nothing was sent.

        """
        to = receiver(url)
        posted = Posted(endpoint, to.target, {**CONTENT, **headers}, body)
        with Deadline(self.deadline_s) as deadline:
            call = Call(
                posted, self.route_to(to), self.ask_for_addresses, deadline, wants_body=False
            )
            found = call.result()
        if isinstance(found, Answer):
            return Response(found.status, found.headers.get("retry-after", "")[:40])
        return found


def sending(settings: MallSettings) -> Send:
    """Give what sends on the way that the settings say; in practice all of it stays on this machine."""
    practice = settings.practice

    def route_to(to: Receiver) -> Route:
        if practice:
            return Route(to.name, None, (practice.host, practice.port), practice.ca, to.port)
        return Route(to.name, settings.webhooks_proxy, port=to.port)

    return WebhookClient(route_to).send
