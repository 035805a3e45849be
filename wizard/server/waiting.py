"""The clients that a worker's loop waits for: each for its own time, none at the cost of a thread."""

import selectors
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from wizard.server.client import Client

Act = Callable[[Client], None]


@dataclass(frozen=True)
class Waiting:
    """Keeps who waits in the order in which they began, and has the poller tell when one is ready."""

    poller: selectors.BaseSelector
    _clients: dict[Client, int] = field(default_factory=dict)

    def add(self, client: Client, for_s: float, what: int, act: Act) -> None:
        """Wait for a client, at the end of the line, and act when it is ready to be read or written."""
        self.remove(client)
        client.deadline = time.monotonic() + for_s
        self._clients[client] = what
        self.poller.register(client.raw, what, lambda _raw: self._act(client, act))

    def _act(self, client: Client, act: Act) -> None:
        """Act, unless another's event of this very moment has ended the waiting."""
        if client in self._clients:
            act(client)

    def remove(self, client: Client) -> None:
        """Wait for a client no longer."""
        if self._clients.pop(client, None) is not None:
            self.poller.unregister(client.raw)

    def everybody(self) -> list[Client]:
        """Give all, who waits longest first."""
        return [*self._clients]

    def late(self) -> list[Client]:
        """Give those for whom it was waited long enough."""
        now = time.monotonic()
        return [client for client in self._clients if client.deadline <= now]

    def takes_answer(self, client: Client) -> bool:
        """Say whether it is waited for until it takes its answer, not until it asks."""
        return self._clients.get(client) == selectors.EVENT_WRITE

    def longest(self) -> Client | None:
        """Give who waits longest of the address that has most waiting; a proxy is but one address."""
        crowd = Counter(client.host for client in self._clients)
        if not crowd:
            return None
        [(host, _)] = crowd.most_common(1)
        return next(client for client in self._clients if client.host == host)

    def largest(self) -> Client | None:
        """Give who has sent most of a request that is not all there."""
        return max(self._clients, key=lambda client: len(client.received), default=None)
